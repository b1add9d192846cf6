"""Stories as a table: one row a story, one row a translation, lists inside a cell.

Inside a cell, items are separated by “ | ” and the parts of an item by “ :: ”. A bar, a double
colon or a backslash that belongs to the words has a backslash before it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

from outreach.errors import BadInput, Fault
from outreach.lib.digest import Plain
from outreach.stories.facts import StoryFacts, StoryWords

#: The parts of one item in a cell, in their order.
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "partners_involved": ("name", "sector", "part"),
        "key_outcomes": ("text", "figure", "source", "baseline", "period", "evaluation"),
        "sources": ("id", "url", "title", "kind"),
    }
)
LISTS = (
    *("activities_undertaken", "collaboration_principles", "community_roles", "audiences"),
    "proper_names",
)
#: Fields that are mappings in the other formats, one column for each part.
SPREAD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"agency": ("name", "city", "state", "note"), "years": ("start", "end", "note")}
)
COLUMNS = (
    *("id", "title", "language", "agency_name", "agency_city", "agency_state", "agency_note"),
    *("problem_addressed", "partners_involved", "mission_statement", "mission_note"),
    *("activities_undertaken", "key_outcomes", "outcomes_note", "caveat"),
    *("collaboration_principles", "community_roles", "audiences"),
    *("years_start", "years_end", "years_note", "sources", "confidence", "confidence_notes"),
    *("translator", "origin", "made_from", "proper_names"),
)
#: Columns that only the row of a translation fills; `translator` is what makes a row one.
ABOUT_WORDS = ("translator", "origin", "made_from", "proper_names")

#: A cell that begins like this is run as a formula by spreadsheets; an apostrophe keeps it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def from_csv(text: str) -> Plain:
    """The stories of a CSV file, in the shape of the other formats. Refuses unknown columns."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        fault = Fault("the file", f"is broken CSV ({error}).", "Save it again as CSV, UTF-8.")
        raise BadInput("The file cannot be read.", (fault,)) from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return []
    names = [name.strip() for name in rows[0]]
    found = [*_name_faults(names), *_width_faults(rows)]
    if found:
        raise BadInput("The file cannot be read.", tuple(found))
    return _gathered([_story(dict(zip(names, row, strict=True))) for row in rows[1:]])


def to_csv(stories: Iterable[StoryFacts]) -> str:
    """Stories as CSV that spreadsheets open safely; reading it gives the same stories."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for story in stories:
        writer.writerow(_cells(story))
        writer.writerows(_words_cells(story.key, words) for words in story.translations)
    return out.getvalue()


def _name_faults(names: Sequence[str]) -> Iterator[Fault]:
    for name in [name for name in names if name not in COLUMNS]:
        near = get_close_matches(name, COLUMNS, n=1)
        mend = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(COLUMNS)}."
        yield Fault("the first row", f"“{name}” is not a column.", mend)
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault("the first row", f"“{name}” is there twice.", "Keep one column of that name.")


def _width_faults(rows: Sequence[Sequence[str]]) -> Iterator[Fault]:
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(rows[0]):
            yield Fault(
                f"story {number}",
                f"has {len(row)} cells where the first row has {len(rows[0])}.",
                "Put quotation marks around a cell that holds commas.",
            )


def _story(cells: Mapping[str, str]) -> dict[str, Plain]:
    told = {name: _unguard(cell) for name, cell in cells.items()}
    spread: dict[str, Plain] = {
        field: {part: told.pop(f"{field}_{part}", None) for part in parts}
        for field, parts in SPREAD.items()
    }
    lists: dict[str, Plain] = {name: _items(told.pop(name, "")) for name in LISTS}
    items: dict[str, Plain] = {
        name: [_item(item, parts) for item in _split(told.pop(name, ""), "|")]
        for name, parts in PARTS.items()
    }
    return {**told, **spread, **lists, **items}


def _gathered(rows: Sequence[dict[str, Plain]]) -> list[Plain]:
    """The stories, each with the rows of its translations, which stand anywhere in the file."""
    stories = [row for row in rows if not row.get("translator")]
    known = {str(story.get("id")): story for story in stories}
    found = []
    for row in (row for row in rows if row.get("translator")):
        story = known.get(str(row.get("id")))
        if story is None:
            what = f"“{row.get('id')}” has a translation and no row of its own."
            found.append(Fault("the file", what, "Add the story's row, with no translator."))
        else:
            told = story.setdefault("translations", [])
            assert isinstance(told, list)  # noqa: S101 - set above
            told.append(_stated(row))
    if found:
        raise BadInput("The file cannot be read.", tuple(found))
    return [_without_empty(story) for story in stories]


def _stated(row: Mapping[str, Plain]) -> Plain:
    """What the row of a translation fills; what belongs to a story is then told as a fault."""
    stated = {name: _filled(value) for name, value in row.items() if name != "id"}
    return {name: value for name, value in stated.items() if value}


def _filled(value: Plain) -> Plain:
    """The value without the parts that are empty."""
    if isinstance(value, list):
        return [_filled(item) for item in value]
    if isinstance(value, dict):
        return {part: inner for part, inner in value.items() if inner}
    return value


def _without_empty(story: dict[str, Plain]) -> Plain:
    """A story's row without the columns of translations, which it leaves empty."""
    empty = {name for name in ABOUT_WORDS if not story.get(name)}
    return {name: value for name, value in story.items() if name not in empty}


