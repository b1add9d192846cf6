"""PRIV: what belongs to a person and not to the public, and what never belongs in this program."""

import re
from collections.abc import Iterator

from outreach.review.checks import people
from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity, Span
from outreach.review.checks.media import PictureKind
from outreach.review.checks.persons import Role
from outreach.review.checks.registry import rule
from outreach.review.checks.text import Read

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
_WITHOUT_PEOPLE = frozenset({PictureKind.CARD, PictureKind.LOGO, PictureKind.DOCUMENT})
#: Numbers that belong to organisations, never to a person's pocket.
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
_SECRETS = {
    "social_security": "a Social Security number",
    "driver_licence": "the number of a driver's license",
    "birth_date": "a full date of birth",
}


@rule(
    "PRIV-01",
    "Numbers and addresses that belong to one person",
    BLOCK,
    WARN,
    source="The makers of Outreach",
    override=Override.NOBODY,
    data=("social_security", "driver_licence", "birth_date", "card", "plate", "phone", "email"),
)
def personal_numbers(case: Case) -> Iterator[Flag]:
    """Plates, telephone numbers and e-mail addresses warn, unless they are the agency's own or free
    to call. Numbers of cards count only when their check digit is right.
    """
    for name, what in _SECRETS.items():
        for read, span, _ in case.matches(name):
            yield _secret(read, span, what)
    for read, span, words in case.matches("card"):
        if _luhn(_digits(words)):
            yield _secret(read, span, "the number of a bank card")
    for read, span, _ in case.matches("plate"):
        yield _loose(read, span, "the plate of a car")
    own_numbers = {_digits(each)[-10:] for each in case.subject.house.phones}
    for read, span, words in case.matches("phone"):
        number = _digits(words)[-10:]
        if number not in own_numbers and not number.startswith(_TOLL_FREE):
            yield _loose(read, span, "a telephone number that is not on your agency's list")
    for read, span, words in case.matches("email"):
        if not _own_mail(case, words.lower()):
            yield _loose(read, span, "an e-mail address that is not on your agency's list")


def _secret(read: Read, span: Span, what: str) -> Flag:
    return read.flag(span, f"This looks like {what}.", "Take it out.", replacement="")


def _loose(read: Read, span: Span, what: str) -> Flag:
    return read.flag(
        span,
        f"This looks like {what}.",
        "Take it out, or add it to your agency's list if it is public.",
        severity=WARN,
    )


def _digits(words: str) -> str:
    return "".join(letter for letter in words if letter in "0123456789")


def _luhn(digits: str) -> bool:
    """Whether the check digit of a bank card is right."""
    doubled = [int(each) * (1 + at % 2) for at, each in enumerate(reversed(digits))]
    return 13 <= len(digits) <= 19 and sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _own_mail(case: Case, address: str) -> bool:
    house = case.subject.house
    site = address.partition("@")[2]
    return address in {each.lower() for each in house.emails} or any(
        site == each or site.endswith(f".{each}") for each in house.domains
    )


@rule(
    "PRIV-02",
    "A street address with the number of a house",
    WARN,
    BLOCK,
    source="State laws for victims, such as Marsy's Law",
    override=Override.LEGAL,
    data=("street_address",),
)
def addresses(case: Case) -> Iterator[Flag]:
    """Blocks when a victim, a witness or somebody's home is linked to it. Known venues pass, and so
    do addresses in invitations and “the 100 block of”.
    """
    told = case.subject.declared
    harmed = {Role.VICTIM, Role.SEX_CRIME_VICTIM, Role.WITNESS}
    linked = told.address_of_person or any(each.role in harmed for each in case.subject.people)
    inviting = case.subject.event is not None or case.subject.post.kind in {"event", "webinar"}
    venues = [" ".join(each.lower().split()) for each in case.subject.house.venues]
    for read, span, words in case.matches("street_address"):
        known = any(" ".join(words.lower().split()).rstrip(".") in each for each in venues)
        if linked or not (inviting or known):
            yield read.flag(
                span,
                "This may be where somebody lives.",
                "Write the street without the number, or add the place to your list of venues.",
                severity=BLOCK if linked else WARN,
            )


