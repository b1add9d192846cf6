"""Rule packs together: which of them are in force, and what they say between them.

A pack that cannot be read is a fault that blocks; it never makes the checks fall silent.
"""

import re
from collections.abc import Iterable
from datetime import date

from outreach.errors import Fault
from outreach.review.checks.pack import ANY, Pack
from outreach.review.checks.phrases import Phrases


class Packs:
    """The packs that count on one day. Keep it while the day lasts: making it ready costs time.

    Words of an expired pack still count, since they only ever add findings; what it permitted does
    not, and a finding says that it expired.
    """

    def __init__(self, packs: Iterable[Pack], faults: tuple[Fault, ...], today: date) -> None:
        self.packs = tuple(pack for pack in packs if pack.effective_from <= today)
        self.faults = faults
        self.expired = tuple(pack for pack in self.packs if pack.expires < today)
        self._phrases: dict[tuple[str, str], Phrases] = {}
        self._values: dict[str, frozenset[str]] = {}
        self.languages = frozenset(
            pack.language for pack in self.packs if pack.lists and pack.language != ANY
        )

    def phrases(self, language: str, state: str) -> Phrases:
        """All word lists of a language and a state, made ready once."""
        key = (language, state)
        if key not in self._phrases:
            self._phrases[key] = Phrases(
                each
                for pack in self.packs
                if pack.holds_in(state)
                for each in pack.lists
                if each.language in {language, ANY}
            )
        return self._phrases[key]

    def values(self, name: str) -> frozenset[str]:
        """A set of words that is looked up, over all packs."""
        if name not in self._values:
            held = (pack.values.get(name, frozenset()) for pack in self.packs)
            self._values[name] = frozenset().union(*held)
        return self._values[name]

    def patterns(self, name: str, language: str, state: str) -> tuple[re.Pattern[str], ...]:
        return tuple(
            pack.patterns[name]
            for pack in self.packs
            if name in pack.patterns and pack.language in {language, ANY} and pack.holds_in(state)
        )

    def text(self, name: str, language: str, state: str) -> str:
        """A sentence for insertion: the state's own before the general one; empty when none."""
        held = [
            pack
            for pack in self.packs
            if name in pack.texts and pack.language in {language, ANY} and pack.holds_in(state)
        ]
        held.sort(key=lambda pack: (not pack.states, pack.id))
        return held[0].texts[name] if held else ""

    def allows(self, what: str, state: str) -> bool:
        """Whether a pack in force in this very state permits it."""
        return any(
            what in pack.allows and pack not in self.expired and state.upper() in pack.states
            for pack in self.packs
        )
