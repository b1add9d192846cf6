"""A kit's words as one agency says them: placeholders filled, days written out, hashtags where they
fit. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from outreach import errors
from outreach.campaigns import placeholders
from outreach.campaigns.manifest import Kit
from outreach.campaigns.planned import KitWords
from outreach.platforms import PlatformName, measure_length


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells a kit's words, from which first day on, and in which language."""

    kit: Kit
    #: Placeholders by name, as the agency filled them.
    answers: Mapping[str, str]
    starts_on: date
    zone: ZoneInfo
    language: str

    def say(self, text: str) -> str:
        """The words of a text. Refuses while a placeholder that it needs is empty."""
        return self._dated(placeholders.filled(text, self._answers()))

    def whole(self, words: KitWords, platform: PlatformName) -> str:
        """A post's own words for a platform: its text, then its link, then hashtags that fit."""
        said = [self.say(words.text)]
        link = self.say(_optional(words.link)) if words.link else ""
        if link and link not in said[0]:
            said.append(link)
        hashtags = words.hashtags
        if hashtags is None:
            hashtags = tuple(tag.text.get(words.language, "") for tag in self.kit.hashtags[:1])
        tags = " ".join(tag for tag in hashtags if tag and tag not in said[0])
        longer = "\n\n".join([*said, tags]) if tags else ""
        if longer and measure_length(platform, longer).fits:
            return longer
        return "\n\n".join(said)

    def _answers(self) -> dict[str, str]:
        """What the agency said; what it left open as the kit says it in this language."""
        own = {
            name: self._dated(said.get(self.language) or said[self.kit.original])
            for name, said in self.kit.placeholders.items()
        }
        given = {name: value for name, value in self.answers.items() if value.strip()}
        return own | placeholders.in_language(given, self.language)

    def _dated(self, text: str) -> str:
        return placeholders.written(text, self.starts_on, self.zone, self.language)


def example(kit: Kit, language: str) -> Telling:
    """The words as an invented agency would say them, to see whether they fit."""
    answers = {each.name: each.example for each in placeholders.PLACEHOLDERS.values()}
    return Telling(kit, answers, kit.nominal_start, ZoneInfo("America/Denver"), language)


def without_optional(kit: Kit, language: str) -> Telling:
    """The same where the agency has no partner and no page of its own."""
    answers = {
        each.name: "" if each.may_be_empty else each.example
        for each in placeholders.PLACEHOLDERS.values()
    }
    return Telling(kit, answers, kit.nominal_start, ZoneInfo("America/Denver"), language)


def must_have(kit: Kit, language: str) -> None:
    """Refuse a language that the kit does not have."""
    if language not in kit.languages:
        known = ", ".join(kit.languages)
        raise errors.BadInput(f"“{kit.title}” has no words in “{language}”. Choose among: {known}.")


def _optional(link: str) -> str:
    """A link that is a placeholder may be empty, and is then left out."""
    return link.replace("{{local_link}}", "{{#local_link}}{{local_link}}{{/local_link}}")
