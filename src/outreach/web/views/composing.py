"""From a story to posts in two clicks: what the form offers, what it drafts, and what it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from outreach import brand, campaigns, delivery, identity, posts, stories
from outreach.errors import BadInput, Fault
from outreach.lib.clock import Moment, resolve
from outreach.posts import Template
from outreach.web import forms, words
from outreach.web.deps import Visit
from outreach.web.views import drafts

#: When a post goes out unless a person chooses otherwise.
USUAL_TIME = time(9, 0)
#: A longer title seldom fits on a card, so none is offered.
LONGEST_HEADLINE = 80


class ComposeForm(BaseModel):
    """What the form asks, but for the template's own blanks."""

    title: str = Field(max_length=200)
    template: str
    outcome: int = Field(1, ge=1)
    activity: int = Field(1, ge=1)
    accounts: list[int] = Field(min_length=1)
    on: date
    at: time
    campaign: int | None = None
    card_headline: str = ""
    card_line: str = ""


@dataclass(frozen=True, slots=True)
class Composer:
    """One story being turned into posts, with everything the form offers."""

    story: stories.WholeStory
    template: Template
    templates: tuple[Template, ...]
    accounts: tuple[identity.Account, ...]
    campaigns: tuple[campaigns.Campaign, ...]
    pieces: tuple[drafts.Piece, ...]
    picture: drafts.Picture
    #: The instant chosen, when the day and time can be read.
    moment: Moment | None
    #: What keeps the story off the real accounts among those chosen.
    blocks: tuple[str, ...]

    @property
    def asked(self) -> tuple[posts.Blank, ...]:
        """The blanks that the story cannot fill; those that must be filled come first."""
        own = (blank for blank in self.template.blanks if blank.name not in posts.FACTS)
        return tuple(sorted(own, key=lambda blank: blank.may_be_empty))

    def has(self, blank: str) -> bool:
        """Whether the template has this blank."""
        return blank in {each.name for each in self.template.blanks}


def start(visit: Visit, story: stories.WholeStory) -> forms.Form:
    """The form as it first stands: every account that may tell it now, the next weekday at nine."""
    connected = drafts.accounts(visit)
    cleared = not stories.cleared_for(story, practice=False)
    accounts = [account for account in connected if cleared or account.practice] or connected
    return forms.filled(
        {
            "title": story.title,
            "template": drafts.offered(story)[0].key,
            "accounts": [account.id for account in accounts],
            "on": next_weekday(visit.now, visit.zone),
            "at": USUAL_TIME.strftime("%H:%M"),
            "card_headline": story.title if len(story.title) <= LONGEST_HEADLINE else "",
        }
    )


def next_weekday(now: datetime, zone: ZoneInfo) -> date:
    """The first day after today, as the zone has it, that is neither Saturday nor Sunday."""
    ahead = (now.astimezone(zone).date() + timedelta(days=n) for n in range(1, 4))
    return next(on for on in ahead if on.weekday() < 5)


def composer(visit: Visit, story: stories.WholeStory, form: forms.Form) -> Composer:
    """The form with its drafts, whatever was typed so far."""
    offered = drafts.offered(story)
    template = next((t for t in offered if t.key == form.value("template")), offered[0])
    accounts = tuple(a for a in drafts.accounts(visit) if a.platform in template.platforms)
    chosen = tuple(a for a in accounts if form.chosen("accounts", str(a.id)))
    live = any(not account.practice for account in chosen)
    return Composer(
        story=story,
        template=template,
        templates=offered,
        accounts=accounts,
        campaigns=tuple(campaigns.listing(visit.db, visit.by.agency_id)),
        pieces=drafts.pieces(visit, story, template, form, chosen),
        picture=drafts.picture(visit, story, form),
        moment=_moment(visit, form),
        blocks=stories.cleared_for(story, practice=False) if live else (),
    )


@dataclass(frozen=True, slots=True)
class Made:
    """The post that was made and everything that was placed of it."""

    post: posts.Post
    placed: tuple[delivery.Placement, ...] = field(default=())


