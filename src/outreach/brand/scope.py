"""Whether the people in a picture may be shown: what each release covers, and what is missing.

Someone who can be recognized is shown only within what they, or their guardian, agreed to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from outreach.platforms import PlatformName


class PictureRole(StrEnum):
    """What a person in a picture is there as."""

    #: Someone who lives, works or visits here.
    RESIDENT = "resident"
    #: A member of an agency, in uniform or named as such, doing public work.
    OFFICER_ON_DUTY = "officer_on_duty"
    #: Someone who speaks for a partner.
    PARTNER = "partner"
    #: Someone under 18.
    CHILD = "child"


class Basis(StrEnum):
    """On what ground a person may be shown."""

    #: A signed page.
    WRITTEN = "written"
    #: They said so, and somebody wrote down who heard it.
    VERBAL_LOGGED = "verbal_logged"
    #: Signs told everybody that pictures are taken and how to say no, and this person did not.
    NOTICE_AND_OPT_OUT = "notice_and_opt_out"
    #: A public official at public work.
    PUBLIC_OFFICIAL_ON_DUTY = "public_official_on_duty"
    #: Nobody could tell who it is.
    NOT_IDENTIFIABLE = "not_identifiable"


class Use(StrEnum):
    """What a picture is shown for."""

    #: A post on a platform.
    POST = "post"
    #: A page of the agency's own website.
    WEBSITE = "website"
    #: A flyer, a poster, a newsletter on paper.
    PRINT = "print"
    #: A report to a chief, a council or a funder.
    REPORT = "report"


class Redistribution(StrEnum):
    """Who may pass a picture on."""

    #: The agency that was given the release, and nobody else.
    AGENCY_ONLY = "agency_only"
    #: Agencies of the same network too.
    NETWORK = "network"
    #: Anyone.
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Pictured:
    """One person in a picture."""

    id: int
    #: Empty when nobody knows the name.
    name: str = ""
    role: PictureRole = PictureRole.RESIDENT
    recognisable: bool = True
    minor: bool = False

    @property
    def called(self) -> str:
        """The person at the start of a sentence."""
        return self.name or ("A child in the picture" if self.minor else "A person in the picture")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed. A set that is empty sets no limit of its kind."""

    basis: Basis
    uses: frozenset[Use] = frozenset()
    platforms: frozenset[PlatformName] = frozenset()
    languages: frozenset[str] = frozenset()
    redistribution: Redistribution = Redistribution.AGENCY_ONLY
    guardian: str = ""
    guardian_said_yes: bool = False
    signed_on: date
    #: The last day on which it holds, by the agency's calendar; nothing when it has no end.
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A release as it stands: whose, on what terms, and what has become of it."""

    pictured_id: int
    terms: Terms
    withdrawn_on: date | None = None
    #: A person of the agency asked, or saw the page; a tip's word alone is not that.
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What is meant to be done with the picture, and on which day of the agency's calendar."""

    on: date
    use: Use = Use.POST
    #: Nothing where it is not about one platform or language: then that limit is not looked at.
    platform: PlatformName | None = None
    language: str = ""
    #: How far it will be passed on.
    reach: Redistribution = Redistribution.AGENCY_ONLY
    #: A rehearsal: nobody outside sees it, so a word that is not confirmed yet is enough.
    practice: bool = False


def may_show(
    people: Iterable[Pictured], releases: Sequence[Permission], showing: Showing
) -> tuple[str, ...]:
    """Why the picture may not be shown so, a sentence for each person. Empty: it may."""
    found = (_missing(person, releases, showing) for person in people if person.recognisable)
    return tuple(dict.fromkeys(filter(None, found)))


def _missing(person: Pictured, releases: Sequence[Permission], showing: Showing) -> str | None:
    """What keeps this person from being shown: of several releases, what the newest one lacks."""
    own = [release for release in releases if release.pictured_id == person.id]
    if not own:
        return f"{person.called} can be recognized, and there is no release. {_ASK}"
    own.sort(key=lambda release: release.terms.signed_on, reverse=True)
    lacks = [_lack(person, release, showing) for release in own]
    return None if None in lacks else lacks[0]


def _lack(person: Pictured, release: Permission, showing: Showing) -> str | None:
    return (
        _ended(person, release, showing)
        or _unheard(person, release, showing)
        or _outside(person, release.terms, showing)
    )


def _ended(person: Pictured, release: Permission, showing: Showing) -> str | None:
    """A withdrawal counts at once and for good; an end counts from the day after the last."""
    terms = release.terms
    if release.withdrawn_on is not None:
        return f"{person.called} took the release back on {_day(release.withdrawn_on)}. {_OTHER}"
    if terms.expires_on is not None and showing.on > terms.expires_on:
        return f"The release of {_of(person)} ended on {_day(terms.expires_on)}. {_AGAIN}"
    if showing.on < terms.signed_on:
        return f"The release of {_of(person)} begins on {_day(terms.signed_on)}. {_OTHER}"
    return None


def _unheard(person: Pictured, release: Permission, showing: Showing) -> str | None:
    """A child needs a guardian; what a tip says needs somebody of the agency who asked."""
    terms = release.terms
    if terms.basis is Basis.NOT_IDENTIFIABLE:
        return None
    if person.minor and not (terms.guardian.strip() and terms.guardian_said_yes):
        return f"{person.called} is under 18, and no guardian said yes. Ask a parent or guardian."
    if not (release.confirmed or showing.practice):
        return (
            f"The yes of {_of(person)} was told in a tip, and nobody of the agency has confirmed "
            "it. Ask, and confirm it on the picture's page."
        )
    return None


def _outside(person: Pictured, terms: Terms, showing: Showing) -> str | None:
    """The first limit of the terms that this showing goes beyond."""
    limits = (
        (terms.uses and showing.use not in terms.uses, f"for {_USES[showing.use]}"),
        (showing.platform and not _carries(terms, showing.platform), "on this platform"),
        (showing.language and not _speaks(terms, showing.language), f"in “{showing.language}”"),
        (_WIDTH[showing.reach] > _WIDTH[terms.redistribution], _REACHES[showing.reach]),
    )
    beyond = next((what for is_beyond, what in limits if is_beyond), None)
    if beyond is None:
        return None
    return f"The release of {_of(person)} does not allow showing it {beyond}. {_AGAIN}"


def _carries(terms: Terms, platform: PlatformName) -> bool:
    return not terms.platforms or platform in terms.platforms


def _speaks(terms: Terms, language: str) -> bool:
    """A yes to Spanish is a yes to Spanish of Mexico too."""
    return (
        not terms.languages
        or language in terms.languages
        or language.partition("-")[0] in terms.languages
    )


def _of(person: Pictured) -> str:
    return person.name or ("a child in the picture" if person.minor else "a person in the picture")


def _day(on: date) -> str:
    return f"{on:%B} {on.day}, {on.year}"


_ASK = "Ask them, and note the release on the picture's page, or choose another picture."
_OTHER = "Choose another picture."
_AGAIN = "Ask them again, or choose another picture."

_USES = MappingProxyType(
    {
        Use.POST: "a post",
        Use.WEBSITE: "a website",
        Use.PRINT: "print",
        Use.REPORT: "a report",
    }
)
_WIDTH = MappingProxyType({reach: width for width, reach in enumerate(Redistribution)})
_REACHES = MappingProxyType(
    {
        Redistribution.AGENCY_ONLY: "by this agency",
        Redistribution.NETWORK: "by other agencies",
        Redistribution.PUBLIC: "by anyone",
    }
)
