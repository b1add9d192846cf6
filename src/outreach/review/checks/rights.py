"""CONS: who said yes to being shown, quoted or named, and whose pictures and figures these are."""

from collections.abc import Iterator
from functools import lru_cache

from outreach.review.checks import when
from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.media import PictureKind
from outreach.review.checks.origins import Quote
from outreach.review.checks.persons import Person, Release, Role
from outreach.review.checks.registry import rule
from outreach.review.checks.surfaces import SurfaceKind
from outreach.review.checks.text import Read, tokens

BLOCK, WARN = Severity.BLOCK, Severity.WARN
#: Shorter words in quotation marks are titles and nicknames.
_LEAST_QUOTED = 6


@rule(
    "CONS-01",
    "A person who can be recognized, and no release",
    BLOCK,
    source="Release form of Minneapolis Public Schools; police consent rules; notice and opt-out",
    override=Override.CHIEF,
)
def release(case: Case) -> Iterator[Flag]:
    """Staff on duty pass. Minors are the business of JUV-02, victims and witnesses of PRIV-03."""
    for person in case.subject.people:
        staff = person.role is Role.STAFF
        if person.identifiable and person.release is None and not (staff or person.minor):
            yield Flag(
                f"{_who(person)} can be recognized, and there is no release.",
                "Ask for one, note down a spoken yes, or choose another picture.",
            )


def _who(person: Person) -> str:
    return person.name or "A person"


@rule(
    "CONS-02",
    "A release that has ended, was taken back or does not cover this",
    BLOCK,
    source="Release form of Minneapolis Public Schools: the right to take consent back",
    override=Override.CHIEF,
)
def scope(case: Case) -> Iterator[Flag]:
    """Compared with the day the post is due. What was taken back nobody overrides."""
    for person in case.subject.people:
        held = person.release
        if held is None:
            continue
        if held.revoked:
            yield Flag(
                f"{_who(person)} took the release back.",
                "Take the person out, and take down what is already published.",
                override=Override.NOBODY,
            )
            continue
        for lacking in _not_covered(case, held):
            yield Flag(
                f"The release of {person.name or 'a person'} {lacking}.",
                "Ask for a wider one, or take the person out.",
            )


def _not_covered(case: Case, held: Release) -> Iterator[str]:
    post = case.subject.post
    use = "kit" if post.product else "post"
    if held.expires_on is not None and case.due_on > held.expires_on:
        yield f"ended on {when.told(held.expires_on)}"
    if held.platforms and post.platform and post.platform not in held.platforms:
        yield f"does not cover {post.platform}"
    if held.languages and post.language not in held.languages:
        yield f"does not cover the language “{post.language}”"
    if held.uses and use not in held.uses:
        yield f"does not cover its use in a {use}"


@rule(
    "CONS-03",
    "A person in a kit whose release is for one agency only",
    BLOCK,
    source="Release form of Minneapolis Public Schools: third parties need their own",
    override=Override.NOBODY,
)
def redistribution(case: Case) -> Iterator[Flag]:
    """No release at all is the business of CONS-01."""
    for person in case.subject.people if case.subject.post.product else ():
        if person.release and person.release.redistribution not in {"network", "public"}:
            yield Flag(
                f"{_who(person)} agreed to be shown by one agency, and a kit goes to many.",
                "Ask for a release that lets other agencies pass it on.",
            )


@rule(
    "CONS-04",
    "A quotation that its speaker did not confirm",
    BLOCK,
    WARN,
    source="The makers of Outreach",
    override=Override.CHIEF,
)
def quotations(case: Case) -> Iterator[Flag]:
    """Known quotations block until confirmed; a public source, such as minutes, is enough. Six
    words and more in quotation marks that nobody entered as a quotation warn.
    """
    known = {_words(quote.text) for quote in case.subject.quotes}
    for quote in case.subject.quotes:
        if not quote.confirmed and not quote.public_source:
            yield _unconfirmed(case, quote)
    for read in case.prose():
        for span in read.quotations:
            words = tuple(t.word for t in tokens(read.text[slice(*span)]))
            if len(words) >= _LEAST_QUOTED and not any(_within(words, each) for each in known):
                yield read.flag(
                    span,
                    "It is not known who said this and whether they agreed.",
                    "Enter it as a quotation with its speaker.",
                    severity=WARN,
                )


