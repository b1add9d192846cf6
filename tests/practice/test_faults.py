"""Which calls a fault falls on; and on the wire, what the client libraries make of each."""

import time
from datetime import timedelta

import facebook
import pytest
import requests
import tweepy

from outreach import practice
from outreach.lib.clock import VirtualClock
from outreach.practice.faults import Faults, call_of
from practice.clients import Graph, X, error_of

Fault, Host, Kind, Operation = practice.Fault, practice.Host, practice.Kind, practice.Operation


@pytest.mark.parametrize(
    ("method", "path", "call"),
    [
        ("POST", "/x/2/tweets", (Host.X, Operation.CREATE)),
        ("DELETE", "/x/2/tweets/7", (Host.X, Operation.DELETE)),
        ("POST", "/x/2/media/upload", (Host.X, Operation.UPLOAD)),
        ("POST", "/x/2/media/upload/7/append", (Host.X, Operation.UPLOAD)),
        ("POST", "/x/2/media/metadata", (Host.X, Operation.DESCRIBE)),
        ("GET", "/x/2/users/7/tweets", (Host.X, Operation.READ)),
        ("GET", "/x/2/tweets/analytics", (Host.X, Operation.INSIGHTS)),
        ("POST", "/graph/v26.0/7/feed", (Host.GRAPH, Operation.CREATE)),
        ("POST", "/graph/v26.0/7/photos", (Host.GRAPH, Operation.UPLOAD)),
        ("POST", "/graph/v26.0/7_8", (Host.GRAPH, Operation.PUBLISH)),
        ("POST", "/graph/v26.0/7_8/comments", (Host.GRAPH, Operation.COMMENT)),
        ("DELETE", "/graph/v26.0/7_8", (Host.GRAPH, Operation.DELETE)),
        ("GET", "/graph/v26.0/7/published_posts", (Host.GRAPH, Operation.READ)),
        ("GET", "/graph/v26.0/7/insights", (Host.GRAPH, Operation.INSIGHTS)),
        ("GET", "/", None),
        ("POST", "/control/faults", None),
    ],
)
def test_every_call_has_its_host_and_operation(method: str, path: str, call: object) -> None:
    assert call_of(method, path) == call


def test_a_fault_falls_as_often_as_ordered() -> None:
    faults = Faults()
    faults.order(Fault(Kind.BROKEN, Host.X, count=2))
    fell = [bool(faults.take(Host.X, Operation.CREATE)) for _ in range(3)]
    assert fell == [True, True, False]


def test_a_fault_waits_for_its_own_call() -> None:
    faults = Faults()
    faults.order(Fault(Kind.BROKEN, Host.GRAPH, Operation.PUBLISH))
    assert faults.take(Host.X, Operation.PUBLISH) == ()
    assert faults.take(Host.GRAPH, Operation.CREATE) == ()
    assert len(faults.take(Host.GRAPH, Operation.PUBLISH)) == 1


def test_two_endings_fall_on_two_calls() -> None:
    faults = Faults()
    faults.order(Fault(Kind.DROP_AFTER))
    faults.order(Fault(Kind.TOO_MANY))
    first, second = (faults.take(Host.X, Operation.CREATE) for _ in range(2))
    assert [fault.kind for fault in first + second] == [Kind.DROP_AFTER, Kind.TOO_MANY]


def test_bends_and_one_ending_fall_on_one_call() -> None:
    faults = Faults()
    for kind in (Kind.SLOW_TO_SHOW, Kind.DROP_AFTER, Kind.HOLD_ANSWER):
        faults.order(Fault(kind))
    taken = {fault.kind for fault in faults.take(Host.X, Operation.CREATE)}
    assert taken == {Kind.SLOW_TO_SHOW, Kind.DROP_AFTER, Kind.HOLD_ANSWER}
    assert faults.waiting() == ()


def test_it_rejects_a_fault_that_never_happens() -> None:
    with pytest.raises(ValueError, match="at least once"):
        Faults().order(Fault(Kind.DELAY, count=0))


def posts(world: practice.World, account: practice.NetworkAccount) -> int:
    return sum(post.published_at is not None for post in world.store.every_post(account))


@pytest.mark.network
@pytest.mark.parametrize(("kind", "done"), [(Kind.DROP_BEFORE, 0), (Kind.DROP_AFTER, 1)])
def test_a_dropped_connection_gives_no_answer(x: X, graph, world, on_x, on_facebook, kind, done):
    world.faults.order(Fault(kind, Host.X))
    with pytest.raises(requests.ConnectionError):
        x.post("On X")
    assert posts(world, on_x) == done
    world.faults.order(Fault(kind, Host.GRAPH))
    with pytest.raises(requests.ConnectionError):
        graph.put_object("me", "feed", message="On Facebook")
    assert posts(world, on_facebook) == done
    assert x.post("The next one is answered")


