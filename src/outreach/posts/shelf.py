"""The folder of templates. A file with a fault is set aside with its reasons; the others serve."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from outreach import errors, stories
from outreach.errors import Fault
from outreach.platforms import PlatformName
from outreach.posts import templates
from outreach.posts.fitness import WRITABLE
from outreach.posts.kinds import PostType, Tier
from outreach.posts.templates import Blank, Template

LARGEST_FILE = 20_000
FIELDS = ("kind", "title", "tier", "language", "platforms", "blanks")

#: A blank that quotes a result, and the blank that has to stand beside it.
OUTCOME, CAVEAT = "outcome", "caveat"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every template that can be used, and the faults of every one that cannot, by key."""

    templates: Mapping[str, Template]
    faults: Mapping[str, tuple[Fault, ...]]

    def get(self, key: str) -> Template:
        """One template. Refuses one that has faults, naming each, and one that is not there."""
        if key in self.templates:
            return self.templates[key]
        if key in self.faults:
            raise errors.BadInput(
                f"The template “{key}” cannot be used. Mend its file.", self.faults[key]
            )
        close = difflib.get_close_matches(key, self.templates, n=3, cutoff=0.3)
        hint = ", ".join(close or sorted(self.templates)) or "none"
        raise errors.NotFound(f"There is no template “{key}”. There are: {hint}.")

    def of(self, kind: PostType, tier: Tier | None = None) -> tuple[Template, ...]:
        """The templates of one kind, and of one tier when it is named, by title."""
        suited = (
            template
            for template in self.templates.values()
            if template.kind is kind and tier in (None, template.tier)
        )
        return tuple(sorted(suited, key=lambda template: template.title))


def read_templates(folder: Path) -> Shelf:
    """Read every `<kind>/<name>.md` below the folder. Refuses a folder that is not there."""
    if not folder.is_dir():
        raise errors.NotReady(f"There is no folder of templates at {folder}. Put it back.")
    good: dict[str, Template] = {}
    bad: dict[str, tuple[Fault, ...]] = {}
    for path in sorted(folder.glob("*/*.md")):
        key = f"{path.parent.name}/{path.stem}"
        try:
            good[key] = read_template(key, _text(path))
        except errors.BadInput as fault:
            bad[key] = fault.faults
    return Shelf(good, bad)


def read_template(key: str, text: str) -> Template:
    """One template from its file's text. Refuses it with every fault named, not the first alone."""
    where = f"templates/{key}.md"
    head, body, above = _parted(where, text)
    found = _Faults(where)
    blanks = _blanks(head.get("blanks"), found)
    declared = frozenset(blank.name for blank in blanks)
    wrong = templates.faults_in(body, declared, where=where, above=above)
    template = Template(
        key=key,
        kind=found.member("kind", head, PostType, PostType.STORY),
        title=found.words("title", head),
        tier=found.member("tier", head, Tier, Tier.RESIDENTS),
        language=found.words("language", head),
        platforms=_platforms(head.get("platforms"), found),
        blanks=blanks,
        body=body,
        ranks=0 if wrong else templates.ranks_in(body),
    )
    found.unknown(head)
    if not found.listed and template.kind.value != key.partition("/")[0]:
        found.add("kind", f"is {template.kind}, but the file stands in another folder.", "Move it.")
    if not wrong:
        found.listed.extend(_outcome_without_caveat(template, where))
    if wrong or found.listed:
        raise errors.BadInput(f"{where} cannot be used.", (*found.listed, *wrong))
    return template


Member = TypeVar("Member", bound=StrEnum)


class _Faults:
    """What is wrong with one file's head, gathered field by field."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.listed: list[Fault] = []

    def add(self, name: str, what: str, mend: str = "") -> None:
        self.listed.append(Fault(f"{self.where}, {name}", what, mend))

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

    def unknown(self, head: Mapping[str, object]) -> None:
        for name in sorted(set(map(str, head)) - set(FIELDS)):
            self.add(name, "is not a field of a template.", f"Fields are: {', '.join(FIELDS)}.")


def _text(path: Path) -> str:
    where = f"templates/{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _refusal(where, f"is larger than {LARGEST_FILE:,} bytes.", "Shorten it.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise _refusal(where, "cannot be read as UTF-8 text.", "Save it again.") from None


def _parted(where: str, text: str) -> tuple[Mapping[str, object], str, int]:
    """The fields between the dashes, the words after them, and how many lines precede those."""
    parts = re.match(r"---\n(.*?)\n---\n(.*)\Z", text.replace("\r\n", "\n"), flags=re.DOTALL)
    if parts is None:
        raise _refusal(
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
        raise _refusal(where, "has no fields.", f"Fields are: {', '.join(FIELDS)}.")
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
    for part in sorted({str(part) for part in parts} - {"meaning", "example", "may_be_empty"}):
        found.add(where, f"has “{part}”, which is not a part of a blank.", "Remove it.")
    meaning, example = parts.get("meaning"), parts.get("example")
    for part, value in (("meaning", meaning), ("example", example)):
        if not isinstance(value, str) or not value.strip():
            found.add(where, f"has no {part}.", f"Add “{part}:” below it.")
    return Blank(
        name, str(meaning).strip(), str(example).strip(), parts.get("may_be_empty") is True
    )


def _platforms(given: object, found: _Faults) -> tuple[PlatformName, ...]:
    names = [str(name) for name in given] if isinstance(given, list) else []
    for name in names:
        if name not in WRITABLE:
            found.add("platforms", f"names “{name}”.", f"Use some of: {', '.join(WRITABLE)}.")
    if not names:
        found.add("platforms", "is missing.", f"List some of: {', '.join(WRITABLE)}.")
    return tuple(PlatformName(name) for name in names if name in WRITABLE)


def _outcome_without_caveat(template: Template, where: str) -> list[Fault]:
    """A result never stands alone: whatever is left out, the caveat stays beside the outcome."""
    if OUTCOME not in {blank.name for blank in template.blanks}:
        return []
    marks = {blank.name: f"/{blank.name}/" for blank in template.blanks}
    for without in range(template.ranks + 1):
        said = templates.fill(template, marks, without=without)
        if f"/{OUTCOME}/" in said and f"/{CAVEAT}/" not in said:
            return [
                Fault(
                    where,
                    f"can quote `{OUTCOME}` without `{CAVEAT}`.",
                    f"Write {{{{ {CAVEAT} }}}} in the same part, so that neither goes alone.",
                )
            ]
    return []


def _refusal(where: str, what: str, mend: str) -> errors.BadInput:
    return errors.BadInput(f"{where} cannot be used.", (Fault(where, what, mend),))
