"""No post is moved past the table of ways: whatever writes a state asks the table first."""

import ast
from pathlib import Path

import tree

DELIVERY = tree.SOURCE / "delivery"
ASKING = {"must", "may"}


def test_whatever_writes_a_state_asks_the_table_of_ways() -> None:
    past = [
        f"{tree.name(path)}: ask states.must before a state is written"
        for path in tree.python(DELIVERY)
        if _writes_a_state(path) and not ASKING & _called(path)
    ]
    tree.expect_none(past)


def _writes_a_state(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "values"
        and any(keyword.arg == "state" for keyword in node.keywords)
        for node in tree.nodes(path)
    )


def _called(path: Path) -> set[str]:
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in tree.nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
