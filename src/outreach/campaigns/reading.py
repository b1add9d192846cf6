"""Read a kit: every fault is named with its line and mend; one, and none of it is used."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from outreach import errors, posts, stories
from outreach.campaigns import placeholders, soundness
from outreach.campaigns.manifest import Kit
from outreach.campaigns.planned import KitPost
from outreach.campaigns.wording import Files
from outreach.errors import Fault
from outreach.stories import Wrong

LARGEST_FILE = 500_000
NAME = "kit.yaml"


def read_kit(folder: Path) -> Kit:
    """The kit of a folder, its other files looked at too. Refuses it with every fault named."""
    text = _text(folder / NAME)
    kit = parse_kit(text, name=NAME)
    wrongs = [*_files(kit, folder), *_pictures(kit, folder), *_untold(kit, folder)]
    if wrongs:
        placed = stories.Placed(text, stories.from_yaml(text))
        raise errors.BadInput(f"{NAME} cannot be used. Nothing was saved.", placed.faults(wrongs))
    return kit


def parse_kit(text: str, *, name: str) -> Kit:
    """A kit from its file's text. Refuses it with every fault named."""
    try:
        data = stories.from_yaml(text)
    except errors.BadInput as broken:
        raise errors.BadInput(f"{name} cannot be read. Nothing was saved.", broken.faults) from None
    placed = stories.Placed(text, data)
    try:
        kit = _KIT.validate_python(data)
    except ValidationError as error:
        faults = placed.misshapen(error)
        raise errors.BadInput(f"{name} cannot be used. Nothing was saved.", faults) from None
    faults = placed.faults(soundness.mistakes(kit))
    if faults:
        raise errors.BadInput(f"{name} cannot be used. Nothing was saved.", faults)
    return kit


def read_part(folder: Path, kit: Kit, name: str, language: str) -> str:
    """The words of a part that stands in a file of its own, such as the news release."""
    parts: dict[str, Files] = {str(each): files for each, files in kit.templates.items()}
    parts |= {str(each): files for each, files in kit.print.items()}
    files = parts.get(name)
    if files is None or language not in files:
        known = ", ".join(parts)
        raise errors.NotFound(
            f"“{kit.title}” has no {name} in “{language}”. It has: {known or 'none'}."
        )
    return _text(folder / files[language])


def unfit(kit: Kit, shelf: posts.Shelf) -> tuple[Fault, ...]:
    """Where a kit does not go with the templates that are there."""
    return tuple(
        fault for post in kit.posts if post.template for fault in _post_faults(post, shelf)
    )


_KIT = TypeAdapter(Kit)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise errors.BadInput(f"{path.name} is larger than {LARGEST_FILE:,} bytes. Shorten it.")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise errors.BadInput(
            f"There is no {path.name} in {path.parent}. Name the folder that holds it."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise errors.BadInput(
            f"{path.name} cannot be read as UTF-8 text. Look where it is, and save it again."
        ) from None


def _files(kit: Kit, folder: Path) -> Iterator[Wrong]:
    """Parts in files of their own: there in every language, and with placeholders that are some."""
    for kind, named in (("templates", kit.templates), ("print", kit.print)):
        for name, files in named.items():
            for code in sorted(set(kit.languages) - set(files)):
                yield Wrong((kind, name), f"has no file in “{code}”.", "Add it.")
            for code, file in files.items():
                path = (kind, name, code)
                try:
                    text = _text(folder / file)
                except errors.BadInput as fault:
                    yield Wrong(path, f"names {file}. {fault.message}")
                    continue
                if not text.strip():
                    yield Wrong(path, f"names {file}, which is empty.", "Write it.")
                yield from (
                    Wrong(path, f"names {file}, which {what}", mend)
                    for what, mend in placeholders.faults(text)
                )


def _pictures(kit: Kit, folder: Path) -> Iterator[Wrong]:
    for number, asset in enumerate(kit.assets):
        path = ("assets", number)
        for code in sorted(set(kit.languages) - set(asset.alt)):
            yield Wrong((*path, "alt"), f"has no words in “{code}”.", "Describe the picture.")
        if asset.contains_text and not any(
            asset.contains_text.casefold() in alt.casefold() for alt in asset.alt.values()
        ):
            yield Wrong((*path, "alt"), "leaves out words that stand in the picture.", "Add them.")
        try:
            data = (folder / asset.file).read_bytes()
        except OSError:
            yield Wrong((*path, "file"), f"names {asset.file}, which is not there.", "Add it.")
            continue
        if hashlib.sha256(data).hexdigest() != asset.sha256:
            yield Wrong(
                (*path, "sha256"),
                "is not the digest of that file.",
                "Somebody changed one of them.",
            )


def _untold(kit: Kit, folder: Path) -> Iterator[Wrong]:
    """Stories that are named and that the kit's own file of stories does not have."""
    path = folder / "stories.yaml"
    if not path.is_file():
        return
    known = {story.key for story in stories.read_stories(path)}
    named = [
        *((("posts", n, "story"), post.story) for n, post in enumerate(kit.posts)),
        *((("key_messages", n, "proof"), each.proof) for n, each in enumerate(kit.key_messages)),
        *(
            (("events", n, "stories"), key)
            for n, event in enumerate(kit.events)
            for key in event.stories
        ),
    ]
    for where, key in named:
        if key is not None and key not in known:
            yield Wrong(where, f"is {key}, which stories.yaml does not have.", "Choose another.")


def _post_faults(post: KitPost, shelf: posts.Shelf) -> Iterator[Fault]:
    place = f"posts, {post.id}"
    try:
        template = shelf.get(post.template or "")
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
