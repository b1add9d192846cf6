"""A platform that takes every post at once: what is left is what sending itself costs."""

from itertools import count

from outreach.platforms import Connection, Journal, Outgoing, Receipt
from outreach.platforms.sandbox import Sandbox


class Noop(Sandbox):
    """It notes no step: the gate before it is the dispatcher's own, and is paid for."""

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        number = next(_NUMBERS)
        return Receipt(f"{number}", f"https://noop.invalid/{number}")


_NUMBERS = count(1)
