"""The brand of an agency: name, colours, logos, voice and standing words, and their revision."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlmodel import Session

from outreach import errors, identity, records
from outreach.brand import palette as colours
from outreach.brand import storage
from outreach.brand.cards import MOST_PARTNERS, Look, Picture
from outreach.brand.models import Asset, BrandRow
from outreach.brand.palette import PLAIN, Palette
from outreach.brand.people import asset_of
from outreach.identity import Action, Actor, Agency
from outreach.lib.digest import Plain

_HASHTAG = re.compile(r"#\w*[^\W\d_]\w*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST = MappingProxyType({"name": 120, "short_name": 40})
_LONGEST_WORDS = 600


class Tone(StrEnum):
    """The four words by which the agency's voice is judged."""

    #: Says what is known, with its caveat, and no more.
    HONEST = "honest"
    #: Puts people first, and the agency after them.
    CARING = "caring"
    #: Has heard how it feels on the other side.
    EMPATHETIC = "empathetic"
    #: Says how it was done, by whom, and where to ask.
    TRANSPARENT = "transparent"


#: What the words mean to an agency that has not said it in its own.
PLAIN_VOICE: Mapping[Tone, str] = MappingProxyType(
    {
        Tone.HONEST: "Say what happened and what we do not know. Give a figure with its source.",
        Tone.CARING: "Begin with the people. Thank those who helped by name, if they agreed.",
        Tone.EMPATHETIC: "Use words our neighbors use. Think of who may be hurt by them.",
        Tone.TRANSPARENT: "Say who decided, how it was done, and where to ask or object.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What an agency looks like and sounds like."""

    name: str
    short_name: str
    palette: Palette = PLAIN
    #: The asset of its own logo; without one, two small circles stand before the name.
    logo_id: int | None = None
    #: The assets of the logos of those it works with, in the order they stand on a card.
    partner_logo_ids: tuple[int, ...] = ()
    voice: Mapping[Tone, str] = field(default_factory=lambda: PLAIN_VOICE)
    #: What working together brings, each in one sentence that can be used again.
    benefits: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    #: The closing words of longer texts, by language.
    boilerplate: Mapping[str, str] = field(default_factory=dict)


def plain_brand(of: Agency) -> Brand:
    """The brand of an agency that has chosen nothing yet."""
    return Brand(name=of.name, short_name=of.short_name)


def brand_of(db: Session, *, by: Actor) -> Brand:
    """The agency's brand as it stands; the plain one under its own name when it chose none."""
    by.must(Action.READ)
    return agency_brand(db, by.agency_id)


def agency_brand(db: Session, agency_id: int) -> Brand:
    """The same, for what the program does by itself, such as checking a post."""
    row = db.get(BrandRow, agency_id)
    return plain_brand(identity.agency(db, agency_id)) if row is None else _brand(row)


def revise_brand(db: Session, brand: Brand, *, by: Actor, now: datetime) -> Brand:
    """Change the agency's brand. What is kept and approved already keeps its look.

    It speaks for the whole agency, and checks trust its hashtags, numbers and sites: only those who
    answer for the agency's own facts change it. Refuses colours nobody can read, logos that are not
    the agency's, hashtags that are none, and words that are too long.
    """
    by.must(Action.BRAND)
    said = _trimmed(brand)
    _refuse_faults(db, said, by.agency_id)
    before = brand_of(db, by=by)
    if said == before:
        return said
    was, will = _plain(before), _plain(said)
    _write(db, will, by, now)
    changed: dict[str, Plain] = {
        name: [was[name], value] for name, value in will.items() if was[name] != value
    }
    records.append(
        db,
        "brand.changed",
        ("agency", by.agency_id),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body=changed,
    )
    return said


def look_of(db: Session, brand: Brand, *, language: str, by: Actor, folder: Path) -> Look:
    """The brand as cards need it, with the logos' files and what they show in that language.

    Refuses a partner's logo that says nothing in that language; its mend is to describe it.
    """
    by.must(Action.READ)

    def kept(asset_id: int) -> Asset:
        return asset_of(db, asset_id, by.agency_id)

    # The agency's name stands beside its own logo, so that the logo has nothing to add.
    logo = None if brand.logo_id is None else _picture(kept(brand.logo_id), "", folder)
    partners = (
        picture_of(kept(each), language=language, folder=folder) for each in brand.partner_logo_ids
    )
    return Look(brand.palette, logo, tuple(partners))


def picture_of(asset: Asset, *, language: str, folder: Path) -> Picture:
    """A picture we keep, as cards take it: its bytes, its alternative, and its focus.

    Refuses one that says nothing in that language: languages are never mixed by accident.
    """
    alt = asset.alt.get(language)
    if alt is None and not asset.decorative:
        raise errors.BadInput(
            f"“{asset.name}” has no alternative text in the language “{language}”. Write it first."
        )
    return _picture(asset, alt or "", folder)


def _picture(asset: Asset, alt: str, folder: Path) -> Picture:
    focus = (round(asset.focal_x * 100), round(asset.focal_y * 100))
    return Picture(storage.get(folder, asset.sha256, asset.name), alt, focus, asset_id=asset.id)


def _trimmed(brand: Brand) -> Brand:
    return replace(
        brand,
        name=brand.name.strip(),
        short_name=brand.short_name.strip(),
        voice={tone: brand.voice.get(tone, PLAIN_VOICE[tone]).strip() for tone in Tone},
        benefits=tuple(each.strip() for each in brand.benefits if each.strip()),
        hashtags=tuple(dict.fromkeys(each.strip() for each in brand.hashtags if each.strip())),
        boilerplate={
            code: text.strip() for code, text in brand.boilerplate.items() if text.strip()
        },
    )


def _refuse_faults(db: Session, brand: Brand, agency_id: int) -> None:
    faults = [*_faults_of_words(brand), *_faults_of_logos(db, brand, agency_id)]
    try:
        colours.proved(brand.palette)
    except errors.BadInput as refused:
        faults.append(errors.Fault("palette", refused.message))
    if faults:
        raise errors.BadInput("The brand was not changed.", tuple(faults))


def hashtag_faults(where: str, tag: str) -> tuple[errors.Fault, ...]:
    """Why these characters are no hashtag, at the field they were typed in; empty when they are."""
    if _HASHTAG.fullmatch(tag):
        return ()
    return (errors.Fault(where, f"“{tag}” is no hashtag.", "Write it like #BetterTogether."),)


def _faults_of_words(brand: Brand) -> list[errors.Fault]:
    faults = []
    for place, most in _LONGEST.items():
        given = getattr(brand, place)
        if not 0 < len(given) <= most:
            faults.append(
                errors.Fault(place, f"It has {len(given)} characters.", f"Give 1 to {most}.")
            )
    for tag in brand.hashtags:
        faults += hashtag_faults("hashtags", tag)
    for code in brand.boilerplate:
        if not _LANGUAGE.fullmatch(code):
            faults.append(
                errors.Fault("boilerplate", f"“{code}” is no language.", "Write it like es.")
            )
    long = [("voice", each) for each in brand.voice.values()]
    long += [("benefits", each) for each in brand.benefits]
    long += [("boilerplate", each) for each in brand.boilerplate.values()]
    faults.extend(
        errors.Fault(
            place, f"“{text[:40]}…” is too long.", f"Keep it to {_LONGEST_WORDS} characters."
        )
        for place, text in long
        if len(text) > _LONGEST_WORDS
    )
    return faults


def _faults_of_logos(db: Session, brand: Brand, agency_id: int) -> list[errors.Fault]:
    faults = []
    if len(brand.partner_logo_ids) > MOST_PARTNERS:
        mend = f"Keep {MOST_PARTNERS}, and name the others in posts."
        faults.append(errors.Fault("partner_logo_ids", "A card has no room for so many.", mend))
    own = [("logo_id", brand.logo_id)] if brand.logo_id is not None else []
    for place, asset_id in [*own, *(("partner_logo_ids", each) for each in brand.partner_logo_ids)]:
        try:
            asset_of(db, asset_id, agency_id)
        except errors.NotFound as refused:
            faults.append(errors.Fault(place, str(refused), "Choose a picture you have kept."))
    return faults


def _plain(brand: Brand) -> dict[str, Any]:
    """The brand as columns and records keep it."""
    shades = {each.name: str(getattr(brand.palette, each.name)) for each in fields(Palette)}
    return {
        "name": brand.name,
        "short_name": brand.short_name,
        "palette": shades,
        "logo_id": brand.logo_id,
        "partner_logo_ids": list(brand.partner_logo_ids),
        "voice": {tone.value: brand.voice[tone] for tone in Tone},
        "benefits": list(brand.benefits),
        "hashtags": list(brand.hashtags),
        "boilerplate": dict(brand.boilerplate),
    }


def _brand(row: BrandRow) -> Brand:
    return Brand(
        name=row.name,
        short_name=row.short_name,
        palette=Palette(**{name: colours.parse(text) for name, text in row.palette.items()}),
        logo_id=row.logo_id,
        partner_logo_ids=tuple(row.partner_logo_ids),
        voice={Tone(word): note for word, note in row.voice.items()},
        benefits=tuple(row.benefits),
        hashtags=tuple(row.hashtags),
        boilerplate=dict(row.boilerplate),
    )


def _write(db: Session, will: Mapping[str, Any], by: Actor, now: datetime) -> None:
    db.merge(BrandRow(agency_id=by.agency_id, by_id=by.person_id, at=now, **will))
    db.flush()
