"""What the Graph's error codes mean for us: for good, for now, or for a person.

Codes: Graph API error handling and rate limiting pages, v26.0, read 2026-11-22.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from outreach.platforms.port import NeedsSignIn, PlatformFault, Refused, TryLater

SIGN_IN = frozenset({102, 104, 190})
RATE = frozenset({4, 17, 32, 613, 80001, 80002})
TRANSIENT = frozenset({1, 2})
GONE = (100, 33)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One error as the Graph told it, and what its headers said about coming back."""

    code: int
    words: str
    subcode: int | None = None
    is_transient: bool = False
    #: The answer's own Date header: waits are told in minutes from then.
    date: str | None = None
    wait_minutes: int | None = None

    @property
    def proves_nothing(self) -> bool:
        """Whether what was sent may have been done all the same. Code 2 has come for posts that
        were published."""
        return self.is_transient or self.code in TRANSIENT

    @property
    def is_gone(self) -> bool:
        """Whether the thing asked about is not there, or not shown to us."""
        return (self.code, self.subcode) == GONE

    @property
    def is_dead_metric(self) -> bool:
        """Whether one of the metrics asked for does not exist; the others are lost with it."""
        return self.code == 100 and "metric" in self.words.lower()


def meaning(complaint: Complaint) -> PlatformFault | None:
    """The fault a complaint stands for, or None when it proves nothing."""
    if complaint.code in RATE:
        at = _back_at(complaint)
        return TryLater("Facebook asked us to wait before the next call.", at, counts=False)
    if complaint.proves_nothing:
        return None
    if complaint.code in SIGN_IN or "appsecret_proof" in complaint.words:
        return NeedsSignIn("Facebook no longer accepts this account's keys. Connect it again.")
    if complaint.code in {3, 10} or 200 <= complaint.code <= 299:
        return NeedsSignIn(
            "Facebook does not let this account do that. Connect it again and grant what it asks."
        )
    if complaint.code == 368:
        return TryLater(
            "Facebook holds this Page back for posting too fast. It will be tried again."
        )
    if complaint.code == 506:
        return Refused(
            "Facebook refused the post: the same words were posted just before. Change them, then"
            " send it again."
        )
    return Refused(f"Facebook refused: {_sentence(complaint)} Change it, then try again.")


def _sentence(complaint: Complaint) -> str:
    told = complaint.words.removeprefix(f"(#{complaint.code})").strip() or f"code {complaint.code}"
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _back_at(complaint: Complaint) -> datetime | None:
    if complaint.date is None or complaint.wait_minutes is None:
        return None
    try:
        told_at = parsedate_to_datetime(complaint.date)
    except ValueError:
        return None
    return told_at.astimezone(UTC) + timedelta(minutes=complaint.wait_minutes)
