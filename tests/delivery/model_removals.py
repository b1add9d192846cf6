"""The model with one safety rule taken out, and what has to go wrong then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from outreach.delivery.guards import Guard

from .model import Rules
from .model_search import Search, Wrong, search


@dataclass(frozen=True, slots=True)
class Removal:
    """A rule that is missing, and what follows at the least."""

    missing: str
    rules: Rules
    follows: frozenset[Wrong]

    @property
    def found(self) -> Search:
        """What the model says of it."""
        return search(self.rules)


ALL = Rules()
RESENT = frozenset({Wrong.TWICE, Wrong.DENIED})

REMOVALS: Mapping[str, Removal] = {
    "mark_before_send": Removal(
        "The mark is committed before the first byte",
        ALL.without(Guard.MARK_BEFORE_SEND),
        RESENT,
    ),
    "no_resend_from_sending": Removal(
        "What is being sent is tried again only on proof that nothing was accepted",
        ALL.without(Guard.NOT_ACCEPTED),
        RESENT,
    ),
    "grace_before_read": Removal(
        "The account is read only after the grace", ALL.without(Guard.GRACE), RESENT
    ),
    "read_before_resend": Removal(
        "What is unknown is sent again only after it was read, and surely absent",
        ALL.without(Guard.READ_BEFORE_RESEND),
        RESENT,
    ),
    "bounded_pause": Removal(
        "A worker that was held up since the mark does not call",
        ALL.without(Guard.PAUSE_BOUND),
        RESENT,
    ),
    "fence": Removal(
        "A worker that was overtaken changes nothing", ALL.without(Guard.FENCE), RESENT
    ),
    "hold": Removal(
        "A pause is read at the mark and again before the call",
        ALL.without(Guard.HOLD),
        frozenset({Wrong.UNDER_PAUSE}),
    ),
    "receipt": Removal(
        "Only the platform's own id makes a post published",
        ALL.without(Guard.RECEIPT),
        frozenset({Wrong.INVENTED}),
    ),
    "platform_deduplicates_instead": Removal(
        "Reading back, on a platform that refuses the same words a second time",
        replace(ALL.without(Guard.READ_BEFORE_RESEND).without(Guard.GRACE), deduplicates=True),
        frozenset({Wrong.DENIED}),
    ),
}
