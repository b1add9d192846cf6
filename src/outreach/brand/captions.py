"""Caption files of films (SRT): read strictly, each fault by its number and how to mend it.

Two lines of at most 45 characters is what can be read while a film goes on (DCMP Captioning Key).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.errors import BadInput, Fault

MAX_BYTES = 500_000
MAX_LINES = 2
MAX_LINE = 45
#: Beyond this a list of faults helps nobody.
MOST_FAULTS = 20

_TIME = r"(\d{2,3}):([0-5]\d):([0-5]\d),(\d{3})"
_SPAN = re.compile(rf"{_TIME} --> {_TIME}")


@dataclass(frozen=True, slots=True)
class Caption:
    """Words shown from one moment of the film to another, in thousandths of a second."""

    begins: int
    ends: int
    lines: tuple[str, ...]


def read_captions(data: bytes, name: str) -> tuple[Caption, ...]:
    """The captions of an SRT file. Refuses it with every fault, by the number of its caption."""
    captions: list[Caption] = []
    faults: list[Fault] = []
    for number, block in enumerate(_blocks(_text(data, name)), start=1):
        caption = _caption(number, block, faults)
        if caption is not None:
            faults += _against(number, caption, captions[-1] if captions else None)
            captions.append(caption)
    if not captions and not faults:
        faults.append(Fault(name, "has no captions.", "Write what is said and heard in the film."))
    if faults:
        raise BadInput(f"“{name}” cannot be used as captions.", tuple(faults[:MOST_FAULTS]))
    return tuple(captions)


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise BadInput(f"“{name}” is larger than {MAX_BYTES // 1000} kB. Choose the SRT file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BadInput(f"“{name}” is not text. Save the captions as an SRT file in UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _blocks(text: str) -> Iterator[list[str]]:
    for block in re.split(r"\n[ \t]*\n+", text):
        if block.strip():
            yield block.strip("\n").split("\n")


def _caption(number: int, block: list[str], faults: list[Fault]) -> Caption | None:
    """The caption of a block; None, with the fault noted, when its times cannot be read."""
    where = f"Caption {number}"
    if block[0].strip() != str(number):
        what = f"is numbered “{block[0].strip()[:20]}”."
        faults.append(Fault(where, what, "Number them 1, 2, 3 without a gap."))
    span = _SPAN.fullmatch(block[1].strip()) if len(block) > 1 else None
    if span is None:
        faults.append(Fault(where, "has no times.", "Write them as 00:00:01,000 --> 00:00:03,500."))
        return None
    parts = tuple(map(int, span.groups()))
    return Caption(_thousandths(parts[:4]), _thousandths(parts[4:]), tuple(block[2:]))


def _thousandths(parts: tuple[int, ...]) -> int:
    hours, minutes, seconds, thousandths = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _against(number: int, caption: Caption, before: Caption | None) -> Iterator[Fault]:
    where = f"Caption {number}"
    if caption.ends <= caption.begins:
        yield Fault(where, "ends before it begins.", "Exchange or mend its times.")
    if before is not None and caption.begins < before.ends:
        yield Fault(where, "begins before the one above it ends.", "Let it begin later.")
    if not any(line.strip() for line in caption.lines):
        yield Fault(where, "says nothing.", "Write what is heard, or take it out.")
    if len(caption.lines) > MAX_LINES:
        yield Fault(where, f"has {len(caption.lines)} lines.", f"Keep it to {MAX_LINES}.")
    longest = max((len(line) for line in caption.lines), default=0)
    if longest > MAX_LINE:
        yield Fault(where, f"has a line of {longest} characters.", f"Keep lines to {MAX_LINE}.")
