"""Caption files: those a person can follow are taken, the others are refused with every fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import errors
from outreach.brand import read_captions

GOOD = """1
00:00:01,000 --> 00:00:03,500
Officers and neighbors
plant a tree together.

2
00:00:03,500 --> 00:00:05,000
(laughter)
"""


def faults(text: str) -> list[str]:
    with pytest.raises(errors.BadInput) as refused:
        read_captions(text.encode(), "walk.srt")
    return [str(fault) for fault in refused.value.faults]


def test_captions_are_read() -> None:
    first, second = read_captions(GOOD.encode(), "walk.srt")
    assert (first.begins, first.ends, len(first.lines)) == (1000, 3500, 2)
    assert second.lines == ("(laughter)",)


def test_line_ends_and_marks_of_other_machines_are_read_alike() -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read_captions(windows, "walk.srt") == read_captions(GOOD.encode(), "walk.srt")


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("2\n00:00:03", "3\n00:00:03", "Caption 2: is numbered “3”."),
        ("-->", "->", "Caption 1: has no times."),
        ("00:00:03,500 -->", "00:00:03,499 -->", "Caption 2: begins before the one above"),
        ("00:00:05,000", "00:00:03,000", "Caption 2: ends before it begins."),
        ("(laughter)", "(laughter)\nand\nmore", "Caption 2: has 3 lines."),
        ("(laughter)", "x" * 46, "Caption 2: has a line of 46 characters."),
        ("(laughter)", "", "Caption 2: says nothing."),
        ("00:00:05,000", "00:00:65,000", "Caption 2: has no times."),
    ],
)
def test_what_nobody_could_follow_is_named(wrong: str, right: str, fault: str) -> None:
    assert any(fault in each for each in faults(GOOD.replace(wrong, right)))


def test_every_fault_is_named_up_to_twenty() -> None:
    assert len(faults("\n\n".join("no caption" for _ in range(50)))) == 20


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe1\x00", b"\0", b"x" * 500_001])
def test_what_is_no_caption_file_is_refused(data: bytes) -> None:
    with pytest.raises(errors.BadInput, match=r"walk\.srt"):
        read_captions(data, "walk.srt")


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        captions = read_captions(data, "walk.srt")
    except errors.BadInput:
        return
    assert all(len(one.lines) <= 2 and one.begins < one.ends for one in captions)
