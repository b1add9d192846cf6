"""Whether a claimed post may leave now. Everything it needs comes in; nothing is looked up here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.delivery.states import State


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of a claimed post at the mark, read in the transaction of the mark."""

    now: datetime
    due_at: datetime
    window_for: timedelta
    hold: str | None
    account_ready: bool
    by_hand: bool
    #: Why it lacks a yes; None when every one is there.
    unapproved: str | None
    blocked: str | None
    damaged: str | None


@dataclass(frozen=True, slots=True)
class Send:
    """Mark it, and send."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Do not send: go to this state, for this reason."""

    goal: State
    why: str


def decide(facts: Facts) -> Send | Stop:
    """The first reason not to send, most serious first; else Send.

    A hold comes before everything, so that lifting it finds every post it stopped. Lateness comes
    before approval, so that nobody is asked to approve what can no longer go out.
    """
    if facts.hold is not None:
        return Stop(State.HELD, facts.hold)
    if facts.now > facts.due_at + facts.window_for:
        minutes = int(facts.window_for.total_seconds() // 60)
        return Stop(
            State.MISSED,
            f"It could not go out within {minutes} minutes of its time. Choose a new time for it.",
        )
    if not facts.account_ready:
        return Stop(State.NEEDS_SIGN_IN, "The account is not connected. Connect it again.")
    if facts.unapproved is not None:
        return Stop(State.DRAFT, facts.unapproved)
    if facts.blocked is not None:
        return Stop(State.DRAFT, facts.blocked)
    if facts.damaged is not None:
        return Stop(State.FAILED, facts.damaged)
    if facts.by_hand:
        return Stop(State.HANDED_OFF, "It is time: post it by hand and mark it done.")
    return Send()
