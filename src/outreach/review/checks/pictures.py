"""A11Y on pictures, videos and documents: alternatives, captions, colours and movement."""

from collections.abc import Iterator

from outreach.review.checks.case import PROSE, Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.media import Captions, CaptionsOrigin, Cue, Picture, PictureKind, Video
from outreach.review.checks.registry import rule
from outreach.review.checks.surfaces import SurfaceKind
from outreach.review.checks.text import tokens

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
REVIEWER = Override.ACCESSIBILITY
_STILL = frozenset(PictureKind) - {PictureKind.VIDEO, PictureKind.DOCUMENT}
_MOST_LINES, _LONGEST_LINE, _FASTEST = 2, 45, 180


@rule(
    "A11Y-01",
    "A picture without a text alternative, or a logo marked as decoration",
    BLOCK,
    source="Section 508 page on text alternatives; ADA small entity guide",
    override=REVIEWER,
)
def alternatives(case: Case) -> Iterator[Flag]:
    for picture in case.subject.pictures:
        if picture.kind is PictureKind.LOGO and picture.decorative:
            yield Flag(
                f"A logo is never mere decoration, and {picture.where} is marked so.",
                "Give the name of the organisation as its text alternative.",
            )
        elif picture.kind in _STILL and not picture.decorative and not picture.described_in:
            yield Flag(
                f"People who cannot see {picture.where} are told nothing of it.",
                "Say in one sentence what it shows, or mark it as decoration.",
            )


@rule(
    "A11Y-03",
    "Words in a picture that stand nowhere else",
    BLOCK,
    WARN,
    NOTE,
    source="Section 508 page on text alternatives",
    override=REVIEWER,
)
def words_in_pictures(case: Case) -> Iterator[Flag]:
    """Words a person typed block, words a machine read warn; logos pass. When nobody has said
    whether a picture holds words, there is a note.
    """
    told = {
        token.word
        for read in case.reads
        if read.kind in PROSE or read.kind is SurfaceKind.ALTERNATIVE
        for token in read.tokens
    }
    for picture in case.subject.pictures:
        if picture.kind not in _STILL - {PictureKind.LOGO} or picture.decorative:
            continue
        if picture.contains_text is None:
            yield Flag(
                f"Nobody has said whether words can be read in {picture.where}.",
                "Type them in, or say that there are none.",
                severity=NOTE,
            )
            continue
        words = {token.word for token in tokens(picture.contains_text)}
        if words and len(words & told) < 0.9 * len(words):
            missing = ", ".join(sorted(words - told)[:5])
            yield Flag(
                f"Words in {picture.where} stand neither in its alternative nor in the post: "
                f"{missing}.",
                "Repeat them word for word in the text alternative.",
                severity=WARN if picture.text_by_machine else BLOCK,
            )


def _videos(case: Case) -> Iterator[tuple[Picture, Video]]:
    for picture in case.subject.pictures:
        if picture.kind is PictureKind.VIDEO:
            yield picture, picture.video or Video()


@rule(
    "A11Y-04",
    "A video without captions",
    BLOCK,
    source="Section 508 pages on social media and captions",
    override=REVIEWER,
)
def captions(case: Case) -> Iterator[Flag]:
    """Captions are asked for until somebody says that nobody speaks."""
    for picture, video in _videos(case):
        if video.captions is None and video.speech is not False:
            yield Flag(
                f"People who cannot hear get nothing of what is said in {picture.where}.",
                "Add a caption file, or say that nobody speaks in it.",
            )


@rule(
    "A11Y-05",
    "Captions made by a machine that nobody read",
    BLOCK,
    source="Section 508 page on captions: machine captions do not meet the standard",
    override=REVIEWER,
)
def unread_captions(case: Case) -> Iterator[Flag]:
    for picture, video in _videos(case):
        if video.captions and video.captions.origin is CaptionsOrigin.AUTO:
            yield Flag(
                f"The captions of {picture.where} were made by a machine, and nobody read them.",
                "Read and mend them against the video, then say that you did.",
            )


@rule(
    "A11Y-06",
    "Captions that are hard to follow",
    WARN,
    source="Section 508 page on captions",
)
def caption_shape(case: Case) -> Iterator[Flag]:
    """Chinese, Japanese and Korean have other limits of line and speed; there only order counts."""
    for picture, video in _videos(case):
        for fault, count in _caption_faults(video.captions).items():
            more = f" ({count} times)" if count > 1 else ""
            yield Flag(
                f"In the captions of {picture.where}, {fault}{more}.",
                "Mend the caption file.",
            )


