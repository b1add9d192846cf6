"""Whose story it is: another agency and its place, named before anything else is said."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """Another agency whose story is told, and where it is."""

    agency: str
    city: str
    #: The state in full, and its postal abbreviation when it has one.
    state: tuple[str, ...]


def names_first(text: str, credit: Credit) -> bool:
    """Whether the first sentence names the other agency, its city and its state."""
    plain = text.strip().replace("’", "'")
    agency, city = (name.replace("’", "'") for name in (credit.agency, credit.city))
    for name in (agency, city, *credit.state):
        plain = plain.replace(name, name.replace(".", "\0"))
    first = re.split(r"[.!?…](?=[\"'”)]*(?:\s|$))|\n", plain)[0].replace("\0", ".")
    return (
        agency in first
        and city in first
        and any(re.search(rf"\b{re.escape(name)}(?!\w)", first) for name in credit.state)
    )
