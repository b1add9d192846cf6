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
    if isinstance(value, float):
        raise TypeError("A float has no single spelling; give an integer or a string.")
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            if type(item) not in _SPELT_ONE_WAY:
                _refuse_floats(item)


_SPELT_ONE_WAY = frozenset({str, int, bool, type(None)})

#: Made once: one for each digest would cost as much as the digest.
_SPELLER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
