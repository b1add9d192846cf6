"""From a campaign's file to the calendar: posts drafted, placed and sent for approval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from outreach import brand, delivery, errors, identity, posts, stories
from outreach.campaigns import board
from outreach.campaigns.manifest import Manifest, PlannedPost
from outreach.campaigns.models import Campaign
from outreach.campaigns.reading import unfit
from outreach.errors import Fault
from outreach.platforms import PlatformName


@dataclass(frozen=True, slots=True)
class Means:
    """What it takes: templates, a folder for pictures, and an account for each platform."""

    shelf: posts.Shelf
    media: Path
    accounts: Mapping[PlatformName, int]


def adopt(
    db: Session,
    manifest: Manifest,
    means: Means,
    *,
    starts_on: date,
    by: identity.Actor,
    now: datetime,
) -> Campaign:
    """Make every post of a campaign and send each for approval; whoever asked cannot say yes.

    All or nothing: refuses with each post that cannot be made, and the campaign it already has.
    """
    misfits = unfit(manifest, means.shelf)
    if misfits:
        raise errors.BadInput(f"“{manifest.title}” cannot be taken up.", misfits)
    brief = board.Brief(
        key=manifest.id,
        title=manifest.title,
        objective=manifest.objective,
        starts_on=starts_on,
        ends_on=manifest.ends_on(starts_on),
        audiences=manifest.audiences,
        key_messages=tuple(message.text for message in manifest.key_messages),
        themes=tuple(theme.title for theme in sorted(manifest.themes, key=lambda t: t.week)),
    )
    campaign = board.found(db, brief, by=by, now=now)
    adopting = _Adopting(db, manifest, means, campaign, by, now)
    faults: list[Fault] = []
    for planned in manifest.posts:
        try:
            adopting.take(planned)
        except errors.BadInput as refused:
            own = refused.faults or (Fault("", refused.message),)
            faults += (
                Fault(f"posts, {planned.id}, {each.where}".rstrip(", "), each.what, each.mend)
                for each in own
            )
        except errors.OutreachError as refused:
            faults.append(Fault(f"posts, {planned.id}", str(refused)))
    if faults:
        raise errors.BadInput(f"“{manifest.title}” cannot be taken up.", tuple(faults))
    return campaign


@dataclass(frozen=True, slots=True)
class _Adopting:
    """One campaign being taken up by one person."""

    db: Session
    manifest: Manifest
    means: Means
    campaign: Campaign
    by: identity.Actor
    now: datetime

    def take(self, planned: PlannedPost) -> None:
        """Write one planned post, put it on the calendar, and ask for a yes."""
        template = self.means.shelf.get(planned.template)
        choice = posts.Choice(
            story_id=self._story_id(planned.story),
            outcome=planned.outcome,
            activity=planned.activity,
            principle=planned.principle,
        )
        typed = self._typed(planned, template)
        source = posts.source(self.db, choice, template.tier, by=self.by)
        drafts = _wanted(posts.compose(template, source, typed), planned.platforms)
        idea = posts.Idea(
            title=planned.title,
            type=template.kind,
            tier=template.tier,
            key=planned.id,
            story_id=choice.story_id,
            campaign_id=self.campaign.id,
            template=template.key,
            blanks=typed,
        )
        words = self._words(planned, source, drafts)
        _, variants = posts.draft(self.db, idea, words, by=self.by, now=self.now)
        for variant in variants:
            self._place(variant, planned.local(self.campaign.starts_on))

    def _story_id(self, key: str | None) -> int | None:
        if key is None:
            return None
        story = stories.named(self.db, key, self.by.agency_id)
        if story is None:
            raise errors.NotFound(f"There is no story “{key}” in the library. Import it first.")
        return story.id

    def _typed(self, planned: PlannedPost, template: posts.Template) -> dict[str, str]:
        """The post's own blanks, and those of the campaign that its template has."""
        declared = {blank.name for blank in template.blanks}
        shared = {name: v for name, v in self.manifest.blanks.items() if name in declared}
        return shared | planned.typed(self.campaign.starts_on)

    def _words(
        self, planned: PlannedPost, source: posts.Source, drafts: Sequence[posts.Draft]
    ) -> list[posts.Words]:
        asset_id = self._picture(planned, source)
        poll = planned.poll.poll if planned.poll else None
        return [
            posts.Words(draft.platform, draft.text, draft.language, asset_id=asset_id, poll=poll)
            for draft in drafts
        ]

    def _picture(self, planned: PlannedPost, source: posts.Source) -> int | None:
        """Draw the post's card and keep it, described by every word on it.

        A card that tells a story credits the agency the story is about.
        """
        if planned.card is None:
            return None
        card = brand.Card(
            headline=planned.card.headline,
            line=planned.card.line,
            agency=identity.agency(self.db, self.by.agency_id).name,
            credit=f"{source.facts['agency']}, {source.facts['place']}" if planned.story else "",
        )
        asset = brand.keep_card(
            self.db,
            card,
            language=source.language,
            name=f"{planned.id}.jpg",
            by=self.by,
            now=self.now,
            folder=self.means.media,
        )
        return asset.id

    def _place(self, variant: posts.Variant, local: datetime) -> None:
        account_id = self.means.accounts.get(variant.platform)
        if account_id is None:
            name = posts.NAMES[variant.platform]
            raise errors.NotReady(f"There is no account for {name}. Connect one first.")
        placement = delivery.place(
            self.db, variant.id or 0, account_id, local, by=self.by, now=self.now
        )
        delivery.ask(self.db, placement.id or 0, by=self.by, now=self.now)


def _wanted(
    composed: Sequence[posts.Draft | posts.NoDraft], platforms: Sequence[PlatformName]
) -> list[posts.Draft]:
    """The drafts for the platforms that were planned. Refuses with the reason when one has none."""
    refused = [
        Fault(posts.NAMES[each.platform], each.reason)
        for each in composed
        if isinstance(each, posts.NoDraft) and each.platform in platforms
    ]
    if refused:
        raise errors.BadInput("It cannot be written.", tuple(refused))
    return [
        each for each in composed if isinstance(each, posts.Draft) and each.platform in platforms
    ]
