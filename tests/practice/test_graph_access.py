"""Tokens, the proof of the app's secret, versions and the page's allowance."""

import json
from datetime import timedelta

import facebook
import pytest
import requests

from outreach.lib.clock import VirtualClock
from practice.clients import Graph, error_of

pytestmark = pytest.mark.network
ME = "https://graph.facebook.com/v26.0/me"


def refusal(graph: Graph) -> tuple[int, int | None]:
    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.get_object("me")
    return error_of(refused.value)


def test_a_token_with_its_proof_is_let_in(graph: Graph, on_facebook) -> None:
    assert graph.get_object("me") == {"id": on_facebook.stable_id, "name": on_facebook.name}


@pytest.mark.parametrize("proof", ["0" * 64, "", "é"])
def test_a_wrong_proof_is_refused(graph: Graph, proof: str) -> None:
    graph.proof = proof
    with pytest.raises(facebook.GraphAPIError, match="appsecret_proof") as refused:
        graph.get_object("me")
    assert error_of(refused.value) == (100, None)


def test_a_missing_proof_is_refused_unless_the_app_lets_it(
    graph: Graph, world, on_facebook
) -> None:
    graph.proof = None
    assert refusal(graph) == (100, None)
    world.switch(on_facebook, require_proof=False)
    assert graph.get_object("me")["id"] == on_facebook.stable_id


def test_an_expired_token_is_refused(graph: Graph, world, on_facebook) -> None:
    world.store.set_expired(on_facebook.network, on_facebook.stable_id, expired=True)
    assert refusal(graph) == (190, 463)


def test_an_unknown_token_is_refused(graph: Graph) -> None:
    graph.access_token = "EAAnobody"
    assert refusal(graph) == (190, None)


def test_nobody_is_refused(session: requests.Session) -> None:
    answer = session.get(ME)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 104)


def test_the_token_may_stand_in_a_header(session, graph: Graph, on_facebook) -> None:
    headers = {"Authorization": f"Bearer {graph.access_token}"}
    answer = session.get(ME, params={"appsecret_proof": graph.proof}, headers=headers)
    assert answer.json()["id"] == on_facebook.stable_id


def test_every_answer_tells_how_much_is_used(session, graph: Graph, world, on_facebook) -> None:
    world.switch(on_facebook, limits={"graph": 4})
    asked = {"access_token": graph.access_token, "appsecret_proof": graph.proof}
    answers = [session.get(ME, params=asked) for _ in range(5)]
    told = [
        json.loads(answer.headers["X-Business-Use-Case-Usage"])[on_facebook.stable_id][0]
        for answer in answers
    ]
    assert [use["call_count"] for use in told] == [25, 50, 75, 100, 100]
    assert told[-1]["estimated_time_to_regain_access"] == 24 * 60
    assert answers[-1].json()["error"]["code"] == 80001


def test_the_allowance_comes_back_after_a_day(graph, world, on_facebook, clock) -> None:
    world.switch(on_facebook, limits={"graph": 1})
    graph.get_object("me")
    assert refusal(graph) == (80001, None)
    clock.advance(timedelta(hours=24))
    assert graph.get_object("me")


@pytest.mark.parametrize("version", ["v2.8", "v25.0", "v26.0"])
def test_older_versions_are_answered_by_the_newest(graph: Graph, version: str) -> None:
    graph.version = version
    assert graph.get_version() == "26.0"


@pytest.mark.parametrize("version", ["v26.1", "v27.0", "26.0", "vx"])
def test_it_rejects_a_version_that_does_not_exist(graph: Graph, version: str) -> None:
    graph.version = version
    assert refusal(graph) == (2500, None)


@pytest.mark.parametrize("path", ["7", "7/feed"])
def test_an_unknown_object_is_told_as_unsupported(graph: Graph, path: str) -> None:
    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.get_object(path)
    assert error_of(refused.value) == (100, 33)


def test_an_x_post_is_nothing_to_the_graph(graph: Graph, x) -> None:
    post_id = x.post("On X")
    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.get_object(post_id)
    assert error_of(refused.value) == (100, 33)


def test_an_unknown_edge_is_told(graph: Graph, clock: VirtualClock) -> None:
    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.get_connections("me", "events")
    assert error_of(refused.value) == (2500, None)
