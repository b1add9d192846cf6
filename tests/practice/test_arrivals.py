"""Whatever is published, deleted or killed, meetings and follows in the file agree."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.practice import counters
from outreach.practice.acts import Act
from outreach.practice.instants import instant
from outreach.practice.kept import NetworkAccount
from outreach.practice.store import Store
from practice import towns
from practice.towns import ACCOUNTS, FACEBOOK, INSTAGRAM, START, a_post, a_store, count

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a small town and its past; copy it before writing."""
    path = tmp_path_factory.mktemp("seeded") / "practice.db"
    a_store(path).close()
    return path


def faults(store: Store) -> list[str]:
    """Each law of the town that the file breaks."""
    followed = "FROM follow WHERE follow.resident_id = meeting.resident_id AND account_id = account"
    met = "(SELECT meeting.*, post.*, account_id AS account FROM meeting JOIN post ON number = "
    met += "post_number) AS meeting"
    covers = "since < meeting.at AND (until IS NULL OR until >= meeting.at)"
    laws = {
        "met before it was shown": "at < shown_at",
        "met after it was deleted": "at > deleted_at",
        "not a follower's": f"as_follower != EXISTS (SELECT 1 {followed} AND {covers})",
        "a follow unknown": f"acts & {int(Act.FOLLOW)} AND NOT EXISTS (SELECT 1 {followed} "
        "AND gained_by = number AND since = meeting.at)",
        "a farewell unknown": f"acts & {int(Act.UNFOLLOW)} AND NOT EXISTS (SELECT 1 {followed} "
        "AND lost_by = number AND until = meeting.at)",
    }
    broken = [law for law, where in laws.items() if count(store, f"{met} WHERE {where}")]
    for act, changed in ((Act.FOLLOW, "gained_by"), (Act.UNFOLLOW, "lost_by")):
        done = count(store, f"meeting WHERE acts & {int(act)}")
        if done != count(store, f"follow WHERE {changed} IS NOT NULL"):
            broken.append(f"{changed} without its meeting")
    twice = "follow AS one JOIN follow AS two USING (account_id, resident_id) "
    twice += "WHERE one.since < two.since AND (one.until IS NULL OR one.until > two.since)"
    if count(store, twice):
        broken.append("follows twice at once")
    return broken


steps = st.tuples(st.sampled_from(ACCOUNTS), st.integers(0, 60), st.none() | st.integers(0, 60))


