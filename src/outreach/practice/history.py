"""The town's past: who follows which account, and the routine posts before any campaign."""

from datetime import date, datetime, time, timedelta
from random import Random

from outreach.lib.clock import as_utc
from outreach.practice.instants import MINUTE, instant
from outreach.practice.kept import NetworkAccount, NetworkPost
from outreach.practice.residents import Network, Town
from outreach.practice.store import Store
from outreach.practice.timetable import draws
from outreach.practice.town import first_follows

#: What a police account says on an ordinary day.
ROUTINE_TEXTS = (
    "Road work today on {place}. Please allow extra time and watch for crews.",
    "Crossing guards are back at {place} this morning. Slow down near the school.",
    "Found: a set of house keys near {place}. Call the front desk to describe them.",
    "A driver and a parked car met at {place}. Nobody was hurt; the lane is open again.",
    "Our front desk closes at 4 pm today. For emergencies call 911, as always.",
    "Lock it before you walk away: two bicycles were taken from {place} this week.",
    "Officers will check speeds along {place} this afternoon.",
    "A lost dog was picked up at {place}. He is safe at the shelter.",
    "Traffic light out at {place}: treat it as a four-way stop.",
    "We are hiring dispatchers. Ask at the front desk for the form.",
    "Obras hoy en {place}. Por favor maneje con cuidado y espere demoras.",
    "Storm drains near {place} are being cleaned. Expect one lane until noon.",
)
PLACES = ("Mill Street", "Harbor Road", "Fifth and Elm", "the depot", "Orchard Lane", "Palm Avenue")

_FOLLOW = "INSERT INTO follow (account_id, resident_id, since, until) VALUES (?, ?, ?, ?)"


def seed_history(store: Store, town: Town, *, until: datetime, days: int = 90) -> None:
    """Settle the town, and give every account its followers and a routine post a day.

    The days are the last `days` whole ones, by the town's own clock, before the day of `until`.
    Refuses a store in which residents live already.
    """
    last = until.astimezone(town.zone).date()
    dates = [last - timedelta(days=ago) for ago in range(days, 0, -1)]
    start = datetime.combine(last - timedelta(days=days), time(0), tzinfo=town.zone)
    with store.transaction():
        store.settle(town)
        accounts = store.accounts()
        for account in accounts:
            number = store.account_number(account.network, account.stable_id)
            follows = first_follows(town, account.network, account.stable_id, start=instant(start))
            store.write_all(_FOLLOW, [(number, *follow) for follow in follows])
        for on in dates:
            posts = [_routine_post(account, town, on) for account in accounts]
            for post in sorted(posts, key=lambda post: (post.created_at, post.id)):
                store.add_post(post)


def _routine_post(account: NetworkAccount, town: Town, on: date) -> NetworkPost:
    """One account's post of the day, at some minute of office hours."""
    rng = draws(town.seed, "routine", account.network, account.stable_id, on.isoformat())
    clock = time(8 + rng.randrange(9), rng.randrange(60))
    at = as_utc(datetime.combine(on, clock, tzinfo=town.zone))
    return NetworkPost(
        id=_post_id(rng, account, at),
        network=account.network,
        account_id=account.stable_id,
        text=rng.choice(ROUTINE_TEXTS).format(place=rng.choice(PLACES)),
        created_at=at,
        published_at=at,
        routine=True,
    )


def _post_id(rng: Random, account: NetworkAccount, at: datetime) -> str:
    """An id in the network's own spelling, later ones higher."""
    number = instant(at) // MINUTE << 32 | rng.getrandbits(32)
    return f"{account.stable_id}_{number}" if account.network is Network.FACEBOOK else str(number)
