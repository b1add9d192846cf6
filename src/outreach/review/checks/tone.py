"""TONE: respect for everyone, also for those who did wrong; joy at the right time."""

from collections.abc import Iterator

from outreach.review.checks import signs
from outreach.review.checks.case import PROSE, Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule
from outreach.review.checks.text import Read
from outreach.review.checks.wording import say_instead

BLOCK, WARN = Severity.BLOCK, Severity.WARN
_STORIES = frozenset({"story", "outcome"})


@rule(
    "TONE-01",
    "Shames, mocks or calls people less than people",
    BLOCK,
    WARN,
    source="Police1 on humour and shaming in police posts",
    override=Override.CHIEF,
    data=("shaming", "unkind"),
)
def shaming(case: Case) -> Iterator[Flag]:
    """Words that no post needs block; unkind ones, which may be meant otherwise, warn."""
    for name, severity in (("shaming", BLOCK), ("unkind", WARN)):
        for read, hit in case.hits(name):
            yield say_instead(
                read,
                hit,
                fault="makes less of people.",
                otherwise="Say it without the insult.",
                severity=severity,
            )


@rule(
    "TONE-02",
    "Words of war",
    WARN,
    source="SPI Collaboration Principles: guardians, not warriors",
    data=("war_words",),
)
def war(case: Case) -> Iterator[Flag]:
    for read, hit in case.hits("war_words"):
        fault, otherwise = "makes neighbors sound like an enemy.", "Use words of service and care."
        yield say_instead(read, hit, fault=fault, otherwise=otherwise)


@rule(
    "TONE-03",
    "Blames a neighborhood, or speaks of “us” and “them”",
    WARN,
    source="SPI Collaboration Principles: past injustices, underserved places",
    data=("blame",),
)
def blame(case: Case) -> Iterator[Flag]:
    for read, hit in case.hits("blame"):
        fault, otherwise = "puts the people of a place down.", "Name the street and the problem."
        yield say_instead(read, hit, fault=fault, otherwise=otherwise)


@rule(
    "TONE-04",
    "Cheerful on a solemn day, during a hold or right after an incident",
    WARN,
    BLOCK,
    source="Defense Information School checklist: silence planned posts; tones of observances",
    override=Override.CHIEF,
    data=("celebrating",),
)
def cheerful(case: Case) -> Iterator[Flag]:
    """Exclamation marks, emoji and words of joy. Blocks
    while a hold covers the post.
    """
    solemn = next((each for each in case.subject.observances if each.tone == "solemn"), None)
    if case.subject.held:
        reason, severity = "a hold is on", BLOCK
    elif case.subject.incident_near:
        reason, severity = "something serious has just happened", WARN
    elif solemn:
        reason, severity = f"the day is solemn ({solemn.name})", WARN
    else:
        return
    words = {id(read): hit.span for read, hit in case.hits("celebrating")}
    for read in case.reads:
        span = words.get(id(read)) or (_sign(read) if read.kind in PROSE else None)
        if span:
            yield read.flag(
                span,
                f"This sounds cheerful while {reason}.",
                "Say it quietly, or wait for another day.",
                severity=severity,
            )


def _sign(read: Read) -> tuple[int, int] | None:
    """The first exclamation mark or emoji."""
    at = read.text.find("!")
    if at >= 0:
        return at, at + 1
    faces = signs.emoji(read.text)
    return faces[0] if faces else None


@rule(
    "TONE-05",
    "A story without a partner, a community voice or anything done together",
    WARN,
    source="SPI Collaboration Principles: joint actions",
)
def together(case: Case) -> Iterator[Flag]:
    """Asked of stories and outcomes, not of posts about staff. What is not known counts as
    missing.
    """
    if case.subject.post.kind not in _STORIES:
        return
    story = case.subject.story
    partner = bool(case.subject.partners) or bool(story and story.partner)
    quoted = any(each.speaker or not each.public_source for each in case.subject.quotes)
    voice = quoted or bool(story and story.community_voice)
    if not partner and not voice:
        yield Flag(
            "This story is told without a partner and without a voice from the community.",
            "Name a partner, or let a neighbor speak.",
        )
    elif story and story.joint_activity is False:
        yield Flag(
            "Police and partner do nothing together in this story.",
            "Tell what they did side by side.",
        )
