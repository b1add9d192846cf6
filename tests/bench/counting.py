"""What it costs to measure a post's length beside the library that only counts it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from twitter_text import parse_tweet

from bench.ratio import Ratio, cpu_of
from outreach import platforms

ROUNDS, TEXTS = 3, 200


def ratios(_folder: Path) -> Iterator[Ratio]:
    """Each round has texts of its own, for what was counted once is kept."""
    rounds = [_texts(number) for number in range(ROUNDS)]
    _measure(_texts(ROUNDS))
    ours = min(cpu_of(partial(_measure, each), things=TEXTS) for each in rounds)
    limit = min(cpu_of(partial(_count, each), things=TEXTS) for each in rounds)
    yield Ratio("Measure a post for X", "the counting library alone", ours, limit)


def _texts(turn: int) -> list[str]:
    return [
        f"Neighbors and officers met at the library today ({number}). “We listened,” said José. 🤝 "
        f"Read more: https://example.org/stories/{turn}/{number} #Together"
        for number in range(TEXTS)
    ]


def _measure(texts: list[str]) -> None:
    for text in texts:
        platforms.measure_length(platforms.PlatformName.X, text)


def _count(texts: list[str]) -> None:
    for text in texts:
        parse_tweet(text)
