"""One template's file: its fields between dashes, and its words. Every fault with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from outreach import errors, stories
from outreach.errors import Fault
from outreach.platforms import PlatformName
from outreach.posts import templates
from outreach.posts.composer import FACTS
from outreach.posts.fitness import WRITABLE
from outreach.posts.kinds import PostType, Tier
from outreach.posts.templates import EVERYONE, Blank, Template

NEEDED = ("kind", "title", "tier", "language", "platforms", "blanks")
FIELDS = (*NEEDED, "audience", "needs", "first_comment", "origin", "accepted_by")
PARTS = ("meaning", "example", "may_be_empty", "any_language")
AUDIENCES = (EVERYONE, *stories.AUDIENCES)

#: A blank that quotes a result, and the blank that has to stand beside it.
OUTCOME, CAVEAT = "outcome", "caveat"


def read_template(key: str, text: str) -> Template:
    """One template from its file's text. Refuses it with every fault named, not the first alone."""
    where = f"templates/{key}.md"
    head, body, above = _parted(where, text)
    found = _Faults(where, text)
    template = _template(key, head, body, found)
    declared = frozenset(blank.name for blank in template.blanks)
    beneath = f"{where}, line {found.line('first_comment')}, first_comment"
    wrong = [
        *templates.faults_in(body, declared, where=where, above=above),
        *templates.faults_in(template.first_comment, declared, where=beneath),
    ]
    if not wrong:
        _check_words(template, found)
        template = _ranked(template)
    if wrong or found.listed:
        raise errors.BadInput(f"{where} cannot be used.", (*found.listed, *wrong))
    return template


def refusal(where: str, what: str, mend: str) -> errors.BadInput:
    """A file that cannot be read at all."""
    return errors.BadInput(f"{where} cannot be used.", (Fault(where, what, mend),))


Member = TypeVar("Member", bound=StrEnum)


