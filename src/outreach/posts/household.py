"""What an agency is known by: its numbers, addresses, sites, short forms, givers and hashtags.

These are nobody's secret, so no check takes them for one.
"""

import re
from collections.abc import Iterable

from outreach import brand, identity, review, stories
from outreach.posts.fitness import Content
from outreach.posts.promises import Promises

_PHONE = re.compile(r"\+?[\d(][\d() .-]{5,}\d")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_SITE = re.compile(r"(?<![\w.-])(?:[a-z0-9-]+\.){1,5}[a-z]{2,24}(?![\w-])", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b[A-Z]{2,6}\b")
_HUMP = re.compile(r"[A-Z][a-z]+")
_CODES = {name.casefold(): code for code, name in stories.STATES.items()}
#: Where there is room for the words that close longer texts.
_ROOMY = frozenset({"facebook", "handoff", "print"})


def house(
    agency: identity.Agency, own: brand.Brand, story: stories.WholeStory | None
) -> review.checks.House:
    """What the agency has said of itself, and whom the story names as partners."""
    said = (agency.contact, *own.boilerplate.values())
    givers = _givers(story)
    return review.checks.House(
        name=agency.name,
        state=_CODES.get(agency.state.casefold(), agency.state),
        acronyms=_all(_SHORT_FORM, (agency.short_name, own.short_name, *_named(story))),
        phones=_all(_PHONE, said),
        emails=_all(_EMAIL, said),
        domains=_sites(said, story),
        companies=givers,
        sponsors=givers,
        hashtag_words=frozenset(each.lower() for each in _all(_HUMP, own.hashtags)),
    )


def look(own: brand.Brand, made: Promises, content: Content) -> review.checks.Brand:
    """What the agency's posts carry: hashtags it chose, its closing words where there is room."""
    tags = made.tags(content.language)
    roomy = content.platform.value in _ROOMY
    return review.checks.Brand(
        campaign_tag=tags[0] if tags else "",
        boilerplate=own.boilerplate.get(content.language, "") if roomy else "",
        hashtags=frozenset((*own.hashtags, *tags)) if own.hashtags else frozenset(),
    )


def _sites(said: Iterable[str], story: stories.WholeStory | None) -> frozenset[str]:
    """The agency's own sites, with those its story was read on; none while it names none."""
    own = {each.lower().removeprefix("www.") for each in _all(_SITE, said)}
    if not own:
        return frozenset()
    read = (re.sub(r"^\w+://(?:www\.)?|[/?#].*", "", each.url) for each in _sources(story))
    return frozenset({*own, *(site.lower() for site in read)})


def _sources(story: stories.WholeStory | None) -> tuple[stories.CitedSource, ...]:
    return story.sources if story else ()


def _givers(story: stories.WholeStory | None) -> frozenset[str]:
    """Companies among the partners: they may be thanked, and are not to be advertised."""
    partners = story.partners if story else ()
    return frozenset(each.name for each in partners if each.sector is stories.Sector.PRIVATE)


def _named(story: stories.WholeStory | None) -> tuple[str, ...]:
    """The proper names that a story introduces."""
    return (story.featured.name, *(each.name for each in story.partners)) if story else ()


def _all(pattern: re.Pattern[str], texts: Iterable[str]) -> frozenset[str]:
    return frozenset(found for text in texts for found in pattern.findall(text))
