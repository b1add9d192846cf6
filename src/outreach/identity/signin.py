"""Passwords, signed-in browsers and one-time links. Tokens are random; only their digests are
kept.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from pwdlib import PasswordHash
from sqlmodel import Session, col, select

from outreach import errors
from outreach.identity.directory import person_by_email
from outreach.identity.models import LinkPurpose, OneTimeLink, Person, SignIn
from outreach.lib import digest

IDLE_FOR = timedelta(minutes=30)
AT_MOST_FOR = timedelta(hours=12)
LINK_FOR = timedelta(hours=72)
SHORTEST = 12
LONGEST = 128
#: Tries before a wait, which then doubles with every further failure up to the longest wait.
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
#: The session's time is written at most this often, so that looking around does not queue writers.
SEEN_STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The token for the browser; it is shown once and never kept."""

    person_id: int
    token: str


def proves(db: Session, email: str, password: str) -> bool:
    """Whether this is the person's password. Slow on purpose, and only looks: ask it before a
    session that writes is opened, so that nobody can keep others from writing by guessing.
    """
    person = person_by_email(db, email)
    if person is None or person.password_hash is None or person.left_at is not None:
        _hasher().verify(password, _decoy())
        return False
    return _hasher().verify(password, person.password_hash)


def sign_in(db: Session, email: str, *, proven: bool, now: datetime) -> SignedIn | str:
    """Start a session for who has proved the password, or a sentence that says why not.

    The sentence is returned, not raised, so that the count of failures is kept.
    """
    person = person_by_email(db, email)
    if person is not None and person.locked_until is not None and now < person.locked_until:
        wait = int((person.locked_until - now).total_seconds() // 60) + 1
        return f"Too many tries. Wait {wait} minute{'s' if wait > 1 else ''} and try again."
    if person is None or not proven:
        if person is not None:
            _count_failure(person, now)
            db.add(person)
        return "That address and password do not match. Check both and try again."
    person.failures, person.locked_until = 0, None
    db.add(person)
    return start(db, person, now=now)


def start(db: Session, person: Person, *, now: datetime) -> SignedIn:
    """A new session for a person who has proved who they are."""
    assert person.id is not None  # noqa: S101 - a stored person
    token = secrets.token_urlsafe(32)
    db.add(SignIn(person_id=person.id, token_digest=_digest(token), created_at=now, seen_at=now))
    db.flush()
    return SignedIn(person.id, token)


def who(db: Session, token: str, *, now: datetime) -> tuple[Person, bool] | None:
    """Whose session this is, and whether its time should be written; None when it is over."""
    found = db.exec(
        select(SignIn, Person)
        .join(Person, col(Person.id) == col(SignIn.person_id))
        .where(SignIn.token_digest == _digest(token))
    ).first()
    if found is None:
        return None
    session, person = found
    over = session.ended_at is not None or person.left_at is not None
    if over or now - session.seen_at > IDLE_FOR or now - session.created_at > AT_MOST_FOR:
        return None
    return person, now - session.seen_at >= SEEN_STEP


def seen(db: Session, token: str, *, now: datetime) -> None:
    """Note that the session is in use."""
    session = _session(db, token)
    if session is not None:
        session.seen_at = now
        db.add(session)


def sign_out(db: Session, token: str, *, now: datetime) -> None:
    """End the session on the server; the token is worth nothing from now on."""
    session = _session(db, token)
    if session is not None:
        session.ended_at = now
        db.add(session)


def one_time_link(
    db: Session, purpose: LinkPurpose, *, now: datetime, person_id: int | None = None
) -> str:
    """A token that works once, within three days. Older unused ones of the same kind stop
    working.
    """
    older = select(OneTimeLink).where(
        OneTimeLink.purpose == purpose,
        OneTimeLink.person_id == person_id,
        col(OneTimeLink.used_at).is_(None),
    )
    for link in db.exec(older):
        link.used_at = now
        db.add(link)
    token = secrets.token_urlsafe(32)
    db.add(
        OneTimeLink(
            purpose=purpose,
            person_id=person_id,
            token_digest=_digest(token),
            expires_at=now + LINK_FOR,
        )
    )
    db.flush()
    return token


def open_link(db: Session, token: str, *, now: datetime) -> OneTimeLink:
    """The link behind a token, still unused. Refuses one that was used, replaced or is too old."""
    link = db.exec(select(OneTimeLink).where(OneTimeLink.token_digest == _digest(token))).first()
    if link is None or link.used_at is not None or now >= link.expires_at:
        raise errors.NotFound(
            "This link no longer works: it was used, replaced or is too old. "
            "Ask for a new one, or run `outreach link` on the server."
        )
    return link


def person_of(db: Session, link: OneTimeLink) -> Person:
    """Whom an invitation is for."""
    person = None if link.person_id is None else db.get(Person, link.person_id)
    if person is None:
        raise errors.NotFound("This link is for nobody in particular. Ask for a new one.")
    return person


def use_link(
    db: Session, link: OneTimeLink, person: Person, password: str, *, now: datetime
) -> SignedIn:
    """Choose a password by a link, once, and be signed in."""
    set_password(person, password)
    link.used_at = now
    db.add(link)
    db.add(person)
    db.flush()
    return start(db, person, now=now)


def set_password(person: Person, password: str) -> None:
    """Refuses a password that is short, endless or the person's own address (NIST SP 800-63B)."""
    if len(password) < SHORTEST:
        raise errors.BadInput(
            f"Choose a password of at least {SHORTEST} characters. "
            "Four unrelated words are easy to keep in mind."
        )
    if len(password) > LONGEST:
        raise errors.BadInput(f"Choose a password of at most {LONGEST} characters.")
    if password.lower() in {person.email, person.email.split("@")[0] * 2}:
        raise errors.BadInput("Choose a password that is not your address.")
    person.password_hash = _hasher().hash(password)


def has_people(db: Session) -> bool:
    """Whether anyone can sign in yet."""
    someone = select(Person.id).where(col(Person.password_hash).is_not(None)).limit(1)
    return db.exec(someone).first() is not None


def _count_failure(person: Person, now: datetime) -> None:
    person.failures += 1
    over = person.failures - FREE_TRIES
    if over >= 0:
        person.locked_until = now + min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)


def _session(db: Session, token: str) -> SignIn | None:
    return db.exec(select(SignIn).where(SignIn.token_digest == _digest(token))).first()


def _digest(token: str) -> str:
    return digest.sha256(token.encode())


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _decoy() -> str:
    """A hash nobody's password has, so that an unknown address takes as long as a known one."""
    return _hasher().hash(secrets.token_urlsafe(16))
