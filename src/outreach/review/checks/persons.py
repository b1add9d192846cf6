"""What is known of each person named or shown, and of what they agreed to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What the person is in what is told."""

    #: Somebody of the community; the usual case.
    RESIDENT = "resident"
    #: Police or other staff.
    STAFF = "staff"
    #: A person who was arrested, charged or is being looked for.
    ACCUSED = "accused"
    #: A victim of a crime.
    VICTIM = "victim"
    #: A victim of a sexual crime.
    SEX_CRIME_VICTIM = "sex_crime_victim"
    #: A witness.
    WITNESS = "witness"


class Basis(StrEnum):
    """Why a person may be shown."""

    #: A signed release.
    WRITTEN = "written"
    #: Said aloud and noted down.
    VERBAL = "verbal"
    #: Signs said that pictures are taken, and nobody objected.
    NOTICE = "notice"
    #: A public official on duty.
    ON_DUTY = "on_duty"
    #: Nobody could tell who it is.
    NOT_IDENTIFIABLE = "not_identifiable"


@dataclass(frozen=True, slots=True)
class Release:
    """What the person agreed to. An empty set of platforms, languages or uses means “any”."""

    basis: Basis
    #: A parent or guardian agreed, for a person under 18.
    guardian: bool = False
    #: The last day on which it counts.
    expires_on: date | None = None
    revoked: bool = False
    platforms: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    #: post, kit, print, website.
    uses: frozenset[str] = frozenset()
    #: agency_only, network or public: who else may pass it on.
    redistribution: str = "agency_only"


@dataclass(frozen=True, slots=True)
class Person:
    """One person who is named in the words or can be seen in a picture."""

    #: As it stands in the words; empty when only shown.
    name: str = ""
    role: Role = Role.RESIDENT
    minor: bool = False
    #: Somebody who knows them would know them here.
    identifiable: bool = True
    #: None: no release was asked for or found.
    release: Release | None = None
    #: Died, or badly hurt, in what is told.
    harmed: bool = False
    #: The family was told; None: nobody has said so.
    family_told: bool | None = None
    #: Chose to tell this of themselves in public; counts with a written release only.
    chose_to_speak: bool = False
