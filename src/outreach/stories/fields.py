"""Take fields out of plain data and collect all that is wrong, instead of stopping at the first."""

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from outreach.errors import Fault
from outreach.lib.digest import Plain

_E = TypeVar("_E", bound=StrEnum)


def normal(text: str) -> str:
    """The text without blanks around it, in NFC, with LF line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class Fields:
    """One mapping, the place it has in the file, and the list that its faults are added to."""

    def __init__(self, data: Plain, place: str, found: list[Fault]) -> None:
        self.data = data
        self.place = place
        self.found = found

    def only(self, known: tuple[str, ...]) -> "Fields":
        """Fault a thing that is no mapping, and each field that is not known."""
        if not isinstance(self.data, Mapping):
            self.found.append(
                Fault(self.place, "is not a set of fields.", f"Give it {', '.join(known[:3])}…")
            )
            self.data = {}
        for field in [name for name in self.data if name not in known]:
            near = get_close_matches(str(field), known, n=1)
            mend = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."
            self.fault(str(field), "is not a field of this.", mend)
        return self

    def fault(self, field: str, what: str, mend: str) -> None:
        self.found.append(Fault(f"{self.place}, {field}", what, mend))

    def faulty(self, field: str) -> bool:
        return any(fault.where == f"{self.place}, {field}" for fault in self.found)

    def value(self, field: str) -> Plain:
        return self.data.get(field) if isinstance(self.data, Mapping) else None

    def text(self, field: str) -> str | None:
        value = self.value(field)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is None or isinstance(value, str):
            return normal(value or "") or None
        self.fault(field, "is not text.", "Write words, in quotation marks where needed.")
        return None

    def needed(self, field: str) -> str:
        return self.text(field) or ""

    def number(self, field: str) -> int | None:
        value = self.value(field)
        if value is None or value == "":
            return None
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
            return value
        self.fault(field, f"“{value}” is not a year.", "Write four digits, such as 2016.")
        return None

    def choice(self, field: str, kind: type[_E]) -> _E | None:
        value = self.text(field)
        if value is None:
            return None
        try:
            return kind(value.lower())
        except ValueError:
            self.fault(field, f"“{value}” is not known.", f"Use one of {', '.join(kind)}.")
            return None

    def inside(self, field: str) -> "Fields":
        value = self.value(field)
        return Fields({} if value is None else value, f"{self.place}, {field}", self.found)

    def each(self, field: str, one: str) -> list["Fields"]:
        return [
            Fields(value, f"{self.place}, {one} {number}", self.found)
            for number, value in enumerate(self._items(field), start=1)
        ]

    def texts(self, field: str) -> tuple[str, ...]:
        items = Fields(
            {str(number): value for number, value in enumerate(self._items(field), start=1)},
            f"{self.place}, {field}",
            self.found,
        )
        found = (items.text(str(number)) for number in range(1, len(self._items(field)) + 1))
        return tuple(text for text in found if text)

    def numbers(self, field: str) -> tuple[int, ...]:
        found = []
        for text in self.texts(field):
            if text.isdecimal() and len(text) < 4:
                found.append(int(text))
            else:
                self.fault(field, f"“{text}” is not a number.", "Write numbers, such as [2, 4].")
        return tuple(found)

    def _items(self, field: str) -> list[Plain]:
        value = self.value(field)
        if value is None:
            return []
        if isinstance(value, list | tuple):
            return list(value)
        if not self.faulty(field):
            self.fault(field, "is not a list.", "Write a list, one item after another.")
        return []
