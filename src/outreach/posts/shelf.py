"""The folder of templates. A file with a fault is set aside with its reasons; the others serve."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from outreach import errors
from outreach.errors import Fault
from outreach.posts.kinds import PostType, Tier
from outreach.posts.leaf import read_template, refusal
from outreach.posts.templates import Template

LARGEST_FILE = 20_000
#: Every template that we ship is there in each of these.
LANGUAGES = ("en", "es")


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

    def twins(self, key: str) -> tuple[Template, ...]:
        """A template and the same one in every other language, that one first."""
        first = self.get(key)
        others = (t for t in self.templates.values() if t.base == first.base and t.key != key)
        return (first, *sorted(others, key=lambda template: template.language))

    def alone(self, languages: Sequence[str] = LANGUAGES) -> tuple[Fault, ...]:
        """Each template that is missing in one of these languages, with the file to add."""
        spoken: dict[str, set[str]] = {}
        for template in self.templates.values():
            spoken.setdefault(template.base, set()).add(template.language)
        return tuple(
            Fault(
                f"templates/{base}",
                f"is not there in “{language}”.",
                f"Add templates/{base}.{language}.md, with the same blanks.",
            )
            for base in sorted(spoken)
            for language in languages
            if language not in spoken[base]
            # A file that is there with faults is to be mended, not added.
            and not {base, f"{base}.{language}"} & set(self.faults)
        )


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
    for key in sorted(good):
        unlike = _unlike_its_twin(good[key], good)
        if unlike:
            bad[key] = unlike
    return Shelf({key: good[key] for key in good if key not in bad}, bad)


def _text(path: Path) -> str:
    where = f"templates/{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refusal(where, f"is larger than {LARGEST_FILE:,} bytes.", "Shorten it.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise refusal(where, "cannot be read as UTF-8 text.", "Save it again.") from None


def _unlike_its_twin(template: Template, all_of: Mapping[str, Template]) -> tuple[Fault, ...]:
    """Where a template differs from the one it puts into another language."""
    twin = all_of.get(template.base)
    if twin is None or twin is template:
        return ()
    own, other = _shape(template), _shape(twin)
    return tuple(
        Fault(
            f"templates/{template.key}.md, {field}",
            f"is not that of templates/{twin.key}.md, of which it is the “{template.language}”.",
            f"Write {field}: {other[field]}, or give the file another name.",
        )
        for field in own
        if own[field] != other[field]
    )


def _shape(template: Template) -> dict[str, str]:
    """What a template has in common with its twins."""
    blanks = (
        blank.name + (" (may be empty)" if blank.may_be_empty else "")
        for blank in sorted(template.blanks, key=lambda blank: blank.name)
    )
    return {
        "kind": template.kind.value,
        "tier": template.tier.value,
        "audience": template.audience,
        "platforms": ", ".join(template.platforms),
        "needs": ", ".join(template.needs),
        "blanks": ", ".join(blanks),
    }
