"""The limit of sending: the dispatcher's durable changes in its groups, without its questions.

The same rows are written in the same states, each record is chained and sealed by the same digest,
and each group is kept by the same three commits. Nothing is read but what is claimed.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach.lib import digest

Claimed = list[tuple[int, int]]

WHEN = "2026-11-23 16:10:00.000000"

CLAIM = """
UPDATE placement SET state = 'claimed', fence = fence + 1, lease_until = :when
WHERE id IN (SELECT id FROM placement WHERE state = 'scheduled' AND due_at <= :when
             ORDER BY due_at, id LIMIT :most)
RETURNING id, fence
"""
TRY = f"""
INSERT INTO attempt (placement_id, fence, claimed_at, outcome, detail)
VALUES (?, ?, '{WHEN}', 'open', '')
"""
MARK = f"""
UPDATE placement SET state = 'sending', marked_at = '{WHEN}', lease_until = '{WHEN}', trouble = ''
WHERE id = ? AND fence = ? AND state = 'claimed'
"""
MARK_TRY = f"UPDATE attempt SET marked_at = '{WHEN}' WHERE placement_id = ? AND fence = ?"
SETTLE = f"""
UPDATE placement SET state = 'published', external_id = ?, permalink = ?, published_at = '{WHEN}',
       lease_until = NULL, not_before = NULL, trouble = ''
WHERE id = ? AND fence = ? AND state = 'sending'
"""
SETTLE_TRY = f"""
UPDATE attempt SET outcome = 'published', ended_at = '{WHEN}', detail = ''
WHERE placement_id = ? AND fence = ?
"""
RECORD = f"""
INSERT INTO record (agency_id, sequence, kind, about_kind, about_id, at, body, digest,
                    previous_digest)
VALUES (1, ?, 'delivery.published', 'placement', ?, '{WHEN}', ?, ?, ?)
"""


class Loop:
    """Takes every scheduled post through all its states, in groups."""

    def __init__(self, path: Path, *, group: int) -> None:
        self._group = group
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("PRAGMA foreign_keys=ON")
        last = "SELECT sequence, digest FROM record ORDER BY sequence DESC LIMIT 1"
        self._sequence, self._sealed = self._connection.execute(last).fetchone()

    def step(self) -> int:
        """One group from scheduled to published. Returns how many there were."""
        claimed = self._claim()
        with self._kept():
            self._connection.executemany(MARK, claimed)
            self._connection.executemany(MARK_TRY, claimed)
        self._settle(claimed)
        return len(claimed)

    @contextmanager
    def _kept(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        yield
        self._connection.execute("COMMIT")

    def _claim(self) -> Claimed:
        with self._kept():
            given = {"when": WHEN, "most": self._group}
            claimed = self._connection.execute(CLAIM, given).fetchall()
            self._connection.executemany(TRY, claimed)
        return claimed

    def _settle(self, claimed: Claimed) -> None:
        proofs = [
            (f"bare-{number}", f"https://bare.invalid/{number}", number, fence)
            for number, fence in claimed
        ]
        records = [self._record(number) for number, _ in claimed]
        with self._kept():
            self._connection.executemany(SETTLE, proofs)
            self._connection.executemany(SETTLE_TRY, claimed)
            self._connection.executemany(RECORD, records)

    def _record(self, number: int) -> tuple[int, int, str, str, str]:
        """A record of the dispatcher's size, sealed with the one before it."""
        previous, self._sequence = self._sealed, self._sequence + 1
        body: dict[str, digest.Plain] = {
            "post": number, "account": number, "digest": previous, "text": "words " * 12,
            "alt": "", "image": None, "due": WHEN, "external_id": f"bare-{number}",
            "permalink": f"https://bare.invalid/{number}",
        }  # fmt: skip
        self._sealed = digest.of(
            {
                "agency": 1, "sequence": self._sequence, "kind": "delivery.published",
                "about": ["placement", number], "by": None, "at": WHEN, "body": body,
                "previous": previous,
            }
        )  # fmt: skip
        return self._sequence, number, json.dumps(body), self._sealed, previous