def make(visit: Visit, story: stories.WholeStory, form: forms.Form, *, ask: bool) -> Made:
    """Draft the post, place it on every chosen account and, with `ask`, send it for approval.

    Refuses with each fault at its field. The caller undoes what a refused making began.
    """
    given = forms.read(ComposeForm, form)
    template = _template(story, given.template)
    pieces = _pieces_or_faults(visit, story, template, form, given.accounts)
    asset = _keep_card(visit, story, given)
    said = {
        piece.draft.platform: posts.Words(
            piece.draft.platform,
            piece.draft.text,
            piece.draft.language,
            asset_id=asset,
            machine_made=bool(piece.draft.unsettled),
        )
        for piece in pieces
        if piece.draft
    }
    if given.campaign is not None:
        campaigns.get(visit.db, given.campaign, visit.by.agency_id)
    idea = posts.Idea(
        title=given.title,
        type=template.kind,
        tier=template.tier,
        story_id=story.id,
        campaign_id=given.campaign,
        template=template.key,
        blanks=drafts.typed(template, form),
    )
    post, variants = posts.draft(visit.db, idea, tuple(said.values()), by=visit.by, now=visit.now)
    ids = {variant.platform: variant.id or 0 for variant in variants}
    local = datetime.combine(given.on, given.at)
    placed = tuple(
        _place(visit, ids[piece.account.platform], piece.account, local, ask=ask)
        for piece in pieces
    )
    return Made(post, placed)


def told(made: Made, zone: ZoneInfo, now: datetime, *, asked: bool) -> str:
    """What was done, for the next page: where and when, and what the clock change did."""
    first = made.placed[0]
    when = words.when(first.due_at, zone=zone, now=now)
    what = "Sent for approval" if asked else "Saved as a draft"
    places = f"{what}: {words.plural(len(made.placed), 'account')}, {when}."
    return f"{places} {SHIFTS[first.shift]}".rstrip()


SHIFTS: Mapping[delivery.Shift, str] = {
    delivery.Shift.NONE: "",
    delivery.Shift.GAP: "The clocks jump over the time you chose, so it was moved forward.",
    delivery.Shift.FOLD: "The time you chose happens twice that day; the first one was taken.",
}


def _template(story: stories.WholeStory, key: str) -> Template:
    found = next((each for each in drafts.offered(story) if each.key == key), None)
    if found is None:
        raise BadInput(NOTHING, (Fault("template", "Choose one of these."),))
    return found


def _pieces_or_faults(
    visit: Visit,
    story: stories.WholeStory,
    template: Template,
    form: forms.Form,
    account_ids: Sequence[int],
) -> tuple[drafts.Piece, ...]:
    """A draft for each chosen account. Refuses empty blanks by name, and a platform without one."""
    empty = [
        Fault(f"blank_{blank.name}", "Fill this in.")
        for blank in template.blanks
        if blank.name not in posts.FACTS and not blank.may_be_empty
        if not form.value(f"blank_{blank.name}")
    ]
    known = {account.id: account for account in drafts.accounts(visit)}
    chosen = [known[n] for n in account_ids if n in known]
    fit = [account for account in chosen if account.platform in template.platforms]
    unfit = [
        Fault("accounts", f"{template.title} has no words for this platform.", "Leave it out.")
        for account in chosen
        if account not in fit
    ]
    if not chosen:
        unfit = [Fault("accounts", "This account is not connected now.", "Choose another.")]
    if empty or unfit:
        raise BadInput(NOTHING, (*empty, *unfit))
    pieces = drafts.pieces(visit, story, template, form, fit)
    lacking = tuple(Fault("accounts", piece.reason) for piece in pieces if piece.draft is None)
    if lacking:
        raise BadInput(NOTHING, lacking)
    return pieces


def _place(
    visit: Visit, variant_id: int, account: identity.Account, local: datetime, *, ask: bool
) -> delivery.Placement:
    try:
        placed = delivery.place(
            visit.db, variant_id, account.id or 0, local, by=visit.by, now=visit.now
        )
    except BadInput as refused:
        raise BadInput(NOTHING, refused.faults or (Fault("on", refused.message),)) from None
    if ask:
        delivery.ask(visit.db, placed.id or 0, by=visit.by, now=visit.now)
    return placed


def _keep_card(visit: Visit, story: stories.WholeStory, given: ComposeForm) -> int | None:
    if not given.card_headline:
        return None
    card = drafts.card(visit, story, given.card_headline, given.card_line)
    try:
        kept = brand.keep_card(
            visit.db,
            card,
            language=story.language,
            name=f"{story.key}.jpg",
            by=visit.by,
            now=visit.now,
            folder=visit.runtime.media,
        )
    except BadInput as refused:
        raise BadInput(NOTHING, (Fault("card_headline", refused.message),)) from None
    return kept.id


def _moment(visit: Visit, form: forms.Form) -> Moment | None:
    try:
        local = datetime.fromisoformat(f"{form.value('on')}T{form.value('at')}")
    except ValueError:
        return None
    return resolve(local.replace(tzinfo=None), visit.zone)


NOTHING = "Nothing was saved or sent yet."
