"""What a person typed, what is wrong with it in sentences, and the typed value once nothing is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType
from typing import TypeVar, get_args, get_origin

import pydantic
from pydantic_core import ErrorDetails

from outreach import errors

Answer = TypeVar("Answer", bound=pydantic.BaseModel)
Values = Mapping[str, tuple[str, ...]]

MANY = (list, tuple, set, frozenset)
#: The field names a form may use: `title`, or `partners.0.name` in a repeated group.
FIELD = re.compile(r"(?P<group>[a-z][a-z0-9_]*)(\.(?P<row>\d+)\.(?P<name>[a-z][a-z0-9_]*))?")

#: Pydantic's name for a fault, and how it is said. Blanks come from the fault's own context.
SENTENCES = MappingProxyType(
    {
        "missing": "Fill this in.",
        "string_too_short": "Write at least {min_length} characters.",
        "string_too_long": "Write {max_length} characters or fewer.",
        "too_short": "Choose or add at least {min_length}.",
        "too_long": "Choose or add {max_length} at most.",
        "int_parsing": "Write a whole number, such as 12.",
        "float_parsing": "Write a number, such as 12.5.",
        "decimal_parsing": "Write a number, such as 12.5.",
        "greater_than": "Write a number above {gt}.",
        "greater_than_equal": "Write {ge} or more.",
        "less_than": "Write a number below {lt}.",
        "less_than_equal": "Write {le} or less.",
        "date_from_datetime_parsing": "Choose a day, such as 2026-11-23.",
        "date_parsing": "Choose a day, such as 2026-11-23.",
        "time_parsing": "Choose a time, such as 09:00.",
        "datetime_from_date_parsing": "Choose a day and a time.",
        "datetime_parsing": "Choose a day and a time.",
        "enum": "Choose one of the answers in the list.",
        "literal_error": "Choose one of the answers in the list.",
        "bool_parsing": "Choose yes or no.",
        "extra_forbidden": "This is not asked for. Leave it out.",
        "json_invalid": "Send one JSON object.",
        "model_type": "Send one JSON object.",
        "string_type": "Write this as text.",
        "url_parsing": "Write a full address, such as https://example.gov/page.",
        "url_scheme": "Write a full address, such as https://example.gov/page.",
    }
)


@dataclass(frozen=True, slots=True)
class Form:
    """The answers by field name, the faults found in them, and one sentence that sums them up.

    A repeated group names its fields `partners.0.name`. Rows left blank are dropped and the rest
    renumbered, so that a fault names the row the person sees.
    """

    values: Values = field(default_factory=dict)
    message: str = ""
    faults: tuple[errors.Fault, ...] = ()

    def value(self, name: str) -> str:
        """The answer to put back into the field; nothing typed is an empty answer."""
        return self.values.get(name, ("",))[-1]

    def chosen(self, name: str, option: str) -> bool:
        """Whether the option of a list or of a set of boxes is picked."""
        return option in self.values.get(name, ())

    def wrong(self, name: str) -> tuple[str, ...]:
        """What is wrong with this field, in sentences."""
        return tuple(dict.fromkeys(_sentence(one) for one in self.faults if one.where == name))

    def mends(self) -> tuple["Mend", ...]:
        """Every fault for the summary at the top, in the order found, each once."""
        return tuple(dict.fromkeys(_mend(fault) for fault in self.faults))

    def rows(self, group: str, *, spare: int = 1) -> range:
        """The rows of a repeated group to show: those filled in, and `spare` blank ones."""
        return range(len(_rows(group, self.values)) + spare)

    def refused(self, error: errors.BadInput) -> "Form":
        """The same answers with what is wrong beside each. Nothing typed is lost."""
        return replace(self, message=error.message, faults=error.faults)


@dataclass(frozen=True, slots=True)
class Mend:
    """A line of the summary: the field to go to (none when the fault is of the whole), and why."""

    field: str
    place: str
    sentence: str


def typed(pairs: Iterable[tuple[str, object]]) -> Form:
    """The form as a browser sent it: line ends as LF, edges trimmed. Files are not answers."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if isinstance(value, str):
            values[name] = (*values.get(name, ()), value.replace("\r\n", "\n").strip())
    return Form(_without_blank_rows(values))


