"""A disk that is full: nothing half written is kept, and the sentence says what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

#: No file may grow past so many bytes, as if the disk ended there.
KEEP = """
import resource, sys
from pathlib import Path
from outreach import brand, errors
from outreach.brand import storage

data = brand.draw(brand.Card("Strong leadership", "Share.", "Riverton PD"))
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, resource.RLIM_INFINITY))
try:
    storage.put(folder, data)
except errors.NotReady as refused:
    sys.stdout.write(str(refused))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
kept = storage.put(folder, data) if sys.argv[2] == "again" else ""
sys.stdout.write(kept)
"""


def run(folder: Path, then: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", KEEP, str(folder), then], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_card_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    said = run(tmp_path, "stop")
    assert said == (
        f"The file could not be written to {tmp_path} (File too large), and nothing of it was "
        "kept. Make room on that disk, or mend who may write there, and try again."
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_once_there_is_room_the_card_is_kept(tmp_path: Path) -> None:
    name = run(tmp_path, "again")[-64:]
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert kept.name == name
