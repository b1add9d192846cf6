"""What is wrong with a kit whose shape is right: everything that can be seen without a database."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from outreach import posts
from outreach.campaigns import placeholders, post_soundness
from outreach.campaigns.manifest import Kit, Standing
from outreach.campaigns.planned import KitPost
from outreach.platforms import PlatformName
from outreach.stories import Wrong
from outreach.stories import YamlPath as Path


def mistakes(kit: Kit) -> Iterator[Wrong]:
    """Everything in the kit's file that cannot stand."""
    yield from _languages(kit)
    yield from _repeated(kit)
    yield from _meetings(kit)
    yield from _placeholders(kit)
    for number, post in enumerate(kit.posts):
        yield from post_soundness.mistakes(kit, post, ("posts", number))


def sentences(kit: Kit) -> Iterator[tuple[Path, str, str]]:
    """Every text of the kit that may hold placeholders: its path, its language, its words."""
    yield from ((("placeholders", name, code), code, text) for name, code, text in _held(kit))
    for number, post in enumerate(kit.posts):
        path: Path = ("posts", number)
        for name, text in post.blanks.items():
            yield (*path, "blanks", name), kit.original, text
        if post.card:
            for part, said in (("headline", post.card.headline), ("line", post.card.line)):
                yield from (
                    ((*path, "card", part, code), code, text) for code, text in said.items()
                )
        for index, words in enumerate(post.variants):
            yield (*path, "variants", index, "text"), words.language, words.text
    for number, event in enumerate(kit.events):
        parts: Mapping[str, Mapping[str, str] | None] = {
            "title": event.title,
            "about": event.about,
            "for_police": event.for_police,
            "for_community": event.for_community,
            "accommodation": event.accommodation,
            "captions": event.captions,
        }
        yield from _each(("events", number), parts)
    for number, each in enumerate(kit.faq):
        yield from _each(("faq", number), {"question": each.question, "answer": each.answer})
    for number, message in enumerate(kit.key_messages):
        yield from _each(
            ("key_messages", number),
            {
                "text": message.text,
                "benefit_of_collaboration": message.benefit_of_collaboration,
            },
        )
    for number, theme in enumerate(kit.themes):
        yield from _each(("themes", number), {"title": theme.title})


def _held(kit: Kit) -> Iterator[tuple[str, str, str]]:
    for name, said in kit.placeholders.items():
        yield from ((name, code, text) for code, text in said.items())


def _each(
    path: Path, parts: Mapping[str, Mapping[str, str] | None]
) -> Iterator[tuple[Path, str, str]]:
    for part, said in parts.items():
        yield from (((*path, part, code), code, text) for code, text in (said or {}).items())


def _languages(kit: Kit) -> Iterator[Wrong]:
    originals = [c for c, each in kit.languages.items() if each.standing is Standing.ORIGINAL]
    if len(originals) != 1:
        yield Wrong(("languages",), f"has {len(originals)} originals.", "Mark exactly one.")
    told: dict[Path, set[str]] = {}
    for path, code, _ in sentences(kit):
        if code not in kit.languages:
            known = ", ".join(kit.languages)
            yield Wrong(path, f"is in “{code}”; the kit has: {known}.", "Add it to languages.")
        if path[-1] == code:
            told.setdefault(path[:-1], set()).add(code)
    for path, codes in told.items():
        for code in sorted(set(kit.languages) - codes):
            yield Wrong(path, f"has no words in “{code}”.", "Add them.")
    yield from _echoes(kit)


def _echoes(kit: Kit) -> Iterator[Wrong]:
    """Words in two languages that are the same: nobody has translated them."""
    said: dict[Path, dict[str, str]] = {}
    for path, code, text in sentences(kit):
        if path[-1] == code:
            said.setdefault(path[:-1], {})[code] = text
    for path, texts in said.items():
        for code, text in texts.items():
            original = texts.get(kit.original, "")
            same = text.casefold() == original.casefold()
            # `[day 19]` is a date that each language writes out for itself.
            if code != kit.original and same and re.sub(r"\[.*?\]", "", text).strip():
                yield Wrong((*path, code), f"says the same as “{kit.original}”.", "Translate it.")


def _repeated(kit: Kit) -> Iterator[Wrong]:
    lists = {
        "posts": [post.id for post in kit.posts],
        "assets": [asset.id for asset in kit.assets],
        "events": [event.id for event in kit.events],
    }
    for name, keys in lists.items():
        counted = Counter(keys)
        for number, key in enumerate(keys):
            if counted[key] > 1:
                yield Wrong(
                    (name, number), f"is there {counted[key]} times.", "Give each its own id."
                )


def _meetings(kit: Kit) -> Iterator[Wrong]:
    """Two posts on one platform in one minute: people would see the one and miss the other."""
    start = kit.nominal_start
    taken: dict[tuple[PlatformName, object], str] = {}
    for number, post in enumerate(kit.posts):
        for code, language in kit.languages.items():
            for platform in _told_in(kit, post, code):
                at = post.local(start, language.minutes_later)
                other = taken.setdefault((platform, at), f"{post.id} in “{code}”")
                if other != f"{post.id} in “{code}”":
                    name = posts.NAMES[platform]
                    yield Wrong(
                        ("posts", number, "at"),
                        f"is the minute of {other} on {name}, for “{code}”.",
                        "Move one of them.",
                    )


def _told_in(kit: Kit, post: KitPost, code: str) -> list[PlatformName]:
    """The platforms for which a post has words in that language."""
    if post.template and code == kit.original:
        return list(post.platforms)
    return [platform for platform in post.platforms if post.own(platform, code)]


def _placeholders(kit: Kit) -> Iterator[Wrong]:
    for name in kit.placeholders:
        if name not in placeholders.PLACEHOLDERS:
            known = ", ".join(placeholders.PLACEHOLDERS)
            yield Wrong(("placeholders", name), "is no placeholder.", f"Use one of: {known}.")
    for path, _, text in sentences(kit):
        yield from (Wrong(path, what, mend) for what, mend in placeholders.faults(text))
