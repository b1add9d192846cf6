"""What was recorded about a post, its words and its times, as a person would tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlmodel import Session

from outreach import identity, records
from outreach.web import words

#: Each kind of record in words. `{platform}` is known for words, `{account}` for what was placed.
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "posts.drafted": "Started the post",
        "posts.worded": "Wrote the words for {platform}",
        "posts.revised": "Changed the words or the picture for {platform}",
        "delivery.placed": "Put it on the calendar of {account}",
        "delivery.moved": "Chose a new time on {account}",
        "delivery.changed": "The post on {account} changed and needs a new yes",
        "delivery.cancelled": "Took it off the calendar of {account}",
        "delivery.kept": "Kept it on {account} after a pause",
        "delivery.resumed": "Put it back on the schedule of {account}",
        "delivery.held": "It was paused on {account}",
        "delivery.marked_done": "Marked it as posted on {account}",
        "delivery.decided": "Decided what became of it on {account}",
        "delivery.published": "It went out on {account}",
        "delivery.refused": "{account} said no",
        "delivery.unknown": "Nobody could tell whether it went out on {account}",
        "delivery.needs_sign_in": "{account} has to be connected again",
        "delivery.missed": "It missed its time on {account}",
        "delivery.takedown_asked": "Asked to take it down from {account}",
        "delivery.takedown_ordered": "Ordered that it is taken down from {account}",
        "delivery.takedown_dropped": "Left it on {account} after all",
        "delivery.taken_down": "It was taken down from {account}",
        "delivery.correction_asked": "Asked to correct it on {account}",
        "delivery.correction_ordered": "Gave the last yes to its correction on {account}",
        "delivery.correction_dropped": "Its correction on {account} was left",
        "delivery.correction_begun": "Began a new post that corrects it on {account}",
        "delivery.corrected": "It was corrected on {account}",
        "delivery.amendment_resumed": "Went on with it on {account}",
        "delivery.amendment_stuck": "It could not be done on {account} without a person",
        "delivery.amendment_unclear": "{account} gave no clear answer",
        "review.submitted": "Sent it for approval on {account}",
        "review.approved": "Approved it for {account}",
        "review.overruled": "Let a finding pass for {account}",
        "posts.declared": "Answered what only the author can say",
        "review.returned": "Asked for changes on {account}",
        "review.refused": "Turned it down for {account}",
    }
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One recorded act: when, who, what, and what was said with it."""

    at: datetime
    who: str
    what: str
    said: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that records are kept of, and the name its sentences use."""

    kind: str
    id: int
    names: Mapping[str, str]


def happenings(db: Session, agency_id: int, subjects: tuple[Subject, ...]) -> tuple[Happening, ...]:
    """Everything recorded about these, newest first."""
    found = [
        (record, subject)
        for subject in subjects
        for record in records.of(db, (subject.kind, subject.id), agency_id=agency_id)
    ]
    found.sort(key=lambda pair: pair[0].sequence, reverse=True)
    people = identity.names_of(db, {record.by_id for record, _ in found if record.by_id})
    return tuple(
        Happening(
            record.at,
            people.get(record.by_id or 0, "Outreach"),
            _sentence(record, subject),
            str(
                record.body.get("comment")
                or record.body.get("choice")
                or record.body.get("reason")
                or ""
            ),
        )
        for record, subject in found
    )


def _sentence(record: records.Record, subject: Subject) -> str:
    """A kind without a sentence of its own is told by its name."""
    plain = record.kind.partition(".")[2].replace("_", " ").capitalize()
    return SENTENCES.get(record.kind, plain).format_map(
        {"platform": "a platform", "account": "an account", **subject.names}
    )


def of_post(post_id: int) -> Subject:
    return Subject("post", post_id, {})


def of_words(variant_id: int, platform: str) -> Subject:
    return Subject("variant", variant_id, {"platform": words.platform(platform)})


def of_time(placement_id: int, account: str) -> Subject:
    return Subject("placement", placement_id, {"account": account})
