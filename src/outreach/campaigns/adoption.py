"""From a kit to the calendar: posts drafted, placed and sent for approval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session

from outreach import brand, delivery, errors, identity, posts, stories
from outreach.campaigns import board
from outreach.campaigns.manifest import Kit, Standing
from outreach.campaigns.models import Campaign
from outreach.campaigns.picturing import Easel, looks_of
from outreach.campaigns.planned import KitPost
from outreach.campaigns.reading import unfit
from outreach.campaigns.telling import Telling
from outreach.campaigns.wishing import Wish, prepare
from outreach.errors import Fault
from outreach.platforms import PlatformName


@dataclass(frozen=True, slots=True)
class Means:
    """What it takes: templates, a folder for pictures, and an account for each platform."""

    shelf: posts.Shelf
    media: Path
    accounts: Mapping[PlatformName, int]
    #: Where the kit's own files are, when it has any.
    folder: Path | None = None


def adopt(
    db: Session, kit: Kit, means: Means, wish: Wish, *, by: identity.Actor, now: datetime
) -> Campaign:
    """Make every post of a kit and send each for approval; whoever asked cannot say yes.

    Words in a language that nobody has accepted are kept as drafts and put on no calendar. All or
    nothing: refuses with each post that cannot be made, and the campaign it already has.
    """
    tellings = prepare(db, kit, wish, by.agency_id)
    misfits = (*unfit(kit, means.shelf), *_too_early(kit, wish.starts_on, tellings))
    if misfits:
        raise _refusal(kit, misfits)
    house = brand.brand_of(db, by=by)
    looks = looks_of(db, house, tellings, by=by, media=means.media)
    easel = Easel(db, means.media, means.folder, house.name, looks, by, now)
    campaign = board.found(db, _brief(kit, wish.starts_on, tellings), by=by, now=now)
    adopting = _Adopting(db, kit, means, campaign, tellings, easel, by, now)
    faults: list[Fault] = []
    for planned in kit.posts:
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
        raise _refusal(kit, tuple(faults))
    return campaign


@dataclass(frozen=True, slots=True)
class _Adopting:
    """One kit being taken up by one person."""

    db: Session
    kit: Kit
    means: Means
    campaign: Campaign
    #: The original first, then the other languages that were chosen.
    tellings: tuple[Telling, ...]
    easel: Easel
    by: identity.Actor
    now: datetime

    def take(self, planned: KitPost) -> None:
        """Write one planned post, put what is for sending on the calendar, and ask for a yes."""
        template = self.means.shelf.get(planned.template) if planned.template else None
        choice = posts.Choice(
            story_id=self._story_id(planned.story),
            outcome=planned.outcome,
            activity=planned.activity,
            principle=planned.principle,
        )
        typed = self._typed(planned, template) if template else {}
        idea = posts.Idea(
            title=planned.title,
            type=template.kind if template else planned.kind or posts.PostType.STORY,
            tier=template.tier if template else planned.tier or posts.Tier.RESIDENTS,
            key=planned.id,
            story_id=choice.story_id,
            campaign_id=self.campaign.id,
            template=planned.template,
            blanks=typed,
            kit=self.kit.id,
            embargo_until=_until(self.kit, self.tellings[0].zone),
        )
        words = [
            each
            for said in self.tellings
            for each in self._words(planned, said, template, choice, typed)
        ]
        _, variants = posts.draft(self.db, idea, words, by=self.by, now=self.now)
        for variant in variants:
            standing = self.kit.languages[variant.language]
            if standing.standing is not Standing.DRAFT:
                local = planned.local(self.campaign.starts_on, standing.minutes_later)
                self._place(variant, local)

    def _words(
        self,
        planned: KitPost,
        said: Telling,
        template: posts.Template | None,
        choice: posts.Choice,
        typed: Mapping[str, str],
    ) -> list[posts.Words]:
        """The words of one language, for each platform of the post."""
        by_template = template is not None and said.language == self.kit.original
        source = posts.source(self.db, choice, template.tier, by=self.by) if template else None
        texts = (
            _composed(template, source, typed, planned.platforms)
            if by_template and template and source
            else _own(planned, said)
        )
        credit = ""
        if choice.story_id is not None and source is not None:
            credit = f"{source.facts['agency']}, {source.facts['place']}"
        asset_id = self.easel.picture(planned, said, credit)
        poll = planned.poll.poll(said.language) if planned.poll else None
        draft = self.kit.languages[said.language].standing is Standing.DRAFT
        return [
            posts.Words(
                platform,
                text,
                said.language,
                asset_id=asset_id,
                poll=poll,
                caveat=_caveat(planned, said, platform),
                machine_made=draft,
            )
            for platform, text in texts.items()
        ]

    def _story_id(self, key: str | None) -> int | None:
        if key is None:
            return None
        story = stories.named(self.db, key, self.by.agency_id)
        if story is None:
            raise errors.NotFound(f"There is no story “{key}” in the library. Import it first.")
        return story.id

    def _typed(self, planned: KitPost, template: posts.Template) -> dict[str, str]:
        """The post's own blanks, and those of the kit that its template has."""
        declared = {blank.name for blank in template.blanks}
        shared = {name: v for name, v in self.kit.blanks.items() if name in declared}
        held = shared | dict(planned.blanks)
        return {name: self.tellings[0].say(value) for name, value in held.items()}

    def _place(self, variant: posts.Variant, local: datetime) -> None:
        account_id = self.means.accounts.get(variant.platform)
        if account_id is None:
            name = posts.NAMES[variant.platform]
            raise errors.NotReady(f"There is no account for {name}. Connect one first.")
        placement = delivery.place(
            self.db, variant.id or 0, account_id, local, by=self.by, now=self.now
        )
        delivery.ask(self.db, placement.id or 0, by=self.by, now=self.now)