@rule(
    "PRIV-04",
    "Health told of a named person",
    BLOCK,
    source="Health privacy, general knowledge; confirm with your legal adviser",
    override=Override.LEGAL,
    data=("health_words",),
)
def health(case: Case) -> Iterator[Flag]:
    """Only beside the name of a known person who did not choose, in writing, to tell it."""
    for read, hit in case.hits("health_words"):
        for person in people.named_in(case, read, hit):
            if not people.chose(person):
                yield read.flag(
                    hit.span,
                    f"{read.said(hit.span)} tells something of {person.name}'s health.",
                    "Take it out, or get the person's written yes.",
                )


@rule(
    "PRIV-05",
    "Signs of criminal justice information",
    BLOCK,
    source="28 CFR part 20 and state rules on criminal history",
    override=Override.NOBODY,
    data=("cji_words", "cji_number"),
)
def criminal_history(case: Case) -> Iterator[Flag]:
    """What comes out of the databases; that NCIC exists may be said."""
    found = [(read, hit.span) for read, hit in case.hits("cji_words")]
    found += [(read, span) for read, span, _ in case.matches("cji_number")]
    for read, span in found:
        yield read.flag(
            span,
            f"{read.said(span)} looks like information from a criminal justice database.",
            "Take it out; it may not be kept in this program at all.",
        )


@rule(
    "PRIV-06",
    "Position or serial numbers inside a picture's file",
    BLOCK,
    NOTE,
    source="The makers of Outreach",
    override=Override.NOBODY,
)
def metadata(case: Case) -> Iterator[Flag]:
    """The file that leaves is cleaned when it is uploaded; not known to be clean is a note."""
    for picture in case.subject.pictures:
        if picture.stripped is False:
            yield Flag(
                f"The file of {picture.where} tells where or with what it was taken.",
                "Upload it again; Outreach takes that out and keeps the original.",
            )
        elif picture.stripped is None and picture.kind not in _WITHOUT_PEOPLE:
            yield Flag(
                f"It is not known whether the file of {picture.where} tells where it was taken.",
                "Upload it again to be sure.",
                severity=NOTE,
            )


@rule(
    "PRIV-07",
    "A picture in which nobody looked for screens, papers, plates and bystanders",
    WARN,
    source="The makers of Outreach",
)
def looked_over(case: Case) -> Iterator[Flag]:
    """A person's tick; until it is there, a warning. Cards, logos and documents pass."""
    for picture in case.subject.pictures:
        if picture.kind not in _WITHOUT_PEOPLE and not picture.looked_over:
            yield Flag(
                f"Nobody has said that {picture.where} is free of screens, boards, papers, plates "
                "and bystanders.",
                "Look at it at full size, then tick that you did.",
            )


@rule(
    "PRIV-08",
    "Protected staff, or an officer's home and family",
    BLOCK,
    WARN,
    source="The makers of Outreach",
    override=Override.CHIEF,
    data=("home_words", "family_words"),
)
def staff(case: Case) -> Iterator[Flag]:
    """Single names may belong to anybody, so they warn. Family beside an officer's name warns, the
    home blocks.
    """
    for name in sorted(case.subject.house.protected):
        for read in case.reads:
            span = read.names(name)
            if span:
                yield read.flag(
                    span,
                    "This name is on the list of staff who may not be named.",
                    "Take it out.",
                    severity=BLOCK if len(name.split()) > 1 else WARN,
                )
    for terms, severity in (("home_words", BLOCK), ("family_words", WARN)):
        for read, hit in case.hits(terms):
            if any(person.role is Role.STAFF for person in people.named_in(case, read, hit)):
                yield read.flag(
                    hit.span,
                    f"{read.said(hit.span)} leads to an officer's home or family.",
                    "Take it out, or ask the officer first.",
                    severity=severity,
                )


_PRONOUN = re.compile(r"\b(?:he|she|the driver|the man|the woman|the suspect)\b", re.IGNORECASE)


@rule(
    "PRIV-09",
    "The immigration status of a person",
    BLOCK,
    source="The makers of Outreach",
    override=Override.LEGAL,
    data=("immigration_words",),
)
def immigration(case: Case) -> Iterator[Flag]:
    """Beside a known person's name, or beside “he”, “she” and the like when a case is told. Posts
    about services pass.
    """
    for read, hit in case.hits("immigration_words"):
        someone = case.case_linked and _PRONOUN.search(read.sentence(hit.span))
        if someone or case.near_person(read, hit.span):
            yield read.flag(
                hit.span,
                f"{read.said(hit.span)} tells the immigration status of a person.",
                "Take it out.",
            )
