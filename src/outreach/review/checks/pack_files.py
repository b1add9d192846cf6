"""Reads rule packs from their files, strictly: a sentence names file, rule and field of a fault."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path

import yaml

from outreach.errors import Fault
from outreach.review.checks import patterns
from outreach.review.checks.pack import Pack
from outreach.review.checks.packs import Packs
from outreach.review.checks.phrases import PHRASE, WordList

#: The quick one, where PyYAML was built with it.
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LARGEST = 1_000_000
_NEEDED = ("id", "title", "language", "effective_from", "expires", "source", "reviewed_by")
_FIELDS = frozenset((*_NEEDED, "states", "lists", "values", "patterns", "texts", "allows"))
_LIST_FIELDS = frozenset({"words", "unless", "instead"})
_PERMITS = frozenset({"booking_photo"})


def read_packs(folders: Sequence[Path], now: datetime) -> Packs:
    """The shipped packs and those of these folders that count now, with what could not be read."""
    packs, faults = list(_shipped()[0]), list(_shipped()[1])
    for folder in folders:
        for path in sorted(folder.glob("*.y*ml")):
            pack, found = _read(path.name, path.read_bytes)
            packs += [pack] if pack else []
            faults += found
    return Packs(packs, (*faults, *_twice(packs)), now.date())


@cache
def _shipped() -> tuple[tuple[Pack, ...], tuple[Fault, ...]]:
    folder = resources.files(__package__) / "lists"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".yaml")),
        key=lambda each: each.name,
    )
    read = [_read(each.name, each.read_bytes) for each in files]
    return (
        tuple(pack for pack, _ in read if pack),
        tuple(fault for _, faults in read for fault in faults),
    )


def _twice(packs: list[Pack]) -> Iterator[Fault]:
    known: set[str] = set()
    for pack in packs:
        if pack.id in known:
            yield Fault(pack.id, "Two rule packs have this id.", "Give one of them another id.")
        known.add(pack.id)


def _read(name: str, read_bytes: Callable[[], bytes]) -> tuple[Pack | None, list[Fault]]:
    reading = _Reading(name)
    try:
        held = reading.document(read_bytes())
    except OSError as error:
        reading.fault("", f"The file cannot be opened: {error.strerror}.", "Let Outreach read it.")
        return None, reading.faults
    if held is None:
        return None, reading.faults
    pack = reading.pack(held)
    return (None if reading.faults else pack), reading.faults


class _Loader(_SafeLoader):  # type: ignore[misc, valid-type]
    """Refuses a field that stands twice, where YAML itself would keep the last one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [key.value for key, _ in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.MarkedYAMLError(
                problem=f"“{twice}” stands twice", problem_mark=node.start_mark
            )
        held: dict[object, object] = super().construct_mapping(node, deep)
        return held


class _Reading:
    """One file being read; faults gather, so that all of them are told at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []

    def fault(self, where: str, what: str, mend: str) -> None:
        place = f"{self.name}, {where}" if where else self.name
        self.faults.append(Fault(place, what, mend))

    def document(self, content: bytes) -> Mapping[str, object] | None:
        if len(content) > _LARGEST:
            self.fault("", "The file is larger than 1 MB.", "Part it into several packs.")
            return None
        try:
            held = yaml.load(content.decode("utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            reason = " ".join(str(error).split())[:200]
            self.fault("", f"The file is not plain YAML: {reason}.", "Mend it or take it away.")
            return None
        if not isinstance(held, dict) or not all(isinstance(key, str) for key in held):
            self.fault("", "The file holds no fields.", "Begin it with id, title and language.")
            return None
        return held

    def pack(self, held: Mapping[str, object]) -> Pack | None:
        for field in sorted(held.keys() - _FIELDS):
            self.fault(field, "This field is not known.", f"Known are: {_join(_FIELDS)}.")
        for field in _NEEDED:
            if held.get(field) in (None, ""):
                self.fault(field, "This field is missing.", "Every pack needs it.")
        if held.get("allows") and not held.get("states"):
            self.fault(
                "allows", "A permission needs states.", "Name the states whose law permits it."
            )
        language = self._text(held, "language")
        starts, ends = self._date(held, "effective_from"), self._date(held, "expires")
        lists = tuple(self._lists(held.get("lists"), language))
        compiled = dict(self._patterns(held.get("patterns")))
        if starts is None or ends is None or self.faults_in_order(starts, ends):
            return None
        return Pack(
            id=self._text(held, "id"),
            title=self._text(held, "title"),
            language=language,
            states=frozenset(self._words(held.get("states"), "states")),
            effective_from=starts,
            expires=ends,
            source=self._text(held, "source"),
            reviewed_by=self._text(held, "reviewed_by"),
            lists=lists,
            values=dict(self._values(held.get("values"))),
            patterns=compiled,
            texts=self._texts(held.get("texts"), "texts"),
            allows=frozenset(self._permits(held.get("allows"))),
        )

    def faults_in_order(self, starts: date, ends: date) -> bool:
        if ends < starts:
            self.fault("expires", "It ends before it begins.", "Mend one of the two dates.")
        return ends < starts

    def _text(self, held: Mapping[str, object], field: str) -> str:
        value = held.get(field, "")
        if not isinstance(value, str):
            self.fault(field, "This is not text.", "Put it in quotation marks.")
            return ""
        return value.strip()

    def _date(self, held: Mapping[str, object], field: str) -> date | None:
        value = held.get(field)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self.fault(field, "This is not a date.", "Write it as 2026-11-22.")
            return None
        return value

    def _lists(self, held: object, language: str) -> Iterator[WordList]:
        for name, body in self._mapping(held, "lists"):
            where = f"lists, {name}"
            if not isinstance(body, dict) or not body.get("words"):
                self.fault(where, "The list has no words.", "Give it the field “words”.")
                continue
            for field in sorted(str(key) for key in body if key not in _LIST_FIELDS):
                self.fault(f"{where}, {field}", "This field is not known.", "Take it away.")
            yield WordList(
                name=name,
                language=language,
                words=tuple(self._phrases(body["words"], f"{where}, words")),
                unless=tuple(self._phrases(body.get("unless"), f"{where}, unless")),
                instead=self._texts(body.get("instead"), f"{where}, instead"),
            )

    def _words(self, held: object, where: str) -> Iterator[str]:
        if held is None:
            return
        if not isinstance(held, list):
            self.fault(where, "This is not a list.", "Write it as [one, two].")
            return
        for word in held:
            if isinstance(word, str) and word.strip():
                yield word.strip()
            else:
                self.fault(where, f"“{word}” is not a word.", "Put it in quotation marks.")

    def _phrases(self, held: object, where: str) -> Iterator[str]:
        for phrase in self._words(held, where):
            if PHRASE.fullmatch(phrase):
                yield phrase
            else:
                self.fault(
                    where,
                    f"“{phrase}” could never be found.",
                    "Use letters, digits, spaces, hyphens and apostrophes only.",
                )

    def _values(self, held: object) -> Iterator[tuple[str, frozenset[str]]]:
        for name, words in self._mapping(held, "values"):
            yield name, frozenset(self._words(words, f"values, {name}"))

    def _patterns(self, held: object) -> Iterator[tuple[str, re.Pattern[str]]]:
        for name, source in self._mapping(held, "patterns"):
            try:
                yield name, patterns.compiled(str(source))
            except ValueError as error:
                self.fault(f"patterns, {name}", str(error), "Mend the pattern or take it away.")

    def _texts(self, held: object, where: str) -> dict[str, str]:
        return {name: str(text).strip() for name, text in self._mapping(held, where)}

    def _permits(self, held: object) -> Iterator[str]:
        for each in self._words(held, "allows"):
            if each in _PERMITS:
                yield each
            else:
                self.fault("allows", f"“{each}” is nothing a pack can permit.", "Take it away.")

    def _mapping(self, held: object, where: str) -> Iterator[tuple[str, object]]:
        if held is None:
            return
        if not isinstance(held, dict):
            self.fault(where, "This has no names in it.", "Write it as “name: ...”.")
            return
        for name, value in held.items():
            if isinstance(name, str):
                yield name, value
            else:
                self.fault(where, f"The name “{name}” is not text.", "Put it in quotation marks.")


def _join(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
