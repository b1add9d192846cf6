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
#: Past these (not counting `self`), arguments are given by name.
MOST_POSITIONAL = 4


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


@pytest.mark.parametrize("folder", ["src", "tests", "scripts", "migrations"])
def test_no_file_is_long(folder: str) -> None:
    long = [
        f"{tree.name(path)} has {lines(path)} lines: part it by what it knows"
        for path in tree.python(tree.ROOT / folder)
        if lines(path) > LONGEST_FILE
    ]
    assert long == []


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
    assert long == []


def test_most_functions_are_short() -> None:
    sizes = [length(function) for path in tree.python() for function in functions(path)]
    assert median(sizes) <= 10
    assert quantiles(sizes, n=10)[-1] <= 30


def test_arguments_after_the_first_few_are_named() -> None:
    unnamed = [
        f"{tree.name(path)}:{function.lineno} {function.name}: put a * before the later arguments"
        for path in tree.python()
        for function in functions(path)
        if len([a for a in function.args.args if a.arg not in {"self", "cls"}]) > MOST_POSITIONAL
        and not function.decorator_list
    ]
    assert unnamed == []


def test_pages_are_short() -> None:
    long = [
        f"{tree.name(path)} has {lines(path)} lines"
        for path in tree.files()
        if path.suffix == ".html" and tree.SOURCE in path.parents and lines(path) > LONGEST_PAGE
    ]
    assert long == []
