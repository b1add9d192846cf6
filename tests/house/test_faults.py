"""Every fault on the reference page is shown by a test that is there."""

import ast

import pytest

import tree
from scripts import faults


@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: fault.what)
def test_a_fault_names_a_test_that_is_there(fault: faults.Fault) -> None:
    nodes = tree.nodes(tree.ROOT / fault.file)
    tests = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    assert fault.test in tests, f"{fault.file} has no such test: name the one that shows it."


def test_no_fault_is_told_twice() -> None:
    told = [fault.what for fault in faults.FAULTS]
    assert len(told) == len(set(told))
