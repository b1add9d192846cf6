"""Every fault on the reference page is shown by a test that is there."""

import ast

import pytest

import tree
from scripts import faults_page


@pytest.mark.parametrize("fault", faults_page.FAULTS, ids=lambda fault: fault.what)
def test_a_fault_names_a_test_that_is_there(fault: faults_page.Fault) -> None:
    file, name = fault.test.split("::")
    path = tree.ROOT / file
    tests = [node.name for node in tree.nodes(path) if isinstance(node, ast.FunctionDef)]
    assert name in tests, f"{file} has no test {name}: name the test that shows it."


def test_no_fault_is_told_twice() -> None:
    told = [fault.what for fault in faults_page.FAULTS]
    assert len(told) == len(set(told))
