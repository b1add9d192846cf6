"""The second pair of eyes: a named person's yes, bound to the digest of exactly what will go out.

It sees (kind, id) and digests only, so it serves posts today and kits and captions later. Before
that, `run_checks` reads words and plain facts; the facts it may be told stand in `checks`.
"""

from outreach.review import checks
from outreach.review.approvals import (
    About,
    answer,
    answers,
    approved,
    authors,
    decide,
    last_answers,
    submit,
    waiting,
)
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
from outreach.review.models import Approval, Decision, Submission

__all__ = [
    "About",
    "Approval",
    "Decision",
    "Finding",
    "Override",
    "Packs",
    "Severity",
    "Subject",
    "Submission",
    "Surface",
    "SurfaceKind",
    "answer",
    "answers",
    "approved",
    "authors",
    "checks",
    "decide",
    "last_answers",
    "read_packs",
    "run_checks",
    "submit",
    "waiting",
]
