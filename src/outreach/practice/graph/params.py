"""The parameters of a Graph call, each read as the kind that the call asks for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from outreach.practice.graph import errors

#: Taken by every call.
EVERYWHERE = frozenset({"access_token", "appsecret_proof"})


@dataclass(frozen=True, slots=True)
class Params:
    """Named values and files. Reading one of the wrong kind raises the Graph's error 100."""

    values: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def only(self, *allowed: str) -> "Params":
        """Refuses a parameter that this call does not take here."""
        for name in self.values.keys() - EVERYWHERE - set(allowed):
            raise errors.bad_parameter(f"Unexpected parameter {name}")
        return self

    def text(self, name: str) -> str | None:
        return self.values.get(name) or None

    def required(self, name: str) -> str:
        found = self.text(name)
        if found is None:
            raise errors.bad_parameter(f"The parameter {name} is required")
        return found

    def flag(self, name: str, *, default: bool) -> bool:
        """A boolean in the Graph's spelling; Python's `True` is not one."""
        match self.values.get(name):
            case None:
                return default
            case "true" | "1":
                return True
            case "false" | "0":
                return False
            case _:
                raise errors.bad_parameter(f"Param {name} must be a boolean")

    def number(self, name: str, *, default: int, most: int) -> int:
        given = self.text(name)
        if given is None:
            return default
        if not given.isdecimal() or int(given) < 1:
            raise errors.bad_parameter(f"Param {name} must be an integer greater than 0")
        return min(int(given), most)

    def time(self, name: str, *, zone: tzinfo = UTC) -> datetime | None:
        """A Unix time or an ISO 8601 date or time; one without a zone is meant in `zone`."""
        given = self.text(name)
        if given is None:
            return None
        try:
            if given.isdecimal():
                return datetime.fromtimestamp(int(given), UTC)
            at = datetime.fromisoformat(given)
        except (ValueError, OverflowError):
            raise errors.bad_parameter(f"Param {name} must be a valid date or time") from None
        return (at.replace(tzinfo=zone) if at.tzinfo is None else at).astimezone(UTC)

    def names(self, name: str) -> list[str]:
        """A list of words: separated by commas, or a JSON array."""
        given = self.text(name) or ""
        words = self.array(name) if given.startswith("[") else given.split(",")
        return [str(word).strip() for word in words if str(word).strip()]

    def array(self, name: str) -> list[object]:
        """A JSON array; `name[0]`, `name[1]` of a form count as one too."""
        given = self.text(name)
        if given is None:
            items = [self.values[key] for key in sorted(self.values) if key.startswith(f"{name}[")]
            return [self._parsed(name, item) for item in items]
        found = self._parsed(name, given)
        if not isinstance(found, list):
            raise errors.bad_parameter(f"Param {name} must be an array")
        return found

    def _parsed(self, name: str, given: str) -> object:
        try:
            found: object = json.loads(given)
        except ValueError:
            raise errors.bad_parameter(f"Param {name} must be valid JSON") from None
        return found
