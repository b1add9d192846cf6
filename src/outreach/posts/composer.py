"""From facts and a template to a draft for each platform, or the exact reason why there is none.

Words are fitted by leaving out whole optional parts, never by cutting a sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from outreach import errors
from outreach.platforms import Measure, PlatformName, measure_length
from outreach.posts import templates
from outreach.posts.fitness import NAMES, too_long
from outreach.posts.templates import Template

#: Why a text may not stand, such as a result told without its caveat; None when it may.
Objection = Callable[[str], str | None]


#: Blanks that are filled from what is already known, and what each holds. Nobody types these.
FACTS: Mapping[str, str] = MappingProxyType(
    {
        "agency": "The agency the story is about.",
        "city": "Its city.",
        "state": "Its state, in full.",
        "place": "Its city and state.",
        "title": "The story's title.",
        "problem": "The problem addressed.",
        "partners": "Every partner, in one line.",
        "mission": "The mission statement.",
        "activities": "Every activity, one to a line.",
        "activity": "One activity, chosen by its number.",
        "outcome": "One key outcome with its figure, chosen by its number.",
        "evidence": "How strong the evidence behind that outcome is.",
        "source": "Where that outcome was read.",
        "caveat": "The sentence that has to stand beside any outcome.",
        "principle_number": "The principle's number, as a word.",
        "principle_title": "Its title.",
        "principle_text": "Its full text.",
        "our_agency": "The agency that posts.",
        "our_short_name": "Its short name.",
        "our_city": "Its city.",
        "our_contact": "Where people reach it.",
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a draft may say: facts of one language by the name of their blank."""

    language: str
    facts: Mapping[str, str]
    objection: Objection = lambda _text: None


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that fit one platform, less the optional parts up to rank `left_out`."""

    platform: PlatformName
    language: str
    text: str
    measure: Measure
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class NoDraft:
    """Why a platform gets no words; `over` is how many characters too many there were."""

    platform: PlatformName
    reason: str
    over: int = 0


def compose(
    template: Template, source: Source, typed: Mapping[str, str]
) -> tuple[Draft | NoDraft, ...]:
    """One draft, or the reason there is none, for each platform of the template.

    The facts of the source stand before anything typed: nobody rewrites a story by filling a blank.
    """
    own = {name: value for name, value in typed.items() if name not in FACTS}
    values = own | dict(source.facts)
    reason = _no_words(template, source, values)
    if reason is not None:
        return tuple(NoDraft(platform, reason) for platform in template.platforms)
    forms = tuple(
        templates.fill(template, values, without=without) for without in range(template.ranks + 1)
    )
    objection = cache(source.objection)
    return tuple(
        _fitted(platform, template.language, forms, objection) for platform in template.platforms
    )


def _no_words(template: Template, source: Source, values: Mapping[str, str]) -> str | None:
    if template.language != source.language:
        return (
            f"The template is written in “{template.language}” and the story in "
            f"“{source.language}”. Choose a template in the story's language, or add the story's "
            f"own fields in “{template.language}”."
        )
    lacking = templates.missing(template, values)
    if lacking:
        named = "; ".join(f"{blank.name} ({_meaning(blank)})" for blank in lacking)
        return f"There are no words for: {named}."
    try:
        templates.fill(template, values)
    except errors.BadInput as fault:
        return str(fault)
    return None


def _meaning(blank: templates.Blank) -> str:
    return blank.meaning.rstrip(".")


def _fitted(
    platform: PlatformName, language: str, forms: tuple[str, ...], objection: Objection
) -> Draft | NoDraft:
    """The fullest form that fits and that nothing speaks against."""
    measures = [measure_length(platform, form) for form in forms]
    for rank, (form, measure) in enumerate(zip(forms, measures, strict=True)):
        if measure.fits and objection(form) is None:
            return Draft(platform, language, form, measure, rank)
    fair = [m for form, m in zip(forms, measures, strict=True) if objection(form) is None]
    if not fair:
        return NoDraft(platform, objection(forms[0]) or "")
    shortest = min(fair, key=lambda measure: measure.length)
    return NoDraft(
        platform,
        f"{NAMES[platform]}: {too_long(shortest)} Nothing more can be left out: "
        "shorten what you typed, or choose a shorter template.",
        shortest.length - shortest.limit,
    )
