"""A11Y on words: alternatives, hashtags, emoji, letters in disguise, capitals and languages."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from outreach.review.checks import hashtags, signs
from outreach.review.checks.case import PROSE, Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule
from outreach.review.checks.shouting import shouted
from outreach.review.checks.surfaces import SurfaceKind
from outreach.review.checks.text import Read

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
REVIEWER = Override.ACCESSIBILITY

_FILE = re.compile(
    r"\s{0,9}(?:[\w\-. ()]{1,120}\.(?:jpe?g|png|gif|webp|heic|svg|pdf|mp4|mov)"
    r"|(?:IMG|DSC|PXL|DCIM|image|photo|screenshot)[\s_-]?\d{1,20}(?:[\s_-]\d{1,20})?)\s{0,9}",
    re.IGNORECASE,
)
_EMOTICON = re.compile(r"(?<![\w:/])[:;=]['’]?-?[)(DPp|](?![\w)])|(?<!\w)<3(?!\d)|¯\\_|(?<!\w)xD\b")
_DRAWING = re.compile(r"[-=_*~<>|/\\^+•░▒▓█─━═★☆✦]{5,}")


@rule(
    "A11Y-02",
    "A text alternative that tells nothing",
    WARN,
    BLOCK,
    source="Section 508 pages on social media; Clemson and North Carolina guides",
    override=REVIEWER,
    data=("alt_openings", "alt_placeholders"),
)
def empty_alternatives(case: Case) -> Iterator[Flag]:
    """A file name blocks. “Photo of” is let pass: that it is a photo sometimes matters."""
    empty = {phrase.lower() for phrase in case.packs.values("alt_placeholders")}
    bodies = [read for read in case.reads if read.kind is SurfaceKind.BODY]
    for read in case.reads:
        if read.kind is not SurfaceKind.ALTERNATIVE:
            continue
        if _FILE.fullmatch(read.text):
            yield read.flag(
                None,
                "The text alternative is only the name of a file.",
                "Say in one sentence what the picture shows.",
                severity=BLOCK,
            )
        elif read.text.strip(" .[]()").lower() in empty:
            yield read.flag(
                None,
                "The text alternative does not say what the picture shows.",
                "Say in one sentence who does what, and where.",
            )
        elif any(_alike(read, body) > 0.9 for body in bodies):
            yield read.flag(
                None,
                "The text alternative repeats the post, so the picture stays untold.",
                "Say what can be seen instead.",
            )
    for read, hit in case.hits("alt_openings"):
        if read.kind is SurfaceKind.ALTERNATIVE and not read.text[: hit.span[0]].strip():
            yield read.flag(
                hit.span,
                f"Screen readers already say that it is a picture, so {read.said(hit.span)} is "
                "said twice.",
                "Begin with what it shows.",
            )


def _alike(one: Read, other: Read) -> float:
    """How many words two texts share, from 0 to 1; 0 for texts too short to compare."""
    first, second = Counter(t.word for t in one.tokens), Counter(t.word for t in other.tokens)
    if first.total() < 4:
        return 0.0
    return 2 * (first & second).total() / (first.total() + second.total())


@rule(
    "A11Y-08",
    "A hashtag of several words without capitals",
    WARN,
    source="Section 508 pages on social media; GSA accessibility toolkit",
    data=("hashtag_words",),
)
def flat_hashtags(case: Case) -> Iterator[Flag]:
    """Only tags that split into known words; scripts without capitals and one-word tags pass."""
    for read in case.reads:
        for tag, span in read.tags:
            written = hashtags.with_capitals(tag, case.packs, case.subject.house.hashtag_words)
            if written and written != tag:
                yield read.flag(
                    span,
                    f"Screen readers read “#{tag}” as one long word.",
                    f"Begin each word with a capital: #{written}.",
                    replacement=written,
                )


@rule(
    "A11Y-09",
    "Many emoji, emoji in a row, as bullets or in place of words",
    WARN,
    source="Section 508 pages on social media; Clemson and North Carolina guides",
)
def emoji(case: Case) -> Iterator[Flag]:
    """A flag, or a person with a skin tone, counts as one. File names are not read aloud."""
    for read in case.reads:
        spans = signs.emoji(read.text) if read.kind is not SurfaceKind.FILE_NAME else ()
        if spans and (reason := _emoji_fault(read, spans)):
            yield read.flag(
                (spans[0][0], spans[-1][1]),
                f"{reason}, and screen readers read each one aloud.",
                "Keep one or two, at the end of the post.",
            )


def _emoji_fault(read: Read, spans: tuple[tuple[int, int], ...]) -> str:
    text = read.text
    if len(spans) > 3:
        return f"There are {len(spans)} emoji"
    if any(not text[one[1] : other[0]].strip() for one, other in pairwise(spans)):
        return "Two emoji stand in a row"
    openings = [start for start, end in spans if _opens_line(text, start, end)]
    if len(openings) > 1:
        return "Emoji stand as bullets"
    if any(_inside(text, start, end) for start, end in spans):
        return "An emoji stands for a word"
    return ""


def _opens_line(text: str, start: int, end: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    return not text[line_start:start].strip() and bool(text[end : end + 2].strip())


def _inside(text: str, start: int, end: int) -> bool:
    """Whether the sentence runs on through the emoji: “we ❤️ our town”."""
    before, after = text[max(0, start - 2) : start].rstrip(), text[end : end + 2].lstrip(" ")
    return before[-1:].isalpha() and after[:1].islower()


@rule(
    "A11Y-10",
    "Letters in disguise, drawings made of signs, emoticons, hidden characters",
    BLOCK,
    WARN,
    source="Section 508 pages on social media; Clemson and North Carolina guides",
    override=REVIEWER,
)
def disguises(case: Case) -> Iterator[Flag]:
    """A single mathematical letter, ½ and ™ pass; so do full-width letters in Chinese, Japanese
    and Korean.
    """
    for read in case.reads:
        if not read.text.isascii():
            yield from _fancy(read)
            for found in signs.STACKED.finditer(read.text):
                yield _odd(read, found, "Marks are stacked on a letter")
        for found in signs.HIDDEN.finditer(read.text):
            yield read.flag(
                found.span(),
                "A character that nobody can see stands here.",
                "Take it away.",
                severity=WARN,
                replacement="",
            )
        for found in _EMOTICON.finditer(read.text):
            yield _odd(read, found, f"{read.said(found.span())} is a face made of signs")
        for found in _DRAWING.finditer(read.text):
            if not read.in_address(found.span()):
                yield _odd(read, found, "A row of signs stands here")


def _fancy(read: Read) -> Iterator[Flag]:
    wide = () if read.language in {"zh", "ja", "ko"} else signs.WIDE.finditer(read.text)
    for found in (*signs.FANCY.finditer(read.text), *wide):
        yield read.flag(
            found.span(),
            "These letters are in disguise: screen readers spell them out or skip them.",
            "Use ordinary letters.",
            replacement=signs.plain(found[0]),
        )


def _odd(read: Read, found: re.Match[str], what: str) -> Flag:
    return read.flag(
        found.span(), f"{what}, which screen readers spell out.", "Say it in words.", severity=WARN
    )


@rule(
    "A11Y-11",
    "Words all in capitals",
    WARN,
    source="Clemson and North Carolina Clemson and North Carolina guides",
    data=("acronyms",),
)
def capitals(case: Case) -> Iterator[Flag]:
    """Two such words in a row, or three in one place. Known short forms such as AMBER pass."""
    known = case.packs.values("acronyms") | case.subject.house.acronyms
    for read in case.reads:
        if read.kind in PROSE or read.kind is SurfaceKind.ALTERNATIVE:
            for span in shouted(read, known):
                yield read.flag(
                    span,
                    "Words all in capitals are hard to read and sound like shouting.",
                    "Use capitals only where a sentence or a name begins.",
                    replacement=read.text[slice(*span)].capitalize(),
                )


@rule(
    "A11Y-15",
    "A place that carries no text alternative, and words that do not tell the picture",
    BLOCK,
    source="Section 508 pages on social media",
    override=REVIEWER,
)
def untold_pictures(case: Case) -> Iterator[Flag]:
    """Asks for the author's tick that the body tells what the picture shows."""
    for picture in () if case.subject.post.carries_alternatives else case.subject.pictures:
        if not picture.decorative and not picture.told_in_body:
            yield Flag(
                f"No alternative can go along here, and the words do not tell {picture.where}.",
                "Say in the post what it shows, and tick that you did.",
            )


@rule(
    "A11Y-16",
    "Alternatives, captions or poll options in another language than the post",
    BLOCK,
    source="Section 508 page on text alternatives",
    override=REVIEWER,
)
def other_language(case: Case) -> Iterator[Flag]:
    """Goes by the language each text is kept under, never by guessing, so proper names pass."""
    wanted = _base(case.subject.post.language)
    kinds = {SurfaceKind.ALTERNATIVE, SurfaceKind.CAPTION, SurfaceKind.POLL_OPTION}
    for read in case.reads:
        if read.kind in kinds and read.language != wanted:
            yield read.flag(
                None,
                f"The post is in “{wanted}” and these words are in “{read.language}”.",
                "Add them in the language of the post.",
            )
    for picture in case.subject.pictures:
        languages = {_base(each) for each in picture.described_in}
        if languages and wanted not in languages:
            yield Flag(
                f"The text alternative of {picture.where} is not in the language of the post.",
                f"Add one in “{wanted}”.",
            )
        captions = picture.video.captions if picture.video else None
        if captions and _base(captions.language) != wanted:
            yield Flag(
                f"The captions of {picture.where} are not in the language of the post.",
                f"Add captions in “{wanted}”.",
            )


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