@settings(max_examples=25)
@given(days=st.lists(steps, min_size=1, max_size=8))
def test_whatever_is_published_and_deleted_the_town_keeps_its_laws(
    seeded: Path,
    tmp_path_factory: pytest.TempPathFactory,
    days: list[tuple[NetworkAccount, int, int | None]],
) -> None:
    store = Store(Path(shutil.copy(seeded, tmp_path_factory.mktemp("laws") / "practice.db")))
    for number, (account, hours, alive) in enumerate(days):
        at = START + hours * HOUR
        store.add_post(a_post(f"p{number}", account=account, at=at))
        if alive is not None:
            store.delete_post(f"p{number}", at + alive * HOUR)
    assert faults(store) == []
    store.close()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A larger town, in which posts win and lose followers; copy it before writing."""
    path = tmp_path_factory.mktemp("crowded") / "practice.db"
    a_store(path, days=2, residents=3_000).close()
    return path


def test_a_follow_that_a_deleted_post_would_have_won_never_begins(
    crowded: Path, tmp_path: Path
) -> None:
    store = Store(Path(shutil.copy(crowded, tmp_path / "practice.db")))
    for number in range(12):
        store.add_post(a_post(f"p{number}", account=INSTAGRAM, at=START + number * HOUR))
    changed = "follow WHERE gained_by > 6 OR lost_by > 6"
    assert count(store, changed) > 3
    assert faults(store) == []
    followers = counters.followers(store, INSTAGRAM, START + 20 * HOUR)
    for number in range(12):
        store.delete_post(f"p{number}", START + 20 * HOUR)
    assert faults(store) == []
    assert counters.followers(store, INSTAGRAM, START + 20 * HOUR) == followers
    assert count(store, "follow WHERE gained_by > 6 AND since > ?", instant(START + 20 * HOUR)) == 0
    store.close()


def stretches(store: Store) -> list[tuple[object, ...]]:
    sql = "SELECT since, until, gained_by, lost_by FROM follow WHERE account_id = 2 ORDER BY since"
    return [tuple(row) for row in store.read(sql)]


@pytest.fixture
def wavering(tmp_path: Path) -> Iterator[Store]:
    """Somebody who leaves because of post 1, returns because of 2 and leaves because of 3."""
    empty = Store(tmp_path / "wavering.db")
    for account in ACCOUNTS:
        empty.add_account(account)
    empty.settle(towns.a_town(residents=6))
    empty.write("UPDATE resident SET apps = '{}'")
    for number in range(1, 4):
        empty.add_post(a_post(f"{number}", at=START + timedelta(hours=number)))
    hours = [instant(START + number * HOUR) for number in range(9)]
    follow = "INSERT INTO follow VALUES (2, 0, ?, ?, ?, ?)"
    empty.write("DELETE FROM meeting")
    empty.write(follow, hours[0], hours[4], None, 1)
    empty.write(follow, hours[6], hours[8], 2, 3)
    meeting = "INSERT INTO meeting VALUES (?, 0, ?, ?, ?)"
    empty.write(meeting, 1, hours[4], 1, Act.UNFOLLOW)
    empty.write(meeting, 2, hours[6], 0, Act.FOLLOW | Act.LIKE)
    empty.write(meeting, 3, hours[8], 1, Act.UNFOLLOW)
    assert faults(empty) == []
    yield empty
    empty.close()


def test_without_the_farewell_there_is_no_return(wavering: Store) -> None:
    wavering.delete_post("1", START + 3 * HOUR)
    assert stretches(wavering) == [(instant(START), instant(START + 8 * HOUR), None, 3)]
    assert faults(wavering) == []
    assert counters.post_counters(wavering, "2", START + DAY).views_by_followers == 1
    assert counters.post_counters(wavering, "2", START + DAY).likes == 1


def test_without_the_return_there_is_no_second_farewell(wavering: Store) -> None:
    wavering.delete_post("2", START + 3 * HOUR)
    assert stretches(wavering) == [(instant(START), instant(START + 4 * HOUR), None, 1)]
    assert faults(wavering) == []
    assert counters.post_counters(wavering, "3", START + DAY).unfollows == 0


def test_without_the_second_farewell_the_return_lasts(wavering: Store) -> None:
    wavering.delete_post("3", START + 3 * HOUR)
    assert stretches(wavering)[1] == (instant(START + 6 * HOUR), None, 2, None)
    assert faults(wavering) == []


#: Publishes without end and says each id once the store has answered.
PUBLISHER = """
import sys
from pathlib import Path
from outreach.practice.store import Store
from practice.towns import a_post

store = Store(Path(sys.argv[1]))
for number in range(100_000):
    store.add_post(a_post(f"k{number}"))
    print(f"k{number}", flush=True)
"""


@pytest.mark.crash
@pytest.mark.parametrize("answers", [1, 7, 20])
def test_what_was_answered_outlives_a_kill(seeded: Path, tmp_path: Path, answers: int) -> None:
    path = Path(shutil.copy(seeded, tmp_path / "practice.db"))
    command = [sys.executable, "-c", PUBLISHER, str(path)]
    environment = {"PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(answers)]
        writer.kill()
        said += [line for line in writer.stdout.read().split("\n")[:-1] if line]
    store = Store(path)
    kept = [post.id for post in store.every_post(FACEBOOK) if not post.routine]
    assert kept[: len(said)] == said
    assert len(kept) <= len(said) + 1
    assert faults(store) == []
    assert all(counters.post_counters(store, post, START + 9 * DAY).views for post in kept)
    store.close()
