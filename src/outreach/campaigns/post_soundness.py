"""What is wrong with one post of a kit: its day, whom it names, and its words for each platform."""

from collections.abc import Iterator
from itertools import chain

from outreach import errors, posts
from outreach.campaigns import telling
from outreach.campaigns.manifest import Kit
from outreach.campaigns.planned import KitPost, KitWords
from outreach.platforms import LIMITS, PlatformName, measure_length
from outreach.stories import Wrong
from outreach.stories import YamlPath as Path


def mistakes(kit: Kit, post: KitPost, path: Path) -> Iterator[Wrong]:
    """Everything in the post that cannot stand; `path` leads to it."""
    yield from chain(_days(kit, post, path), _knows(kit, post, path), _poll(kit, post, path))
    yield from chain(_spoken(kit, post, path), _twins(kit, post, path))
    for index, words in enumerate(post.variants):
        yield from _words(kit, post, words, (*path, "variants", index))


def _days(kit: Kit, post: KitPost, path: Path) -> Iterator[Wrong]:
    if post.date is not None and kit.window.start is None:
        yield Wrong((*path, "date"), "needs a window with dates.", "Give day_offset instead.")
        return
    day = post.day(kit.nominal_start)
    field = "date" if post.date else "day_offset"
    if not 0 <= day < kit.window.length:
        last = kit.window.length - 1
        yield Wrong(
            (*path, field),
            f"is day {day}, and the kit's last is {last}.",
            "Choose an earlier day, or a longer window.",
        )
    elif post.theme != day // 7 + 1:
        yield Wrong(
            (*path, "theme"),
            f"is week {post.theme}, and day {day} lies in week {day // 7 + 1}.",
            "Change one of them.",
        )
    if post.theme not in {theme.week for theme in kit.themes}:
        yield Wrong((*path, "theme"), f"is week {post.theme}, which has no theme.", "Add the week.")


def _knows(kit: Kit, post: KitPost, path: Path) -> Iterator[Wrong]:
    if post.audience is not None and post.audience not in kit.audiences:
        known = ", ".join(kit.audiences)
        yield Wrong((*path, "audience"), f"is none of the kit's: {known}.", "Choose one of them.")
    assets = {asset.id for asset in kit.assets}
    if post.asset is not None and post.asset not in assets:
        yield Wrong((*path, "asset"), "is none of the kit's assets.", "Add it to assets.")
    for platform in post.platforms:
        if platform not in posts.WRITABLE:
            name = posts.NAMES[platform]
            yield Wrong((*path, "platforms"), f"has {name}, where none can go yet.", "Remove it.")


def _poll(kit: Kit, post: KitPost, path: Path) -> Iterator[Wrong]:
    if post.template is None and (post.poll is not None) != (post.kind is posts.PostType.POLL):
        yield Wrong((*path, "poll"), "and the kind poll go together.", "Add or remove one.")
    if post.poll is None:
        return
    for code in sorted(set(kit.languages) - set(post.poll.options)):
        yield Wrong((*path, "poll", "options"), f"has no answers in “{code}”.", "Add them.")
    for code, options in post.poll.options.items():
        for platform in post.platforms:
            yield from _options(platform, options, (*path, "poll", "options", code))


def _options(platform: PlatformName, options: tuple[str, ...], path: Path) -> Iterator[Wrong]:
    limits = LIMITS[platform]
    if not 2 <= len(options) <= limits.poll_options:
        name = posts.NAMES[platform]
        yield Wrong(path, f"has {len(options)} answers; {name} takes 2 to {limits.poll_options}.")
    for option in options:
        if len(option) > limits.poll_option_characters:
            most = limits.poll_option_characters
            yield Wrong(path, f"has “{option}”, longer than {most} characters.", "Shorten it.")


def _spoken(kit: Kit, post: KitPost, path: Path) -> Iterator[Wrong]:
    """Each post has words in every language of the kit, once for each of its platforms."""
    for code in kit.languages:
        for platform in post.platforms:
            found = [w for w in post.variants if w.language == code and platform in w.platform]
            by_template = post.template is not None and code == kit.original
            if not found and not by_template:
                name = posts.NAMES[platform]
                yield Wrong(path, f"has no words for {name} in “{code}”.", "Add a variant.")
            if len(found) > 1 or (found and by_template):
                name = posts.NAMES[platform]
                yield Wrong(path, f"has words for {name} in “{code}” twice.", "Keep one.")


def _twins(kit: Kit, post: KitPost, path: Path) -> Iterator[Wrong]:
    """Words that were called another language and are the original's."""
    own = {words.text.casefold() for words in post.variants if words.language == kit.original}
    for index, words in enumerate(post.variants):
        if words.language != kit.original and words.text.casefold() in own:
            yield Wrong(
                (*path, "variants", index, "text"),
                f"says in “{words.language}” the same as in “{kit.original}”.",
                "Translate it.",
            )


def _words(kit: Kit, post: KitPost, words: KitWords, path: Path) -> Iterator[Wrong]:
    if words.language not in kit.languages:
        known = ", ".join(kit.languages)
        yield Wrong((*path, "language"), f"is none of the kit's: {known}.", "Add it to languages.")
        return
    strange = [name for name in words.platform if name not in post.platforms]
    for name in strange:
        yield Wrong((*path, "platform"), f"has {name}, which the post has not.", "Remove it.")
    if words.caveat is not None and words.caveat not in words.text:
        yield Wrong((*path, "caveat"), "does not stand in the text.", "Write the text with it.")
    tags = {tag.text.get(words.language) for tag in kit.hashtags}
    for tag in words.hashtags or ():
        if tag not in tags:
            yield Wrong((*path, "hashtags"), f"has {tag}, which the kit has not.", "Add it there.")
    for asset in words.alt_by_asset:
        if asset != post.asset:
            yield Wrong((*path, "alt_by_asset"), f"describes {asset}, which is not shown.")
    yield from _lengths(kit, words, path)


def _lengths(kit: Kit, words: KitWords, path: Path) -> Iterator[Wrong]:
    """How long the words are once an agency of ordinary names has filled them."""
    try:
        said = telling.example(kit, words.language)
        lengths = [(p, measure_length(p, said.whole(words, p))) for p in words.platform]
    except errors.BadInput:
        # What keeps them from being filled is told at its own place.
        return
    for platform, measure in lengths:
        if not measure.fits:
            name, over = posts.NAMES[platform], measure.length - measure.limit
            yield Wrong(
                (*path, "text"),
                f"has {measure.length} of {measure.limit} characters on {name}, {over} too many.",
                "Shorten it.",
            )
