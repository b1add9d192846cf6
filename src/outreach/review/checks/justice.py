"""JUST: nobody is guilty before a court says so, in no word, tag, name of a file or picture."""

from collections.abc import Iterator
from datetime import timedelta

from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.media import Booking, PictureKind
from outreach.review.checks.phrases import Hit
from outreach.review.checks.registry import rule
from outreach.review.checks.surfaces import SurfaceKind
from outreach.review.checks.text import Read

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE

#: Places that are read apart from the body: what is said there stands alone.
_APART = frozenset(
    {
        SurfaceKind.TITLE,
        SurfaceKind.HASHTAG,
        SurfaceKind.FILE_NAME,
        SurfaceKind.ALTERNATIVE,
        SurfaceKind.LINK_TEXT,
    }
)
_TAGS = frozenset({SurfaceKind.HASHTAG, SurfaceKind.FILE_NAME})
_LONGEST_SHOWN = timedelta(days=14)
_GENERAL = "General advice passes once the author ticks that it speaks of no real case."


def _apart(read: Read, hit: Hit) -> bool:
    return read.kind in _APART or read.tagged(hit.span)


@rule(
    "JUST-01",
    "Words that call a person guilty",
    BLOCK,
    WARN,
    source="IACP model social media policy, 2010; Justice Manual 1-7.500",
    override=Override.LEGAL,
    data=("guilt_words", "guilt_words_in_a_case", "charge_words"),
)
def guilt(case: Case) -> Iterator[Flag]:
    """Blocks when a real case is told or a known person stands in the sentence, else warns. Silent
    after a recorded conviction, and about general advice that names nobody.
    """
    told = case.subject.declared
    if told.convicted:
        return
    for read, hit in case.hits("guilt_words"):
        serious = case.case_linked or case.near_person(read, hit.span)
        if not _apart(read, hit) and (serious or not told.general_advice):
            yield _guilty(read, hit, BLOCK if serious else WARN)
    for read, hit in case.hits("guilt_words_in_a_case") if case.case_linked else ():
        if not _apart(read, hit):
            yield _guilty(read, hit, BLOCK)


def _guilty(read: Read, hit: Hit, severity: Severity) -> Flag:
    better = hit.instead or "the person accused"
    return read.flag(
        hit.span,
        f"{read.said(hit.span)} says that someone is guilty, which only a court may say.",
        f"Say “{better}”.",
        severity=severity,
    )


@rule(
    "JUST-02",
    "An arrest or a charge without the sentence that it is only an accusation",
    BLOCK,
    WARN,
    source="Justice Manual 1-7.500; Rule 3.6 of professional conduct",
    override=Override.LEGAL,
    data=("charge_words", "arrest_words", "presumption", "accusation_sentence", "accusation_short"),
)
def accusation(case: Case) -> Iterator[Flag]:
    """The sentence counts in the same variant, wherever it stands. A bare “arrest” in a text that
    tells of no case warns; general advice and recorded convictions pass.
    """
    told = case.subject.declared
    if told.general_advice or told.convicted or case.has("presumption"):
        return
    clear = next(case.hits("charge_words"), None)
    found = clear or next(case.hits("arrest_words"), None)
    if found is None and not told.arrest:
        return
    body = next((read for read in case.reads if read.kind is SurfaceKind.BODY), None)
    short = case.subject.post.platform == "x"
    language = body.language if body else "en"
    sentence = case.text("accusation_short" if short else "accusation_sentence", language)
    said = f"{found[0].said(found[1].span)} is said" if found else "An arrest is told"
    place = body or (found[0] if found else None)
    yield Flag(
        f"{said} without the sentence that a charge is only an accusation.",
        f"Add: {sentence} {_GENERAL}",
        place.surface if place else None,
        (len(place.text), len(place.text)) if place else None,
        BLOCK if clear or told.arrest or case.case_linked else WARN,
        f"\n\n{sentence}",
    )


@rule(
    "JUST-03",
    "A record, a confession, a test, a witness or a character, told before the trial",
    BLOCK,
    WARN,
    source="Rule 3.6 of professional conduct",
    override=Override.LEGAL,
    data=("prejudice",),
)
def prejudice(case: Case) -> Iterator[Flag]:
    """Blocks when a case or a known person is told of; else warns, for clinics that clear records
    and the like speak of them too.
    """
    if case.subject.declared.convicted:
        return
    for read, hit in case.hits("prejudice"):
        serious = case.case_linked or case.near_person(read, hit.span)
        if serious or not case.subject.declared.general_advice:
            yield read.flag(
                hit.span,
                f"{read.said(hit.span)} may spoil a fair trial.",
                "Take it out, or ask the prosecutor.",
                severity=BLOCK if serious else WARN,
            )


