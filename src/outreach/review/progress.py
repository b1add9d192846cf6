"""How far the yes has come along its chain, and whose turn it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import db as database
from outreach.identity import Actor, Step
from outreach.review.chains import BY_PEOPLE
from outreach.review.models import About, Approval, Decision, Submission

#: What a yes is to: a thing's number and the digest of it.
Bytes = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Needs:
    """The steps a thing needs, and those that answers from outside have met already."""

    steps: tuple[Step, ...] = (Step.SECOND_READER,)
    met: frozenset[Step] = frozenset()

    def missing(self, given: Collection[Step]) -> tuple[Step, ...]:
        """The steps without a yes when people gave these, in order."""
        return tuple(step for step in self.steps if step not in given and step not in self.met)


#: What anything needs at least.
A_SECOND_READER = Needs()


@dataclass(frozen=True, slots=True)
class Progress:
    """What was said about exactly these bytes since the last no, step by step."""

    needs: Needs
    #: The yes of each step that a person gave.
    given: Mapping[Step, Approval]
    #: The last answer, when it was a no.
    no: Approval | None = None

    @property
    def missing(self) -> tuple[Step, ...]:
        """The steps without a yes, in order."""
        return self.needs.missing(self.given)

    @property
    def complete(self) -> bool:
        """Whether every step has its yes; one at least is a person's."""
        return self.no is None and bool(self.given) and not self.missing

    @property
    def at(self) -> datetime | None:
        """When the last yes was given."""
        return max((yes.at for yes in self.given.values()), default=None)


@dataclass(frozen=True, slots=True)
class Turn:
    """Which step a person's yes would be; `why` says what a reader should know about that."""

    #: None: it is not this person's turn.
    step: Step | None
    why: str = ""


def progress(db: Session, about: About, digest: str, needs: Needs) -> Progress:
    """Read the answers to exactly these bytes. An author's own yes does not count."""
    rows = db.exec(
        select(Approval, Submission.authors)
        .join(Submission, _answered())
        .where(
            Approval.about_kind == about[0],
            Approval.about_id == about[1],
            Approval.digest == digest,
        )
        .order_by(col(Approval.id))
    ).all()
    given: dict[Step, Approval] = {}
    no: Approval | None = None
    for answer, authors in rows:
        if answer.decision is not Decision.APPROVE:
            given, no = {}, answer
        elif answer.by_id not in authors:
            given[answer.step], no = answer, None
    return Progress(needs, given, no)


def yeses(db: Session, about_kind: str, about_ids: Collection[int]) -> Mapping[Bytes, set[Step]]:
    """What `progress` reads, for many at once: the steps that have their yes since the last no."""
    kind = database.kind(db)
    db.flush()
    asked = {"about_kind": about_kind, "these": database.listed(kind, about_ids)}
    rows = db.execute(_said(kind), asked).all()
    given: dict[Bytes, set[Step]] = {}
    for about_id, digest, decision, step, by_id, authors in rows:
        if decision is not Decision.APPROVE:
            given.pop((about_id, digest), None)
        elif by_id not in authors:
            given.setdefault((about_id, digest), set()).add(step)
    return given


@cache
def _said(kind: str) -> sa.Select[Any]:
    answer, asked = (database.metadata.tables[name] for name in ("approval", "submission"))
    return (
        sa.select(
            answer.c.about_id,
            answer.c.digest,
            answer.c.decision,
            answer.c.step,
            answer.c.by_id,
            asked.c.authors,
        )
        .join(asked, _answered())
        .where(
            answer.c.about_kind == sa.bindparam("about_kind"),
            database.among(kind, answer.c.about_id, "these"),
        )
        .order_by(answer.c.id)
    )


def _answered() -> sa.ColumnElement[bool]:
    """An answer belongs to what was sent for it: the same thing, the same bytes."""
    return sa.and_(
        col(Submission.about_kind) == col(Approval.about_kind),
        col(Submission.about_id) == col(Approval.about_id),
        col(Submission.digest) == col(Approval.digest),
    )


def turn(now: Progress, by: Actor, authors: frozenset[int], approvers: Sequence[Actor]) -> Turn:
    """Which step this person would give next. Steps come in order, and from different people
    wherever there are enough of them: in a small agency the chief is the second reader too.
    """
    asked = next((step for step in now.missing if step in BY_PEOPLE), None)
    others = [
        one for one in approvers if one.person_id not in authors and one.person_id != by.person_id
    ]
    if by.person_id in authors:
        return Turn(None, _for_author(asked, others))
    if asked is None:
        return Turn(None, f"Only the yes of {_listed(now.missing)} is missing.")
    able = [one for one in others if one.may_give(asked)]
    if not by.may_give(asked):
        return Turn(None, f"The yes of {asked.words} comes next. {_who(asked, able)}")
    mine = [step for step, yes in now.given.items() if yes.by_id == by.person_id]
    if mine and able and asked is not Step.PEOPLE_QUOTED:
        return Turn(
            None,
            f"You gave the yes of {mine[0].words}. {_who(asked, able)}",
        )
    if asked is Step.SECOND_READER and Step.CHIEF in by.steps and not able:
        return Turn(asked, "Nobody else here can be the second reader, so the chief reads second.")
    if asked is Step.PEOPLE_QUOTED:
        return Turn(asked, "Your yes says that whoever is quoted agreed to these words.")
    if mine:
        return Turn(asked, f"Nobody else here can give the yes of {asked.words}, so you may.")
    return Turn(asked)


def missing_words(steps: Sequence[Step]) -> str:
    """That these steps are missing, as a sentence."""
    return f"The yes of {_listed(steps)} is missing."


def _for_author(asked: Step | None, others: Sequence[Actor]) -> str:
    if asked is None:
        return "You wrote or placed it yourself."
    able = [one for one in others if one.may_give(asked)]
    if not others:
        return (
            "You wrote or placed it yourself, and nobody else here can approve. Invite your chief "
            "under People: in a small agency the chief is the second reader."
        )
    return (
        f"You wrote or placed it yourself, so someone else has to approve it. {_who(asked, able)}"
    )


def _who(step: Step, able: Sequence[Actor]) -> str:
    """Who can give a step, or what to do when nobody can."""
    if able:
        return f"It can come from {_joined([one.name for one in able[:3]])}."
    return (
        f"Nobody here may give the yes of {step.words} yet. An administrator can name someone "
        "under People."
    )


def _listed(steps: Sequence[Step]) -> str:
    return _joined([step.words for step in steps], "and")


def _joined(names: Sequence[str], last: str = "or") -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
