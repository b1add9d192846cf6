"""What it costs to measure a post's length beside the library that only counts it."""

from collections.abc import Iterator
from pathlib import Path

from twitter_text import parse_tweet

from bench.ratio import Ratio, best_of
from outreach import platforms

TEXTS = [
    f"Neighbors and officers met at the library today ({number}). “We listened,” said José. 🤝 "
    f"Read more: https://example.org/stories/{number} #Together"
    for number in range(200)
]


def ratios(_folder: Path) -> Iterator[Ratio]:
    ours = best_of(3, _ours, things=len(TEXTS))
    limit = best_of(3, lambda: [parse_tweet(text) for text in TEXTS], things=len(TEXTS))
    yield Ratio("Measure a post for X", "the counting library alone", ours, limit)


def _ours() -> None:
    for text in TEXTS:
        platforms.measure_length(platforms.PlatformName.X, text)
