"""Wrong passwords by address and client, in memory only: who guesses waits, nobody else does."""

import ipaddress
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Wrong tries of one client before it waits; the wait doubles with every further one.
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
#: A client that was wrong is forgotten after this long.
REMEMBERED_FOR = timedelta(hours=1)
#: More pairs than this are not kept; the oldest go.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """The wrong tries of one client at one address."""

    count: int
    last_at: datetime

    def until(self) -> datetime:
        """When this client may try again."""
        over = self.count - FREE_TRIES
        if over < 0:
            return self.last_at
        return self.last_at + min(FIRST_WAIT * (1 << min(over, 10)), LONGEST_WAIT)


class Tries:
    """The wrong tries of late. Requests run side by side, so they take turns here."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[tuple[str, str], Wrong] = OrderedDict()
        self._turn = threading.Lock()

    def of(self, email: str, client: str, now: datetime) -> Wrong | None:
        """What this client did wrong at this address lately."""
        with self._turn:
            found = self._wrong.get(_key(email, client))
        return found if found and now - found.last_at < REMEMBERED_FOR else None

    def failed(self, email: str, client: str, now: datetime) -> None:
        """Count one more."""
        before = self.of(email, client, now)
        with self._turn:
            key = _key(email, client)
            self._wrong[key] = Wrong(before.count + 1 if before else 1, now)
            self._wrong.move_to_end(key)
            if len(self._wrong) > MOST:
                self._wrong.popitem(last=False)

    def forget(self, email: str, client: str) -> None:
        """The client has proved itself."""
        with self._turn:
            self._wrong.pop(_key(email, client), None)


def _key(email: str, client: str) -> tuple[str, str]:
    return email.strip().lower()[:254], _place(client)


def _place(client: str) -> str:
    """Whoever has one IPv6 address has the 64 bits behind it too."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if address.version == 4:
        return client
    return str(ipaddress.ip_network((address, 64), strict=False))
