"""Drafts before anything is kept: the templates that suit a story, its words in each language of
it, and its pictures.
"""

import base64
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from outreach import brand, errors, identity, posts, stories
from outreach.errors import BadInput
from outreach.lib import shipped
from outreach.platforms import LIMITS
from outreach.posts import PostType, Template, Tier
from outreach.web import forms, words
from outreach.web.deps import Visit

#: What a story is turned into, the most usual first.
KINDS = (PostType.STORY, PostType.OUTCOME)
TIERS = (Tier.RESIDENTS, Tier.AGENCIES)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that the post could be in."""

    code: str
    #: Why the story cannot be told in it; empty when it can.
    absent: str = ""
    #: Why its words are a draft only; empty when a person answers for them.
    unsettled: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One account's draft in one language, or the reason why there is none."""

    account: identity.Account
    language: str
    draft: posts.Draft | None
    reason: str = ""
    #: The first comment as it would be kept.
    comment: str = ""

    @property
    def takes_comment(self) -> bool:
        """Whether the platform has a place for a first comment."""
        return LIMITS[self.account.platform].comment_characters > 0

    @property
    def comment_field(self) -> str:
        return comment_field(self.account, self.language)

    @property
    def askable(self) -> bool:
        """Whether it may be sent for approval at once: a machine's words are read by a person
        before a real account has them.
        """
        return self.account.practice or (self.draft is not None and not self.draft.unsettled)


@dataclass(frozen=True, slots=True)
class Aim:
    """Where words go: the languages in their order, the one typed without suffix, the accounts."""

    languages: tuple[str, ...]
    own: str
    accounts: Sequence[identity.Account]


@dataclass(frozen=True, slots=True)
class Picture:
    """The card as it would be kept, or why it cannot be drawn."""

    language: str
    address: str = ""
    alt: str = ""
    reason: str = ""


def offered(story: stories.WholeStory) -> tuple[Template, ...]:
    """The templates that suit the story: of its language, and of outcomes only if it has one."""
    shelf = _shelf()
    found = tuple(
        template
        for kind in KINDS
        for tier in TIERS
        for template in shelf.of(kind, tier)
        if template.language == story.language
        if kind is not PostType.OUTCOME or story.outcomes
    )
    if not found:
        raise errors.NotReady(
            f"There is no template in the story's language, “{story.language}”. "
            "Add one to the folder of templates."
        )
    return found


def of_kind(kind: PostType, language: str) -> tuple[Template, ...]:
    """The templates of a kind in the language, or in English where nobody wrote any in it."""
    found = [each for tier in TIERS for each in _shelf().of(kind, tier)]
    own = tuple(each for each in found if each.language == language)
    return own or tuple(each for each in found if each.language == "en")


def twins(template: Template) -> tuple[Template, ...]:
    """The template in each of its languages, that one first."""
    return twins_of(template.key)


def twins_of(key: str) -> tuple[Template, ...]:
    """The template of that key in each of its languages, that one first."""
    return _shelf().twins(key)


def tongues(story: stories.WholeStory, template: Template) -> tuple[Tongue, ...]:
    """The story's own language, and every other that it or the template has words in."""
    told = (each.words.language for each in story.languages)
    written = (each.language for each in twins(template))
    return tuple(
        Tongue(
            code,
            _named(stories.unspoken(story, code), code),
            _named(stories.unaccepted(story, code), code),
        )
        for code in dict.fromkeys((story.language, *told, *written))
    )


def _named(reason: str | None, code: str) -> str:
    """A reason with the language as people call it, not by its code."""
    return (reason or "").replace(f"“{code}”", words.language(code))


def chosen(form: forms.Form, known: Sequence[Tongue]) -> tuple[str, ...]:
    """The languages that were ticked and that the story can be told in."""
    return tuple(
        each.code for each in known if not each.absent and form.chosen("languages", each.code)
    )