@rule(
    "JUST-04",
    "An open case without the yes of investigators or the prosecutor",
    BLOCK,
    NOTE,
    source="IACP model social media policy, 2010; UC Santa Cruz police policy 391",
    override=Override.CHIEF,
)
def case_approval(case: Case) -> Iterator[Flag]:
    """Goes by the author's ticks. Before anyone was asked for a yes it is a note."""
    told = case.subject.declared
    if not (told.open_case or told.arrest) or told.convicted:
        return
    asked = case.subject.approval
    if asked is None:
        yield Flag(
            "This touches an open case, so investigators or the prosecutor have to say yes.",
            "Send it for approval with that step.",
            severity=NOTE,
        )
    elif not {"investigations", "records", "legal"} & asked.steps_done:
        yield Flag(
            "This touches an open case, and neither investigators nor the prosecutor said yes.",
            "Ask one of them.",
        )


@rule(
    "JUST-05",
    "A headline, tag, link, alternative or name of a file that calls someone guilty or mocks",
    BLOCK,
    WARN,
    source="Criticism of a federal headline of 2012; Police1 on humour",
    override=Override.LEGAL,
    data=("guilt_words", "mocking"),
)
def apart(case: Case) -> Iterator[Flag]:
    """Mocking blocks in a tag or a file's name and in any case; the rest blocks in a case or beside
    a known person, else warns.
    """
    if case.subject.declared.convicted:
        return
    for read, hit in case.hits("mocking"):
        if flag := _told_apart(case, read, hit, mocks=True):
            yield flag
    for read, hit in case.hits("guilt_words"):
        if _apart(read, hit) and (flag := _told_apart(case, read, hit, mocks=False)):
            yield flag


def _told_apart(case: Case, read: Read, hit: Hit, *, mocks: bool) -> Flag | None:
    in_tag = read.kind in _TAGS or read.tagged(hit.span)
    serious = case.case_linked or case.near_person(read, hit.span) or (mocks and in_tag)
    if not serious and case.subject.declared.general_advice:
        return None
    return read.flag(
        hit.span,
        f"{read.said(hit.span)} {'mocks' if mocks else 'calls someone guilty'}, and it is read "
        "apart from the rest.",
        "Name what happened in neutral words.",
        severity=BLOCK if serious else WARN,
    )


@rule(
    "JUST-06",
    "A booking photo",
    BLOCK,
    WARN,
    source="California Penal Code 13665; laws of other states",
    override=Override.NOBODY,
    data=("booking_words", "booking_photo"),
)
def booking_photo(case: Case) -> Iterator[Flag]:
    """Refused unless a pack of the agency's own state permits it, and then with ground, the name
    the person gave and a day within fourteen on which it comes down. Words that hint at one warn.
    """
    permitted = case.packs.allows("booking_photo", case.subject.house.state)
    shown = [each for each in case.subject.pictures if each.kind is PictureKind.BOOKING_PHOTO]
    for picture in shown:
        if not permitted:
            yield Flag(
                f"Booking photos are not shown here, and {picture.where} is one.",
                "Take it away.",
            )
            continue
        for lacking in _lacking(case, picture.booking or Booking()):
            yield Flag(f"A booking photo needs {lacking}.", "Add it in the details of the picture.")
    for read, hit in () if shown else case.hits("booking_words"):
        yield read.flag(
            hit.span,
            f"{read.said(hit.span)} hints at a booking photo.",
            "If it is one, take it away; if not, call it something else.",
            severity=WARN,
        )


def _lacking(case: Case, booking: Booking) -> Iterator[str]:
    if not booking.ground:
        yield "the ground that the law names"
    if not booking.given_name:
        yield "the name and pronouns that the person gave"
    latest = case.due_on + _LONGEST_SHOWN
    if booking.takedown_on is None or booking.takedown_on > latest:
        yield "a day within 14 days on which it comes down"


@rule(
    "JUST-07",
    "“Suspect”, and nobody has said why that is the right word",
    WARN,
    source="Police1: ask for help to find a possible witness",
    data=("suspect_words",),
)
def suspect(case: Case) -> Iterator[Flag]:
    """Passes when someone confirmed the word, and in general advice."""
    told = case.subject.declared
    if told.suspect_confirmed or told.general_advice:
        return
    for read, hit in case.hits("suspect_words"):
        yield read.flag(
            hit.span,
            "To be called a suspect harms for ever, even when it turns out to be wrong.",
            "Say “a person who may have seen something”, or confirm that the word is right.",
        )
