"""Places without an API (Nextdoor, print, e-mail): a person posts the packet and marks it done.

The worker never sends here: it sets the post to handed off when it is due. This adapter stands in
the list of platforms so that nobody else needs an exception for accounts of this kind.
"""

# ruff: noqa: ARG002 - the port names the arguments; nothing here speaks to anyone.
from datetime import date, datetime

from outreach.platforms.port import (
    Connection,
    Journal,
    Outgoing,
    PlatformName,
    Profile,
    Reading,
    Receipt,
    Refused,
    Sighting,
    Standing,
)

BY_HAND = "This account is posted to by hand. Take the packet, post it, then mark it done."


class Handoff:
    """An account that only people can post to: on a network, or on paper."""

    def __init__(self, name: PlatformName = PlatformName.HANDOFF) -> None:
        self.name = name

    def profile(self, account: Connection) -> Profile:
        """What a person wrote down when adding the account; there is nobody to ask."""
        return Profile(account.stable_id, account.handle, account.handle)

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        raise Refused(BY_HAND)

    def find(
        self, account: Connection, outgoing: Outgoing, journal: Journal, *, since: datetime
    ) -> Sighting:
        raise Refused(BY_HAND)

    def measure_posts(
        self, account: Connection, external_ids: tuple[str, ...], *, now: datetime
    ) -> list[Reading]:
        return []

    def measure_account(
        self, account: Connection, *, ends_on: date, now: datetime
    ) -> list[Reading]:
        return []

    def look(self, account: Connection, external_id: str) -> Standing:
        raise Refused("This post was made by hand. Look at it there by hand.")

    def reword(self, account: Connection, external_id: str, text: str) -> None:
        raise Refused("This post was made by hand. Change it by hand.")

    def remove(self, account: Connection, external_id: str) -> bool:
        raise Refused("This post was made by hand. Take it down by hand.")
