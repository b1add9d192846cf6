"""The cases that prove each check: what it has to find and what it has to let pass, kept as data in
`tests/review/checks/cases`; and the page of all checks, made from them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import yaml

from outreach.review import checks

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "review" / "checks" / "cases"
#: Monday 23 November 2026, nine in the morning in Phoenix.
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
NOTHING = "nothing"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PAGE = """\
# Checks before a post leaves

Every text of a post is read by these checks: title, body, first comment, alternatives, captions,
hashtags, words of links, names of files and answers of a poll. They work on this machine only, from
word lists and from facts that people gave. They are no legal advice.

- **block**: nothing leaves until it is mended, or until the person named under “override” lets it
  pass with a reason. Where it says nobody, it has to be mended.
- **warn**: worth a second look.
- **note**: shown in the details only.

Word lists lie in `src/outreach/review/checks/lists`, with dates, sources and who read them; an
agency may add [rule packs](rule-packs.md) of its own. Three findings are about the lists:
PACK-01 blocks when one cannot be read, PACK-02 warns when one has expired, and PACK-03 warns when
there are no lists for a language.

Each check is proved by cases: what it has to find, and what looks alike and has to pass. This page
is made from the code and from those cases by `make docs`.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what is looked at, and how heavy the finding of this rule has to be."""

    rule: str
    why: str
    subject: checks.Subject
    expected: str
    #: What it did find.
    found: str
    #: How many findings.
    count: int

    @property
    def passed(self) -> bool:
        return self.expected == NOTHING


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file, run."""
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in _cases(path))


@cache
def corpus() -> tuple[tuple[str, str], ...]:
    """Ordinary friendly posts, with their language; the checks should have little to say."""
    held = _read(FOLDER.parent / "corpus.yaml")
    return tuple((language, text) for language, texts in held.items() for text in texts)


@cache
def corpus_findings() -> list[checks.Finding]:
    """What the shipped packs find in them, for the agency whose number and site they name."""
    house = checks.House(
        phones=frozenset({"505-555-0142"}), domains=frozenset({"police.example.org"})
    )
    shipped = checks.read_packs((), NOW)
    return [
        found
        for language, text in corpus()
        for found in checks.run(
            checks.Subject(
                (checks.Surface(checks.SurfaceKind.BODY, text, language),),
                post=checks.Post(language=language),
                house=house,
            ),
            shipped,
            NOW,
        )
    ]


@cache
def packs() -> checks.Packs:
    """The shipped packs and one of an invented state (ZZ) that permits booking photos."""
    return checks.read_packs((FOLDER.parent / "packs",), NOW)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - a SafeLoader


def _cases(path: Path) -> Iterator[Case]:
    for rule, kinds in _read(path).items():
        usual = checks.RULES[rule].severities[0].value
        for kind, expected in (("finds", usual), ("passes", NOTHING)):
            for given in kinds[kind]:
                yield _case(rule, dict(given), expected)


def _case(rule: str, given: dict[str, Any], expected: str) -> Case:
    why, wanted = given.pop("why"), given.pop("as", expected)
    subject = subject_of(given)
    found = [each for each in checks.run(subject, packs(), NOW) if each.rule == rule]
    return Case(rule, why, subject, wanted, found[0].severity if found else NOTHING, len(found))


def subject_of(given: Mapping[str, Any]) -> checks.Subject:
    """A subject from plain data: words under the kind of their surface, facts under their name."""
    rest = dict(given)
    language = str(rest.pop("language", "en"))
    kinds = {kind.value: kind for kind in checks.SurfaceKind}
    surfaces = [
        checks.Surface(kinds[name], str(text), language)
        for name in list(rest)
        if name in kinds
        for text in _several(rest.pop(name))
    ]
    surfaces += _built(tuple[checks.Surface, ...], rest.pop("surfaces", ()))
    rest["post"] = {"language": language, **rest.get("post", {})}
    hints = _hints(checks.Subject)
    facts = {name: _built(hints[name], value) for name, value in rest.items()}
    return checks.Subject(tuple(surfaces), **facts)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(hint: Any, value: Any) -> Any:
    """Plain data as the type that a fact has."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        if value is None:
            return None
        return _built(next(each for each in inside if each is not NoneType), value)
    if origin in {tuple, frozenset}:
        return origin(_built(inside[0], each) for each in value)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        known = {each.name for each in fields(hint)}
        if value.keys() - known:
            raise ValueError(f"{hint.__name__} has no {sorted(value.keys() - known)}")
        return hint(**{name: _built(hints[name], each) for name, each in value.items()})
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if hint is date and isinstance(value, datetime):
        return value.date()
    return value


def page() -> str:
    """docs/reference/checks.md."""
    by_rule: dict[str, list[Case]] = {}
    for case in cases():
        by_rule.setdefault(case.rule, []).append(case)
    blocks = sum(found.severity is checks.Severity.BLOCK for found in corpus_findings())
    warned = sum(found.severity is checks.Severity.WARN for found in corpus_findings())
    figure = (
        f"\nOver {len(corpus())} ordinary posts in English and Spanish, the checks "
        f"raise\n{blocks} blocks and {warned} warnings; over {len(cases())} cases, "
        f"{sum(case.found == case.expected for case in cases())} end as they have to.\n"
    )
    return (
        PAGE + figure + "".join(_section(rule, by_rule.get(rule.id, [])) for rule in checks.table())
    )


def _section(rule: checks.Rule, held: list[Case]) -> str:
    weighs = ", ".join(rule.severities)
    row = f"| {weighs} | {rule.override.replace('_', ' ')} | {rule.source} |"
    about = " ".join((rule.check.__doc__ or "").split())
    lines = [
        f"\n## {rule.id}: {rule.title}\n",
        *([about, ""] if about else []),
        "| weighs | override | source |",
        "| --- | --- | --- |",
        row,
        "",
        "| case | has to | result |",
        "| --- | --- | --- |",
        *(_row(case) for case in held),
    ]
    return "\n".join(lines) + "\n"


def _row(case: Case) -> str:
    wanted = "pass" if case.passed else f"be found ({case.expected})"
    found = "passes" if case.found == NOTHING else f"found ({case.found})"
    return f"| {case.why} | {wanted} | {found} |"
