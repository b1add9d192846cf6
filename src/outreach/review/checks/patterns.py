"""Refuses patterns that could take long: every pattern has a bound on the ways it may be tried.

The bound is counted from the pattern alone, so the same pattern is refused on every machine.
"""

import re
from math import prod

#: The most ways in which a pattern may be tried from one place of a text.
MOST_WAYS = 20_000
LONGEST = 1000
_QUANTIFIER = re.compile(r"\{(\d{1,3})(,(\d{0,3}))?\}|[*+?]")


def compiled(source: str) -> re.Pattern[str]:
    """The pattern, ready for use; it heeds case unless it begins with (?i).

    Raises ValueError with a plain reason when it does not compile or could take long.
    """
    if len(source) > LONGEST:
        raise ValueError(f"The pattern is longer than {LONGEST} characters.")
    try:
        pattern = re.compile(source)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"The pattern does not compile: {error}.") from error
    if pattern.match("") is not None:
        raise ValueError("The pattern matches nothing at all, so it would match everywhere.")
    ways = _Reader(source.removeprefix("(?i)")).choice()
    if ways > MOST_WAYS:
        raise ValueError("The pattern could take very long: it may be tried in too many ways.")
    return pattern


class _Reader:
    """Walks over a pattern that compiles and counts its ways."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def choice(self) -> int:
        """Ways of all branches, up to the closing parenthesis or the end."""
        total, branch = 0, 1
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "|":
                self.at += 1
                total, branch = total + branch, 1
            else:
                branch = min(branch * self._piece(), MOST_WAYS + 1)
        return min(total + branch, MOST_WAYS + 1)

    def _piece(self) -> int:
        ways = self._atom()
        found = _QUANTIFIER.match(self.source, self.at)
        if found is None:
            return ways
        self.at = found.end()
        least, most = _bounds(found)
        mode = self.source[self.at : self.at + 1]
        self.at += mode in {"?", "+"}
        if mode == "+":
            # A possessive part gives nothing back: it is tried once, whatever follows.
            return 1 if ways == 1 else min(ways * most, MOST_WAYS + 1)
        return _repeated(ways, least, most)

    def _atom(self) -> int:
        letter = self.source[self.at]
        if letter == "\\":
            if self.source[self.at + 1].isdigit():
                raise ValueError("The pattern points back to a group, which may take long.")
            self.at += 2
            return 1
        if letter == "[":
            self._class()
            return 1
        self.at += 1
        return self._group() if letter == "(" else 1

    def _class(self) -> None:
        self.at += 2 if self.source[self.at + 1] != "^" else 3
        while self.source[self.at] != "]":
            self.at += 2 if self.source[self.at] == "\\" else 1
        self.at += 1

    def _group(self) -> int:
        opening = re.compile(r"\?(?:<?[=!]|:|P<\w{1,40}>)").match(self.source, self.at)
        if opening is not None:
            self.at = opening.end()
        elif self.source[self.at : self.at + 1] == "?":
            raise ValueError("The pattern uses a kind of group that rule packs may not use.")
        ways = self.choice()
        self.at += 1
        return ways


def _bounds(found: re.Match[str]) -> tuple[int, int]:
    if found[0] == "?":
        return 0, 1
    if found[0] in {"*", "+"} or (found[2] and not found[3]):
        raise ValueError(f"The pattern repeats without end ({found[0]}): give an upper bound.")
    least = int(found[1])
    return least, int(found[3]) if found[3] else least


def _repeated(ways: int, least: int, most: int) -> int:
    """Ways of a part that stands `least` to `most` times."""
    if ways == 1:
        return most - least + 1
    return min(
        sum(prod([ways] * min(count, 15)) for count in range(least, most + 1)), MOST_WAYS + 1
    )
