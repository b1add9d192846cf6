"""What an MP4 file says of itself: its boxes, its length and its size. Nothing is decoded."""

from collections.abc import Iterator
from dataclasses import dataclass

from outreach.errors import BadInput

#: Boxes that hold boxes, on the way to what is read here.
_HOLDERS = (b"moov", b"trak")
#: What a phone, a camera worn on the body or a program of pictures calls a place.
_PLACES = (
    *(b"\xa9xyz", b"loci", b"com.apple.quicktime.location"),
    *(b"gpmd", b"camm", b"exif:GPS", b"GPSLatitude"),
)
#: More boxes than any camera writes on the way to its headers.
_MOST_BOXES = 2_000


@dataclass(frozen=True, slots=True)
class Film:
    """How long a film is, and how large it is shown."""

    seconds: int
    width: int
    height: int


def read_mp4(data: bytes, name: str) -> Film:
    """What the film says of itself. Refuses what is no MP4, whatever its name, and one that names
    the place it was taken in: it is kept as it came, so nothing could be taken out of it.
    """
    if data[4:8] != b"ftyp":
        raise BadInput(f"“{name}” is not an MP4 film. Export it as MP4 (H.264) and choose that.")
    boxes = list(_walk(data, 0, len(data), name))
    kinds = {kind for kind, _ in boxes}
    if not {b"moov", b"mdat", b"mvhd", b"tkhd"} <= kinds:
        raise BadInput(f"“{name}” is damaged or not a whole film. Export it again as MP4.")
    if any(mark in body for _, body in boxes for mark in _PLACES):
        raise BadInput(
            f"“{name}” names the place it was taken in. Export it without location, "
            "since films are kept exactly as they come."
        )
    width, height = max(_size(body) for kind, body in boxes if kind == b"tkhd")
    if not width or not height:
        raise BadInput(f"“{name}” has no picture. Choose a film.")
    return Film(_seconds(next(body for kind, body in boxes if kind == b"mvhd")), width, height)


def _walk(data: bytes, at: int, end: int, name: str) -> Iterator[tuple[bytes, bytes]]:
    """Every box from here to the end, with those inside of holders. Each step moves on."""
    waiting, seen = [(at, end)], 0
    while waiting:
        at, end = waiting.pop()
        while at + 8 <= end:
            size, kind, head = _header(data, at, end)
            seen += 1
            if size < head or at + size > end or seen > _MOST_BOXES:
                raise BadInput(f"“{name}” is damaged and cannot be read. Export it again as MP4.")
            yield kind, data[at + head : at + size] if kind != b"mdat" else b""
            if kind in _HOLDERS:
                waiting.append((at + head, at + size))
            at += size


def _header(data: bytes, at: int, end: int) -> tuple[int, bytes, int]:
    size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
    if size == 1 and at + 16 <= end:
        return int.from_bytes(data[at + 8 : at + 16]), kind, 16
    return (end - at if size == 0 else size), kind, 8


def _seconds(mvhd: bytes) -> int:
    """The length in whole seconds; version 1 of the box has longer numbers."""
    scale, length = (20, 24) if mvhd[:1] == b"\x01" else (12, 16)
    width = 8 if mvhd[:1] == b"\x01" else 4
    per_second = int.from_bytes(mvhd[scale : scale + 4])
    return int.from_bytes(mvhd[length : length + width]) // per_second if per_second else 0


def _size(tkhd: bytes) -> tuple[int, int]:
    """Width and height stand at the end of the box, in sixteenths of sixteenths."""
    return int.from_bytes(tkhd[-8:-4]) >> 16, int.from_bytes(tkhd[-4:]) >> 16
