"""A process killed while it writes loses nothing it answered for, and leaves nothing half done."""

import random
import subprocess
import sys

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from outreach import db as database
from outreach import records

pytestmark = pytest.mark.crash

#: Writes pairs of records in one transaction each, and says a number once its pair is kept.
WRITER = """
import sys
from datetime import UTC, datetime
from outreach import db, identity, records

engine = db.engine(sys.argv[1])
now = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
for number in range(100_000):
    with db.writing(engine) as session:
        for half in ("first", "second"):
            records.append(
                session, f"test.{half}", ("test", number), agency_id=1, by_id=None, at=now
            )
    print(number, flush=True)
"""


def answered_before_the_kill(url: str, after: int) -> int:
    """Run the writer, kill it some time after its `after`-th answer, and count what it answered."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for _ in range(after):
            assert writer.stdout.readline()
        writer.kill()
        return after + len([line for line in writer.stdout.read().split("\n")[:-1] if line])


@pytest.fixture
def url(engine: Engine) -> str:
    """A database with one agency in it."""
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO agency (id, name, short_name, kind, city, state, time_zone, language,"
                " contact, practice, created_at) VALUES (1, 'Mesa Verde Police', 'MVPD', 'police',"
                " 'Mesa Verde', 'Arizona', 'America/Phoenix', 'en', '', 1, '2026-11-01')"
            )
        )
    return engine.url.render_as_string()


@pytest.mark.parametrize("run", range(3))
def test_what_was_answered_is_kept_and_whole(engine: Engine, url: str, run: int) -> None:
    answered = answered_before_the_kill(url, after=random.randint(5, 60))
    with database.reading(engine) as db:
        kept, broken = records.verify(db, 1)
    assert broken is None
    assert kept % 2 == 0
    assert answered * 2 <= kept <= answered * 2 + 2
