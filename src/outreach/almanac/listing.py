"""The shipped list of observances: read strictly, and asked for days, or for one by its id."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from outreach import errors, stories
from outreach.almanac import observances
from outreach.almanac.observances import ANYWHERE, Here, Observance, Occurrence
from outreach.almanac.spans import Span
from outreach.stories import Wrong

_STRICT = ConfigDict(extra="forbid")


def parse_observances(text: str, *, name: str) -> tuple[Observance, ...]:
    """The observances of a file. Refuses it with every fault named."""
    try:
        data = stories.from_yaml(text)
    except errors.BadInput as broken:
        raise errors.BadInput(f"{name} cannot be read.", broken.faults) from None
    placed = stories.Placed(text, data)
    try:
        held = _FILE.validate_python(data)
    except ValidationError as error:
        raise errors.BadInput(f"{name} cannot be used.", placed.misshapen(error)) from None
    found = placed.faults(_mistakes(held.observances))
    if found:
        raise errors.BadInput(f"{name} cannot be used.", found)
    return held.observances


@cache
def shipped() -> tuple[Observance, ...]:
    """The observances that come with the program."""
    file = resources.files(__package__) / "observances.yaml"
    return parse_observances(file.read_text("utf-8"), name="observances.yaml")


def find(observance_id: str) -> Observance:
    """The shipped observance of that id."""
    for each in shipped():
        if each.id == observance_id:
            return each
    raise errors.NotFound(
        f"There is no observance “{observance_id}”. See `outreach observances list`."
    )


def kept(here: Here) -> tuple[Observance, ...]:
    """Those that an agency keeps: of a family the one it chose, or else the one of its state."""
    return observances.kept(shipped(), here)


def during(span: Span, here: Here = ANYWHERE) -> tuple[Occurrence, ...]:
    """Everything that falls in these days, the shortest first: a day comes before a month."""
    return observances.during(shipped(), span, here)


def on(day: date, here: Here = ANYWHERE) -> tuple[Occurrence, ...]:
    """What falls on a day, the shortest first."""
    confirmed = ((each, tuple(spans)) for each, spans in here.confirmed.items())
    return _on(day, here.state, here.chosen, tuple(sorted(confirmed)))


@lru_cache(maxsize=256)
def _on(
    day: date,
    state: str,
    chosen: frozenset[str],
    confirmed: tuple[tuple[str, tuple[Span, ...]], ...],
) -> tuple[Occurrence, ...]:
    """Posts of one day are looked at again and again, and it stands for the same each time."""
    return during(Span.one(day), Here(state=state, chosen=chosen, confirmed=dict(confirmed)))


@dataclass(frozen=True, slots=True, config=_STRICT)
class _File:
    observances: tuple[Observance, ...]


def _mistakes(found: Sequence[Observance]) -> Iterator[Wrong]:
    counted = Counter(each.id for each in found)
    for number, each in enumerate(found):
        place = ("observances", number)
        if counted[each.id] > 1:
            yield Wrong(place, f"is there {counted[each.id]} times.", "Give each its own id.")
        if each.found == "read" and not each.sources:
            yield Wrong(place, "was read, and names no source.", "Add where it was read.")
        if (each.regions or each.not_in) and each.variant_of is None:
            yield Wrong(place, "has regions and no family.", "Add variant_of.")


_FILE = TypeAdapter(_File)
