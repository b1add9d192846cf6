"""In how many ways a pattern may be tried from one place of a text, counted from it alone."""

import re
from math import prod

#: The most ways in which a pattern may be tried from one place of a text.
MOST_WAYS = 20_000
_QUANTIFIER = re.compile(r"\{(\d{1,3})(,(\d{0,3}))?\}|[*+?]")


class Reader:
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
