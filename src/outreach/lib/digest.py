"""Digests: one canonical spelling of plain data, and its SHA-256."""

import json
from hashlib import sha256 as _sha256
from typing import TypeAlias

Plain: TypeAlias = "bool | int | str | list[Plain] | tuple[Plain, ...] | dict[str, Plain] | None"


def canonical(value: Plain) -> bytes:
    """The one spelling of plain data: keys sorted, no spaces, UTF-8. Floats are refused: they have
    several.
    """
    return json.dumps(
        _without_floats(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def sha256(data: bytes) -> str:
    """Lowercase hexadecimal SHA-256 of `data`."""
    return _sha256(data).hexdigest()


def of(value: Plain) -> str:
    """SHA-256 of the canonical spelling."""
    return sha256(canonical(value))


def _without_floats(value: Plain) -> Plain:
    match value:
        case float():
            raise TypeError("A float has no single spelling; give an integer or a string.")
        case dict():
            return {str(key): _without_floats(item) for key, item in value.items()}
        case list() | tuple():
            return [_without_floats(item) for item in value]
        case _:
            return value
