"""The forms for people without an account: what they ask, and how an answer becomes a tip."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, Field
from sqlmodel import Session

from outreach import brand, stories
from outreach.brand import PictureRole
from outreach.errors import BadInput, Fault
from outreach.stories import DoorKind, Tip, TipDoor, TipPerson, Told
from outreach.web import forms
from outreach.web.deps import Upload

NOTHING = "Nothing was sent yet."
#: A field that people do not see. Machines fill in whatever there is.
TRAP = "website"

ROLES = (
    (PictureRole.RESIDENT.value, "Resident"),
    (PictureRole.OFFICER_ON_DUTY.value, "Officer on duty"),
    (PictureRole.PARTNER.value, "Partner"),
)


class PersonRow(BaseModel):
    name: str = Field("", max_length=120)
    role: PictureRole = PictureRole.RESIDENT
    minor: bool = False
    said_yes: bool = False
    guardian: str = Field("", max_length=120)


class TipForm(BaseModel):
    what: str = Field(max_length=2000)
    place: str = Field(max_length=200)
    happened: str = Field("", max_length=80)
    people: list[PersonRow]
    giver: str = Field("", max_length=120)


class NominationForm(BaseModel):
    officer: str = Field(max_length=120)
    what: str = Field(max_length=2000)
    happened: str = Field("", max_length=80)
    place: str = Field("", max_length=200)
    giver: str = Field("", max_length=120)
    giver_may_be_named: bool = False
    contact: str = Field("", max_length=200)


@dataclass(frozen=True, slots=True)
class Came:
    """A form as it was sent: its answers, its file, and when."""

    form: forms.Form
    upload: Upload
    now: datetime

    @property
    def key(self) -> str:
        """What makes the same form sent twice one tip."""
        return self.form.value("key") or secrets.token_urlsafe(16)


def blank() -> forms.Form:
    """An empty form with a key of its own."""
    return forms.filled({"key": secrets.token_urlsafe(16)})


def take(db: Session, door: TipDoor, came: Came, media: Path) -> Tip:
    """Take the tip in. What is refused keeps its photo here, so that it need not be sent again."""
    photo = _photo(came.upload, media)
    try:
        told = _told(door.kind, came.form)
        return stories.give_tip(db, door, told, key=came.key, photo=photo, now=came.now)
    except BadInput:
        if photo is not None:
            stories.hold_photo(db, door, key=came.key, photo=photo, now=came.now)
        raise
    finally:
        if photo is not None:
            stories.discard_unkept(db, photo, media)


def _photo(upload: Upload, media: Path) -> brand.Received | None:
    if not upload.name:
        return None
    try:
        return brand.receive(upload.data, upload.name, media)
    except BadInput as refused:
        raise BadInput(NOTHING, (Fault("photo", refused.message),)) from None


def _told(kind: DoorKind, form: forms.Form) -> Told:
    if kind is DoorKind.NOMINATION:
        return Told(**forms.read(NominationForm, form).model_dump())
    given = forms.read(TipForm, form)
    people = tuple(TipPerson(**row.model_dump()) for row in given.people)
    return Told(**{**given.model_dump(), "people": people})
