"""The practice store keeps what it was told, and residents' meetings with it, whole."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.lib import digest
from outreach.practice import counters, history
from outreach.practice.instants import instant
from outreach.practice.kept import Media, Request
from outreach.practice.residents import Network
from outreach.practice.store import Store
from practice import towns
from practice.towns import ACCOUNTS, FACEBOOK, START, X, a_post, a_store, count

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a small town and its past; copy it before writing."""
    path = tmp_path_factory.mktemp("seeded") / "practice.db"
    a_store(path).close()
    return path


@pytest.fixture
def store(seeded: Path, tmp_path: Path) -> Iterator[Store]:
    """A small town of one's own."""
    opened = Store(Path(shutil.copy(seeded, tmp_path / "practice.db")))
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """Three accounts in a place where nobody lives."""
    opened = Store(tmp_path / "empty.db")
    for account in ACCOUNTS:
        opened.add_account(account)
    yield opened
    opened.close()


def last_meeting(store: Store, post_id: str) -> int:
    sql = "SELECT max(at) FROM meeting JOIN post ON number = post_number WHERE id = ?"
    return int(store.read(sql, post_id)[0][0])


def test_accounts_come_back_as_they_went_in(empty: Store) -> None:
    assert empty.accounts() == list(ACCOUNTS)
    assert empty.account(Network.X, X.stable_id) == X
    assert empty.account(Network.FACEBOOK, X.stable_id) is None
    assert empty.account_by_token(Network.X, X.credentials["access_token"]) == X
    assert empty.account_by_token(Network.INSTAGRAM, X.credentials["access_token"]) is None


def test_a_token_expires_and_heals(empty: Store) -> None:
    assert empty.set_expired(Network.X, X.stable_id, expired=True)
    assert empty.account(Network.X, X.stable_id) == replace(X, expired=True)
    assert empty.set_expired(Network.X, X.stable_id, expired=False)
    assert empty.accounts() == list(ACCOUNTS)
    assert not empty.set_expired(Network.X, "nobody", expired=True)


def test_it_rejects_an_account_twice(empty: Store) -> None:
    with pytest.raises(ValueError, match="x account 41 already exists"):
        empty.add_account(X)


def test_it_rejects_what_belongs_to_no_account(empty: Store) -> None:
    with pytest.raises(LookupError, match="no facebook account 99"):
        empty.add_post(replace(a_post("1"), account_id="99"))
    assert empty.post("1") is None


