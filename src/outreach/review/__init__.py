"""The second pair of eyes: a named person's yes, bound to the digest of exactly what will go out.

It sees (kind, id) and digests only, so it serves posts today and kits and captions later.
"""

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
from outreach.review.models import Approval, Decision, Submission

__all__ = [
    "About",
    "Approval",
    "Decision",
    "Submission",
    "answer",
    "answers",
    "approved",
    "authors",
    "decide",
    "last_answers",
    "submit",
    "waiting",
]