def _items(cell: str) -> list[Plain]:
    return [_unescape(item) for item in _split(cell, "|")]


def _item(item: str, parts: Sequence[str]) -> Plain:
    pieces = [_unescape(piece) for piece in _split(item, "::", blanks=True)]
    # A piece too many gets a name that no story knows, so that it is told as a fault and not lost.
    names = [*parts, *(f"piece {number}" for number in range(len(parts) + 1, len(pieces) + 1))]
    return dict(zip(names, pieces, strict=False))


def _split(cell: str, separator: str, *, blanks: bool = False) -> list[str]:
    """The pieces between separators that have no backslash before them."""
    pieces, start = [], 0
    for found in re.finditer(rf"\\.|{re.escape(separator)}", cell, re.DOTALL):
        if found.group() == separator:
            pieces.append(cell[start : found.start()].strip())
            start = found.end()
    pieces.append(cell[start:].strip())
    return pieces if blanks else [piece for piece in pieces if piece]


def _cells(story: StoryFacts) -> list[str]:
    agency, years = story.featured, story.years
    cells = (
        *(story.key, story.title, story.language),
        *(agency.name, agency.city, agency.state, agency.note),
        story.problem_addressed,
        _list(_item_of(p.name, p.sector, p.part) for p in story.partners),
        *(story.mission_statement, story.mission_note),
        _list(_escape(what) for what in story.activities),
        _list(
            _item_of(o.statement, o.figure, o.source, o.baseline, o.period, o.evaluation)
            for o in story.outcomes
        ),
        *(story.outcomes_note, story.caveat),
        _list(str(number) for number in story.principles),
        _list(_escape(role) for role in story.community_roles),
        _list(_escape(name) for name in story.audiences),
        *(years.first, years.last, years.note),
        _list(_item_of(s.key, s.url, s.title, s.kind) for s in story.sources),
        *(story.confidence, story.confidence_notes),
        *("" for _ in ABOUT_WORDS),
    )
    return _guarded(cells)


def _words_cells(key: str, words: StoryWords) -> list[str]:
    """The row of a translation: the cells of its own words, and whose story they tell."""
    filled = {
        "id": key,
        "language": words.language,
        "translator": words.translator,
        "origin": words.origin.value,
        "made_from": words.made_from,
        "title": words.title,
        "problem_addressed": words.problem_addressed,
        "partners_involved": _list(_item_of(p.name, None, p.part) for p in words.partners),
        "mission_statement": words.mission_statement,
        "activities_undertaken": _list(_escape(what) for what in words.activities),
        "key_outcomes": _list(_item_of(o.statement, o.figure) for o in words.outcomes),
        "caveat": words.caveat,
        "proper_names": _list(_escape(name) for name in words.proper_names),
    }
    return _guarded(filled.get(name) for name in COLUMNS)


def _guarded(cells: Iterable[object]) -> list[str]:
    return [_guard("" if cell is None else str(cell)) for cell in cells]


def _list(items: Iterable[str]) -> str:
    return " | ".join(items)


def _item_of(*pieces: str | None) -> str:
    """The pieces of one item, without the empty ones at its end."""
    written = [_escape(piece or "") for piece in pieces]
    while not written[-1]:
        written.pop()
    return " :: ".join(written)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("::", "\\:\\:")


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _guard(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
