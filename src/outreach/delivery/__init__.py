"""The send: holds, the calendar, the outbox, and the one line that speaks to a platform.

Decides in `decisions` and `backoff`, which are pure; every way from state to state stands in
`states`. What follows once a post is out is in `amends`.
"""

from outreach.delivery import amends
from outreach.delivery.advising import advice, advise, call_off, decline, follow
from outreach.delivery.asking import (
    Standing,
    answer,
    ask,
    look,
    overrule,
    progress,
    standing,
    waiting,
)
from outreach.delivery.chunks import Chunk, claim_chunks, hand_back, renew
from outreach.delivery.contents import placement_digest
from outreach.delivery.coverage import KIND, STORY, Order, Scope, Subject
from outreach.delivery.coverage import covers as stops
from outreach.delivery.coverage import read as read_scope
from outreach.delivery.dispatch import Dispatcher
from outreach.delivery.drilling import Drilled, drill, note_drill
from outreach.delivery.fencing import fence, in_hand, unfence
from outreach.delivery.handling import mend, packet_of, posts_in, reword
from outreach.delivery.holds import (
    active,
    covering,
    covering_of,
    covers,
    held_back,
    lifted,
    named,
    stopped_by,
    subjects,
)
from outreach.delivery.means import Means, Timings
from outreach.delivery.models import (
    Advisory,
    Attempt,
    Heartbeat,
    Hold,
    HoldGate,
    Outcome,
    Placement,
)
from outreach.delivery.naming import posts_of
from outreach.delivery.outbox import Claim, attempts_of, next_due
from outreach.delivery.pausing import explain, hold, lift
from outreach.delivery.pulse import STALE_FOR, Health, amiss, beat, counts, health
from outreach.delivery.reconciling import reconcile
from outreach.delivery.recovering import Recovered, recover
from outreach.delivery.sets import Tick, Told, approve, in_campaign, in_week, name_week, week_of
from outreach.delivery.states import ASKS, ENDED, LIVE, WAYS, State, Way, Who
from outreach.delivery.sweeping import sweep
from outreach.delivery.takedown import Takedown, describe, showing, withdraw
from outreach.delivery.timetable import (
    MOVABLE,
    cancel,
    changed,
    current_digest,
    decide_absent,
    decide_published,
    first_scheduled,
    keep,
    mark_done,
    move,
    place,
    resume_account,
)
from outreach.delivery.ways import get
from outreach.delivery.weighing import declare, note_answer
from outreach.lib.clock import Shift

__all__ = [
    "ASKS",
    "ENDED",
    "KIND",
    "LIVE",
    "MOVABLE",
    "STALE_FOR",
    "STORY",
    "WAYS",
    "Advisory",
    "Attempt",
    "Chunk",
    "Claim",
    "Dispatcher",
    "Drilled",
    "Health",
    "Heartbeat",
    "Hold",
    "HoldGate",
    "Means",
    "Order",
    "Outcome",
    "Placement",
    "Recovered",
    "Scope",
    "Shift",
    "Standing",
    "State",
    "Subject",
    "Takedown",
    "Tick",
    "Timings",
    "Told",
    "Way",
    "Who",
    "active",
    "advice",
    "advise",
    "amends",
    "amiss",
    "answer",
    "approve",
    "ask",
    "attempts_of",
    "beat",
    "call_off",
    "cancel",
    "changed",
    "claim_chunks",
    "counts",
    "covering",
    "covering_of",
    "covers",
    "current_digest",
    "decide_absent",
    "decide_published",
    "declare",
    "decline",
    "describe",
    "drill",
    "explain",
    "fence",
    "first_scheduled",
    "follow",
    "get",
    "hand_back",
    "health",
    "held_back",
    "hold",
    "in_campaign",
    "in_hand",
    "in_week",
    "keep",
    "lift",
    "lifted",
    "look",
    "mark_done",
    "mend",
    "move",
    "name_week",
    "named",
    "next_due",
    "note_answer",
    "note_drill",
    "overrule",
    "packet_of",
    "place",
    "placement_digest",
    "posts_in",
    "posts_of",
    "progress",
    "read_scope",
    "reconcile",
    "recover",
    "renew",
    "resume_account",
    "reword",
    "showing",
    "standing",
    "stopped_by",
    "stops",
    "subjects",
    "sweep",
    "unfence",
    "waiting",
    "week_of",
    "withdraw",
]
