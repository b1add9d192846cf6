"""Settings: facts are kept, accounts are tried before they are saved, secrets are never shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from httpx2 import Response
from playwright.sync_api import BrowserContext
from sqlalchemy.engine import Engine
from sqlmodel import col, select
from starlette.testclient import TestClient

import axe
import build
from outreach import db as database
from outreach import delivery, identity
from outreach.bootstrap import Runtime
from outreach.identity import AccountState
from outreach.platforms import Connection, NeedsSignIn, PlatformName, Profile
from outreach.web.connecting import PUBLIC
from people import Cast

X, FACEBOOK = PlatformName.X, PlatformName.FACEBOOK
KEYS = {
    "consumer_key": "key-one",
    "consumer_secret": "secret-two",
    "access_token": "token-three",
    "access_token_secret": "secret-four",
}
PAGE = {"page_id": "4711", "access_token": "page-token", "app_secret": "app-secret"}
FACTS = {
    "name": "Riverton Police Department",
    "short_name": "Riverton PD",
    "city": "Riverton",
    "state": "Arizona",
    "time_zone": "America/Phoenix",
}


@dataclass
class Door:
    """A platform that knows one account and says who it is, to whoever has the right token."""

    name: PlatformName
    token: str
    stable_id: str
    asked: list[Connection]

    def profile(self, account: Connection) -> Profile:
        self.asked.append(account)
        if account.secrets["access_token"] != self.token:
            raise NeedsSignIn("The keys are not accepted.")
        return Profile(self.stable_id, "RivertonPD", "Riverton Police")


@pytest.fixture
def asked() -> list[Connection]:
    """What the platforms were asked with."""
    return []


@pytest.fixture
def runtime(runtime: Runtime, asked: list[Connection]) -> Runtime:
    """The parts, with platforms that know one account each."""
    doors = {
        X: Door(X, "token-three", "77", asked),
        FACEBOOK: Door(FACEBOOK, "page-token", "4711", asked),
    }
    return replace(runtime, platforms={**runtime.platforms, **doors})


@pytest.fixture
def real(engine: Engine, people: Cast) -> Iterator[None]:
    """The agency is no practice agency."""
    with database.writing(engine) as db:
        db.get_one(identity.Agency, people.agency.id).practice = False
    yield


def accounts(engine: Engine) -> list[identity.Account]:
    with database.reading(engine) as db:
        return list(db.exec(select(identity.Account).order_by(col(identity.Account.id))))


def connect(client: TestClient, platform: str = "x", **fields: str) -> Response:
    return client.post(f"/settings/accounts/new/{platform}", data=fields)


def test_a_practice_account_is_tried_and_kept_sealed(
    admin: TestClient, engine: Engine, asked: list[Connection], runtime: Runtime
) -> None:
    answer = connect(admin, **KEYS, where="practice")
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    (account,) = accounts(engine)
    assert account.practice_url == "http://127.0.0.1:8010/x"
    assert [one.base_url for one in asked] == [account.practice_url]
    assert identity.connection(account, runtime.vault).secrets == KEYS
    assert b"secret" not in account.sealed


def test_what_the_platform_refuses_is_not_kept_and_no_secret_comes_back(
    admin: TestClient, engine: Engine
) -> None:
    answer = connect(admin, **{**KEYS, "access_token": "wrong-token"}, where="practice")
    assert answer.status_code == 422
    assert "X did not accept this. Nothing was saved. The keys are not accepted." in answer.text
    assert not [secret for secret in (*KEYS.values(), "wrong-token") if secret in answer.text]
    assert accounts(engine) == []


def test_a_practice_agency_never_speaks_to_the_real_platform(
    admin: TestClient, engine: Engine, asked: list[Connection]
) -> None:
    answer = connect(admin, **KEYS, where="live", public=PUBLIC)
    assert answer.status_code == 422
    assert "is a practice agency." in answer.text
    assert (asked, accounts(engine)) == ([], [])


@pytest.mark.usefixtures("real")
def test_a_real_account_needs_its_sentence(
    admin: TestClient, engine: Engine, asked: list[Connection]
) -> None:
    refused = connect(admin, **KEYS, where="live", public="yes")
    assert (refused.status_code, asked) == (422, [])
    assert f"Type: {PUBLIC}" in refused.text
    assert connect(admin, **KEYS, where="live", public=PUBLIC.lower()).status_code == 303
    assert [account.practice for account in accounts(engine)] == [False]


def test_keys_of_another_page_are_refused(admin: TestClient, engine: Engine) -> None:
    answer = connect(admin, "facebook", **{**PAGE, "page_id": "1234"}, where="practice")
    assert answer.status_code == 422
    assert "These keys are those of another Page." in answer.text
    assert 'value="1234"' in answer.text
    assert connect(admin, "facebook", **PAGE, where="practice").status_code == 303
    assert [account.stable_id for account in accounts(engine)] == ["4711"]


def test_a_blank_key_is_told_before_anyone_is_asked(
    admin: TestClient, asked: list[Connection]
) -> None:
    answer = connect(admin, **{**KEYS, "consumer_secret": ""}, where="practice")
    assert answer.status_code == 422
    assert 'href="#consumer_secret"' in answer.text
    assert asked == []


def test_a_place_posted_to_by_hand_needs_no_keys(admin: TestClient, engine: Engine) -> None:
    answer = connect(admin, "handoff", name="By Sgt. Reyes", handle="Nextdoor, north side")
    assert answer.status_code == 303
    (account,) = accounts(engine)
    assert (account.platform, account.stable_id) == (PlatformName.HANDOFF, "nextdoor,-north-side")


def test_connecting_again_puts_parked_posts_back_on_the_schedule(
    admin: TestClient, engine: Engine, people: Cast, now: datetime
) -> None:
    connect(admin, **KEYS, where="practice")
    with database.writing(engine) as db:
        account = db.get_one(identity.Account, 1)
        parked = build.a_scheduled(db, people, now=now, account=account)
        parked.state, account.state = delivery.State.NEEDS_SIGN_IN, AccountState.NEEDS_SIGN_IN
        number = parked.id
    assert "Posts wait until you connect it again." in admin.get("/settings").text
    answer = admin.post("/settings/accounts/1/connect", data={**KEYS, "where": "practice"})
    assert answer.status_code == 303
    with database.reading(engine) as db:
        assert db.get_one(delivery.Placement, number).state is delivery.State.SCHEDULED


def test_the_keys_of_another_account_do_not_connect_this_one_again(
    admin: TestClient, engine: Engine, people: Cast, now: datetime
) -> None:
    with database.writing(engine) as db:
        build.an_account(db, people, now=now)
    answer = admin.post("/settings/accounts/1/connect", data={**KEYS, "where": "practice"})
    assert answer.status_code == 422
    assert "These keys are those of RivertonPD" in answer.text


def test_disconnecting_asks_first_and_forgets_the_keys(admin: TestClient, engine: Engine) -> None:
    connect(admin, **KEYS, where="practice")
    assert (
        "cannot leave until it is connected again"
        in admin.get("/settings/accounts/1/disconnect").text
    )
    assert [account.state for account in accounts(engine)] == [AccountState.CONNECTED]
    assert admin.post("/settings/accounts/1/disconnect").status_code == 303
    (account,) = accounts(engine)
    assert (account.state, account.sealed) == (AccountState.DISCONNECTED, b"")


def test_the_list_says_practice_and_state(admin: TestClient) -> None:
    connect(admin, **KEYS, where="practice")
    page = admin.get("/settings").text
    assert "@RivertonPD" in page
    assert "Connected" in page
    assert "Practice</span>" in page


def test_facts_are_saved(admin: TestClient) -> None:
    answer = admin.post("/settings/agency", data={**FACTS, "contact": "Front desk, 555-0100"})
    assert answer.status_code == 303
    assert "Front desk, 555-0100" in admin.get("/settings").text


def test_another_zone_is_only_taken_from_whoever_read_the_warning(
    admin: TestClient, engine: Engine, people: Cast
) -> None:
    moved = {**FACTS, "time_zone": "America/Denver"}
    refused = admin.post("/settings/agency", data=moved)
    assert refused.status_code == 422
    assert "The zone changes from America/Phoenix to America/Denver." in refused.text
    assert 'value="America/Denver"' in refused.text
    assert admin.post("/settings/agency", data={**moved, "sure": "yes"}).status_code == 303
    with database.reading(engine) as db:
        assert db.get_one(identity.Agency, people.agency.id).time_zone == "America/Denver"


def test_a_zone_that_is_none_is_told_with_good_ones(admin: TestClient) -> None:
    answer = admin.post("/settings/agency", data={**FACTS, "time_zone": "Mountain Time"})
    assert answer.status_code == 422
    assert "“Mountain Time” is not a time zone" in answer.text


PATHS = (
    "/settings",
    "/settings/agency",
    "/settings/accounts/new/x",
    "/settings/accounts/new/handoff",
)


@pytest.mark.parametrize("path", PATHS)
def test_only_administrators_come_in(path: str, rivera: TestClient, stranger: TestClient) -> None:
    assert rivera.get(path).status_code == 403
    assert stranger.get(path).headers["location"].startswith("/sign-in?next=")


def test_roles_and_strangers_connect_nothing(
    rivera: TestClient, stranger: TestClient, engine: Engine, asked: list[Connection]
) -> None:
    assert connect(rivera, **KEYS, where="practice").status_code == 403
    assert connect(stranger, **KEYS, where="practice").status_code == 303
    assert (asked, accounts(engine)) == ([], [])


def test_a_forged_form_connects_nothing(
    admin: TestClient, engine: Engine, asked: list[Connection]
) -> None:
    answer = admin.post(
        "/settings/accounts/new/x",
        data={**KEYS, "where": "practice"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert (answer.status_code, asked) == (403, [])


def test_an_account_of_another_agency_is_not_there(
    admin: TestClient, engine: Engine, people: Cast, now: datetime
) -> None:
    with database.writing(engine) as db:
        build.an_account(db, people, now=now, agency_id=people.other_agency.id)
    assert admin.get("/settings/accounts/1/connect").status_code == 404
    assert admin.post("/settings/accounts/1/disconnect").status_code == 404
    assert admin.get("/settings/accounts/new/instagram").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("path", [*PATHS, "/settings/accounts/1/disconnect"])
def test_the_pages_have_no_fault_at_any_size_by_day_or_night(
    admin: TestClient, people: Cast, open_for: Callable[..., BrowserContext], path: str
) -> None:
    connect(admin, **KEYS, where="practice")
    page = open_for(people.admin).new_page()
    page.goto(path)
    assert axe.at_every_size(page) == {}