def _unconfirmed(case: Case, quote: Quote) -> Flag:
    found = (
        (read, span) for read in case.reads if (span := read.names(quote.text.strip(' “”"«».')))
    )
    read, span = next(found, (None, None))
    refused = quote.confirmed is False
    return Flag(
        f"{quote.speaker or 'The speaker'} "
        f"{'said that these are not their words' if refused else 'has not confirmed these words'}.",
        "Take them out." if refused else "Show them the words and ask.",
        read.surface if read else None,
        span,
        override=Override.NOBODY if refused else None,
    )


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    """Quotations come with every post anew, and most are the same."""
    return tuple(token.word for token in tokens(text))


def _within(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether words are part of a quotation, or hold all of it."""
    one, other = f" {' '.join(words)} ", f" {' '.join(whole)} "
    return one in other or (bool(whole) and other in one)


@rule(
    "CONS-05",
    "A partner who did not say yes to these words",
    BLOCK,
    source="SPI Collaboration Principles: partners decide too",
    override=Override.CHIEF,
)
def partners(case: Case) -> Iterator[Flag]:
    """Partners named in any surface, or shown by their logo. “Local churches” names nobody. What a
    partner refused, nobody overrides.
    """
    logos = {each.logo_of.lower() for each in case.subject.pictures if each.logo_of}
    for partner in case.subject.partners:
        if partner.yes is True:
            continue
        place = _named(case.reads, (partner.name, *sorted(partner.aliases)))
        if place or partner.logo or partner.name.lower() in logos:
            refused = partner.yes is False
            yield Flag(
                f"{partner.name} {'refused' if refused else 'has not said yes to'} these words.",
                "Take the partner out." if refused else "Send them the link and wait for the yes.",
                place[0].surface if place else None,
                place[1] if place else None,
                override=Override.NOBODY if refused else None,
            )


def _named(reads: tuple[Read, ...], names: tuple[str, ...]) -> tuple[Read, tuple[int, int]] | None:
    for read in reads:
        for name in names:
            if span := read.names(name):
                return read, span
    return None


@rule(
    "CONS-06",
    "A picture of which nobody knows the owner and the license",
    BLOCK,
    source="IACP model social media policy, 2010: copyright",
    override=Override.LEGAL,
)
def rights(case: Case) -> Iterator[Flag]:
    """Cards that Outreach drew are the agency's own."""
    for picture in case.subject.pictures:
        held = picture.rights
        if held is None:
            lacking = picture.kind is not PictureKind.CARD
        else:
            lacking = not (held.owner and held.licence)
        if lacking:
            yield Flag(
                f"It is not known whose {picture.where} is and whether we may show it.",
                "Enter its owner and its license.",
            )
        elif held and held.expires_on is not None and case.due_on > held.expires_on:
            yield Flag(
                f"The license of {picture.where} ended on {when.told(held.expires_on)}.",
                "Renew it or choose another picture.",
            )


@rule(
    "CONS-07",
    "Characters, films or brands that belong to others",
    WARN,
    source="The makers of Outreach",
    data=("others_property",),
)
def property_of_others(case: Case) -> Iterator[Flag]:
    """Sponsors on the agency's list may be named."""
    sponsors = {each.lower() for each in case.subject.house.sponsors}
    for read, hit in case.hits("others_property"):
        if hit.phrase.lower() not in sponsors and read.kind is not SurfaceKind.LINK_TEXT:
            yield read.flag(
                hit.span,
                f"{read.said(hit.span)} belongs to somebody else.",
                "Ask for permission, or leave it out.",
            )