def _caption_faults(captions: Captions | None) -> dict[str, int]:
    faults: dict[str, int] = {}
    if captions is None:
        return faults
    if not captions.readable:
        return {"the file cannot be read as SRT": 1}
    spaced = captions.language.partition("-")[0] not in {"zh", "ja", "ko"}
    before = 0.0
    for cue in captions.cues:
        for fault in _cue_faults(cue, before, spaced=spaced):
            faults[fault] = faults.get(fault, 0) + 1
        before = cue.end
    return faults


def _cue_faults(cue: Cue, before: float, *, spaced: bool) -> Iterator[str]:
    lasts = cue.end - cue.start
    words = sum(len(line.split()) for line in cue.lines)
    if lasts <= 0:
        yield "one ends before it begins"
    if cue.start < before:
        yield "one begins before the last has gone"
    if len(cue.lines) > _MOST_LINES:
        yield "one has more than two lines"
    if spaced and any(len(line) > _LONGEST_LINE for line in cue.lines):
        yield f"a line has more than {_LONGEST_LINE} characters"
    if spaced and lasts > 0 and words > 3 and words * 60 / lasts > _FASTEST:
        yield f"the words go faster than {_FASTEST} a minute"


@rule(
    "A11Y-07",
    "Something that can only be seen in a video",
    WARN,
    BLOCK,
    NOTE,
    source="Section 508 pages on social media; WCAG 1.2",
    override=REVIEWER,
)
def only_seen(case: Case) -> Iterator[Flag]:
    """Blocks from the day on which the law binds the agency; while that day is not known, warns.
    Not asked yet: a note.
    """
    binding = case.subject.house.accessible_from
    bound = binding is not None and case.due_on >= binding
    for picture, video in _videos(case):
        if video.only_visual is None and not video.described:
            yield Flag(
                f"Does {picture.where} show something that nobody says?",
                "Answer in the details of the video.",
                severity=NOTE,
            )
        elif video.only_visual and not video.described:
            yield Flag(
                f"Some of {picture.where} can only be seen, and nothing tells it.",
                "Add a transcript or an audio description.",
                severity=BLOCK if bound else WARN,
            )


@rule(
    "A11Y-12",
    "Pictures that move or flash",
    WARN,
    BLOCK,
    source="Section 508 pages on social media; GSA accessibility toolkit",
    override=Override.NOBODY,
)
def moving(case: Case) -> Iterator[Flag]:
    for picture in case.subject.pictures:
        if picture.flashes is not None and picture.flashes > 3:
            yield Flag(
                f"It flashes more than three times a second in {picture.where}, which can bring on "
                "a seizure.",
                "Take it out or slow it down.",
                severity=BLOCK,
            )
        elif picture.animated:
            yield Flag(
                f"Nobody can stop {picture.where} from moving.",
                "Use a still picture, or a video that people start themselves.",
            )


@rule(
    "A11Y-13",
    "Words that stand out too little from their ground",
    WARN,
    BLOCK,
    NOTE,
    source="Section 508 pages on social media: 4.5 to 1, large words 3 to 1",
    override=REVIEWER,
)
def contrast(case: Case) -> Iterator[Flag]:
    """Templates block, single pictures warn. Over a photograph it cannot be computed: a note."""
    for picture in case.subject.pictures:
        for pair in picture.contrasts:
            least = 3.0 if pair.large else 4.5
            if pair.over_photo:
                yield Flag(
                    f"Nobody can compute how well {pair.what} stands out in {picture.where}.",
                    "Look at it on a phone in daylight.",
                    severity=NOTE,
                )
            elif pair.ratio < least:
                yield Flag(
                    f"The contrast of {pair.what} in {picture.where} is {pair.ratio:.1f} to 1 and "
                    f"should be {least:g} to 1.",
                    "Choose a pair of colours that the brand marks as readable.",
                    severity=BLOCK if picture.from_template else WARN,
                )


@rule(
    "A11Y-18",
    "A document that not everybody can read",
    WARN,
    source="Section 508 pages on social media",
)
def documents(case: Case) -> Iterator[Flag]:
    """A document is taken as not accessible until somebody has tested it."""
    papers = [each for each in case.subject.pictures if each.kind is PictureKind.DOCUMENT]
    for paper in papers:
        if case.subject.post.platform == "linkedin":
            yield Flag(
                f"LinkedIn turns {paper.where} into pictures without text alternatives.",
                "Link to a web page instead.",
            )
        if not paper.accessible:
            yield Flag(
                f"Nobody has said that {paper.where} can be read by a screen reader.",
                "Test it and say so, or offer a web page.",
            )
    if any(paper.accessible for paper in papers):
        return
    for read in case.reads:
        for url, span in read.urls:
            if url.lower().partition("?")[0].endswith(".pdf"):
                yield read.flag(
                    span,
                    "Nobody has said that this PDF can be read by a screen reader.",
                    "Test it and say so, or link to a web page.",
                )