@dataclass
class _Faults:
    """What is wrong with one file's fields, gathered one after the other, each with its line."""

    where: str
    text: str
    listed: list[Fault] = field(default_factory=list)

    def add(self, name: str, what: str, mend: str = "") -> None:
        self.listed.append(Fault(f"{self.where}, line {self.line(name)}, {name}", what, mend))

    def line(self, name: str) -> int:
        """The line of a field, or of a blank when it is named after `blanks, `; 1 when absent."""
        blank = name.removeprefix("blanks, ")
        indent = r"\s+" if blank != name else ""
        found = re.search(rf"^{indent}[\"']?{re.escape(blank)}[\"']?\s*:", self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1

    def words(self, name: str, head: Mapping[str, object]) -> str:
        value = head.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.add(name, "is missing.", f"Add a line that begins with “{name}:”.")
        return ""

    def member(
        self, name: str, head: Mapping[str, object], kind: type[Member], fallback: Member
    ) -> Member:
        value = head.get(name)
        try:
            return kind(str(value))
        except ValueError:
            choices = ", ".join(kind)
            self.add(name, f"is “{value}”, which does not exist.", f"Use one of: {choices}.")
            return fallback

    def optional(self, name: str, head: Mapping[str, object], *choices: str) -> str:
        """A field that may be absent, and is one of the choices where there are any."""
        value = head.get(name)
        if value is None:
            return choices[0] if choices else ""
        if not isinstance(value, str) or (choices and value not in choices):
            mend = f"Use one of: {', '.join(choices)}." if choices else "Write words, or nothing."
            self.add(name, f"is “{value}”.", mend)
            return choices[0] if choices else ""
        return value.strip()

    def some_of(self, name: str, head: Mapping[str, object], known: tuple[str, ...]) -> list[str]:
        """A list of which each is known."""
        given = head.get(name)
        names = [str(each) for each in given] if isinstance(given, list) else []
        for each in names:
            if each not in known:
                self.add(name, f"names “{each}”.", f"Use some of: {', '.join(known)}.")
        if given is not None and not isinstance(given, list):
            self.add(name, "is not a list.", "Write it in square brackets.")
        return [each for each in names if each in known]


def _template(key: str, head: Mapping[str, object], body: str, found: _Faults) -> Template:
    kind = found.member("kind", head, PostType, PostType.STORY)
    language = found.words("language", head)
    platforms = found.some_of("platforms", head, tuple(WRITABLE))
    if not platforms:
        found.add("platforms", "is missing.", f"List some of: {', '.join(WRITABLE)}.")
    for name in sorted(set(map(str, head)) - set(FIELDS)):
        found.add(name, "is not a field of a template.", f"Fields are: {', '.join(FIELDS)}.")
    if not found.listed and kind.value != key.partition("/")[0]:
        found.add("kind", f"is {kind}, but the file stands in another folder.", "Move it.")
    _check_language(key, language, found)
    return Template(
        key=key,
        kind=kind,
        title=found.words("title", head),
        tier=found.member("tier", head, Tier, Tier.RESIDENTS),
        language=language,
        platforms=tuple(map(PlatformName, platforms)),
        blanks=_blanks(head.get("blanks"), found),
        body=body,
        audience=found.optional("audience", head, *AUDIENCES),
        needs=tuple(found.some_of("needs", head, tuple(FACTS))),
        first_comment=found.optional("first_comment", head),
        machine_made=found.optional("origin", head, *_ORIGINS) == stories.Origin.MACHINE,
        accepted_by=found.optional("accepted_by", head),
    )


def _check_language(key: str, language: str, found: _Faults) -> None:
    """A file named for a language is written in it."""
    _, dot, named = key.rpartition(".")
    if dot and named != language:
        found.add(
            "language",
            f"is “{language}”, but the file's name ends in “.{named}”.",
            f"Write language: {named}, or rename the file.",
        )


def _parted(where: str, text: str) -> tuple[Mapping[str, object], str, int]:
    """The fields between the dashes, the words after them, and how many lines precede those."""
    parts = re.match(r"---\n(.*?)\n---\n(.*)\Z", text.replace("\r\n", "\n"), flags=re.DOTALL)
    if parts is None:
        raise refusal(
            where, "does not begin with its fields.", "Put them between two lines of three dashes."
        )
    try:
        # The line of dashes above the fields counts, so that a fault names its line in the file.
        head = stories.from_yaml(f"\n{parts[1]}")
    except errors.BadInput as error:
        raise errors.BadInput(
            f"{where} cannot be used.",
            tuple(Fault(f"{where}, {each.where}", each.what, each.mend) for each in error.faults),
        ) from None
    if not isinstance(head, dict):
        raise refusal(where, "has no fields.", f"Fields are: {', '.join(FIELDS)}.")
    return head, parts[2], parts[1].count("\n") + 3


def _blanks(given: object, found: _Faults) -> tuple[Blank, ...]:
    if not isinstance(given, dict):
        found.add("blanks", "is missing.", "List each blank with its meaning and an example.")
        return ()
    return tuple(_blank(str(name), said, found) for name, said in given.items())


def _blank(name: str, said: object, found: _Faults) -> Blank:
    where = f"blanks, {name}"
    if not re.fullmatch(r"[a-z][a-z_]{0,39}", name) or name == "left_out":
        found.add(where, "is no name for a blank.", "Use small letters and underscores.")
    parts = said if isinstance(said, dict) else {}
    for part in sorted({str(part) for part in parts} - set(PARTS)):
        found.add(where, f"has “{part}”, which is not a part of a blank.", "Remove it.")
    meaning, example = parts.get("meaning"), parts.get("example")
    for part, value in (("meaning", meaning), ("example", example)):
        if not isinstance(value, str) or not value.strip():
            found.add(where, f"has no {part}.", f"Add “{part}:” below it.")
    return Blank(
        name,
        str(meaning).strip(),
        str(example).strip(),
        parts.get("may_be_empty") is True,
        parts.get("any_language") is True,
    )


def _check_words(template: Template, found: _Faults) -> None:
    """What the words, read without a fault, say that they may not, or leave unsaid."""
    said = templates.names_in(template.body)
    used = said | templates.names_in(template.first_comment)
    for name in sorted({blank.name for blank in template.blanks} - used):
        found.add(f"blanks, {name}", "is declared and never used.", "Remove it, or use it.")
    if OUTCOME in used - said:
        found.add("first_comment", f"quotes `{OUTCOME}`.", "Quote a result in the post itself.")
    if OUTCOME in said and _outcome_alone(template):
        found.listed.append(
            Fault(
                found.where,
                f"can quote `{OUTCOME}` without `{CAVEAT}`.",
                f"Write {{{{ {CAVEAT} }}}} in the same part, so that neither goes alone.",
            )
        )


def _outcome_alone(template: Template) -> bool:
    """A result never stands alone: whatever is left out, the caveat stays beside the outcome."""
    marks = {blank.name: f"/{blank.name}/" for blank in template.blanks}
    forms = (
        templates.fill(template, marks, without=without)
        for without in range(templates.ranks_in(template.body) + 1)
    )
    return any(f"/{OUTCOME}/" in said and f"/{CAVEAT}/" not in said for said in forms)


def _ranked(template: Template) -> Template:
    return replace(template, ranks=templates.ranks_in(template.body))


_ORIGINS = (stories.Origin.PERSON.value, stories.Origin.MACHINE.value)
