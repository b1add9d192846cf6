"""The project's own files, as the house tests read them."""

import ast
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "outreach"
ROOMS = (
    "records", "platforms", "identity", "review", "brand",
    "stories", "almanac", "posts", "delivery", "audience", "campaigns",
)  # fmt: skip


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be kept in git, in order, but for what others wrote (vendor)."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=30,
    ).stdout.decode()
    paths = (ROOT / name for name in sorted(listed.split("\0")) if name)
    return tuple(path for path in paths if path.is_file() and "vendor" not in path.parts)


def python(*roots: Path) -> list[Path]:
    """The Python files under some folders; under the source when none is named."""
    return [
        path
        for path in files()
        if path.suffix == ".py" and any(root in path.parents for root in roots or (SOURCE,))
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything written in a file, however deep."""
    return tuple(ast.walk(parsed(path)))


def name(path: Path) -> str:
    """A file as a person names it: from the top of the project."""
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str | None:
    """What is written in a file; None when it is a picture, a font or another binary."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def expect_none(found: Iterable[str]) -> None:
    """Fail with every line of what was found, each of which says where and how to mend it."""
    lines = sorted(found)
    assert not lines, "\n" + "\n".join(lines)
