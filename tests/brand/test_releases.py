"""Who is in a picture and what they agreed to, as it is noted, taken back and asked for."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session

import people
from outreach import brand, errors, records
from outreach.brand import Basis, Pictured, PictureRole, Terms, Word
from outreach.platforms import PlatformName

#: The day of `now` in Phoenix.
TODAY = date(2026, 11, 23)
TERMS = Terms(basis=Basis.WRITTEN, signed_on=TODAY)
DANA = Pictured(0, "Dana Reyes")
SAM = Pictured(0, "Sam", PictureRole.CHILD, minor=True)


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now, practice=False)


def a_picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def photo(db: Session, cast: people.Cast, now: datetime, tmp_path: Path) -> int:
    kept = brand.keep(
        db,
        a_picture(),
        alt={"en": "A lamp."},
        name="lamp",
        by=cast.rivera,
        now=now,
        folder=tmp_path,
    )
    return kept.id or 0


class Album:
    """The verbs, by Rivera, now, on one photo."""

    def __init__(self, db: Session, cast: people.Cast, now: datetime, photo: int) -> None:
        self.db, self.by, self.now, self.photo = db, cast.rivera, now, photo

    def tell(self, person: Pictured = DANA) -> int:
        row = brand.tell_person(self.db, self.photo, person, by=self.by, now=self.now)
        return row.id or 0

    def note(self, shown: int, terms: Terms = TERMS, **more: object) -> int:
        word = Word(terms, **more)  # type: ignore[arg-type]
        row = brand.note_release(self.db, shown, word, by=self.by, now=self.now)
        return row.id or 0

    def reasons(self, *, at: datetime | None = None, practice: bool = False) -> tuple[str, ...]:
        return brand.unreleased(
            self.db, self.photo, platform=PlatformName.X, practice=practice, at=at or self.now
        )


@pytest.fixture
def album(db: Session, cast: people.Cast, now: datetime, photo: int) -> Album:
    return Album(db, cast, now, photo)


def test_a_photo_waits_until_somebody_says_who_is_in_it(album: Album) -> None:
    assert "Nobody has said who is in “lamp”" in album.reasons()[0]
    assert album.reasons(practice=True) == ()
    brand.tell_nobody(album.db, album.photo, by=album.by, now=album.now)
    assert album.reasons() == ()


def test_somebody_who_can_be_recognized_needs_a_release(album: Album) -> None:
    shown = album.tell()
    (reason,) = album.reasons()
    assert reason.startswith("Dana Reyes can be recognized, and there is no release.")
    album.note(shown)
    assert album.reasons() == ()


def test_somebody_whom_nobody_could_know_needs_none(album: Album) -> None:
    album.tell(replace(DANA, recognisable=False))
    assert album.reasons() == ()


def test_a_release_that_ended_at_midnight_in_the_agencys_zone_does_not_hold(album: Album) -> None:
    shown = album.tell()
    album.note(shown, replace(TERMS, expires_on=TODAY))
    last_minute = datetime(2026, 11, 24, 6, 59, tzinfo=UTC)  # 23:59 in Phoenix
    assert album.reasons(at=last_minute) == ()
    (reason,) = album.reasons(at=last_minute + timedelta(minutes=1))
    assert "ended on November 23, 2026" in reason


def test_a_child_is_never_noted_without_a_guardian(album: Album) -> None:
    shown = album.tell(SAM)
    for terms in (
        TERMS,
        replace(TERMS, guardian="Ana Reyes"),
        replace(TERMS, guardian_said_yes=True),
    ):
        with pytest.raises(errors.BadInput) as refused:
            album.note(shown, terms)
        assert refused.value.faults[0].where == "guardian"
    album.note(shown, replace(TERMS, guardian="Ana Reyes", guardian_said_yes=True))
    assert album.reasons() == ()


@pytest.mark.parametrize(
    ("person", "terms", "field"),
    [
        (DANA, replace(TERMS, basis=Basis.NOT_IDENTIFIABLE), "basis"),
        (DANA, replace(TERMS, basis=Basis.PUBLIC_OFFICIAL_ON_DUTY), "basis"),
        (DANA, replace(TERMS, signed_on=TODAY + timedelta(days=1)), "signed_on"),
        (DANA, replace(TERMS, expires_on=TODAY - timedelta(days=1)), "expires_on"),
    ],
)
def test_terms_that_cannot_be_are_refused(
    album: Album, person: Pictured, terms: Terms, field: str
) -> None:
    shown = album.tell(person)
    with pytest.raises(errors.BadInput) as refused:
        album.note(shown, terms)
    assert [fault.where for fault in refused.value.faults] == [field]


def test_taking_a_yes_back_takes_back_every_paper_of_that_person(album: Album) -> None:
    shown = album.tell()
    first, second = album.note(shown), album.note(shown)
    brand.withdraw_release(album.db, first, why="Changed her mind", by=album.by, now=album.now)
    assert "took the release back on November 23, 2026" in album.reasons()[0]
    with pytest.raises(errors.Conflict, match="already"):
        brand.withdraw_release(album.db, second, why="", by=album.by, now=album.now)
    album.note(shown)
    assert album.reasons() == ()


def test_a_tips_word_counts_once_somebody_confirms_it(album: Album) -> None:
    shown = album.tell()
    told = album.note(shown, replace(TERMS, basis=Basis.VERBAL_LOGGED), confirmed=False)
    assert "told in a tip" in album.reasons()[0]
    brand.confirm_release(album.db, told, by=album.by, now=album.now)
    assert album.reasons() == ()


def test_a_card_answers_for_the_photo_it_shows(
    album: Album, cast: people.Cast, now: datetime, tmp_path: Path
) -> None:
    card = brand.keep_card(
        album.db, brand.Card("A lamp", "", "Riverton PD"), language="en", name="card.jpg",
        by=cast.rivera, now=now, folder=tmp_path,
    )  # fmt: skip
    card.shows_id = album.photo
    album.db.add(card)
    album.tell()
    (reason,) = brand.unreleased(album.db, card.id or 0, at=now)
    assert "Dana Reyes" in reason
    assert brand.showing(album.db, album.photo) == [album.photo, card.id]


def test_a_copy_is_no_way_around_somebodys_no(
    album: Album, cast: people.Cast, now: datetime, tmp_path: Path
) -> None:
    shown = album.tell()
    release = album.note(shown)
    clean = brand.load(album.db.get_one(brand.Asset, album.photo), tmp_path)
    copies = [
        brand.keep(
            album.db, data, alt={"en": "Dana."}, name=name, by=cast.rivera, now=now,
            folder=tmp_path,
        ).id or 0
        for name, data in (("again", a_picture()), ("anew", clean))
    ]  # fmt: skip
    assert [brand.unreleased(album.db, copy, at=now) for copy in copies] == [(), ()]
    brand.withdraw_release(album.db, release, why="", by=album.by, now=now)
    for copy in copies:
        (reason,) = brand.unreleased(album.db, copy, practice=True, at=now)
        assert "Dana Reyes took the release back" in reason
    assert brand.showing(album.db, copies[1]) == [album.photo, *copies]


def test_the_same_picture_of_another_agency_is_its_own_matter(
    album: Album, cast: people.Cast, now: datetime, tmp_path: Path
) -> None:
    album.tell()
    theirs = brand.keep(
        album.db, a_picture(), alt={"en": "A lamp."}, name="l", by=cast.quinn, now=now,
        folder=tmp_path,
    )  # fmt: skip
    assert brand.unreleased(album.db, theirs.id or 0, practice=True, at=now) == ()
    assert brand.showing(album.db, theirs.id or 0) == [theirs.id]


def test_a_licence_that_ended_keeps_a_picture_away(album: Album, db: Session) -> None:
    brand.tell_nobody(db, album.photo, by=album.by, now=album.now)
    db.get_one(brand.Asset, album.photo).licence_expires_on = TODAY
    assert album.reasons() == ()
    assert "license of “lamp” ended" in album.reasons(at=album.now + timedelta(days=1))[0]


def test_a_person_told_by_mistake_is_taken_out_unless_they_gave_a_release(album: Album) -> None:
    mistaken, dana = album.tell(replace(DANA, name="Nobody")), album.tell()
    album.note(dana)
    brand.take_out(album.db, mistaken, by=album.by, now=album.now)
    assert [person.name for person in brand.people_in(album.db, album.photo)] == ["Dana Reyes"]
    with pytest.raises(errors.Conflict, match="stays on record"):
        brand.take_out(album.db, dana, by=album.by, now=album.now)
    with pytest.raises(errors.Conflict, match="can be recognized"):
        brand.tell_nobody(album.db, album.photo, by=album.by, now=album.now)


def test_every_act_leaves_a_record(album: Album) -> None:
    shown = album.tell()
    release = album.note(shown, confirmed=False)
    brand.confirm_release(album.db, release, by=album.by, now=album.now)
    brand.withdraw_release(album.db, release, why="Moved away", by=album.by, now=album.now)
    about = ("asset", album.photo)
    kinds = [one.kind for one in records.of(album.db, about, agency_id=album.by.agency_id)]
    assert kinds == [
        "brand.picture_kept", "brand.person_told", "brand.release_noted",
        "brand.release_confirmed", "brand.release_withdrawn",
    ]  # fmt: skip


def test_another_agency_and_a_reader_are_turned_away(
    album: Album, cast: people.Cast, now: datetime
) -> None:
    shown = album.tell()
    release = album.note(shown)
    with pytest.raises(errors.NotFound):
        brand.tell_person(album.db, album.photo, DANA, by=cast.quinn, now=now)
    with pytest.raises(errors.NotFound):
        brand.note_release(album.db, shown, Word(TERMS), by=cast.quinn, now=now)
    with pytest.raises(errors.NotFound):
        brand.withdraw_release(album.db, release, why="", by=cast.quinn, now=now)
    with pytest.raises(errors.NotAllowed):
        brand.withdraw_release(album.db, release, why="", by=cast.clerk, now=now)


def test_a_signed_page_is_kept_byte_for_byte(tmp_path: Path) -> None:
    page = b"%PDF-1.7\nsigned by Dana Reyes"
    kept = brand.keep_evidence(page, "dana.pdf", tmp_path)
    assert (kept.media_type, brand.load_evidence(kept, tmp_path)) == ("application/pdf", page)
    assert brand.keep_evidence(a_picture(), "dana.pdf", tmp_path).media_type == "image/jpeg"


@pytest.mark.parametrize("data", [b"PK\x03\x04 a zip", b"", b"<svg></svg>", b"MZ program"])
def test_what_is_no_page_is_refused_whatever_its_name(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(errors.BadInput, match="neither a picture nor a PDF"):
        brand.keep_evidence(data, "signed.pdf", tmp_path)
    assert list(tmp_path.iterdir()) == []