def filled(values: Mapping[str, object]) -> Form:
    """A form that starts with what is already known. None is an empty answer."""
    return Form({name: _as_answers(value) for name, value in values.items()})


def read(model: type[Answer], form: Form) -> Answer:
    """The typed value of the answers. Refuses with a sentence for each fault."""
    try:
        return model.model_validate(_tree(model, form.values))
    except pydantic.ValidationError as error:
        raise _refusal(error) from None


def read_json(model: type[Answer], body: bytes) -> Answer:
    """The typed value of what a machine sent. Refuses with a sentence for each fault."""
    try:
        return model.model_validate_json(body)
    except pydantic.ValidationError as error:
        raise _refusal(error) from None


def _refusal(error: pydantic.ValidationError) -> errors.BadInput:
    return errors.BadInput("Nothing was saved yet.", tuple(_fault(each) for each in error.errors()))


def _tree(model: type[pydantic.BaseModel], values: Values) -> dict[str, object]:
    """Blank answers are left out, so that a field's own default or "missing" speaks for them."""
    given: dict[str, object] = {}
    for name, info in model.model_fields.items():
        answers = values.get(name, ("",))
        row = _row_model(info.annotation)
        if row is not None:
            given[name] = [_tree(row, below) for below in _rows(name, values)]
        elif get_origin(info.annotation) in MANY:
            given[name] = [answer for answer in answers if answer]
        elif answers[-1]:
            given[name] = answers[-1]
    return given


def _row_model(annotation: object) -> type[pydantic.BaseModel] | None:
    """The model of one row when the field is a repeated group."""
    if get_origin(annotation) not in MANY:
        return None
    inner = get_args(annotation)[0]
    return inner if isinstance(inner, type) and issubclass(inner, pydantic.BaseModel) else None


def _rows(group: str, values: Values) -> list[Values]:
    """The answers of each row of a repeated group, by the row's own field names."""
    found = [
        (int(place["row"]), place["name"], answers)
        for name, answers in values.items()
        if (place := FIELD.fullmatch(name)) and place["row"] and place["group"] == group
    ]
    found.sort(key=lambda entry: entry[0])
    return [
        {name: answers for _, name, answers in row}
        for _, row in groupby(found, key=lambda entry: entry[0])
    ]


def _without_blank_rows(values: Values) -> Values:
    kept = {name: answers for name, answers in values.items() if not _row_of(name)}
    for group in dict.fromkeys(filter(None, map(_row_of, values))):
        filled_in = [row for row in _rows(group, values) if any(map(any, row.values()))]
        for number, row in enumerate(filled_in):
            kept |= {f"{group}.{number}.{name}": answers for name, answers in row.items()}
    return kept


def _row_of(name: str) -> str:
    """The repeated group a field belongs to, or nothing."""
    place = FIELD.fullmatch(name)
    return place["group"] if place and place["row"] else ""


def _as_answers(value: object) -> tuple[str, ...]:
    if isinstance(value, MANY):
        return tuple(str(entry) for entry in value)
    return ("" if value is None else str(value),)


def _fault(found: ErrorDetails) -> errors.Fault:
    """Pydantic's finding as ours. A number that ends its place is an answer within one field."""
    place = (
        found["loc"][:-1] if found["loc"] and isinstance(found["loc"][-1], int) else found["loc"]
    )
    return errors.Fault(".".join(map(str, place)), _said(found))


def _said(found: ErrorDetails) -> str:
    context = found.get("ctx", {})
    if found["type"] == "value_error":
        return str(context["error"])
    if found["type"] in SENTENCES:
        return SENTENCES[found["type"]].format(**context)
    return f"{found['msg']}."


def _sentence(fault: errors.Fault) -> str:
    return f"{fault.what} {fault.mend}".rstrip()


def shown(name: str) -> str:
    """A field by name as people read it: `partners.0.name` is "Partners 1, name"."""
    place = FIELD.fullmatch(name)
    if place is None:
        return name
    row = f" {int(place['row']) + 1}, {place['name']}" if place["row"] else ""
    return f"{place['group']}{row}".replace("_", " ").capitalize()


def _mend(fault: errors.Fault) -> Mend:
    """Only a field of the form can be gone to; other places stay as they are written."""
    field_name = fault.where if FIELD.fullmatch(fault.where) else ""
    return Mend(field_name, shown(fault.where), _sentence(fault))
