"""The pages of pictures: the list, one with its people and releases, and what is typed there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from outreach import brand, campaigns, delivery, identity
from outreach.brand import AiUse, AssetKind, Basis, PictureRole, Redistribution, Use
from outreach.errors import BadInput, Fault
from outreach.platforms import PlatformName
from outreach.web import forms, words
from outreach.web.deps import Upload, Visit
from outreach.web.views import picture_words
from outreach.web.words import Said, Tone

PAGE = 24
#: The picture on which a point is chosen is shown at this width on every screen, so that where it
#: was clicked can be told without a program in the page.
FOCAL_WIDTH = 240
NOTHING = "Nothing was saved yet."


class NewForm(BaseModel):
    alt: str = Field(max_length=1000)
    language: str = "en"


class FactsForm(BaseModel):
    kind: AssetKind
    decorative: bool = False
    taken_by: str = Field("", max_length=120)
    taken_on: date | None = None
    owner: str = Field("", max_length=120)
    licence: str = Field("", max_length=200)
    licence_expires_on: date | None = None
    ai: AiUse | None = None
    ai_disclosed: bool = False


class PersonForm(BaseModel):
    name: str = Field("", max_length=120)
    role: PictureRole = PictureRole.RESIDENT
    hidden: bool = False
    minor: bool = False


class ReleaseForm(BaseModel):
    basis: Basis
    uses: list[Use]
    platforms: list[PlatformName]
    languages: list[str]
    redistribution: Redistribution = Redistribution.AGENCY_ONLY
    guardian: str = Field("", max_length=120)
    guardian_said_yes: bool = False
    signed_on: date
    expires_on: date | None = None
    note: str = Field("", max_length=300)


@dataclass(frozen=True, slots=True)
class Album:
    """The pictures that were looked for, and the way to more."""

    pictures: tuple[brand.Asset, ...]
    more: str
    sought: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the picture with what they agreed to, the newest first."""

    person: brand.Pictured
    releases: tuple[brand.Release, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One picture and everything known of it."""

    asset: brand.Asset
    people: tuple[PersonLine, ...]
    #: What keeps it off a real account today.
    blocks: tuple[str, ...]
    entries: tuple[campaigns.Entry, ...]
    #: How far each post that has to come down is, by its number on the calendar.
    ticks: Mapping[int, delivery.amends.Amendment]
    crops: tuple[tuple[str, int, int, int, int], ...]

    @property
    def peopled(self) -> bool:
        """Whether there may be people in it."""
        return self.asset.kind in (AssetKind.PHOTO, AssetKind.VIDEO)

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """The languages it is described in, and those that are offered."""
        named = {language: words.language(language) for language in self.asset.alt}
        return tuple({**named, "en": "English", "es": "Spanish"}.items())


def album(visit: Visit, form: forms.Form) -> Album:
    """The agency's pictures that match, the newest first."""
    kind, before = form.value("kind"), form.value("before")
    found = brand.pictures(
        visit.db,
        visit.by.agency_id,
        words=form.value("words"),
        kind=AssetKind(kind) if kind in list(AssetKind) else None,
        before=int(before) if before.isdecimal() else None,
        limit=PAGE + 1,
    )
    query = {name: form.value(name) for name in ("words", "kind") if form.value(name)}
    shown = tuple(found[:PAGE])
    older = urlencode({**query, "before": shown[-1].id or 0}) if found[PAGE:] else ""
    return Album(shown, f"/pictures?{older}" if older else "", bool(query))


def page(visit: Visit, asset: brand.Asset) -> PicturePage:
    """One picture as its page shows it."""
    number = asset.id or 0
    releases = brand.releases_of(visit.db, number)
    shows = delivery.showing(visit.db, number)
    placed = {row.id for row in (*shows.take_down, *shows.stop)}
    posts = {row.post_id for row in (*shows.take_down, *shows.stop)}
    entries = campaigns.entries_of(visit.db, visit.by.agency_id, posts) if posts else ()
    return PicturePage(
        asset,
        tuple(_line(visit, one, releases) for one in brand.people_in(visit.db, number)),
        brand.unreleased(visit.db, number, language="", at=visit.now),
        tuple(entry for entry in entries if entry.placement_id in placed),
        shows.ticks,
        picture_words.crops(asset),
    )


def facts_form(asset: brand.Asset) -> forms.Form:
    """The form with what was said so far."""
    alts = {f"alt_{language}": text for language, text in asset.alt.items()}
    facts = brand.facts_of(asset)
    return forms.filled(
        {
            **{name: getattr(facts, name) for name in FactsForm.model_fields},
            "decorative": "yes" if facts.decorative else "",
            "ai_disclosed": "yes" if facts.ai_disclosed else "",
            **alts,
        }
    )


def describe(visit: Visit, asset: brand.Asset, form: forms.Form) -> int:
    """Save what was typed, and say how many posts ask for a new yes because of it."""
    given = forms.read(FactsForm, form)
    alt = {
        name.removeprefix("alt_"): values[-1]
        for name, values in form.values.items()
        if name.startswith("alt_") and values[-1]
    }
    facts = brand.PictureFacts(alt=alt, **given.model_dump())
    return len(delivery.describe(visit.db, asset.id or 0, facts, by=visit.by, now=visit.now))


def focal_point(asset: brand.Asset, form: forms.Form) -> tuple[float, float]:
    """The point that was clicked, or else the one that was typed in percent."""
    shown = FOCAL_WIDTH, round(FOCAL_WIDTH * asset.height / asset.width)
    clicked = form.value("focal.x"), form.value("focal.y")
    if all(part.isdecimal() for part in clicked) and clicked != ("0", "0"):
        x, y = (int(part) / size for part, size in zip(clicked, shown, strict=True))
        return min(x, 1.0), min(y, 1.0)
    typed = form.value("left"), form.value("top")
    if not all(part.isdecimal() and int(part) <= 100 for part in typed):
        fault = Fault("left", "Write whole numbers from 0 to 100.", "Or click on the picture.")
        raise BadInput(NOTHING, (fault,))
    return int(typed[0]) / 100, int(typed[1]) / 100


def tell(visit: Visit, asset_id: int, form: forms.Form) -> None:
    """Put somebody into the picture's list."""
    given = forms.read(PersonForm, form)
    if not given.hidden and not given.name:
        fault = Fault("name", "Write who it is.", "Such as: Dana Reyes, or woman in a blue hat.")
        raise BadInput(NOTHING, (fault,))
    person = brand.Pictured(0, given.name, given.role, not given.hidden, given.minor)
    brand.tell_person(visit.db, asset_id, person, by=visit.by, now=visit.now)


def release_form(visit: Visit) -> forms.Form:
    """A release's form as it first stands: given today, for this agency alone."""
    on = brand.today(visit.db, visit.by.agency_id, visit.now)
    return forms.filled({"signed_on": on, "redistribution": Redistribution.AGENCY_ONLY})


def note(visit: Visit, shown_id: int, form: forms.Form, upload: Upload) -> brand.Release:
    """Note the release that was typed, with the signed page if one was chosen."""
    given = forms.read(ReleaseForm, form)
    terms = brand.Terms(
        basis=given.basis,
        uses=frozenset(given.uses),
        platforms=frozenset(given.platforms),
        languages=frozenset(given.languages),
        redistribution=given.redistribution,
        guardian=given.guardian,
        guardian_said_yes=given.guardian_said_yes,
        signed_on=given.signed_on,
        expires_on=given.expires_on,
    )
    word = brand.Word(terms, given.note, _evidence(visit, upload))
    return brand.note_release(visit.db, shown_id, word, by=visit.by, now=visit.now)


def keep(visit: Visit, form: forms.Form, files: Mapping[str, Upload]) -> brand.Asset:
    """Keep what was chosen: a picture, or a film with its captions and its picture."""
    given = forms.read(NewForm, form)
    chosen = files.get("file")
    if chosen is None:
        raise BadInput(NOTHING, (Fault("file", "Choose a picture or a film."),))
    alt = {given.language: given.alt}
    by, now, folder = visit.by, visit.now, visit.runtime.media
    try:
        if not _is_film(chosen.data):
            return brand.keep(
                visit.db, chosen.data, alt=alt, name=chosen.name, by=by, now=now, folder=folder
            )
        film = _film(given.language, chosen, files)
        return brand.keep_film(visit.db, film, alt=alt, by=by, now=now, folder=folder)
    except BadInput as refused:
        told = " ".join((refused.message, *map(str, refused.faults)))
        raise BadInput(NOTHING, (Fault("file", told),)) from None


def _is_film(data: bytes) -> bool:
    """Photos of phones begin as films do, with a brand of their own."""
    return data[4:8] == b"ftyp" and data[8:11] not in (b"hei", b"mif", b"avi")


def _film(language: str, chosen: Upload, files: Mapping[str, Upload]) -> brand.GivenFilm:
    captions, poster = files.get("captions"), files.get("poster")
    return brand.GivenFilm(
        chosen.name,
        chosen.data,
        {language: captions.data} if captions else {},
        poster.data if poster else b"",
        poster.name if poster else "",
    )


def _evidence(visit: Visit, upload: Upload) -> brand.Evidence | None:
    if not upload.name:
        return None
    try:
        return brand.keep_evidence(upload.data, upload.name, visit.runtime.media)
    except BadInput as refused:
        raise BadInput(NOTHING, (Fault("evidence", refused.message),)) from None


def _line(visit: Visit, person: brand.Pictured, releases: list[brand.Release]) -> PersonLine:
    own = tuple(row for row in releases if row.shown_person_id == person.id)
    return PersonLine(person, own, _standing(visit, person, own))


def _standing(visit: Visit, person: brand.Pictured, own: tuple[brand.Release, ...]) -> Said:
    if not person.recognisable:
        return Said("Cannot be known", Tone.IDLE, "visibility")
    on = brand.today(visit.db, visit.by.agency_id, visit.now)
    holds = [
        row for row in own
        if row.withdrawn_on is None and (row.expires_on is None or row.expires_on >= on)
    ]  # fmt: skip
    if not own:
        return Said("No release", Tone.BAD, "error")
    if not holds:
        return Said("Taken back" if own[0].withdrawn_on else "Ended", Tone.BAD, "do-not-disturb")
    if all(row.confirmed_at is None for row in holds):
        return Said("Told in a tip, to be confirmed", Tone.WARN, "help")
    return Said("Released", Tone.GOOD, "check")


def platform_choices(visit: Visit) -> list[tuple[str, str]]:
    """The platforms the agency has an account on."""
    names = {account.platform for account in identity.accounts_of(visit.db, visit.by.agency_id)}
    return [(name.value, words.platform(name)) for name in PlatformName if name in names]
