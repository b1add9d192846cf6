"""The size budgets: a file is read in one sitting, a function in one glance."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

import tree

LONGEST_FILE = 400
USUAL_FILE = 300
LONGEST_FUNCTION = 60
LONGEST_PAGE = 120


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node
        for node in tree.nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


@pytest.mark.parametrize("folder", ["src", "tests", "scripts"])
def test_no_file_is_long(folder: str) -> None:
    long = [
        f"{tree.name(path)} has {lines(path)} lines: part it by what it knows"
        for path in tree.python(tree.ROOT / folder)
        if lines(path) > LONGEST_FILE
    ]
    tree.expect_none(long)


def test_most_files_are_short() -> None:
    sizes = [lines(path) for path in tree.python()]
    assert median(sizes) <= 100
    assert sum(size <= USUAL_FILE for size in sizes) >= 0.95 * len(sizes)


def test_no_function_is_long() -> None:
    long = [
        f"{tree.name(path)}:{function.lineno} {function.name} has {length(function)} lines"
        for path in tree.python()
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    ]
    tree.expect_none(long)


def test_most_functions_are_short() -> None:
    sizes = [length(function) for path in tree.python() for function in functions(path)]
    assert median(sizes) <= 10
    assert quantiles(sizes, n=10)[-1] <= 30


def test_pages_are_short() -> None:
    long = [
        f"{tree.name(path)} has {lines(path)} lines"
        for path in tree.files()
        if path.suffix == ".html" and tree.SOURCE in path.parents and lines(path) > LONGEST_PAGE
    ]
    tree.expect_none(long)
