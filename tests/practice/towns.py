"""Small towns for the practice tests: three accounts, and posts with sensible defaults."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from outreach.lib import digest
from outreach.practice import history, settling
from outreach.practice.instants import DAY, instant
from outreach.practice.kept import NetworkAccount, NetworkPost
from outreach.practice.residents import Language, Network, Town
from outreach.practice.store import Store
from outreach.practice.town import Shown, first_follows, meetings

#: The campaign begins; the routine posts end.
START = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
ZONE = ZoneInfo("America/Denver")
STORY = "Officers and students planted a garden together behind the library, and you can join us."


def a_town(*, seed: str = "mesa", residents: int = 300) -> Town:
    return settling.build(seed=seed, zone=ZONE, residents=residents)


def an_account(network: Network, *, stable_id: str = "") -> NetworkAccount:
    return NetworkAccount(
        network=network,
        stable_id=stable_id or {"x": "41", "facebook": "52", "instagram": "63"}[network],
        handle="mesaverdepd",
        name="Mesa Verde Police",
        created_at=START - timedelta(days=900),
        credentials={"access_token": f"token-{network}-{stable_id}"},
    )


X, FACEBOOK, INSTAGRAM = ACCOUNTS = [an_account(network) for network in Network]


def a_store(path: Path, *, days: int = 20, residents: int = 300) -> Store:
    """A new file with the three accounts, a town and its routine posts up to START."""
    store = Store(path)
    for account in ACCOUNTS:
        store.add_account(account)
    history.seed_history(store, a_town(residents=residents), until=START, days=days)
    return store


def a_post(
    id: str,
    *,
    account: NetworkAccount = FACEBOOK,
    at: datetime = START,
    text: str = STORY,
    draft: bool = False,
    visible_from: datetime | None = None,
) -> NetworkPost:
    return NetworkPost(
        id=id,
        network=account.network,
        account_id=account.stable_id,
        text=text,
        created_at=at,
        media_ids=("picture",),
        published_at=None if draft else at,
        visible_from=visible_from,
    )


def shown(
    id: str,
    *,
    at: int,
    network: Network = Network.FACEBOOK,
    language: Language = Language.ENGLISH,
    appeal: int = 2,
    has_link: bool = False,
    has_poll: bool = False,
) -> Shown:
    return Shown(
        id=id,
        account_id="52",
        network=network,
        shown_at=at,
        language=language,
        appeal=appeal,
        has_link=has_link,
        has_poll=has_poll,
    )


def meetings_in_brief() -> str:
    """Everyone's meetings with one post in a small town, as one digest, and how many there were."""
    town, at = a_town(), instant(START)
    follows = first_follows(town, Network.X, "41", start=at - 90 * DAY)
    met = meetings(town, shown("1", at=at, network=Network.X), follows)
    return f"{digest.of([list(meeting) for meeting in met])} {len(met)}"


def count(store: Store, sql: str, *values: int | str) -> int:
    """How many rows there are of the table, join or condition named."""
    return int(store.read(f"SELECT count(*) FROM {sql}", *values)[0][0])


def fingerprint(store: Store) -> str:
    """One digest of every resident, follow, post and meeting in the file."""
    return digest.of(
        [
            [list(row) for row in store.read(f"SELECT * FROM {table}")]
            for table in ("town", "resident", "follow", "post", "meeting")
        ]
    )