def test_media_keep_their_bytes_and_get_a_text_alternative(empty: Store) -> None:
    media = Media(
        id="m1",
        network=Network.X,
        account_id=X.stable_id,
        content=bytes(range(256)),
        media_type="image/png",
        created_at=START,
    )
    empty.add_media(media)
    assert empty.media("m1") == media
    assert empty.set_alt("m1", "Two people at a table.")
    assert empty.media("m1") == replace(media, alt="Two people at a table.")
    assert empty.read("SELECT sha256 FROM media")[0][0] == digest.sha256(bytes(range(256)))
    assert not empty.set_alt("m2", "Nothing.")
    with pytest.raises(ValueError, match="Media m1 already exists"):
        empty.add_media(media)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A file with one account, to put many posts into."""
    opened = Store(tmp_path_factory.mktemp("shelf") / "practice.db")
    opened.add_account(X)
    yield opened
    opened.close()


@given(
    text=st.text(),
    options=st.lists(st.text(), max_size=4),
    link=st.none() | st.text(),
    at=st.datetimes(max_value=datetime(9990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001,
)
def test_a_post_comes_back_as_it_went_in(
    shelf: Store, text: str, options: list[str], link: str | None, at: datetime
) -> None:
    post = replace(
        a_post(f"p{len(shelf.every_post(X))}", account=X, text=text, at=at, visible_from=at + HOUR),
        poll_options=tuple(options),
        poll_minutes=60,
        link=link,
        reply_to="0",
        campaign="spring",
        edited_at=at,
        deleted_at=at,
    )
    shelf.add_post(post)
    assert shelf.every_post(X)[-1] == post


def test_a_post_id_is_used_once(store: Store) -> None:
    store.add_post(a_post("1"))
    with pytest.raises(ValueError, match="Post 1 already exists"):
        store.add_post(a_post("1", account=X))
    assert len(store.every_post(X)) == 20


def test_a_draft_meets_nobody_until_it_is_published_once(store: Store) -> None:
    store.add_post(a_post("1", draft=True))
    assert count(store, "meeting JOIN post ON number = post_number WHERE id = '1'") == 0
    assert "1" not in [post.id for post in store.posts_of(FACEBOOK, visible_at=START + DAY)]
    assert store.publish_post("1", START + HOUR)
    before = towns.fingerprint(store)
    assert not store.publish_post("1", START + 2 * HOUR)
    assert towns.fingerprint(store) == before
    assert store.post("1") == replace(a_post("1"), published_at=START + HOUR)
    assert counters.post_counters(store, "1", START + 9 * DAY).views > 0


def test_publishing_later_is_the_same_as_publishing_at_once(store: Store) -> None:
    store.add_post(a_post("1"))
    at_once = [tuple(row) for row in store.read("SELECT * FROM meeting WHERE post_number = 61")]
    store.delete_post("1", START - HOUR)
    store.write("UPDATE post SET id = 'first' WHERE id = '1'")
    store.add_post(replace(a_post("1", draft=True), created_at=START - HOUR))
    store.publish_post("1", START)
    drafted = [tuple(row) for row in store.read("SELECT * FROM meeting WHERE post_number = 62")]
    assert [row[1:] for row in drafted] == [row[1:] for row in at_once]
    assert drafted


def test_it_rejects_publishing_what_is_not_there(store: Store) -> None:
    with pytest.raises(LookupError, match="no post 7 to publish"):
        store.publish_post("7", START)
    store.add_post(a_post("1", draft=True))
    store.delete_post("1", START)
    with pytest.raises(LookupError, match="no post 1 to publish"):
        store.publish_post("1", START)


def test_visitors_see_what_is_out_newest_first(store: Store) -> None:
    for number in range(3):
        store.add_post(a_post(str(number), at=START + number * HOUR))
    store.delete_post("1", START + 5 * HOUR)

    def seen(at: datetime, **limits: datetime | int) -> list[str]:
        return [post.id for post in store.posts_of(FACEBOOK, visible_at=at, **limits)]

    assert seen(START + HOUR)[:2] == ["1", "0"]
    assert seen(START + 5 * HOUR, limit=2) == ["2", "0"]
    assert seen(START + 4 * HOUR, since=START, until=START + 2 * HOUR) == ["1", "0"]
    assert len(seen(START)) == 21


def test_a_post_slow_to_appear_is_met_once_it_shows(store: Store) -> None:
    late = START + 6 * HOUR
    store.add_post(a_post("1", visible_from=late))
    store.add_post(a_post("2", draft=True))
    store.publish_post("2", START, visible_from=late)
    for number in ("1", "2"):
        assert counters.post_counters(store, number, late - timedelta(seconds=1)).views == 0
        assert counters.post_counters(store, number, late + 9 * DAY).views > 0
        assert store.post(number) is not None
    assert {"1", "2"}.isdisjoint(post.id for post in store.posts_of(FACEBOOK, visible_at=START))


def test_an_answer_is_read_under_its_post_and_meets_nobody(store: Store) -> None:
    store.add_post(a_post("1"))
    store.add_post(replace(a_post("2"), reply_to="1"))
    assert counters.post_counters(store, "2", START + 9 * DAY).views == 0


def test_an_edit_changes_the_words_alone(store: Store) -> None:
    store.add_post(a_post("1"))
    met = counters.post_counters(store, "1", START + 9 * DAY)
    assert store.edit_text("1", "Corrected.", START + HOUR)
    assert store.post("1") == replace(a_post("1"), text="Corrected.", edited_at=START + HOUR)
    assert counters.post_counters(store, "1", START + 9 * DAY) == met
    assert not store.edit_text("7", "Nothing.", START)


def test_a_deleted_post_keeps_whom_it_met_and_meets_no_more(store: Store) -> None:
    store.add_post(a_post("1"))
    at = START + 5 * HOUR
    met = counters.post_counters(store, "1", at)
    assert store.delete_post("1", at)
    assert met.views > 0
    assert counters.post_counters(store, "1", START + 9 * DAY) == met
    assert last_meeting(store, "1") <= instant(at)
    assert not store.delete_post("1", at + HOUR)
    assert not store.delete_post("7", at)


def test_the_order_of_publishing_changes_no_meeting(store: Store, tmp_path: Path) -> None:
    other = Store(Path(shutil.copy(tmp_path / "practice.db", tmp_path / "other.db")))
    for opened, order in ((store, "12"), (other, "21")):
        for number in order:
            opened.add_post(a_post(number))
        assert count(opened, "follow WHERE gained_by > 60 OR lost_by > 60") == 0
    sql = "SELECT id, resident_id, at, as_follower, acts FROM meeting "
    sql += "JOIN post ON number = post_number WHERE NOT routine ORDER BY 1, 2, 3"
    met = [[tuple(row) for row in opened.read(sql)] for opened in (store, other)]
    assert met[0] == met[1] != []
    other.close()


def test_a_reopened_store_has_the_same_town(store: Store, tmp_path: Path) -> None:
    again = Store(Path(shutil.copy(tmp_path / "practice.db", tmp_path / "again.db")))
    assert store.town == again.town == towns.a_town()
    for opened in (store, again):
        opened.add_post(a_post("1"))
    assert towns.fingerprint(store) == towns.fingerprint(again)
    again.close()


def test_the_same_seed_gives_the_same_file(store: Store, tmp_path: Path) -> None:
    other = a_store(tmp_path / "other.db")
    assert towns.fingerprint(store) == towns.fingerprint(other)
    other.close()


def test_the_past_is_a_routine_post_a_day_up_to_the_start(store: Store) -> None:
    for account in ACCOUNTS:
        posts = store.every_post(account)
        assert len(posts) == 20
        assert all(post.routine and post.campaign is None for post in posts)
        dates = [post.created_at.astimezone(towns.ZONE).date() for post in posts]
        assert dates == [(START - ago * DAY).date() for ago in range(20, 0, -1)]


def test_it_rejects_a_second_town(store: Store) -> None:
    before = towns.fingerprint(store)
    with pytest.raises(ValueError, match="Residents already live here"):
        history.seed_history(store, towns.a_town(seed="other"), until=START)
    assert towns.fingerprint(store) == before


def test_a_post_where_nobody_lives_meets_nobody(empty: Store) -> None:
    empty.add_post(a_post("1"))
    assert count(empty, "meeting") == 0
    assert counters.describe(empty, START).residents == 0


def test_a_broken_transaction_leaves_nothing(store: Store) -> None:
    before = towns.fingerprint(store)
    with pytest.raises(RuntimeError), store.transaction():
        store.add_post(a_post("1"))
        store.log_request(Request(Network.X, "POST", "/2/tweets", X.stable_id, START, 201))
        raise RuntimeError
    assert towns.fingerprint(store) == before
    assert store.requests() == []


def test_requests_are_kept_in_order(empty: Store) -> None:
    sent = [
        Request(Network.X, "POST", "/2/tweets", X.stable_id, START, 201),
        Request(Network.FACEBOOK, "POST", "/52/feed", None, START - HOUR, 200),
    ]
    for request in sent:
        empty.log_request(request)
    assert empty.requests() == sent


def test_threads_share_a_store(store: Store) -> None:
    def publish(account: int) -> None:
        for number in range(4):
            store.add_post(a_post(f"{account} {number}", account=ACCOUNTS[account]))

    threads = [Thread(target=publish, args=(account,)) for account in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(store.every_post(account)) for account in ACCOUNTS] == [24, 24, 24]
