"""The seven principles for the police, the eight community roles and the four first audiences.

The words are those of the Smart Policing Collaboration Principles, a federal publication; the data
file beside this one holds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the seven: its number, official title and full text."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CommunityRole:
    """One of the eight ways the community takes part: its code and full text."""

    code: str
    text: str


def principle_in(number: int, language: str) -> Principle | None:
    """A principle in a language it has been put into; None in any other."""
    return _TRANSLATED.get(language.partition("-")[0], {}).get(number)


def _read() -> tuple[Mapping[int, Principle], Mapping[str, CommunityRole], tuple[str, ...]]:
    held = _file("principles.yaml")
    principles = {each["number"]: Principle(**each) for each in held["principles"]}
    roles = {each["code"]: CommunityRole(**each) for each in held["community_roles"]}
    return MappingProxyType(principles), MappingProxyType(roles), tuple(held["audiences"])


def _spanish() -> Mapping[int, Principle]:
    held = _file("principles.es.yaml")
    return MappingProxyType({each["number"]: Principle(**each) for each in held["principles"]})


def _file(name: str) -> dict[str, Any]:
    text = (resources.files(__package__) / name).read_text("utf-8")
    held: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a SafeLoader
    return held


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


PRINCIPLES, COMMUNITY_ROLES, AUDIENCES = _read()
_TRANSLATED = MappingProxyType({"en": PRINCIPLES, "es": _spanish()})
