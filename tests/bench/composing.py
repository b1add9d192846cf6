"""What it costs to tell one story everywhere: each part beside the least it could cost."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from bench.drawing import finished
from bench.ratio import Ratio, best_of
from outreach import brand, platforms, posts, review, stories
from outreach.brand.cards import drawing
from outreach.lib import shipped
from outreach.review import checks
from outreach.stories import translations

_Job: TypeAlias = Callable[[], object]

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
TEMPLATE = "story/for-residents"
ROUNDS = 5


def ratios(_folder: Path) -> Iterator[Ratio]:
    """One story on four platforms in two languages, and on cards of four sizes in both; all warm.

    What has to be done is to count each draft, seek each pattern of the rules once in its words,
    and put each card into a JPEG.
    """
    twins, sources = _twins(), _sources()
    drafts = _drafts(twins, sources)
    subjects = [_subject(draft) for draft in drafts]
    cards = [_card(source, size) for source in sources for size in brand.CardSize]
    pictures = [finished(card) for card in cards]
    packs = checks.read_packs((), NOW)
    parts = (
        _timed(
            "Compose a draft of a story",
            "counting its characters",
            lambda: _drafts(twins, sources),
            lambda: [platforms.measure_length(each.platform, each.text) for each in drafts],
            things=len(drafts),
        ),
        _timed(
            "Check a post by every rule",
            "each pattern of the rules once over its words",
            lambda: [checks.run(each, packs, NOW) for each in subjects],
            lambda: [_sought(each, packs) for each in subjects],
            things=len(subjects),
        ),
        _timed(
            "Draw a card again",
            "the JPEG alone",
            lambda: [brand.draw(card) for card in cards],
            lambda: [drawing.encoded(picture) for picture in pictures],
            things=len(cards),
        ),
    )
    yield from parts
    counts = (len(drafts), len(subjects), len(cards))
    takes = sum(part.ours_takes * count for part, count in zip(parts, counts, strict=True))
    least = sum(part.limit_takes * count for part, count in zip(parts, counts, strict=True))
    job = f"One story as {len(drafts)} checked drafts and {len(cards)} cards"
    yield Ratio(job, "the least these parts cost", takes, least)
    yield Ratio(job, "the second people may wait", takes, 1.0, goal=1.0)


def _timed(job: str, limit: str, ours: _Job, least: _Job, *, things: int) -> Ratio:
    """Both sides once before, so that what is kept for the next time is there."""
    ours()
    least()
    return Ratio(
        job, limit, best_of(ROUNDS, ours, things=things), best_of(ROUNDS, least, things=things)
    )


def _twins() -> tuple[posts.Template, ...]:
    return tuple(posts.read_templates(shipped.folder("templates")).twins(TEMPLATE))


def _sources() -> list[posts.Source]:
    """The first shipped story that leaves nothing open and is told in Spanish too."""
    file = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
    whole = (each for each in stories.read_stories(file) if not stories.not_stated(each))
    story = next(each for each in whole if each.translations)
    told = translations.in_language(story, story.translations[0])
    return [_source(each) for each in (story, told)]


def _source(story: stories.StoryFacts) -> posts.Source:
    return posts.Source(
        story.language,
        posts.story_facts(story),
        lambda text: stories.missing_caveat(text, story),
    )


def _drafts(twins: tuple[posts.Template, ...], sources: list[posts.Source]) -> list[posts.Draft]:
    made = posts.compose_all(twins, sources, {})
    return [each for each in made if isinstance(each, posts.Draft)]


def _subject(draft: posts.Draft) -> review.Subject:
    return review.Subject(
        (review.Surface(review.SurfaceKind.BODY, draft.text, draft.language),),
        checks.Post(kind="story", platform=draft.platform.value, language=draft.language),
    )


def _sought(subject: review.Subject, packs: checks.Packs) -> int:
    """How often any pattern of the packs in force is in the words."""
    return sum(
        len(pattern.findall(surface.text))
        for surface in subject.surfaces
        for pack in packs.packs
        for pattern in pack.patterns.values()
    )


def _card(source: posts.Source, size: brand.CardSize) -> brand.Card:
    facts = source.facts
    return brand.Card(
        facts["title"],
        facts["place"],
        "Riverton Police Department",
        facts["agency"],
        size=size,
        language=source.language,
    )
