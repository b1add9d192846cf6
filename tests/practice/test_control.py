"""The control room: closed without its token, and what it does for who has it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import requests

from outreach import practice
from outreach.practice import counters
from outreach.practice.world import PracticeClock
from practice.clients import Graph, X

pytestmark = pytest.mark.network

Room = Callable[..., requests.Response]


@pytest.fixture
def room(network: practice.Serving) -> Room:
    def ask(method: str, path: str, **request: object) -> requests.Response:
        headers = {"Authorization": f"Bearer {network.world.control_token}"}
        address = f"{network.address}/control/{path}"
        return requests.request(method, address, headers=headers, timeout=10, **request)

    return ask


@pytest.mark.parametrize("header", [None, "", "Bearer ", "Bearer wrong", "Bearer é"])
def test_it_requires_the_token(network: practice.Serving, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.encode()}
    answer = requests.get(f"{network.address}/control/accounts", headers=headers, timeout=10)
    assert answer.status_code == 401


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", ""])
def test_it_answers_only_to_names_of_this_machine(network: practice.Serving, host: str) -> None:
    answer = requests.get(network.address, headers={"Host": host}, timeout=10)
    assert answer.status_code == 400


def test_the_token_lies_beside_the_network_for_its_owner_only(tmp_path) -> None:
    first, second = (practice.open_world(tmp_path / "practice") for _ in range(2))
    key = tmp_path / "practice" / "control.token"
    assert key.read_text(encoding="utf-8") == second.control_token != first.control_token
    assert key.stat().st_mode & 0o077 == 0
    for world in (first, second):
        world.store.close()


def test_an_opened_account_can_be_used(room: Room, session: requests.Session) -> None:
    asked = {"network": "x", "handle": "MapleFallsPD", "name": "Maple Falls Police"}
    made = room("POST", "accounts", json=asked).json()
    client = X(**made["credentials"], return_type=dict)
    client.session = session
    assert client.get_me()["data"]["id"] == made["stable_id"]
    assert "credentials" not in room("GET", "accounts").json()[0]


def test_an_instagram_account_shares_the_pages_token(room: Room) -> None:
    page = {"network": "facebook", "handle": "maple", "name": "Maple"}
    made = room("POST", "accounts", json=page).json()
    linked = {
        "network": "instagram",
        "handle": "maple",
        "name": "M",
        "linked_to": made["stable_id"],
    }
    instagram = room("POST", "accounts", json=linked).json()
    assert instagram["credentials"]["access_token"] == made["credentials"]["access_token"]


@pytest.mark.parametrize(
    "asked",
    [
        {"network": "x", "handle": "has space", "name": "A"},
        {"network": "x", "handle": "a" * 16, "name": "A"},
        {"network": "myspace", "handle": "a", "name": "A"},
        {"network": "instagram", "handle": "a", "name": "A", "linked_to": "7"},
        {"network": "x", "handle": "taken", "name": "A"},
        {"network": "x", "handle": "a", "name": "A", "colour": "red"},
    ],
)
def test_it_rejects_an_account_no_network_would_take(room: Room, world, asked) -> None:
    practice.open_account(world, practice.Network.X, handle="taken", name="A")
    assert room("POST", "accounts", json=asked).status_code == 422
    assert len(world.store.accounts()) == 1


def test_switches_change_how_an_account_is_treated(room: Room, graph: Graph, on_facebook) -> None:
    graph.proof = None
    path = f"accounts/facebook/{on_facebook.stable_id}"
    told = room("PATCH", path, json={"require_proof": False, "limits": {"graph": 5}}).json()
    assert told["switches"]["require_proof"] is False
    assert told["switches"]["least_audience"] == 100
    assert graph.get_object("me")["id"] == on_facebook.stable_id


def test_a_token_can_be_let_expire_and_healed(room: Room, world, on_x) -> None:
    path = f"accounts/x/{on_x.stable_id}"
    assert room("PATCH", path, json={"expired": True}).json()["expired"] is True
    assert room("PATCH", path, json={"expired": False}).json()["expired"] is False
    assert room("PATCH", "accounts/x/7", json={"expired": True}).status_code == 404


def test_faults_are_ordered_listed_and_called_off(room: Room, x: X) -> None:
    asked = {"kind": "broken", "host": "x", "operation": "read", "count": 3, "seconds": 0}
    assert room("POST", "faults", json=asked).json() == [asked]
    assert room("POST", "faults", json={"kind": "broken", "count": 0}).status_code == 422
    room("DELETE", "faults")
    assert room("GET", "faults").json() == []


def test_the_time_is_not_ours_when_somebody_else_keeps_it(room: Room, clock) -> None:
    assert room("GET", "clock").json() == {"now": "2026-11-23T16:00:00Z"}
    assert room("PUT", "clock", json={"advance_seconds": 60}).status_code == 409


def test_the_networks_own_clock_can_be_set_and_moved(tmp_path) -> None:
    clock = PracticeClock()
    world = practice.World(practice.Store(tmp_path / "practice.db"), clock)
    with practice.serve_in_thread(world) as network:
        headers = {"Authorization": f"Bearer {world.control_token}"}

        def put(**asked: object) -> requests.Response:
            address = f"{network.address}/control/clock"
            return requests.put(address, json=asked, headers=headers, timeout=10)

        assert put(at="2027-03-14T09:00:00-07:00").json() == {"now": "2027-03-14T16:00:00Z"}
        assert put(advance_seconds=90).json() == {"now": "2027-03-14T16:01:30Z"}
        assert put(at="2027-03-14T09:00:00").status_code == 422
        put(follow="machine")
    assert abs(datetime.now(UTC) - clock.now()) < timedelta(seconds=5)
    world.store.close()


def test_posts_are_listed_with_their_pictures_and_counters(room: Room, graph, on_facebook) -> None:
    photo = graph.photo(published="false", alt_text_custom="A garden")["id"]
    graph.draft("Only a draft", photo)
    (told,) = room("GET", f"posts/facebook/{on_facebook.stable_id}").json()
    assert told["published_at"] is None
    assert told["media"][0]["alt"] == "A garden"
    assert told["counters"]["views"] == 0


def test_a_person_may_post_by_hand(room: Room, graph: Graph, on_instagram, on_facebook) -> None:
    asked = {"network": "instagram", "account_id": on_instagram.stable_id, "text": "By hand"}
    made = room("POST", "posts", json=asked).json()
    media = graph.get_connections(on_instagram.stable_id, "media", fields="caption")["data"]
    assert media == [{"caption": "By hand", "id": made["id"]}]
    page = {"network": "facebook", "account_id": on_facebook.stable_id, "text": "By hand"}
    assert room("POST", "posts", json=page).json()["id"].startswith(f"{on_facebook.stable_id}_")


def test_accepted_writes_are_listed(room: Room, x: X) -> None:
    x.post("Logged")
    (told,) = room("GET", "requests").json()
    assert (told["method"], told["path"], told["status"]) == ("POST", "/2/tweets", 201)


def test_the_truth_is_told(room: Room, town, graph: Graph, clock) -> None:
    start = clock.now()
    story = "Officers and students planted a garden together, and you can join us."
    post_id = graph.put_object("me", "feed", message=story)["id"]
    clock.advance(timedelta(days=7))
    span = {"start": start.isoformat(), "end": clock.now().isoformat()}
    told = room("POST", "truth", json={"post_ids": [post_id], **span}).json()
    truth = counters.truth(town.store, [post_id], start=start, end=clock.now())
    assert told["reached"] == len(truth.reached) > 0
    assert told["new"] == len(truth.new)
    assert told["by_network"]["facebook"]["reached"] == told["reached"]
