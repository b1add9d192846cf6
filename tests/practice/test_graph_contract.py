"""What the practice Graph takes and tells is what the official contract v26.0 lists."""

import ast
from pathlib import Path
from typing import Any

import pytest

from outreach.practice import graph as door
from outreach.practice.graph import instagram, objects
from practice.clients import Graph
from practice.contracts import graph_objects

#: Fields production readers use that the generated contract keeps as edges instead.
EDGES_AS_FIELDS = {"attachments", "comments", "reactions", "likes"}
#: Taken here and missing from the contract, on purpose.
KNOWN_DIFFERENCES = {
    # Meta's changelog names it for posts; the contract lists it for Pages only.
    ("PagePost", "get_insights", "breakdown"),
}
#: Cursors and fields belong to every read and stand in no edge's list.
EVERYWHERE = {"fields", "after", "before", "limit", "since", "until"}
#: Which call takes which parameters: our function, then the contract's object and edge.
CALLS = {
    ("publishing", "add_photo"): ("Page", "create_photo"),
    ("publishing", "add_post"): ("Page", "create_feed"),
    ("publishing", "change"): ("PagePost", "api_update"),
    ("publishing", "comment"): ("PagePost", "create_comment"),
    ("insights", "of_page"): ("Page", "get_insights"),
    ("insights", "of_post"): ("PagePost", "get_insights"),
    ("instagram", "of_account"): ("IGUser", "get_insights"),
    ("instagram", "of_media"): ("IGMedia", "get_insights"),
}


@pytest.fixture(scope="module")
def contract(reference: Path) -> dict[str, Any]:
    return graph_objects(reference)


@pytest.mark.parametrize(
    "kind",
    [objects.PAGE, objects.POST, objects.PHOTO, objects.COMMENT, instagram.USER, instagram.MEDIA],
    ids=lambda kind: kind.name,
)
def test_every_field_is_one_of_the_contract(contract: dict[str, Any], kind: objects.Kind) -> None:
    known = set(contract[kind.name]["fields"]) | EDGES_AS_FIELDS
    assert {*kind.reads, *kind.silent.split()} <= known


@pytest.mark.parametrize("call", CALLS, ids="/".join)
def test_every_parameter_is_one_of_the_contract(contract: dict[str, Any], call) -> None:
    kind, edge = CALLS[call]
    known = set(contract[kind]["edges"][edge]["params"]) | EVERYWHERE
    taken = parameters_of(*call)
    assert taken
    assert {(kind, edge, name) for name in taken - known} <= KNOWN_DIFFERENCES


@pytest.mark.parametrize(
    ("metrics", "kind"),
    [(instagram.MEDIA_METRICS, "IGMedia")],
)
def test_instagram_metrics_are_those_of_the_contract(contract, metrics, kind: str) -> None:
    assert set(metrics) <= set(contract["InstagramInsightsResult"]["enums"]["Metric"])


@pytest.mark.network
def test_insights_have_the_fields_of_the_contract(
    contract: dict[str, Any], graph: Graph, town, on_instagram
) -> None:
    post_id = graph.put_object("me", "feed", message="Words")["id"]
    told = [
        *graph.insights("me", "page_media_view", breakdown="is_from_followers"),
        *graph.insights(post_id, "post_media_view", breakdown="is_from_followers"),
    ]
    values = [value for one in told for value in one["values"]]
    assert {name for one in told for name in one} <= set(contract["InsightsResult"]["fields"])
    assert {name for value in values for name in value} <= set(contract["InsightsValue"]["fields"])
    asked = {"period": "day", "metric_type": "total_value"}
    reach = graph.insights(on_instagram.stable_id, "reach", **asked)
    known = set(contract["InstagramInsightsResult"]["fields"])
    assert {name for one in reach for name in one} <= known


def parameters_of(module: str, function: str) -> set[str]:
    """The names a call lets pass, read from its `params.only(...)`."""
    path = Path(door.__file__).parent / f"{module}.py"
    found = next(
        node
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == function
    )
    only = next(
        node
        for node in ast.walk(found)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "only"
    )
    return {
        node.value
        for argument in only.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.isidentifier()
    }
