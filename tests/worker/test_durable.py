"""What the embedded database promises, read from the connection the worker uses."""

import pytest
from sqlalchemy.engine import Engine

from outreach import db as database

#: SQLite's number for FULL: a commit is on the disk before it is answered.
FULL = 2


@pytest.mark.parametrize(
    ("pragma", "said"), [("journal_mode", "wal"), ("synchronous", FULL), ("busy_timeout", 5_000)]
)
def test_a_live_connection_survives_a_power_cut(
    engine: Engine, pragma: str, said: str | int
) -> None:
    with database.alongside(engine).connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == said
