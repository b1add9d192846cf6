"""After publishing: correct a post that is out, or take it down, and prove by reading it back."""

from outreach.delivery.amends.correcting import answer_correction, correct
from outreach.delivery.amends.deciding import drop, go_on, say_done
from outreach.delivery.amends.following import corrects, follow_up, follow_ups
from outreach.delivery.amends.models import Amendment, FollowUp, Told
from outreach.delivery.amends.ordering import confirm, hurry, take_down
from outreach.delivery.amends.rounds import amend
from outreach.delivery.amends.rows import (
    amendments_in,
    amendments_of,
    down_ids,
    get_amendment,
    out_of,
    taken_down,
    words_now,
)
from outreach.delivery.amends.states import (
    AMEND_ASKS,
    AMEND_WAYS,
    AMENDED,
    FOR_PEOPLE,
    AmendKind,
    AmendState,
    AmendWay,
    AmendWho,
)
from outreach.delivery.amends.weighing import correction_standing

__all__ = [
    "AMENDED",
    "AMEND_ASKS",
    "AMEND_WAYS",
    "FOR_PEOPLE",
    "AmendKind",
    "AmendState",
    "AmendWay",
    "AmendWho",
    "Amendment",
    "FollowUp",
    "Told",
    "amend",
    "amendments_in",
    "amendments_of",
    "answer_correction",
    "confirm",
    "correct",
    "correction_standing",
    "corrects",
    "down_ids",
    "drop",
    "follow_up",
    "follow_ups",
    "get_amendment",
    "go_on",
    "hurry",
    "out_of",
    "say_done",
    "take_down",
    "taken_down",
    "words_now",
]
