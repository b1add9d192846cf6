"""Read a campaign's file: every fault is named with its mend; one, and none of it is used."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from outreach import errors, posts, stories
from outreach.campaigns.manifest import Manifest, PlannedPost
from outreach.errors import Fault
from outreach.platforms import PlatformName

LARGEST_FILE = 300_000


def read_manifest(path: Path) -> Manifest:
    """A campaign from its file. Refuses it with every fault named."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise errors.BadInput(f"{path.name} is larger than {LARGEST_FILE:,} bytes. Shorten it.")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise errors.BadInput(
            f"{path.name} cannot be read as UTF-8 text. Look where it is, and save it again."
        ) from None
    return parse_manifest(text, name=path.name)


def parse_manifest(text: str, *, name: str) -> Manifest:
    """A campaign from its file's text. Refuses it with every fault named."""
    try:
        data = stories.from_yaml(text)
    except errors.BadInput as broken:
        raise errors.BadInput(f"{name} cannot be read. Nothing was saved.", broken.faults) from None
    try:
        manifest = _MANIFEST.validate_python(data)
    except ValidationError as error:
        faults = tuple(_fault(data, each) for each in error.errors())
        raise errors.BadInput(f"{name} cannot be used. Nothing was saved.", faults) from None
    found = (*_repeated(manifest), *_after_the_end(manifest), *_meetings(manifest))
    if found:
        raise errors.BadInput(f"{name} cannot be used. Nothing was saved.", found)
    return manifest


def unfit(manifest: Manifest, shelf: posts.Shelf) -> tuple[Fault, ...]:
    """Where a campaign does not go with the templates that are there."""
    return tuple(fault for post in manifest.posts for fault in _post_faults(post, shelf))


_MANIFEST = TypeAdapter(Manifest)


#: What the checks of shape say in our words: what is wrong, and its mend.
_SAID = {
    "unexpected_keyword_argument": ("is not a field.", "Remove it, or correct its spelling."),
    "missing": ("is missing.", "Add it."),
    "string_too_short": ("is empty.", "Write it, or remove the line."),
    "string_pattern_mismatch": ("is not spelled as it must be.", "Look at the shipped campaign."),
}


def _fault(data: object, error: ErrorDetails) -> Fault:
    """A fault of the file's shape, placed by names a person can find: `posts, a-hello, day`."""
    place: list[str] = []
    for step in error["loc"]:
        data = _inside(data, step)
        own = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
        place.append(str(own or (step + 1 if isinstance(step, int) else step)))
    message = error["msg"]
    plain = (f"{message[:1].lower()}{message[1:]}.", "Mend it in the file.")
    return Fault(", ".join(place), *_SAID.get(error["type"], plain))


def _inside(data: object, step: int | str) -> object:
    try:
        return data[step]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return None


def _repeated(manifest: Manifest) -> Iterator[Fault]:
    for key, count in Counter(post.id for post in manifest.posts).items():
        if count > 1:
            yield Fault(f"posts, {key}", f"is there {count} times.", "Give each post its own id.")


def _after_the_end(manifest: Manifest) -> Iterator[Fault]:
    for post in manifest.posts:
        if post.day >= manifest.window:
            yield Fault(
                f"posts, {post.id}, day",
                f"is {post.day}, and the campaign's last is {manifest.window - 1}.",
                "Choose an earlier day, or a longer window.",
            )


def _post_faults(post: PlannedPost, shelf: posts.Shelf) -> Iterator[Fault]:
    place = f"posts, {post.id}"
    try:
        template = shelf.get(post.template)
    except errors.OutreachError as fault:
        yield Fault(f"{place}, template", str(fault))
        return
    for platform in post.platforms:
        if platform not in template.platforms:
            fits = ", ".join(template.platforms)
            yield Fault(f"{place}, platforms", f"has {platform}; the template is for {fits}.")
    declared = {blank.name for blank in template.blanks}
    for blank in post.blanks:
        if blank in posts.FACTS:
            yield Fault(
                f"{place}, blanks, {blank}",
                "is filled from the story, the principle or the agency.",
                "Remove it; a post states only what its source states.",
            )
        elif blank not in declared:
            known = ", ".join(sorted(declared - set(posts.FACTS)))
            yield Fault(f"{place}, blanks, {blank}", f"is not in {template.key}; it has: {known}.")
    if (post.poll is not None) != (template.kind is posts.PostType.POLL):
        yield Fault(f"{place}, poll", "and a poll template go together.", "Add or remove one.")


def _meetings(manifest: Manifest) -> Iterator[Fault]:
    """Two posts on one platform in one minute: people would see the one and miss the other."""
    first: dict[tuple[PlatformName, int, time], str] = {}
    for post in manifest.posts:
        for platform in post.platforms:
            other = first.setdefault((platform, post.day, post.at), post.id)
            if other != post.id:
                yield Fault(
                    f"posts, {post.id}, at",
                    f"is the minute of {other} on {posts.NAMES[platform]}.",
                    "Move one of them.",
                )
