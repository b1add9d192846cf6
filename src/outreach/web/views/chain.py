"""The steps of a post's chain, as pages show them."""

from dataclasses import dataclass

from sqlmodel import Session

from outreach import identity, review


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: whose yes it is, and who gave it."""

    words: str
    done: bool
    by: str


def steps(db: Session, so_far: review.Progress) -> tuple[StepLine, ...]:
    """Every step in order."""
    people = identity.names_of(db, {yes.by_id for yes in so_far.given.values()})
    return tuple(_line(step, so_far, people) for step in so_far.needs.steps)


def _line(step: identity.Step, so_far: review.Progress, people: dict[int, str]) -> StepLine:
    yes = so_far.given.get(step)
    if yes is not None:
        return StepLine(step.words, True, people.get(yes.by_id, "someone"))
    return StepLine(step.words, step in so_far.needs.met, "answered yes")
