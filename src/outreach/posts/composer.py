"""From facts and a template to a draft for each platform, or the exact reason why there is none.

Words are fitted by leaving out whole optional parts, never by cutting a sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from outreach import errors
from outreach.platforms import LIMITS, Measure, PlatformName, measure_length
from outreach.posts import direction, fitness, templates
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
        "source_url": "The address of that source.",
        "caveat": "The sentence that has to stand beside any outcome.",
        "principle_number": "The principle's number, as a word.",
        "principle_title": "Its title.",
        "principle_text": "Its full text.",
        "our_agency": "The agency that posts.",
        "our_short_name": "Its short name.",
        "our_city": "Its city.",
        "our_contact": "Where people reach it.",
        "venue_agency": "The agency whose loss it is.",
        "released_by": "Who there made the loss public.",
        "released_at": "When they did.",
    }
)


def _nothing(_text: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """What a draft may say: facts of one language by the name of their blank."""

    language: str
    facts: Mapping[str, str]
    #: What speaks against a whole post, and against words that stand beneath or beside one.
    objection: Objection = _nothing
    caution: Objection = _nothing
    #: Why there are no words in this language; empty when there are.
    absent: str = ""
    #: Why what is made of them is a draft only, such as a machine's words that nobody accepted.
    unsettled: tuple[str, ...] = ()
    #: What a complete story would say and this one does not, each as a sentence.
    not_stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that fit one platform, less the optional parts up to rank `left_out`."""

    platform: PlatformName
    language: str
    text: str
    measure: Measure
    left_out: int = 0
    #: Words for a person to add beneath the post, where the platform takes a first comment.
    first_comment: str = ""
    #: Why these words may not go to real accounts yet; empty when a person answers for them.
    unsettled: tuple[str, ...] = ()
    #: What the story leaves open, so that nobody takes the words for the whole of it.
    not_stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoDraft:
    """Why a platform gets no words; `over` is how many characters too many there were."""

    platform: PlatformName
    reason: str
    over: int = 0
    language: str = ""


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
        return _none(template, template.language, reason)
    writing = _Writing(template, source, values)
    return tuple(writing.draft(platform) for platform in template.platforms)


def compose_all(
    twins: Sequence[Template], sources: Sequence[Source], typed: Mapping[str, Mapping[str, str]]
) -> tuple[Draft | NoDraft, ...]:
    """A draft, or the reason there is none, for each language and each platform.

    `twins` are one template in its languages, `sources` the facts in each language that is wanted,
    and `typed` what was typed by language; of another language's only names and numbers are used.
    """
    by_language = {template.language: template for template in twins}
    found: list[Draft | NoDraft] = []
    for source in sources:
        template = by_language.get(source.language)
        if template is None:
            found += _none(twins[0], source.language, _no_twin(twins[0], source.language))
        else:
            found += compose(template, source, _typed_in(template, typed))
    return tuple(found)


def _typed_in(template: Template, typed: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What was typed for the template's language, and what is the same in every language."""
    shared = {blank.name for blank in template.blanks if blank.any_language}
    others = {
        name: value
        for values in typed.values()
        for name, value in values.items()
        if name in shared and value.strip()
    }
    return others | {name: v for name, v in typed.get(template.language, {}).items() if v.strip()}


def _no_twin(template: Template, language: str) -> str:
    return (
        f"There is no template “{template.base}” in “{language}”. "
        f"Add the file templates/{template.base}.{language}.md."
    )


def _none(template: Template, language: str, reason: str) -> tuple[NoDraft, ...]:
    return tuple(NoDraft(platform, reason, 0, language) for platform in template.platforms)


def _no_words(template: Template, source: Source, values: Mapping[str, str]) -> str | None:
    """What keeps the template from being filled at all; None when nothing does."""
    if source.absent:
        return source.absent
    if template.language != source.language:
        return (
            f"The template is written in “{template.language}” and the story in "
            f"“{source.language}”. Choose a template in the story's language, or add the story's "
            f"own fields in “{template.language}”."
        )
    locked = [name for name in template.needs if not source.facts.get(name)]
    if locked:
        named = "; ".join(f"{name} ({FACTS[name].rstrip('.')})" for name in locked)
        return f"This is locked. Nothing is on record for: {named}. Record it first."
    lacking = templates.missing(template, values)
    if lacking:
        named = "; ".join(f"{blank.name} ({_meaning(blank)})" for blank in lacking)
        return f"There are no words for: {named}."
    return _unfit(template, values)


def _unfit(template: Template, values: Mapping[str, str]) -> str | None:
    """What a filled blank holds that may never leave."""
    for blank in template.blanks:
        for what, mend in fitness.unfit(f"the words of “{blank.name}”", values.get(blank.name, "")):
            return f"{what[0].upper()}{what[1:]} {mend}"
    try:
        templates.fill(template, values)
    except errors.BadInput as fault:
        return str(fault)
    return None


def _meaning(blank: templates.Blank) -> str:
    return blank.meaning.rstrip(".")


class _Writing:
    """One template filled from one source: its forms, the fullest first."""

    def __init__(self, template: Template, source: Source, values: Mapping[str, str]) -> None:
        self._template, self._source = template, source
        self._forms = tuple(
            self._written(templates.fill(template, values, without=without))
            for without in range(template.ranks + 1)
        )
        self._objection = cache(source.objection)
        self._comment = self._written(templates.comment(template, values))
        self._unsettled = (*_unaccepted(template), *source.unsettled)

    def draft(self, platform: PlatformName) -> Draft | NoDraft:
        """The fullest form that fits and that nothing speaks against."""
        for rank, form in enumerate(self._forms):
            measure = measure_length(platform, form)
            if measure.fits and self._objection(form) is None:
                return self._made(platform, form, measure, rank)
        return self._none(platform)

    def _none(self, platform: PlatformName) -> NoDraft:
        """What speaks against every form, or by how many the shortest of the others is too long."""
        language = self._template.language
        fair = [
            measure_length(platform, form) for form in self._forms if self._objection(form) is None
        ]
        if not fair:
            return NoDraft(platform, self._objection(self._forms[0]) or "", 0, language)
        shortest = min(fair, key=lambda measure: measure.length)
        reason = (
            f"{NAMES[platform]}: {too_long(shortest)} Nothing more can be left out: "
            "shorten what you typed, or choose a shorter template."
        )
        return NoDraft(platform, reason, shortest.length - shortest.limit, language)

    def _made(self, platform: PlatformName, form: str, measure: Measure, rank: int) -> Draft:
        return Draft(
            platform,
            self._template.language,
            form,
            measure,
            rank,
            self._comment if self._may_comment(platform) else "",
            self._unsettled,
            self._source.not_stated,
        )

    def _may_comment(self, platform: PlatformName) -> bool:
        """Whether the comment fits there, and needs nothing beside it that it does not have."""
        longest = LIMITS[platform].comment_characters
        return 0 < len(self._comment) <= longest and self._source.caution(self._comment) is None

    def _written(self, words: str) -> str:
        return direction.isolated(words, self._template.language)


def _unaccepted(template: Template) -> tuple[str, ...]:
    if not template.machine_made or template.accepted_by:
        return ()
    return (
        f"The words of the template “{template.title}” in “{template.language}” were made by a "
        "machine, and nobody has accepted them. Let a person who reads the language read the post.",
    )
