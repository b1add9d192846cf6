"""What came in from outside, as the agency reads it, and the post that is drafted from it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from pydantic import BaseModel, Field

from outreach import delivery, identity, posts, stories
from outreach.errors import BadInput, Fault
from outreach.posts import PostType
from outreach.stories import DoorKind, Tip, TipState
from outreach.web import forms
from outreach.web.deps import Visit
from outreach.web.views import drafts, placing
from outreach.web.views.made import Made
from outreach.web.views.placing import NOTHING
from outreach.web.words import Said, Tone

STATES = MappingProxyType(
    {
        TipState.NEW: Said("New", Tone.WARN, "priority-high"),
        TipState.USED: Said("Used", Tone.GOOD, "check"),
        TipState.SET_ASIDE: Said("Set aside", Tone.IDLE, "folder-open"),
    }
)
KINDS = MappingProxyType(
    {DoorKind.TIP: "Tip", DoorKind.NOMINATION: "Nomination"},
)
#: What a tip is turned into, and what the button says.
OFFERED = MappingProxyType(
    {PostType.RECOGNITION: "Recognize good work", PostType.EVENT: "Announce an event"}
)
#: The words offered first fit the shortest platform.
SHORT = 270


class PostForm(BaseModel):
    title: str = Field(max_length=200)
    text: str
    alt: str = Field("", max_length=1000)
    accounts: placing.Accounts
    on: date
    at: time


@dataclass(frozen=True, slots=True)
class Writer:
    """A tip being turned into a post, with the accounts it may go to."""

    tip: Tip
    kind: PostType
    accounts: tuple[identity.Account, ...]


def start(visit: Visit, tip: Tip, kind: PostType) -> forms.Form:
    """The form as it first stands: the sender's own words, every account, the next weekday."""
    return forms.filled(
        {
            "title": title_of(tip),
            "text": opening(tip, kind),
            "accounts": [account.id for account in drafts.accounts(visit)],
            "on": placing.next_weekday(visit.now, visit.zone),
            "at": placing.USUAL_TIME.strftime("%H:%M"),
        }
    )


def writer(visit: Visit, tip: Tip, kind: PostType) -> Writer:
    """What the page shows beside the form."""
    return Writer(tip, kind, drafts.accounts(visit))


def title_of(tip: Tip) -> str:
    """A name for the post: whom a nomination is about, or how the tip begins."""
    first = tip.officer or re.split(r"(?<=[.!?])\s", tip.what.strip())[0]
    return first if len(first) <= 80 else f"{first[:79].rsplit(' ', 1)[0]}…"


def opening(tip: Tip, kind: PostType) -> str:
    """The first draft: whole sentences of the sender, as many as fit, and where and when."""
    where = ", ".join(filter(None, (tip.place, tip.happened)))
    lead = {
        PostType.RECOGNITION: f"Thank you, {tip.officer}." if tip.officer else "",
        PostType.EVENT: "You are invited.",
    }.get(kind, "")
    told = f"As told by {tip.giver}." if tip.giver and tip.giver_may_be_named else ""
    frame = [part for part in (lead, f"{where}." if where else "", told) if part]
    room = SHORT - sum(len(part) + 2 for part in frame)
    said = _whole_sentences(tip.what.strip(), room)
    return "\n\n".join(part for part in (lead, said, f"{where}." if where else "", told) if part)


def make(visit: Visit, tip: Tip, kind: PostType, form: forms.Form, *, ask: bool) -> Made:
    """Draft the post with the tip's photo, place it on every account, and with `ask` send it on.

    Refuses with each fault at its field. The caller undoes what a refused making began.
    """
    given = forms.read(PostForm, form)
    chosen = [each for each in drafts.accounts(visit) if each.id in given.accounts]
    if not chosen:
        raise BadInput(NOTHING, (Fault("accounts", "Choose an account that is connected."),))
    asset = _photo(visit, tip, given.alt)
    language = visit.agency.language
    idea = posts.Idea(title=given.title, type=kind, tier=posts.Tier.RESIDENTS)
    said = [
        posts.Words(platform, given.text, language, asset_id=asset)
        for platform in dict.fromkeys(account.platform for account in chosen)
    ]
    post, variants = posts.draft(visit.db, idea, said, by=visit.by, now=visit.now)
    ids = {variant.platform: variant.id or 0 for variant in variants}
    local = datetime.combine(given.on, given.at)
    placed = tuple(_place(visit, ids[each.platform], each, local, ask=ask) for each in chosen)
    stories.tip_used(visit.db, tip.id or 0, post_id=post.id, by=visit.by, now=visit.now)
    return Made(post, placed)


def story_form(visit: Visit, tip: Tip) -> dict[str, object]:
    """What a story's form starts with when it is written from a tip."""
    return {
        "tip": tip.id,
        "title": title_of(tip),
        "featured_name": visit.agency.name,
        "featured_city": visit.agency.city,
        "featured_state": visit.agency.state,
        "language": visit.agency.language,
        "activities.0.what": tip.what,
        "confidence_notes": _notes(tip),
    }


def story_made(visit: Visit, form: forms.Form, story_id: int) -> None:
    """Say of the tip a story was written from that it was used."""
    number = form.value("tip")
    if number.isdecimal():
        stories.tip_used(visit.db, int(number), story_id=story_id, by=visit.by, now=visit.now)


def _notes(tip: Tip) -> str:
    place = ", ".join(filter(None, (tip.place, tip.happened)))
    return f"From {KINDS[tip.kind].lower()} {tip.id}" + (f": {place}." if place else ".")


def _whole_sentences(text: str, room: int) -> str:
    """As many sentences as there is room for; the first one always, to be shortened by a person."""
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        longer = f"{kept} {sentence}".strip()
        if kept and len(longer) > room:
            break
        kept = longer
    return kept


def _photo(visit: Visit, tip: Tip, alt: str) -> int | None:
    if tip.photo_sha256 is None:
        return None
    if tip.asset_id is None and not alt:
        fault = Fault("alt", "Say what the photo shows.", "Write it for someone on the phone.")
        raise BadInput(NOTHING, (fault,))
    said = {visit.agency.language: alt}
    return stories.take_photo(visit.db, tip, alt=said, by=visit.by, now=visit.now)


def _place(
    visit: Visit, variant_id: int, account: identity.Account, local: datetime, *, ask: bool
) -> delivery.Placement:
    try:
        placed = delivery.place(
            visit.db, variant_id, account.id or 0, local, by=visit.by, now=visit.now
        )
        if ask:
            delivery.ask(visit.db, placed.id or 0, by=visit.by, now=visit.now)
    except BadInput as refused:
        faults = refused.faults or (Fault("on", refused.message),)
        raise BadInput(NOTHING, tuple(map(_at_field, faults))) from None
    return placed


def _at_field(fault: Fault) -> Fault:
    """What a platform does not take is mended in the words, which all of them share."""
    if fault.where in PostForm.model_fields:
        return fault
    return Fault("text", f"{fault.where}: {fault.what}", fault.mend)
