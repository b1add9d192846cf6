"""What the client libraries really send, held against the platforms' published contracts."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.platforms import PlatformName, Poll
from outreach.platforms.facebook import Facebook
from outreach.platforms.instagram import Instagram
from outreach.platforms.x import X
from platforms.cast import NOW, TIMEOUT, Notes, an_outgoing
from platforms.openapi import contract
from platforms.stub import Asked, Reply, Stub, serving

pytestmark = pytest.mark.network
VERSIONS = ("2.166", "2.167")

#: What 2.167 does not have: the older name of the field parameter, asked first and only until the
#: newer one is answered.
KNOWN_IN_2_167 = ["tweet.fields: not a parameter"]


def any_x(asked: Asked) -> Reply:
    if asked.path.endswith("/users/me"):
        return Reply(200, {"data": {"id": "7", "username": "m", "name": "M"}})
    if asked.path.endswith("/users/7/tweets"):
        if "post.fields" not in asked.query:
            return Reply(400, {"detail": "Unknown parameter [tweet.fields]"})
        token = {} if "pagination_token" in asked.query else {"next_token": "7140dibdnow9c7btw"}
        return Reply(200, {"meta": {"result_count": 0, **token}})
    if asked.path == "/2/tweets" and asked.method == "GET":
        return Reply(200, {"data": [{"id": "1001", "text": "…"}]})
    if asked.method == "DELETE":
        return Reply(200, {"data": {"deleted": True}})
    return Reply(201, {"data": {"id": "1001", "text": "…"}})


def everything_on_x(stub: Stub) -> list[Asked]:
    """Every call we ever make to X, in both words for fields."""
    account, x = stub.account(PlatformName.X), X(TIMEOUT)
    x.profile(account)
    x.publish(account, an_outgoing(pictures=2), Notes())
    x.publish(account, an_outgoing(poll=Poll(("Yes", "No"), 60)), Notes())
    x.measure_posts(account, ("1001", "1002"), now=NOW)
    x.find(account, an_outgoing(), Notes(), since=NOW)
    x.measure_posts(account, ("1001",), now=NOW)
    x.measure_account(account, ends_on=NOW.date(), now=NOW)
    x.look(account, "1001")
    x.remove(account, "1001")
    return stub.asked


@pytest.fixture(scope="module")
def sent_to_x() -> Iterator[list[Asked]]:
    with serving(any_x) as stub:
        yield everything_on_x(stub)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_write_to_x_is_as_its_contract_says(
    version: str, sent_to_x: list[Asked], reference: Path
) -> None:
    writes = [asked for asked in sent_to_x if asked.method != "GET"]
    assert len(writes) == 7
    assert [contract(reference, version).faults(asked) for asked in writes] == [[]] * 7


def test_every_read_of_x_is_as_contract_2_166_says(sent_to_x: list[Asked], reference: Path) -> None:
    reads = [
        asked for asked in sent_to_x if asked.method == "GET" and "post.fields" not in asked.query
    ]
    assert len(reads) == 4
    assert [contract(reference, "2.166").faults(asked) for asked in reads] == [[]] * 4


def test_every_read_of_x_is_as_contract_2_167_says_but_for_what_is_known(
    sent_to_x: list[Asked], reference: Path
) -> None:
    reads = [asked for asked in sent_to_x if asked.method == "GET"]
    faults = [contract(reference, "2.167").faults(asked) for asked in reads]
    older = [fault for asked, fault in zip(reads, faults, strict=True) if _is_older(asked)]
    newer = [fault for asked, fault in zip(reads, faults, strict=True) if not _is_older(asked)]
    assert older == [KNOWN_IN_2_167] * len(older)
    assert newer == [[]] * len(newer)
    assert (len(older), len(newer)) == (2, 6)


def _is_older(asked: Asked) -> bool:
    return "tweet.fields" in asked.query


def test_the_check_sees_what_a_contract_forbids(reference: Path) -> None:
    body = json.dumps(
        {"media": "aGk=", "media_category": "tweet_image", "media_type": "image/png"}
    ).encode()
    asked = Asked("POST", "/2/media/upload", {}, {}, body)
    assert contract(reference, "2.166").faults(asked) == []
    assert len(contract(reference, "2.167").faults(asked)) == 1
    empty = Asked("GET", "/2/tweets", {"ids": "x", "odd": "1"}, {}, b"")
    assert len(contract(reference, "2.166").faults(empty)) == 2


def any_graph(asked: Asked) -> Reply:
    last = asked.path.rpartition("/")[2]
    match asked.method, last:
        case "GET", "published_posts":
            more = {} if "after" in asked.query else {"next": "https://…"}
            recent = {"id": "7_8", "message": "Other", "created_time": "2026-11-23T16:00:00+0000"}
            return Reply(200, {"data": [recent], "paging": {"cursors": {"after": "c"}, **more}})
        case "GET", "insights":
            return Reply(200, {"data": []})
        case "GET", "7_9":
            return Reply(400, {"error": {"message": "No", "code": 100, "error_subcode": 33}})
        case "GET", _:
            return Reply(200, {"id": "7", "name": "M", "username": "m", "is_published": False})
        case "POST", "photos" | "feed":
            return Reply(200, {"id": "7_1"})
    return Reply(200, {"success": True})


def everything_on_facebook(stub: Stub) -> list[Asked]:
    """Every call we ever make for a Page."""
    account, facebook, notes = stub.account(PlatformName.FACEBOOK), Facebook(TIMEOUT), Notes()
    facebook.profile(account)
    facebook.publish(account, an_outgoing(pictures=2), notes)
    facebook.find(account, an_outgoing(pictures=2), notes, since=NOW)
    facebook.publish(account, an_outgoing(link="https://city.gov/coffee"), Notes())
    facebook.measure_posts(account, ("7_1",), now=NOW)
    facebook.measure_account(account, ends_on=NOW.date(), now=NOW)
    facebook.look(account, "7_1")
    facebook.look(account, "7_9")
    facebook.reword(account, "7_1", "Coffee with a cop, Sunday at nine.")
    facebook.remove(account, "7_1")
    return stub.asked


def everything_on_instagram(stub: Stub) -> list[Asked]:
    """Every call we ever make for an Instagram account; 7 is the account, 8 a picture of it."""
    account, instagram = stub.account(PlatformName.INSTAGRAM), Instagram(TIMEOUT)
    instagram.profile(account)
    instagram.measure_posts(account, ("8",), now=NOW)
    instagram.measure_account(account, ends_on=NOW.date(), now=NOW)
    return stub.asked


#: Taken by every call and listed for none: the keys, the wanted fields, the place in a list.
EVERYWHERE = {"access_token", "appsecret_proof", "fields", "after"}

#: Meta's own documents disagree whether a post's insights take it; a refusal loses no number.
DOUBTED = {("PagePost", "get_insights"): {"breakdown"}}

#: The file itself, whose parameter the list leaves out for every kind of upload.
FILES = {("Page", "create_photo"): {"source"}}

NODES = {
    "facebook": {"me": "Page", "7": "Page", "7_1": "PagePost", "7_9": "PagePost"},
    "instagram": {"7": "IGUser", "8": "IGMedia"},
}
EDGES = {
    ("POST", "photos"): "create_photo",
    ("POST", "feed"): "create_feed",
    ("GET", "published_posts"): "get_published_posts",
    ("GET", "insights"): "get_insights",
    ("GET", ""): "api_get",
    ("POST", ""): "api_update",
    ("DELETE", ""): "api_delete",
}
EDGE_FIELDS = {"attachments{media_type", "subattachments}"}
CALLS: list[tuple[str, Callable[[Stub], list[Asked]]]] = [
    ("facebook", everything_on_facebook),
    ("instagram", everything_on_instagram),
]


@pytest.mark.parametrize(("place", "everything"), CALLS)
def test_every_call_of_the_graph_is_one_it_has(
    place: str, everything: Callable[[Stub], list[Asked]], reference: Path
) -> None:
    objects = _graph(reference)
    with serving(any_graph) as stub:
        calls = everything(stub)
    faults = []
    for asked in calls:
        kind, edge = _named(place, asked)
        known = set(objects[kind]["edges"][edge]["params"])
        known |= EVERYWHERE | DOUBTED.get((kind, edge), set()) | FILES.get((kind, edge), set())
        faults += [f"{kind}.{edge}: {name}" for name in _parameters(asked) - known]
        told = objects["PagePost" if edge == "get_published_posts" else kind]["fields"]
        faults += [f"{kind}.{edge}: field {name}" for name in _fields(asked) - set(told)]
    assert faults == []
    assert len(calls) >= 8


#: The insight names alive in v26.0, as read out of Meta's documents and one probe of 2026-09-01.
ALIVE = {
    "post_media_view",
    "post_total_media_view_unique",
    "post_reactions_by_type_total",
    "post_reactions_like_total",
    "post_activity_by_action_type",
    "post_clicks_by_type",
    "page_media_view",
    "page_total_media_view_unique",
    "page_daily_follows_unique",
    "page_daily_unfollows_unique",
}
DEAD = ("page_impressions", "post_impressions", "page_fan", "page_posts_impressions")


def test_no_dead_insight_is_asked_for() -> None:
    with serving(any_graph) as stub:
        asked_for = _metrics(everything_on_facebook(stub))
    assert asked_for == ALIVE
    assert not [name for name in asked_for if name.startswith(DEAD)]


def test_every_instagram_insight_is_one_the_contract_has(reference: Path) -> None:
    enums = _graph(reference)["InstagramInsightsResult"]["enums"]
    with serving(any_graph) as stub:
        calls = everything_on_instagram(stub)
    # Named by Meta's page on account insights and left out of the list.
    assert _metrics(calls) - set(enums["Metric"]) == {"follows_and_unfollows"}
    for name in ("Breakdown", "Period", "MetricType"):
        parameter = {"MetricType": "metric_type"}.get(name, name.lower())
        used = {asked.query[parameter] for asked in calls if parameter in asked.query}
        assert used <= set(enums[name])
        assert used


def _graph(reference: Path) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    path = reference / "data" / "contracts" / "meta" / "graph-v26.0-edges.json"
    return json.loads(path.read_text(encoding="utf-8"))["objects"]


def _named(place: str, asked: Asked) -> tuple[str, str]:
    _, version, node, *edge = asked.path.split("/")
    assert version == "v26.0"
    return NODES[place][node], EDGES[asked.method, "/".join(edge)]


def _parameters(asked: Asked) -> set[str]:
    kind = asked.headers.get("Content-Type", "")
    if kind.startswith("multipart/"):
        disposition = b'form-data; name="'
        parts = asked.body.split(disposition)[1:]
        return {part.partition(b'"')[0].decode() for part in parts} | set(asked.query)
    return set(asked.form if asked.body else {}) | set(asked.query)


def _fields(asked: Asked) -> set[str]:
    return set(filter(None, asked.query.get("fields", "").split(","))) - EDGE_FIELDS


def _metrics(calls: list[Asked]) -> set[str]:
    return {name for asked in calls for name in asked.query.get("metric", "").split(",") if name}
