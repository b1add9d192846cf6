"""Which runs of characters X weighs as one emoji: those its own counter, twitter-text 3.1.0, knows.

The list comes from twitter-text-parser, which knows Emoji 12; X's counter stops at Emoji 11 and has
habits of its own. Each difference below was measured; see docs/decisions/004-counting-x-text.md.
"""

from collections.abc import Iterator

import regex
from twitter_text.regexp.emoji import emoji_list

VS16 = "\ufe0f"
ZWJ = "\u200d"

#: First given in Emoji 12, after the list in X's counter was made.
NEWER = regex.compile(
    "[\U0001f6d5\U0001f6fa\U0001f7e0-\U0001f7eb\U0001f90d-\U0001f90f\U0001f93f\U0001f971\U0001f97b"
    "\U0001f9a3-\U0001f9af\U0001f9ba-\U0001f9bf\U0001f9c3-\U0001f9cf\U0001fa00-\U0001faff]"
    # Two people holding hands, each with a skin tone of their own, or both with one.
    "|\u200d\U0001f91d|[\U0001f46b-\U0001f46d][\U0001f3fb-\U0001f3ff]"
    # The speaking eye is known without its variation selectors only.
    "|\U0001f441\ufe0f\u200d"
)

#: Emoji of the first plane whose variation selector X's counter weighs by itself.
LONE_SELECTOR = frozenset(
    "\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3\u267e\u26ce\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753\u2754\u2755\u2795\u2796\u2797\u27b0\u27bf"
)

#: Known to X's counter and to no list of Unicode's of that year.
OWN_HABITS = (
    "\U0001f441\u200d\U0001f5e8",
    "[\U0001f004\U0001f21a\U0001f22f]\ufe0f",
    "[0-9#*]\ufe0f?\u20e3",
    "\U0001f935[\U0001f3fb-\U0001f3ff]?\u200d[\u2640\u2642]\ufe0f",
    "\U0001f574[\ufe0f\U0001f3fb-\U0001f3ff]\u200d[\u2640\u2642]\ufe0f",
    "[\u261d\u26f7\u26f9\u270c\u270d\U0001f3cb\U0001f3cc\U0001f574\U0001f575\U0001f590]"
    "\ufe0f?[\U0001f3fb-\U0001f3ff]",
)


def _sequences() -> Iterator[str]:
    """Every run of two or more code points that is one emoji in the shared list."""
    for entry in emoji_list:
        run = "".join(chr(int(point, 16)) for point in entry.codepoint.split())
        if len(run) > 1 and entry.status == "fully-qualified" and not _unknown(run):
            yield run
        if len(run) == 1 and run <= "\uffff" and run not in LONE_SELECTOR:
            yield run + VS16


def _unknown(run: str) -> bool:
    return NEWER.search(run) is not None or (run[0] in LONE_SELECTOR and run[1:] == VS16)


def _pattern() -> regex.Pattern[str]:
    """Longer runs first, so that a whole emoji wins over its beginning."""
    known = sorted(set(_sequences()), key=lambda run: (-len(run), run))
    long = [regex.escape(run) for run in known if len(run) > 2]
    short = [regex.escape(run) for run in known if len(run) == 2]
    return regex.compile("|".join((*long, *OWN_HABITS, *short)))


#: A run that weighs 2 whatever it is made of. Single code points are weighed by range instead.
ONE_EMOJI = _pattern()
