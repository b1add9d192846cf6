"""The limit of sending: the dispatcher's rows and commits, without any of its questions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach.lib import digest

Claimed = list[tuple[int, int]]

CLAIM = """
UPDATE placement SET state = 'claimed', fence = fence + 1, lease_until = due_at
WHERE id IN (SELECT id FROM placement WHERE state = 'scheduled' ORDER BY due_at, id LIMIT ?)
RETURNING id, fence
"""
TRY = """
INSERT INTO attempt (placement_id, fence, claimed_at, outcome, detail)
VALUES (?, ?, '2026-11-23', 'open', '')
"""
MARK = """
UPDATE placement SET state = 'sending', marked_at = due_at
WHERE id = ? AND fence = ? AND state = 'claimed'
"""
MARK_TRY = "UPDATE attempt SET marked_at = claimed_at WHERE placement_id = ? AND fence = ?"
NOTE = "UPDATE placement SET journal = 'creating' WHERE id = ? AND fence = ?"
SETTLE = """
UPDATE placement SET state = 'published', external_id = 'bare-' || id, published_at = due_at
WHERE id = ? AND fence = ? AND state = 'sending'
"""
SETTLE_TRY = """
UPDATE attempt SET outcome = 'published', ended_at = claimed_at
WHERE placement_id = ? AND fence = ?
"""
RECORD = """
INSERT INTO record (agency_id, sequence, kind, about_kind, about_id, at, body, digest,
                    previous_digest)
SELECT 1, max(sequence) + 1, 'bare', 'placement', ?, '2026-11-23', ?, ?, ? FROM record
"""


def send_all(path: Path, *, group: int) -> int:
    """Take every scheduled post through all its states. Returns how many there were."""
    sent = 0
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    while claimed := _claim(connection, group):
        with _kept(connection):
            connection.executemany(MARK, claimed)
            connection.executemany(MARK_TRY, claimed)
        for one in claimed:
            with _kept(connection):
                connection.execute(NOTE, one)
        _settle(connection, claimed)
        sent += len(claimed)
    connection.close()
    return sent


@contextmanager
def _kept(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")


def _claim(connection: sqlite3.Connection, group: int) -> Claimed:
    with _kept(connection):
        claimed = connection.execute(CLAIM, (group,)).fetchall()
        connection.executemany(TRY, claimed)
    return claimed


def _settle(connection: sqlite3.Connection, claimed: Claimed) -> None:
    previous = digest.of("start")
    with _kept(connection):
        for number, fence in claimed:
            sealed = digest.of({"about": number, "text": "words " * 20, "previous": previous})
            connection.execute(SETTLE, (number, fence))
            connection.execute(SETTLE_TRY, (number, fence))
            connection.execute(RECORD, (number, '"body"', sealed, previous))
            previous = sealed
