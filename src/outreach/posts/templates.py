"""A template: words with named blanks. This file knows what may stand in one and how it is filled.

The only part of this room that knows Jinja2. A template can say words, blanks, `if` and `optional`;
everything else is refused from its parsed form, before anything of it is run.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from outreach import errors
from outreach.platforms import PlatformName
from outreach.posts.kinds import PostType, Tier

EVERYONE = "everyone"
LONGEST_BODY = 10_000
LONGEST_VALUE = 5_000
HIGHEST_RANK = 9


@dataclass(frozen=True, slots=True)
class Blank:
    """One place to fill: what belongs there, how it may look, and whether it may stay empty."""

    name: str
    meaning: str
    example: str
    may_be_empty: bool = False
    #: A name, a number or an address: typed once, it serves every language.
    any_language: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """Words with blanks for one kind of post, one tier and one language."""

    #: Kind and file name, as in `story/for-residents`, or `story/for-residents.es` for its twin.
    key: str
    kind: PostType
    title: str
    tier: Tier
    language: str
    platforms: tuple[PlatformName, ...]
    blanks: tuple[Blank, ...]
    body: str
    #: The highest rank of an optional part; 0 when the template has none.
    ranks: int = 0
    #: Whom it speaks to: everyone, or one of the audiences of the Collaboration Principles.
    audience: str = EVERYONE
    #: Facts that have to be on record before there are any words, said or not.
    needs: tuple[str, ...] = ()
    #: What follows beneath the post where the platform takes a first comment.
    first_comment: str = ""
    #: A machine's words are a draft until a named person has accepted them.
    machine_made: bool = False
    accepted_by: str = ""

    @property
    def base(self) -> str:
        """The key that a template shares with its twins in other languages."""
        return self.key.removesuffix(f".{self.language}")


def missing(template: Template, values: Mapping[str, str]) -> tuple[Blank, ...]:
    """The blanks that must be filled and are not."""
    return tuple(
        blank
        for blank in template.blanks
        if not blank.may_be_empty and not values.get(blank.name, "").strip()
    )


def fill(template: Template, values: Mapping[str, str], *, without: int = 0) -> str:
    """The template's words with its blanks filled, less the optional parts up to rank `without`.

    Refuses while a blank is missing, naming it. A value goes in as it is: braces stay braces.
    """
    lacking = missing(template, values)
    if lacking:
        raise errors.BadInput(
            f"The template “{template.title}” has blanks that are not filled.",
            tuple(
                errors.Fault(blank.name, "is empty.", f"Give {_uncapped(blank.meaning)}")
                for blank in lacking
            ),
        )
    given = {blank.name: _value(blank, values) for blank in template.blanks}
    return tidy(_compiled(template.body).render(given | {_LEFT_OUT: without}))


def comment(template: Template, values: Mapping[str, str]) -> str:
    """The first comment with its blanks filled; empty while one of them has no words."""
    given = {name: values.get(name, "").strip() for name in names_in(template.first_comment)}
    if not template.first_comment or not all(given.values()):
        return ""
    return tidy(_compiled(template.first_comment).render(given | {_LEFT_OUT: 0}))


def names_in(body: str) -> frozenset[str]:
    """The blanks that words without faults use."""
    tree = _parsed(body)
    return frozenset(node.name for node in tree.find_all(nodes.Name)) - {_LEFT_OUT}


def tidy(text: str) -> str:
    """The same words without the gaps that left-out parts leave."""
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def faults_in(
    body: str, declared: frozenset[str], *, where: str, above: int = 0
) -> list[errors.Fault]:
    """All that cannot stand in words of a template, which follow `above` lines of their file."""
    if len(body) > LONGEST_BODY:
        return [errors.Fault(where, f"is longer than {LONGEST_BODY:,} characters.", "Shorten it.")]
    try:
        tree = _parsed(body)
        found = [
            errors.Fault(f"{where}, line {node.lineno + above}", what, mend)
            for node, what, mend in _refused(tree, declared)
        ]
        if not found:
            _compiled(body)
    except jinja2.TemplateSyntaxError as error:
        place = f"{where}, line {error.lineno + above}"
        return [errors.Fault(place, f"cannot be read: {error.message}.", _MEND)]
    except (RecursionError, SyntaxError):
        return [errors.Fault(where, "is nested too deeply to be read.", _MEND)]
    return found


def ranks_in(body: str) -> int:
    """The highest rank of an optional part in a template that has no faults."""
    tests = (node.test for node in _parsed(body).find_all(nodes.If))
    return max((_rank(test) or 0 for test in tests), default=0)


def _refused(node: nodes.Node, declared: frozenset[str]) -> Iterator[tuple[nodes.Node, str, str]]:
    """Each part of a parsed template that may not stand there, outermost first."""
    for child in node.iter_child_nodes():
        if _rank(child) is not None:
            continue
        reason = _reason(child, declared)
        if reason:
            yield child, *reason
        else:
            yield from _refused(child, declared)


def _reason(node: nodes.Node, declared: frozenset[str]) -> tuple[str, str] | None:
    match node:
        case nodes.Name(name=name) if name not in declared:
            return f"uses the blank `{name}`, which is not declared.", _declare(name, declared)
        case nodes.Filter(name=name) if name not in FILTERS or node.args or node.kwargs:
            return f"uses the filter `{name}`, which templates do not have.", _MEND
        case nodes.Filter() | nodes.Name() | nodes.Output() | nodes.TemplateData():
            return None
        case nodes.If() | nodes.And() | nodes.Or() | nodes.Not():
            return None
        case _:
            kind = type(node).__name__
            return f"uses {_WORDS.get(kind, kind.lower())}, which templates cannot do.", _MEND


def _declare(name: str, declared: frozenset[str]) -> str:
    known = ", ".join(sorted(declared)) or "none"
    return f"Declare `{name}` under blanks, or correct its spelling; declared are: {known}."


def _rank(test: nodes.Node) -> int | None:
    """The rank in the test that `{% optional N %}` stands for; None for any other test."""
    match test:
        case nodes.Compare(
            expr=nodes.Name(name=name),
            ops=[nodes.Operand(op="lt", expr=nodes.Const(value=int(rank)))],
        ) if name == _LEFT_OUT and 1 <= rank <= HIGHEST_RANK:
            return rank
        case _:
            return None


class _Optional(Extension):
    """`{% optional 2 %}...{% endoptional %}`: words that may be left out, the lowest rank first.

    What follows an `{% else %}` in it is said instead when they are.
    """

    tags = {"optional"}  # noqa: RUF012 - the way Jinja2 reads it

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        rank = int(parser.stream.expect("integer").value)
        if not 1 <= rank <= HIGHEST_RANK:
            parser.fail(f"an optional part has a rank from 1 to {HIGHEST_RANK}", line)
        words = parser.parse_statements(("name:else", "name:endoptional"))
        instead = []
        if next(parser.stream).test("name:else"):
            instead = parser.parse_statements(("name:endoptional",), drop_needle=True)
        kept = nodes.Compare(
            nodes.Name(_LEFT_OUT, "load"), [nodes.Operand("lt", nodes.Const(rank))]
        )
        return nodes.If(kept, words, [], instead).set_lineno(line)


def _sentence(text: str) -> str:
    """The text with exactly one mark at its end."""
    words = text.strip()
    return words if not words or re.search(r"[.!?…][\"'”’)]*$", words) else f"{words}."


def _uncapped(text: str) -> str:
    """The text with a small first letter, unless its first word is in capitals (FIT, SMASH)."""
    words = text.strip()
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _value(blank: Blank, values: Mapping[str, str]) -> str:
    value = values.get(blank.name, "").strip()
    if len(value) > LONGEST_VALUE:
        fault = errors.Fault(
            blank.name, f"has {len(value):,} characters; a blank takes {LONGEST_VALUE:,}."
        )
        raise errors.BadInput("A blank is too long. Shorten it.", (fault,))
    return value


@lru_cache(maxsize=256)
def _parsed(body: str) -> nodes.Template:
    """Words as a tree that is only looked at; reading one template asks for it several times."""
    return _ENVIRONMENT.parse(body)


@lru_cache(maxsize=256)
def _compiled(body: str) -> jinja2.Template:
    return _ENVIRONMENT.from_string(body)


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        extensions=[_Optional],
        # The words leave as plain text, never as HTML.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update(FILTERS)
    return made


#: What a blank may be passed through.
FILTERS: dict[str, Callable[[str], str]] = {"sentence": _sentence, "uncapped": _uncapped}

_LEFT_OUT = "left_out"
_MEND = (
    "A template holds words, {{ blank }}, {% if blank %} and {% optional 1 %}, "
    f"and the filters {' and '.join(FILTERS)}; nothing else."
)
_WORDS = {
    "Getattr": "a dot after a value",
    "Getitem": "square brackets after a value",
    "Call": "a call with parentheses",
    "For": "a loop",
    "Assign": "`set`",
    "Const": "a value written in braces",
    "Compare": "a comparison",
    "CondExpr": "an `if` inside braces",
    "Test": "`is`",
}
_ENVIRONMENT = _environment()
