"""The pages: what each account published on the practice network, as a visitor would see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.templating import Jinja2Templates

from outreach.practice import counters
from outreach.practice.counters import Counters
from outreach.practice.kept import Media, NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import Here, World
from outreach.practice.x.objects import poll_closes_at, votes_by_option

router = APIRouter(include_in_schema=False)
_html = Jinja2Templates(directory=Path(str(resources.files("outreach.practice") / "html")))

#: How many posts one page shows.
SHOWN = 50
ALL = 10_000
NAMES = {Network.X: "X", Network.FACEBOOK: "Facebook", Network.INSTAGRAM: "Instagram"}


@dataclass(frozen=True, slots=True)
class Card:
    """One post as its page shows it."""

    post: NetworkPost
    pictures: tuple[Media, ...]
    counted: Counters

    @property
    def votes(self) -> list[tuple[str, int]]:
        """Each answer of a poll with its votes."""
        chosen = votes_by_option(self.post, self.counted.votes)
        return [(option, chosen[place]) for place, option in enumerate(self.post.poll_options)]

    @property
    def closes_at(self) -> datetime:
        return poll_closes_at(self.post)


@dataclass(frozen=True, slots=True)
class Line:
    """One account as the first page lists it."""

    account: NetworkAccount
    network: str
    followers: int
    posts: int


@router.get("/", name="practice:accounts")
def accounts(request: Request, world: Here) -> Response:
    lines = [_line(world, account) for account in world.store.accounts()]
    facts = counters.describe(world.store, world.clock.now())
    return _html.TemplateResponse(
        request,
        "accounts.html",
        {"lines": lines, "town": facts, "now": world.clock.now(), "when": _clock(world)},
    )


@router.get("/accounts/{network}/{stable_id}", name="practice:account")
def account(network: Network, stable_id: str, request: Request, world: Here) -> Response:
    found = world.store.account(network, stable_id)
    if found is None:
        raise HTTPException(404, "There is no such account on the practice network.")
    posts = world.store.posts_of(found, visible_at=world.clock.now(), limit=SHOWN)
    return _account_page(request, world, found, posts)


@router.get("/accounts/{network}/{stable_id}/posts/{post_id}", name="practice:post")
def post(network: Network, stable_id: str, post_id: str, request: Request, world: Here) -> Response:
    """One post by itself, for whoever published it and wants to see it."""
    found = world.store.account(network, stable_id)
    seen = [
        each
        for each in (
            world.store.posts_of(found, visible_at=world.clock.now(), limit=ALL) if found else ()
        )
        if each.id == post_id
    ]
    if found is None or not seen:
        raise HTTPException(404, "There is no such post on the practice network.")
    return _account_page(request, world, found, seen)


@router.get("/media/{media_id}", name="practice:media")
def media(media_id: str, world: Here) -> Response:
    found = world.store.media(media_id)
    if found is None:
        raise HTTPException(404, "There is no such picture on the practice network.")
    return Response(found.content, media_type=found.media_type)


@router.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


def _account_page(
    request: Request, world: World, account: NetworkAccount, posts: list[NetworkPost]
) -> Response:
    cards = [_card(world, post) for post in posts]
    about = {"line": _line(world, account), "cards": cards, "shown": SHOWN, "when": _clock(world)}
    return _html.TemplateResponse(request, "account.html", {**about, "now": world.clock.now()})


def _clock(world: World) -> Callable[[datetime, str], str]:
    """Times as the town's clocks show them, with the zone's name; UTC where nobody lives yet."""
    town = world.store.town
    zone = town.zone if town else UTC

    def when(at: datetime, pattern: str) -> str:
        return at.astimezone(zone).strftime(f"{pattern} %Z")

    return when


def _line(world: World, account: NetworkAccount) -> Line:
    now = world.clock.now()
    return Line(
        account,
        NAMES[account.network],
        counters.followers(world.store, account, now),
        len(world.store.posts_of(account, visible_at=now, limit=ALL)),
    )


def _card(world: World, post: NetworkPost) -> Card:
    pictures = tuple(found for id in post.media_ids if (found := world.store.media(id)))
    return Card(post, pictures, counters.post_counters(world.store, post.id, world.clock.now()))
