"""Digests: one canonical spelling of plain data, and its SHA-256."""

import json
from hashlib import sha256 as _sha256
from typing import TypeAlias

Plain: TypeAlias = "bool | int | str | list[Plain] | tuple[Plain, ...] | dict[str, Plain] | None"


def canonical(value: Plain) -> bytes:
    """The one spelling of plain data: keys sorted, no spaces, UTF-8. Floats are refused: they have
    several.
    """
    _refuse_floats(value)
    return _SPELLER.encode(value).encode()


def sha256(data: bytes) -> str:
    """Lowercase hexadecimal SHA-256 of `data`."""
    return _sha256(data).hexdigest()


def of(value: Plain) -> str:
    """SHA-256 of the canonical spelling."""
    return sha256(canonical(value))


def _refuse_floats(value: Plain) -> None:
    kind = type(value)
    if kind is str or kind is int or value is None:
        return
    if isinstance(value, float):
        raise TypeError("A float has no single spelling; give an integer or a string.")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)


#: Made once: one for each digest would cost as much as the digest.
_SPELLER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
