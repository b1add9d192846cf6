"""The pages over a database of the test's own, and a browser for each of the cast, signed in."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

import pytest
import uvicorn
from cryptography.fernet import Fernet
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
import groups
from outreach import db as database
from outreach import identity, posts, stories
from outreach.bootstrap import Runtime
from outreach.lib import shipped
from outreach.lib.clock import VirtualClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from outreach.settings import Settings
from outreach.web.app import create_app
from outreach.web.deps import PLAIN_COOKIE
from people import Cast, cast
from web.desk import Desk

#: What a browser says of a form that a page of ours sent.
OURS = {"sec-fetch-site": "same-origin"}

SignIn = Callable[[identity.Actor], TestClient]
OpenFor = Callable[..., BrowserContext]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here asks the whole application, so it is a group after the fast one."""
    groups.put(items, Path(__file__).parent, "pages")


@pytest.fixture
def clock(now: datetime) -> VirtualClock:
    """The clock of the pages, moved by hand."""
    return VirtualClock(now)


@pytest.fixture
def runtime(engine: Engine, clock: VirtualClock, tmp_path: Path) -> Runtime:
    """The parts, with every platform in memory."""
    (tmp_path / "media").mkdir()
    vault = identity.Vault((Fernet.generate_key().decode(),))
    platforms = {name: Sandbox(clock, name) for name in PlatformName}
    settings = Settings(home=tmp_path, database_url=None)
    return Runtime(settings, engine, clock, vault, platforms)


@pytest.fixture
def people(engine: Engine, now: datetime) -> Cast:
    """The two agencies and everyone in them, kept."""
    with database.writing(engine) as db:
        return cast(db, now)


@pytest.fixture
def token_of(engine: Engine, clock: VirtualClock) -> Callable[[identity.Actor], str]:
    """A real session for a person; gives the token that a browser would keep."""

    def start(by: identity.Actor) -> str:
        with database.writing(engine) as db:
            person = db.get_one(identity.Person, by.person_id)
            return identity.start(db, person, now=clock.now()).token

    return start


@pytest.fixture
def signed_in(runtime: Runtime, token_of: Callable[[identity.Actor], str]) -> Iterator[SignIn]:
    """A browser signed in as whoever is given. It follows no redirect by itself."""
    with ExitStack() as opened:

        def open_for(by: identity.Actor) -> TestClient:
            client = opened.enter_context(_client(runtime))
            client.cookies.set(PLAIN_COOKIE, token_of(by))
            return client

        yield open_for


@pytest.fixture
def stranger(runtime: Runtime) -> Iterator[TestClient]:
    """A browser in which nobody is signed in."""
    with _client(runtime) as client:
        yield client


@pytest.fixture
def admin(signed_in: SignIn, people: Cast) -> TestClient:
    return signed_in(people.admin)


@pytest.fixture
def rivera(signed_in: SignIn, people: Cast) -> TestClient:
    return signed_in(people.rivera)


@pytest.fixture
def okafor(signed_in: SignIn, people: Cast) -> TestClient:
    return signed_in(people.okafor)


@pytest.fixture
def lang(signed_in: SignIn, people: Cast) -> TestClient:
    return signed_in(people.lang)


@pytest.fixture
def clerk(signed_in: SignIn, people: Cast) -> TestClient:
    return signed_in(people.clerk)


@pytest.fixture
def quinn(signed_in: SignIn, people: Cast) -> TestClient:
    return signed_in(people.quinn)


@pytest.fixture(scope="session")
def shipped_stories() -> dict[str, stories.StoryFacts]:
    """The twenty shipped stories by id, read once."""
    path = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
    return {story.key: story for story in stories.read_stories(path)}


@pytest.fixture
def desk(
    engine: Engine, people: Cast, now: datetime, shipped_stories: dict[str, stories.StoryFacts]
) -> Desk:
    with database.writing(engine) as db:
        facts = shipped_stories["portland-or-niloc"]
        story = stories.draft(db, facts, by=people.rivera, now=now)
        stories.publish(db, story.id or 0, by=people.rivera, now=now)
        for platform in posts.WRITABLE:
            build.an_account(db, people, now=now, platform=platform)
    return Desk(engine, people, now, story.id or 0)


@pytest.fixture
def address(runtime: Runtime) -> Iterator[str]:
    """The pages served on a free port of this machine, for Chromium."""
    config = uvicorn.Config(
        create_app(runtime), host="127.0.0.1", port=0, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    limit = time.monotonic() + 10
    while not server.started and time.monotonic() < limit:
        thread.join(0.01)
    yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def open_for(
    browser: Browser, address: str, token_of: Callable[[identity.Actor], str]
) -> Iterator[OpenFor]:
    """A Chromium window signed in as whoever is given; further names are Playwright's own."""
    with ExitStack() as opened:

        def open_window(by: identity.Actor, **about: object) -> BrowserContext:
            context = browser.new_context(base_url=address, **about)  # type: ignore[arg-type]
            opened.enter_context(closing(context))
            context.add_cookies([{"name": PLAIN_COOKIE, "value": token_of(by), "url": address}])
            return context

        yield open_window


def _client(runtime: Runtime) -> TestClient:
    return TestClient(
        create_app(runtime), base_url="http://localhost", headers=OURS, follow_redirects=False
    )
