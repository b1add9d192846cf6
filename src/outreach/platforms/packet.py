"""What a person takes along to post by hand where no program may: words, pictures, what to do."""

import io
import zipfile
from dataclasses import dataclass

from outreach.platforms.port import Outgoing, Picture, PlatformName

#: A packet of the same post is the same bytes, so every file in it has the zip format's first day.
EPOCH = (1980, 1, 1, 0, 0, 0)
SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Packet:
    """One post to be posted by hand. `text` is exactly what was approved, to be copied whole."""

    text: str
    pictures: tuple[Picture, ...]
    steps: tuple[str, ...]

    def archive(self) -> bytes:
        """Everything as one zip file: the words, each picture with its alternative, the steps."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
            for name, content in self._files():
                folder.writestr(zipfile.ZipInfo(name, EPOCH), content)
        return made.getvalue()

    def _files(self) -> list[tuple[str, bytes]]:
        files = [("post.txt", self.text.encode()), ("what-to-do.txt", self._numbered().encode())]
        for nth, picture in enumerate(self.pictures, 1):
            suffix = SUFFIXES.get(picture.media_type, "bin")
            files.append((f"picture-{nth}.{suffix}", picture.data))
            files.append((f"picture-{nth}-in-words.txt", picture.alt.encode()))
        return files

    def _numbered(self) -> str:
        return "".join(f"{nth}. {step}\n" for nth, step in enumerate(self.steps, 1))


def packet(outgoing: Outgoing, platform: PlatformName = PlatformName.HANDOFF) -> Packet:
    """The packet of a post. A link beside the words is written beneath them, as a card would be."""
    text = outgoing.text
    if outgoing.link is not None and outgoing.link not in text:
        text = f"{text}\n\n{outgoing.link}".strip()
    return Packet(
        text,
        outgoing.pictures,
        tuple(_printing(outgoing) if platform is PlatformName.PRINT else _steps(outgoing)),
    )


def _steps(outgoing: Outgoing) -> list[str]:
    steps = ["Copy the words exactly as they are and paste them as a new post."]
    if outgoing.pictures:
        steps += [
            "Add the pictures in this order.",
            "Put each picture's words into its text alternative. Where there is no place for them,"
            " write them beneath the post.",
        ]
    if outgoing.poll is not None:
        answers = "; ".join(outgoing.poll.options)
        steps.append(
            f"Add a poll with the answers: {answers}. Leave it open {_open_for(outgoing)}."
        )
    return [*steps, "Publish it, then come back and mark it done with the post's address."]


def _printing(outgoing: Outgoing) -> list[str]:
    """Paper has no alternatives: who cannot see it is served by large print and by voice."""
    steps = ["Set the words exactly as they are, in 14 points or larger, on one side of the sheet."]
    if outgoing.pictures:
        steps.append("Place the picture beside them, uncropped, in the same proportions.")
    return [
        *steps,
        "Print one copy and compare it with the words, letter by letter, before the others.",
        "Keep some copies in 18 points or larger, and read it aloud to whoever asks.",
        "Put it up or hand it out, then come back and mark it done with where and when.",
    ]


def _open_for(outgoing: Outgoing) -> str:
    minutes = outgoing.poll.minutes if outgoing.poll else 0
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" if not rest else f"{minutes} min"
