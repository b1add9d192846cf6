"""The second pair of eyes: named people's yes, bound to the digest of exactly what will go out.

It sees (kind, id), digests and plain facts only, so it serves posts today and kits and captions
later. `chains` says who has to say yes, `checks` reads words and facts before anybody does.
"""

from outreach.review import checks
from outreach.review.approvals import (
    answer,
    answers,
    approved,
    authors,
    close,
    decide,
    last_answers,
    submit,
    waiting,
)
from outreach.review.chains import BY_PEOPLE, Chain, Trait, read_chains, shipped, steps_for
from outreach.review.checks import (
    Finding,
    Override,
    Packs,
    Severity,
    Subject,
    Surface,
    SurfaceKind,
    read_packs,
)
from outreach.review.checks import run as run_checks
from outreach.review.looking import STEPS, UNSEEN, Looked, look, sentences
from outreach.review.models import About, Approval, Decision, Overruling, Submission
from outreach.review.overruling import overrule, overrulings
from outreach.review.progress import (
    Bytes,
    Needs,
    Progress,
    Turn,
    missing_words,
    progress,
    turn,
    yeses,
)

__all__ = [
    "BY_PEOPLE",
    "STEPS",
    "UNSEEN",
    "About",
    "Approval",
    "Bytes",
    "Chain",
    "Decision",
    "Finding",
    "Looked",
    "Needs",
    "Override",
    "Overruling",
    "Packs",
    "Progress",
    "Severity",
    "Subject",
    "Submission",
    "Surface",
    "SurfaceKind",
    "Trait",
    "Turn",
    "answer",
    "answers",
    "approved",
    "authors",
    "checks",
    "close",
    "decide",
    "last_answers",
    "look",
    "missing_words",
    "overrule",
    "overrulings",
    "progress",
    "read_chains",
    "read_packs",
    "run_checks",
    "sentences",
    "shipped",
    "steps_for",
    "submit",
    "turn",
    "waiting",
    "yeses",
]
