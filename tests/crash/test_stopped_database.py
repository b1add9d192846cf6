"""The database gone in the middle of the work, and back again: nothing is lost, nothing goes out
twice.
"""

import os
import time
from pathlib import Path

import pytest

import databases
from crash.rehearsal import rehearse

pytestmark = [pytest.mark.crash, pytest.mark.postgres]


@pytest.mark.skipif(databases.GIVEN in os.environ, reason="the server is not ours to stop")
def test_a_database_that_stops_and_comes_back(tmp_path: Path) -> None:
    with databases.server(durable=True) as server:
        url = databases.Databases(server).bare("stopped")
        with rehearse(tmp_path, count=40, url=url) as rehearsal:
            for _ in range(2):
                rehearsal.start_worker()
            for _ in range(2):
                rehearsal.wait_until_busy()
                server.stop()
                time.sleep(2)
                server.start()
            rehearsal.settle(120)
            rehearsal.compare()