@pytest.mark.network
@pytest.mark.parametrize(("kind", "done"), [(Kind.BROKEN, 0), (Kind.DONE_BUT_BROKEN, 1)])
def test_a_server_error_tells_nothing_of_what_was_done(
    x: X, graph, world, on_x, on_facebook, kind, done
):
    world.faults.order(Fault(kind, count=2))
    with pytest.raises(tweepy.TwitterServerError):
        x.post("On X")
    assert posts(world, on_x) == done
    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.put_object("me", "feed", message="On Facebook")
    assert error_of(refused.value) == (2, None)
    assert refused.value.result["error"]["is_transient"] is True
    assert posts(world, on_facebook) == done


@pytest.mark.network
def test_a_draft_is_published_though_the_answer_is_500(graph: Graph, world, on_facebook) -> None:
    post_id = graph.draft("Twice said")
    world.faults.order(Fault(Kind.DONE_BUT_BROKEN, Host.GRAPH, Operation.PUBLISH))
    with pytest.raises(facebook.GraphAPIError):
        graph.change(post_id, is_published="true")
    assert posts(world, on_facebook) == 1
    assert graph.change(post_id, is_published="true") == {"success": True}
    assert posts(world, on_facebook) == 1


@pytest.mark.network
def test_a_page_of_html_is_no_answer(x: X, graph: Graph, world, on_x) -> None:
    world.faults.order(Fault(Kind.HTML_503, count=2))
    with pytest.raises(tweepy.TwitterServerError):
        x.post("On X")
    with pytest.raises(facebook.GraphAPIError, match="Maintype"):
        graph.put_object("me", "feed", message="On Facebook")
    assert posts(world, on_x) == 0


@pytest.mark.network
def test_too_many_calls_tell_when_to_come_back(x: X, graph, world, clock: VirtualClock) -> None:
    world.faults.order(Fault(Kind.TOO_MANY, count=2, seconds=90))
    with pytest.raises(tweepy.TooManyRequests) as refused:
        x.post("On X")
    wait = refused.value.reset_time - clock.now().timestamp()
    assert 90 <= wait <= 91
    with pytest.raises(facebook.GraphAPIError) as turned_away:
        graph.put_object("me", "feed", message="On Facebook")
    assert error_of(turned_away.value)[0] == 80001


@pytest.mark.network
def test_the_header_of_a_turned_away_page_tells_the_wait(graph: Graph, world, session) -> None:
    world.faults.order(Fault(Kind.TOO_MANY, Host.GRAPH, seconds=90))
    answer = session.get("https://graph.facebook.com/v26.0/me")
    assert '"estimated_time_to_regain_access":2' in answer.headers["X-Business-Use-Case-Usage"]


@pytest.mark.network
def test_a_token_may_expire_for_a_moment(x: X, graph: Graph, world) -> None:
    world.faults.order(Fault(Kind.EXPIRED_TOKEN, count=2))
    with pytest.raises(tweepy.Unauthorized):
        x.post("On X")
    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.put_object("me", "feed", message="On Facebook")
    assert error_of(refused.value) == (190, 463)
    assert x.post("On X")


@pytest.mark.network
def test_an_account_may_be_held_back(x: X, graph: Graph, world) -> None:
    world.faults.order(Fault(Kind.BLOCKED, count=2))
    with pytest.raises(tweepy.Forbidden, match="locked"):
        x.post("On X")
    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.put_object("me", "feed", message="On Facebook")
    assert error_of(refused.value) == (368, 1390008)


@pytest.mark.network
def test_a_slow_post_shows_later(x: X, graph, world, on_x, clock: VirtualClock) -> None:
    draft = graph.draft("On Facebook")
    world.faults.order(Fault(Kind.SLOW_TO_SHOW, count=2, seconds=60))
    post_id = x.post("On X")
    graph.change(draft, is_published="true")

    def shown() -> tuple[int, int]:
        on_facebook = graph.get_connections("me", "published_posts")["data"]
        on_x_now = x.get_users_tweets(on_x.stable_id, user_auth=True).get("data", [])
        return len(on_x_now), len(on_facebook)

    assert shown() == (0, 0)
    assert "errors" in x.get_tweet(post_id, user_auth=True)
    with pytest.raises(tweepy.Forbidden):
        x.post("On X")
    clock.advance(timedelta(seconds=60))
    assert shown() == (1, 1)


@pytest.mark.network
@pytest.mark.parametrize("kind", [Kind.DELAY, Kind.HOLD_ANSWER])
def test_an_answer_may_be_late(x: X, world, kind: practice.Kind) -> None:
    world.faults.order(Fault(kind, seconds=0.3))
    began = time.monotonic()
    assert x.post("Late")
    assert time.monotonic() - began >= 0.3


@pytest.mark.network
def test_a_held_answer_comes_after_the_post_is_there(x: X, world, on_x) -> None:
    world.faults.order(Fault(Kind.HOLD_ANSWER, seconds=1))
    with pytest.raises(requests.ReadTimeout):
        x.session.adapters["https://"].patience = 0.3
        x.post("Nobody waits for this")
    assert posts(world, on_x) == 1
