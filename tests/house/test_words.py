"""What is written in the files: every module says what it knows, every member what it means."""

import ast
import re
from pathlib import Path

import tree

ENUMS = {"StrEnum", "IntEnum", "Enum", "Flag"}
CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "datetime.datetime.now", "datetime.date.today", "time.time",
}  # fmt: skip
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
#: Written in halves, so that this file does not find itself.
ADDRESSES = re.compile(
    "|".join(
        re.escape(first + second)
        for first, second in (
            ("pypi", ".org"),
            ("python", "hosted.org"),
            ("registry", ".npmjs"),
            ("npmjs", ".com"),
            ("deb.", "debian.org"),
            ("docker", ".io"),
            ("/work", "/main"),
            ("/work", "/shared"),
            ("/root", "/"),
        )
    )
)


def test_every_module_says_what_it_knows() -> None:
    silent = [
        f"{tree.name(path)}: begin with a docstring of one to three lines"
        for path in tree.python(tree.ROOT / "src", tree.ROOT / "tests", tree.ROOT / "scripts")
        if ast.get_docstring(tree.parsed(path)) is None
    ]
    tree.expect_none(silent)


def test_every_member_of_an_enum_has_its_sentence() -> None:
    silent = [
        f"{tree.name(path)}:{member.lineno}: put a line '#: ...' above this member"
        for path in tree.python()
        for member in members(path)
        if not above(path.read_text(encoding="utf-8").splitlines(), member).startswith("#: ")
    ]
    tree.expect_none(silent)


def test_pages_and_programs_write_through_one_door() -> None:
    printing = [
        f"{tree.name(path)}:{node.lineno}: a command speaks through typer.echo, the rest logs"
        for path in tree.python()
        for node in tree.nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    tree.expect_none(printing)


def test_the_wall_clock_is_read_in_one_place() -> None:
    reading = [
        f"{tree.name(path)}:{node.lineno}: take `now` as an argument"
        for path in tree.python()
        if tree.name(path) != "src/outreach/lib/clock.py"
        for node in tree.nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func) in CLOCKS
    ]
    tree.expect_none(reading)


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{tree.name(path)}:{number}"
        for path in tree.python(tree.ROOT / "src", tree.ROOT / "tests", tree.ROOT / "scripts")
        if path.name != "test_words.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LEFT_OVER.search(line)
    ]
    tree.expect_none(found)


def test_no_file_names_a_registry_or_one_persons_machine() -> None:
    named = [
        f"{tree.name(path)}:{number}: {found.group()}"
        for path in tree.files()
        for number, line in enumerate((tree.text(path) or "").splitlines(), 1)
        if (found := ADDRESSES.search(line))
    ]
    tree.expect_none(named)


def members(path: Path) -> list[ast.Assign]:
    """The members of every enum of a file."""
    return [
        statement
        for node in tree.nodes(path)
        if isinstance(node, ast.ClassDef) and ENUMS & {ast.unparse(base) for base in node.bases}
        for statement in node.body
        if isinstance(statement, ast.Assign)
    ]


def above(lines: list[str], member: ast.Assign) -> str:
    """The first line of the comment that stands right above a member."""
    at = member.lineno - 2
    while at > 0 and lines[at - 1].strip().startswith("#"):
        at -= 1
    return lines[at].strip()
