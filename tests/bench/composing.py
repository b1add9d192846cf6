"""What the parts of telling a story cost: each beside the least it could cost."""

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
Twins: TypeAlias = tuple[posts.Template, ...]

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
TEMPLATE = "story/for-residents"
ROUNDS = 5


def ratios(_folder: Path) -> Iterator[Ratio]:
    """The parts of telling a story on every platform in two languages; all warm.

    What has to be done is to count each draft, seek each pattern of the rules once in its words,
    and put each card into a JPEG.
    """
    twins, packs = twins_of_story(), checks.read_packs((), NOW)
    sources = sources_of(whole_stories()[0])
    drafts = drafts_of(twins, sources)
    subjects = [subject_of(draft) for draft in drafts]
    cards = cards_of(sources)
    pictures = [finished(card) for card in cards]
    yield _timed(
        "Compose a draft of a story",
        "counting its characters",
        lambda: drafts_of(twins, sources),
        lambda: [platforms.measure_length(each.platform, each.text) for each in drafts],
        things=len(drafts),
    )
    yield _timed(
        "Check a post by every rule",
        "each pattern of the rules once over its words",
        lambda: [checks.run(each, packs, NOW) for each in subjects],
        lambda: [_sought(each, packs) for each in subjects],
        things=len(subjects),
    )
    yield _timed(
        "Draw a card again",
        "the JPEG alone",
        lambda: [brand.draw(card) for card in cards],
        lambda: [drawing.encoded(picture) for picture in pictures],
        things=len(cards),
    )


def _timed(job: str, limit: str, ours: _Job, least: _Job, *, things: int) -> Ratio:
    """Both sides once before, so that what is kept for the next time is there."""
    ours()
    least()
    return Ratio(
        job, limit, best_of(ROUNDS, ours, things=things), best_of(ROUNDS, least, things=things)
    )


def twins_of_story() -> Twins:
    return tuple(posts.read_templates(shipped.folder("templates")).twins(TEMPLATE))


def whole_stories() -> list[stories.StoryFacts]:
    """The shipped stories that leave nothing open and are told in Spanish too."""
    file = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
    whole = (each for each in stories.read_stories(file) if not stories.not_stated(each))
    return [each for each in whole if each.translations]


def sources_of(story: stories.StoryFacts) -> list[posts.Source]:
    told = translations.in_language(story, story.translations[0])
    return [_source(each) for each in (story, told)]


def _source(story: stories.StoryFacts) -> posts.Source:
    return posts.Source(
        story.language,
        posts.story_facts(story),
        lambda text: stories.missing_caveat(text, story),
    )


def drafts_of(twins: Twins, sources: list[posts.Source]) -> list[posts.Draft]:
    made = posts.compose_all(twins, sources, {})
    return [each for each in made if isinstance(each, posts.Draft)]


def subject_of(draft: posts.Draft) -> review.Subject:
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


def cards_of(sources: list[posts.Source]) -> list[brand.Card]:
    return [_card(source, size) for source in sources for size in brand.CardSize]


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