def _shelf() -> posts.Shelf:
    """The templates, read again only when one of their files changed."""
    folder = shipped.folder("templates")
    stamps = ((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*/*.md")))
    return _read(folder, tuple(stamps))


@lru_cache(maxsize=1)
def _read(folder: Path, _stamps: tuple[tuple[Path, int], ...]) -> posts.Shelf:
    return posts.read_templates(folder)


def accounts(visit: Visit) -> tuple[identity.Account, ...]:
    """The accounts posts can be made for now."""
    connected = (
        account
        for account in identity.accounts_of(visit.db, visit.by.agency_id)
        if account.state is identity.AccountState.CONNECTED
        if account.platform in posts.WRITABLE
    )
    return tuple(sorted(connected, key=lambda each: posts.WRITABLE.index(each.platform)))


def blank_field(blank: str, language: str, own: str) -> str:
    """Where words for a blank are typed; the story's own language needs no suffix."""
    return field(f"blank_{blank}", language, own)


def field(name: str, language: str, own: str) -> str:
    """A field that is there once for each language."""
    return name if language == own else f"{name}_{language}"


def comment_field(account: identity.Account, language: str) -> str:
    """Where the first comment of a platform's words is typed."""
    return f"comment_{account.platform}_{language}"


def put_by(form: forms.Form, codes: Collection[str]) -> tuple[tuple[str, str], ...]:
    """What was typed in these languages into blanks, first comments and answers, by its field."""
    return tuple(
        (name, values[-1])
        for name, values in form.values.items()
        if name.startswith(("blank_", "comment_", "answers_"))
        if name.rpartition("_")[2] in codes and values[-1]
    )


def typed(template: Template, form: forms.Form, own: str) -> dict[str, str]:
    """What was typed into the template's own blanks, in the template's language."""
    values = {
        blank.name: form.value(blank_field(blank.name, template.language, own))
        for blank in template.blanks
        if blank.name not in posts.FACTS
    }
    return {name: value for name, value in values.items() if value}


def _choice(story: stories.WholeStory, form: forms.Form) -> posts.Choice:
    """The outcome and the activity that were picked; anything else is the first."""
    return posts.Choice(
        story.id,
        _picked(form.value("outcome"), len(story.outcomes)),
        _picked(form.value("activity"), len(story.activities)),
    )


def _picked(written: str, most: int) -> int:
    number = int(written) if written.isdecimal() and len(written) < 4 else 1
    return number if 1 <= number <= most else 1


def pieces(
    visit: Visit,
    story: stories.WholeStory,
    template: Template,
    form: forms.Form,
    chosen_accounts: Sequence[identity.Account],
) -> tuple[Piece, ...]:
    """A draft for each chosen account in each chosen language, one language after the other."""
    spoken = chosen(form, tongues(story, template))
    aim = Aim(spoken, story.language, chosen_accounts)
    return written(visit, _choice(story, form), template, form, aim)


def written(
    visit: Visit, about: posts.Choice, template: Template, form: forms.Form, aim: Aim
) -> tuple[Piece, ...]:
    """The same of whatever the post is about, with a story or without."""
    same = twins(template)
    sources = posts.sources(visit.db, about, template.tier, aim.languages, by=visit.by)
    said = {each.language: typed(each, form, aim.own) for each in same}
    made = {(each.language, each.platform): each for each in posts.compose_all(same, sources, said)}
    return tuple(
        _piece(account, language, made[language, account.platform], form, template)
        for language in aim.languages
        for account in aim.accounts
    )


def comment_of(template: Template, form: forms.Form) -> str:
    """What a first comment was shown for; one typed for another result is not taken over."""
    return f"{template.key} {form.value('outcome') or 1}"


def _piece(
    account: identity.Account,
    language: str,
    made: posts.Draft | posts.NoDraft,
    form: forms.Form,
    template: Template,
) -> Piece:
    if isinstance(made, posts.NoDraft):
        return Piece(account, language, None, made.reason)
    field = comment_field(account, language)
    kept = field in form.values and form.value("comment_of") == comment_of(template, form)
    return Piece(account, language, made, comment=form.value(field) if kept else made.first_comment)


def card(
    visit: Visit, story: stories.WholeStory, form: forms.Form, language: str
) -> brand.Card | None:
    """The card in a language, in the agency's own look; one that tells a story credits whose it is.

    None without a headline. Refuses a partner's logo that says nothing in the language.
    """
    headline, line = (
        form.value(field(name, language, story.language)) for name in ("card_headline", "card_line")
    )
    if not headline:
        return None
    own = brand.brand_of(visit.db, by=visit.by)
    look = brand.look_of(visit.db, own, language=language, by=visit.by, folder=visit.runtime.media)
    credit = f"{story.featured.name}, {story.featured.place}"
    return brand.Card(headline, line, own.name, credit, language=language, look=look)


def picture(
    visit: Visit, story: stories.WholeStory, form: forms.Form, language: str
) -> Picture | None:
    """The card of a language as it would be kept; None for words without one."""
    try:
        shown = card(visit, story, form, language)
        return Picture(language, _drawn(shown), shown.alt) if shown else None
    except BadInput as refused:
        return Picture(language, reason=refused.message)


@lru_cache(maxsize=16)
def _drawn(card: brand.Card) -> str:
    """The card as an address that carries the picture itself: nothing is kept before saving."""
    return f"data:image/jpeg;base64,{base64.b64encode(brand.draw(card)).decode()}"