def _brief(kit: Kit, starts_on: date, tellings: Sequence[Telling]) -> board.Brief:
    said, languages = tellings[0], tuple(each.language for each in tellings)
    return board.Brief(
        key=kit.id,
        title=kit.title,
        objective=" ".join(kit.objectives),
        starts_on=starts_on,
        ends_on=kit.ends_on(starts_on),
        audiences=kit.audiences,
        key_messages=tuple(said.say(each.text[kit.original]) for each in kit.key_messages),
        themes=tuple(
            theme.title[kit.original] for theme in sorted(kit.themes, key=lambda t: t.week)
        ),
        languages=languages,
        hashtags={
            code: [tag.text[code] for tag in kit.hashtags if code in tag.text] for code in languages
        },
        funding_credit=kit.funding_credit or "",
    )


def _own(planned: KitPost, said: Telling) -> dict[PlatformName, str]:
    """The post's own words in that language, for the platforms that have some."""
    found = ((platform, planned.own(platform, said.language)) for platform in planned.platforms)
    return {platform: said.whole(words, platform) for platform, words in found if words}


def _caveat(planned: KitPost, said: Telling, platform: PlatformName) -> str:
    """The words that keep a result honest, where the kit's own words have them."""
    words = planned.own(platform, said.language)
    return said.say(words.caveat) if words and words.caveat else ""


def _composed(
    template: posts.Template,
    source: posts.Source,
    typed: Mapping[str, str],
    platforms: Sequence[PlatformName],
) -> dict[PlatformName, str]:
    """The drafts for the platforms that were planned. Refuses with the reason when one has none."""
    drafts = [d for d in posts.compose(template, source, typed) if d.platform in platforms]
    refused = [
        Fault(posts.NAMES[each.platform], each.reason)
        for each in drafts
        if isinstance(each, posts.NoDraft)
    ]
    if refused:
        raise errors.BadInput("It cannot be written.", tuple(refused))
    return {each.platform: each.text for each in drafts if isinstance(each, posts.Draft)}


def _too_early(kit: Kit, starts_on: date, tellings: Sequence[Telling]) -> list[Fault]:
    """The posts that would go out before the kit may be spoken of."""
    zone = tellings[0].zone
    until = _until(kit, zone)
    if until is None:
        return []
    return [
        Fault(
            f"posts, {planned.id}",
            f"goes out before {until.astimezone(zone):%B %-d, %Y, %H:%M}, when the kit may.",
            "Begin later.",
        )
        for planned in kit.posts
        if planned.local(starts_on).replace(tzinfo=zone) < until
    ]


def _until(kit: Kit, zone: ZoneInfo) -> datetime | None:
    """The instant until which nothing of the kit may be seen; its own zone, else the agency's."""
    if kit.embargo_until is None or kit.embargo_until.tzinfo:
        return kit.embargo_until
    return kit.embargo_until.replace(tzinfo=zone)


def _refusal(kit: Kit, faults: tuple[Fault, ...]) -> errors.BadInput:
    return errors.BadInput(f"“{kit.title}” cannot be taken up.", faults)
