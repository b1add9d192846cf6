"""YAML and JSON to plain data and back, safely: no aliases, no tags, no field twice, bounded depth.

A scalar in YAML is nothing, true, false, a whole number or text. Dates and decimals stay the text
they were written as, so that a figure is kept as its source gives it.
"""

import json
import re
from typing import Final, NoReturn

import yaml

from outreach.errors import BadInput, Fault
from outreach.lib.digest import Plain

MAX_DEPTH: Final = 12

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final[dict[str, Plain]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")


def from_yaml(text: str) -> Plain:
    """The data of one YAML document. Refuses what is broken or could be a trap, with its line."""
    try:
        _look_through(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "the file"
        _refuse(place, f"{error.problem or error.context}.", "Mend the YAML there.")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        _refuse(f"line {line}", "has a character that no text file may hold.", "Remove it.")
    return None if node is None else _data(node)


def to_yaml(data: Plain) -> str:
    """The data as YAML that a person can read and edit."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def from_json(text: str) -> Plain:
    """The data of one JSON document. Refuses what is broken or could be a trap, with its line."""
    try:
        data: Plain = json.loads(
            text, object_pairs_hook=_once_each, parse_float=str, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        _refuse(
            f"line {error.lineno}, column {error.colno}", f"{error.msg}.", "Mend the JSON there."
        )
    except RecursionError:
        _refuse("the file", "is nested too deep.", f"Keep it to {MAX_DEPTH} levels.")
    _refuse_depth(data)
    return data


def to_json(data: Plain) -> str:
    """The data as JSON that a person can read and edit."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _look_through(text: str) -> None:
    """Walk the events before anything is built: an alias can stand for a billion nodes."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        place = f"line {event.start_mark.line + 1}" if event.start_mark else "the file"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            _refuse(place, "uses an anchor or alias (& or *).", "Write the words out.")
        if tag := getattr(event, "tag", None):
            _refuse(place, f"has the tag {tag}.", "Remove the tag.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            _refuse(place, "is nested too deep.", f"Keep it to {MAX_DEPTH} levels.")


def _data(node: yaml.Node) -> Plain:
    match node:
        case yaml.MappingNode():
            return _mapping(node)
        case yaml.SequenceNode():
            return [_data(item) for item in node.value]
        case yaml.ScalarNode():
            return _scalar(node)
    raise AssertionError("YAML has three kinds of node")


def _mapping(node: yaml.MappingNode) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for key, value in node.value:
        place = f"line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            _refuse(place, "has a list or a mapping where a field's name belongs.", "Name it.")
        if key.value in found:
            _refuse(place, f"has the field “{key.value}” a second time.", "Keep one of the two.")
        found[key.value] = _data(value)
    return found


def _scalar(node: yaml.ScalarNode) -> Plain:
    text: str = node.value
    if node.style:  # quoted, or a block: the writer meant text
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _WHOLE.fullmatch(text) else text


def _once_each(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for key, value in pairs:
        if key in found:
            _refuse("the file", f"has the field “{key}” twice in one object.", "Keep one of them.")
        found[key] = value
    return found


def _no_number(word: str) -> Plain:
    _refuse("the file", f"has {word}, which is no number.", "Write the figure as text.")


def _refuse_depth(data: Plain, depth: int = 0) -> None:
    if depth > MAX_DEPTH:
        _refuse("the file", "is nested too deep.", f"Keep it to {MAX_DEPTH} levels.")
    match data:
        case dict():
            inside = list(data.values())
        case list():
            inside = data
        case _:
            return
    for value in inside:
        _refuse_depth(value, depth + 1)


def _refuse(where: str, what: str, mend: str) -> NoReturn:
    raise BadInput("The file cannot be read.", (Fault(where, what, mend),))
