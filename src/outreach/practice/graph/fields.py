"""The `fields` of a Graph read: `id,message,attachments{media},comments.limit(0).summary(true)`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from outreach.practice.graph import errors

_TOKEN = re.compile(r"\s*([A-Za-z_][\w]*|[,{}()]|\.|[^\s,{}()]+)")


@dataclass(frozen=True, slots=True)
class Field:
    """One wanted field: its name, what was asked of it, and the fields wanted inside it."""

    name: str
    asked: dict[str, str] = field(default_factory=dict)
    inside: tuple["Field", ...] = ()


def parse(text: str) -> tuple[Field, ...]:
    """The wanted fields. Refuses a spelling the Graph would not understand."""
    reader = _Reader(_TOKEN.findall(text))
    fields = reader.fields()
    if reader.left:
        raise errors.bad_parameter(f"Syntax error: unexpected {reader.left[0]} in fields")
    return fields


def named(names: Iterable[str]) -> tuple[Field, ...]:
    """Plain fields, for the default of a read."""
    return tuple(Field(name) for name in names)


class _Reader:
    """Reads tokens from the left."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens

    def fields(self) -> tuple[Field, ...]:
        found = [self._field()]
        while self._takes(","):
            found.append(self._field())
        return tuple(found)

    def _field(self) -> Field:
        name = self._word()
        asked: dict[str, str] = {}
        inside: tuple[Field, ...] = ()
        while self._takes("."):
            verb = self._word()
            self._must("(")
            asked[verb] = self._word()
            self._must(")")
        if self._takes("{"):
            inside = self.fields()
            self._must("}")
        return Field(name, asked, inside)

    def _word(self) -> str:
        if not self.left or self.left[0] in ",{}().":
            raise errors.bad_parameter("Syntax error: a field name was expected in fields")
        return self.left.pop(0)

    def _takes(self, token: str) -> bool:
        if self.left and self.left[0] == token:
            del self.left[0]
            return True
        return False

    def _must(self, token: str) -> None:
        if not self._takes(token):
            raise errors.bad_parameter(f"Syntax error: {token} was expected in fields")
