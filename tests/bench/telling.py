"""What it costs to tell one story everywhere, from its facts to checked drafts and cards."""

from collections.abc import Iterator
from pathlib import Path

from bench.composing import (
    NOW,
    cards_of,
    drafts_of,
    sources_of,
    subject_of,
    twins_of_story,
    whole_stories,
)
from bench.ratio import Laps, Whole
from outreach import brand, stories
from outreach.review import checks

GOAL = 1.0


def ratios(_folder: Path) -> Iterator[Whole]:
    """One story on four platforms in two languages, and on cards of four sizes in both.

    Another story is told before to warm up: of this one no words were composed, checked or drawn,
    while templates, rules and letters were read and used.
    """
    other, story = whole_stories()[:2]
    _told(other)
    yield _told(story)


def _told(story: stories.StoryFacts) -> Whole:
    twins, packs = twins_of_story(), checks.read_packs((), NOW)
    laps = Laps()
    sources = sources_of(story)
    drafts = drafts_of(twins, sources)
    laps.end("composing")
    results = [checks.run(subject_of(draft), packs, NOW) for draft in drafts]
    laps.end("checking")
    pictures = [brand.draw(card) for card in cards_of(sources)]
    laps.end("drawing")
    job = f"Tell one story as {len(results)} checked drafts and {len(pictures)} cards"
    return laps.whole(job, goal=GOAL)
