"""JUV and PRIV-03: people who need more care than others: the young, victims and witnesses."""

import re
from collections.abc import Iterator

from outreach.review.checks.case import PROSE, Case
from outreach.review.checks.findings import Flag, Override, Severity, Span
from outreach.review.checks.persons import Basis, Person, Role
from outreach.review.checks.phrases import Hit
from outreach.review.checks.registry import rule
from outreach.review.checks.text import Read

BLOCK, WARN = Severity.BLOCK, Severity.WARN
_AGE = re.compile(
    r"\b(\d{1,2})[- ](?:years?[- ]old|yr[- ]old|year-olds)|\bage[sd]? (\d{1,2})\b"
    r"|\bde (\d{1,2}) años"
)
#: “Maya Torres, 9, a student”: a name of two or three words with an age behind it.
_NAMED_AGE = re.compile(
    r"[^\W\d_a-z][\w'’-]{1,30}(?: [^\W\d_a-z][\w'’.-]{0,30}){1,2}, (\d{1,2})(?=[,.;)])"
)


def ages_below_18(read: Read) -> Iterator[Span]:
    """Where a text gives an age below 18."""
    for found in _AGE.finditer(read.text) if read.digits else ():
        if int(next(group for group in found.groups() if group)) < 18:
            yield found.span()


@rule(
    "JUV-01",
    "A person under 18 who could be known, together with a crime",
    BLOCK,
    source="18 U.S.C. 5038(e); 11 Del. C. 1913",
    override=Override.LEGAL,
    data=("juvenile_words", "charge_words"),
)
def accused_minors(case: Case) -> Iterator[Flag]:
    """A case counts by the author's ticks, by an accused person or by words of arrest; youth by the
    ticks, by the people listed, by ages and by words. An 18-year-old is an adult.
    """
    if not case.case_linked:
        return
    known = [each for each in case.subject.people if each.minor and each.identifiable]
    if known or case.subject.declared.minor:
        yield Flag(
            "A person under 18 could be recognized in connection with a crime.",
            "Take out the name, the picture and all that points to the person.",
        )
        return
    for read in case.reads:
        for span in ages_below_18(read):
            yield _young(read, span)
    for read, hit in case.hits("juvenile_words"):
        yield _young(read, hit.span)


def _young(read: Read, span: Span) -> Flag:
    return read.flag(
        span,
        f"{read.said(span)} points to a person under 18 in connection with a crime.",
        "Take it out, or ask your legal adviser.",
    )


@rule(
    "JUV-02",
    "A person under 18 without a parent's or guardian's yes",
    BLOCK,
    source="Release form of Minneapolis Public Schools; police consent rules for young people",
    override=Override.NOBODY,
)
def guardian(case: Case) -> Iterator[Flag]:
    """Crowds in which nobody can be told apart pass. When the author ticked that a minor is shown
    and lists nobody, that blocks too.
    """
    minors = [each for each in case.subject.people if each.minor]
    for each in minors:
        if each.identifiable and not _guardian_agreed(each):
            yield Flag(
                f"{each.name or 'A young person'} can be recognized, and no parent or guardian "
                "said yes.",
                "Ask for the guardian's release, or choose a picture in which nobody is known.",
            )
    if case.subject.declared.minor and not minors:
        yield Flag(
            "A minor is said to be shown or named, and is not on the list of people.",
            "Add the person, with the guardian's release or as not recognizable.",
        )


def _guardian_agreed(person: Person) -> bool:
    release = person.release
    if release is None or release.revoked:
        return False
    return release.guardian or release.basis is Basis.NOT_IDENTIFIABLE


@rule(
    "JUV-03",
    "A young person's full name with a school, a team or a place and time",
    WARN,
    source="The makers of Outreach",
    data=("school_words",),
)
def whereabouts(case: Case) -> Iterator[Flag]:
    """Young people are those listed as minors, and names with an age below 18 behind them."""
    young = [
        (read, span)
        for person, read, span in case.named
        if person.minor and person.role is not Role.STAFF and len(person.name.split()) > 1
    ]
    for read in case.reads:
        if read.kind in PROSE and read.digits:
            young += [
                (read, found.span())
                for found in _NAMED_AGE.finditer(read.text)
                if int(found[1]) < 18
            ]
    places = {id(read) for read, _ in case.hits("school_words")}
    told: dict[int, int] = {}
    for read, span in young:
        if id(read) in places and span[0] >= told.get(id(read), 0):
            told[id(read)] = span[1]
            yield read.flag(
                span,
                "A stranger could find this young person: full name and place stand together.",
                "Use the first name only, or leave the school or team out.",
            )


@rule(
    "PRIV-03",
    "A victim or a witness who could be known",
    BLOCK,
    source="State laws for victims, such as Marsy's Law",
    override=Override.TWO_PEOPLE,
    data=("sex_crime_words", "home_crime_words", "named_victim"),
)
def victims(case: Case) -> Iterator[Flag]:
    """A survivor or witness who chose to speak, with a written release, passes. Nobody overrides
    for sexual crimes. Awareness posts that name nobody pass.
    """
    shown: set[str] = set()
    for each in case.subject.people:
        if each.role in {Role.VICTIM, Role.SEX_CRIME_VICTIM, Role.WITNESS} and each.identifiable:
            shown.add(each.name)
            if not chose(each):
                what = "witness" if each.role is Role.WITNESS else "victim"
                yield Flag(
                    f"{each.name or 'A person'} is a {what} and can be recognized.",
                    "Take out the name and the picture, or get a written release.",
                    override=Override.NOBODY if each.role is Role.SEX_CRIME_VICTIM else None,
                )
    for terms, override in (
        ("sex_crime_words", Override.NOBODY),
        ("home_crime_words", Override.TWO_PEOPLE),
    ):
        for read, hit in case.hits(terms):
            for person in named_in(case, read, hit):
                if person.name not in shown and person.role is not Role.STAFF:
                    shown.add(person.name)
                    yield read.flag(
                        hit.span,
                        f"{person.name} is named beside {read.said(hit.span)}.",
                        "Take out the name.",
                        override=override,
                    )
    for name in () if shown else ("named_victim",):
        for read, span, _ in _anywhere(case, name):
            yield read.flag(span, "A victim or a witness is named here.", "Take out the name.")


def _anywhere(case: Case, name: str) -> Iterator[tuple[Read, Span, str]]:
    """Matches of a pattern about names, which surfaces without digits hold too."""
    for read in case.reads:
        for pattern in case.packs.patterns(name, read.language, case.subject.house.state):
            for found in pattern.finditer(read.text):
                yield read, found.span(), found[0]


def chose(person: Person) -> bool:
    """Whether someone chose, in writing, to tell this of themselves."""
    release = person.release
    written = release is not None and release.basis is Basis.WRITTEN and not release.revoked
    return person.chose_to_speak and written


def named_in(case: Case, read: Read, hit: Hit) -> Iterator[Person]:
    """Known people who are named in the sentence of a hit."""
    sentence = read.sentence(hit.span).lower()
    return (each for each in case.subject.people if each.name and each.name.lower() in sentence)
