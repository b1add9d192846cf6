"""What the records page shows: what happened in words, who did it, and what is looked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sqlmodel import Session

from outreach import delivery, errors, identity, posts, records
from outreach.web.forms import Form

#: How many records a page has.
PAGE = 50
#: What records call a post in its place on the calendar.
PLACED = "placement"

#: Kinds whose name does not say by itself what happened.
SAID: Mapping[str, str] = MappingProxyType(
    {
        "brand.changed": "Brand changed",
        "brand.picture_kept": "Picture kept",
        "brand.nobody_shown": "Nobody can be recognized in a picture",
        "brand.person_taken_out": "Person taken out of a picture's list",
        "brand.person_told": "Person in a picture named",
        "brand.picture_described": "Picture described",
        "brand.release_confirmed": "Release confirmed",
        "brand.release_noted": "Release noted",
        "brand.release_withdrawn": "Release taken back",
        "brand.video_kept": "Video kept",
        "campaigns.founded": "Campaign started",
        "observances.confirmed": "Observance confirmed",
        "observances.chosen": "Observance chosen",
        "delivery.changed": "Post changed after its approval",
        "delivery.decided": "A person said what became of a post",
        "delivery.handed_off": "Post ready to put out by hand",
        "delivery.held": "Post paused",
        "delivery.advice_called_off": "Recommended pause called off",
        "delivery.advice_declined": "Recommended pause not followed",
        "delivery.advice_followed": "Recommended pause followed",
        "delivery.advised": "Pause recommended to every agency",
        "delivery.hold_drilled": "Pause practised",
        "delivery.hold_explained": "Reason given for a pause",
        "delivery.hold_lifted": "Pause lifted",
        "delivery.hold_started": "Pause started",
        "delivery.kept": "Paused post kept on the calendar",
        "delivery.marked_done": "Post put out by hand",
        "delivery.needs_sign_in": "Post waits: the account needs sign-in",
        "delivery.stopped": "Post stopped at the last moment",
        "delivery.takedown_listed": "Posts to take down listed",
        "delivery.takedown_asked": "Take-down asked for",
        "delivery.takedown_ordered": "Take-down ordered",
        "delivery.takedown_dropped": "Take-down given up",
        "delivery.taken_down": "Post taken down",
        "delivery.correction_asked": "Correction asked for",
        "delivery.correction_ordered": "Correction approved",
        "delivery.correction_dropped": "Correction given up",
        "delivery.correction_begun": "New post begun to correct one",
        "delivery.corrected": "Post corrected",
        "delivery.amendment_resumed": "Correction or take-down tried again",
        "delivery.amendment_stuck": "Correction or take-down needs a person",
        "delivery.amendment_unclear": "No clear answer: post is read back",
        "delivery.unknown": "No clear answer: post is looked for",
        "identity.account_connected": "Account connected",
        "identity.account_disconnected": "Account disconnected",
        "identity.account_parked": "Account needs sign-in",
        "identity.agency_changed": "Agency's facts changed",
        "identity.invited": "Person invited",
        "identity.link_made": "Link to choose another password made by command",
        "identity.password_chosen": "Password chosen",
        "identity.role_given": "Role given",
        "identity.national_appointed": "Person looks after every agency here",
        "identity.national_ended": "Person no longer looks after every agency here",
        "identity.token_made": "Token for a machine made",
        "identity.token_revoked": "Token for a machine revoked",
        "identity.sign_in_failed": "Sign-in failed",
        "identity.signed_in": "Signed in",
        "identity.signed_out": "Signed out",
        "identity.invited_again": "New invitation made",
        "identity.left": "Person removed",
        "identity.role_changed": "Role changed",
        "posts.worded": "Post put into words",
        "review.submitted": "Post sent for approval",
        "review.overruled": "Finding let pass",
        "posts.declared": "Author's answers kept",
        "identity.steps_changed": "Named for other steps of approval",
        "stories.door_closed": "Form for tips closed",
        "stories.door_opened": "Form for tips opened",
        "stories.tip_given": "Tip came in",
        "stories.tip_photo_deleted": "Photo of a tip deleted after its time",
        "stories.tip_set_aside": "Tip set aside",
        "stories.tip_used": "Tip used",
        "stories.party_answered": "Named party answered",
    }
)
_THINGS = MappingProxyType(
    {
        "delivery": "Post",
        "posts": "Post",
        "review": "Post",
        "stories": "Story",
        "campaigns": "Campaign",
        "brand": "Picture",
    }
)
_PAGES = MappingProxyType(
    {
        "post": "/posts/{}",
        "story": "/stories/{}",
        "campaign": "/campaigns/{}",
        "asset": "/pictures/{}/about",
        "tip": "/tips/{}",
        "amendment": "/amendments/{}",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as people read it."""

    sequence: int
    at: datetime
    said: str
    #: Who did it; the program itself has no name.
    by: str
    detail: str


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """The records that match, and the addresses of the pages beside this one."""

    entries: tuple[Entry, ...]
    newest: str
    older: str
    kinds: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    narrowed: bool


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record whole."""

    record: records.Record
    entry: Entry
    holds: bool
    link: str
    body: tuple[tuple[str, str], ...]


def page(db: Session, agency_id: int, form: Form, *, before: str, zone: ZoneInfo) -> RecordsPage:
    """The newest records that match the form, or those before a number."""
    wanted = _wanted(form, zone)
    start = int(before) if before.isdecimal() else None
    found = records.listing(db, agency_id, wanted, before=start, limit=PAGE + 1)
    names = identity.names_of(db, records.people(db, agency_id))
    about = _posts(db, agency_id, found)
    query = {name: form.value(name) for name in ("kind", "by", "since", "until", "word")}
    asked = {name: value for name, value in query.items() if value}
    last = found[PAGE - 1].sequence if len(found) > PAGE else None
    return RecordsPage(
        entries=tuple(_entry(record, names, about) for record in found[:PAGE]),
        newest=f"/records?{urlencode(asked)}" if start else "",
        older=f"/records?{urlencode({**asked, 'before': last})}" if last else "",
        kinds=tuple(
            sorted(((kind, said(kind)) for kind in records.kinds(db, agency_id)), key=_label)
        ),
        people=tuple(sorted(((str(number), name) for number, name in names.items()), key=_label)),
        narrowed=bool(asked),
    )


def one(db: Session, agency_id: int, sequence: int) -> RecordPage:
    """One record. Refuses a number the agency does not have."""
    record = records.get(db, agency_id, sequence)
    names = identity.names_of(db, {record.by_id} if record.by_id else set())
    about = _posts(db, agency_id, [record])
    return RecordPage(
        record=record,
        entry=_entry(record, names, about),
        holds=records.holds(record),
        link=_link(record, about),
        body=tuple((_words(name), _plain(value)) for name, value in record.body.items()),
    )


def said(kind: str) -> str:
    """What happened: "Post published". A kind without words of its own is read from its name."""
    room, _, act = kind.partition(".")
    return SAID.get(kind) or f"{_THINGS.get(room, room.capitalize())} {_words(act).lower()}"


def verdict(count: int, broken: records.Broken | None) -> str:
    """What a check of the whole chain found."""
    if broken is not None:
        return f"The chain does not hold. {broken.why} Ask for help before you rely on the records."
    return "The 1 record holds." if count == 1 else f"All {count:,} records hold."


def _wanted(form: Form, zone: ZoneInfo) -> records.Wanted:
    since, until = _day(form.value("since"), "since"), _day(form.value("until"), "until")
    by = form.value("by")
    return records.Wanted(
        kind=form.value("kind"),
        by_id=int(by) if by.isdecimal() else None,
        since=datetime.combine(since, time.min, zone) if since else None,
        until=datetime.combine(until + timedelta(days=1), time.min, zone) if until else None,
        word=form.value("word"),
    )


def _day(written: str, name: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        fault = errors.Fault(name, f"“{written}” is not a day.", "Write it as 2026-11-23.")
        raise errors.BadInput("Nothing was looked for yet.", (fault,)) from None


def _entry(
    record: records.Record, names: Mapping[int, str], about: Mapping[int, posts.Post]
) -> Entry:
    by = names.get(record.by_id, "Someone") if record.by_id else "Outreach"
    post = about.get(record.about_id) if record.about_kind == PLACED else None
    detail = post.title if post else _detail(record.body)
    return Entry(record.sequence, record.at, said(record.kind), by, detail)


def _posts(
    db: Session, agency_id: int, found: Sequence[records.Record]
) -> Mapping[int, posts.Post]:
    """The posts behind those of these records that are about a place on the calendar."""
    wanted = {record.about_id for record in found if record.about_kind == PLACED}
    return delivery.posts_of(db, agency_id, wanted)


def _link(record: records.Record, about: Mapping[int, posts.Post]) -> str:
    """The page of what the record is about, if it has one."""
    if record.about_kind == PLACED:
        post = about.get(record.about_id)
        return f"/posts/{post.id}" if post else ""
    return _PAGES.get(record.about_kind, "").format(record.about_id)


def _detail(body: Mapping[str, object]) -> str:
    """The words in a record that tell it from others of its kind."""
    told = (body.get(name) for name in ("title", "handle", "name", "who", "reason", "comment"))
    return next((value for value in told if isinstance(value, str) and value), "")


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{_words(str(name))}: {_plain(each)}" for name, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not stated" if value in (None, "") else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _label(option: tuple[str, str]) -> str:
    return option[1]
