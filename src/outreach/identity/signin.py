"""Passwords, signed-in browsers and one-time links. Tokens are random; only their digests are
kept.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import ceil

from pwdlib import PasswordHash
from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.identity.directory import agencies_of, person_by_email
from outreach.identity.models import LinkPurpose, OneTimeLink, Person, SignIn
from outreach.identity.tries import LONGEST_WAIT, Tries, Wrong
from outreach.lib import digest
from outreach.lib.counting import plural

IDLE_FOR = timedelta(minutes=30)
AT_MOST_FOR = timedelta(hours=12)
LINK_FOR = timedelta(hours=72)
SHORTEST = 12
LONGEST = 128
#: A link to choose another password is worth more than an invitation, so it lasts less long.
RESET_FOR = timedelta(hours=1)
#: Wrong tries at one address from wherever, since the last right one. From here on a client that
#: was wrong itself waits the longest wait; one that was not is let in by the right password.
FREE_EVERYWHERE = 50
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


def sign_in(
    db: Session, email: str, *, proven: bool, client: str, tries: Tries, now: datetime
) -> SignedIn | str:
    """Start a session for who has proved the password, or a sentence that says why not.

    The sentence is returned, not raised, so that the count of failures is kept. `client` is where
    the try comes from: somebody who guesses elsewhere keeps nobody out.
    """
    person = person_by_email(db, email)
    until = _wait_until(person, tries.of(email, client, now))
    if until is not None and now < until:
        wait = plural(ceil((until - now) / timedelta(minutes=1)), "minute")
        return f"Too many tries. Wait {wait} and try again."
    if person is None or not proven:
        tries.failed(email, client, now)
        if person is not None:
            _count_failure(db, person, now)
        return "That address and password do not match. Check both and try again."
    tries.forget(email, client)
    person.failures, person.locked_until = 0, None
    db.add(person)
    record(db, "identity.signed_in", person, by_id=person.id, now=now)
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
    if session is not None and session.ended_at is None:
        session.ended_at = now
        db.add(session)
        person = db.get_one(Person, session.person_id)
        record(db, "identity.signed_out", person, by_id=person.id, now=now)


def one_time_link(
    db: Session, purpose: LinkPurpose, *, now: datetime, person_id: int | None = None
) -> str:
    """A token that works once, within three days, or within the hour where it takes the place of a
    password. Older unused ones of the same kind stop working.
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
            expires_at=now + (RESET_FOR if purpose is LinkPurpose.NEW_PASSWORD else LINK_FOR),
        )
    )
    db.flush()
    return token


def reset_link(db: Session, email: str, *, now: datetime) -> tuple[Person, str]:
    """A link by which somebody who lost their password chooses another; it leaves a record.

    Whoever has it can act in their name, so only the command line makes one. Refuses an address
    that nobody here has, and people who left.
    """
    person = person_by_email(db, email)
    if person is None or person.left_at is not None:
        raise errors.NotFound(f"Nobody here has the address {email.strip()}. Check its spelling.")
    record(db, "identity.link_made", person, by_id=None, now=now)
    return person, one_time_link(db, LinkPurpose.NEW_PASSWORD, now=now, person_id=person.id)


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
    """Choose a password by a link, once, and be signed in; wherever else one was is over."""
    set_password(person, password)
    person.failures, person.locked_until = 0, None
    link.used_at = now
    db.add(link)
    db.add(person)
    db.flush()
    end_sessions(db, person, now=now)
    record(db, "identity.password_chosen", person, by_id=person.id, now=now)
    record(db, "identity.signed_in", person, by_id=person.id, now=now)
    return start(db, person, now=now)


def end_sessions(db: Session, person: Person, *, now: datetime) -> None:
    """Sign a person out everywhere."""
    running = select(SignIn).where(SignIn.person_id == person.id, col(SignIn.ended_at).is_(None))
    for session in db.exec(running):
        session.ended_at = now
        db.add(session)


def record(db: Session, kind: str, person: Person, *, by_id: int | None, now: datetime) -> None:
    """Put it on record at every agency the person acts for. Where they came from is not kept."""
    for agency in agencies_of(db, person.id or 0):
        about = ("person", person.id or 0)
        records.append(db, kind, about, agency_id=agency.id or 0, by_id=by_id, at=now)


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


def _wait_until(person: Person | None, wrong: Wrong | None) -> datetime | None:
    """When this client may try again; None if it was not wrong lately."""
    if wrong is None:
        return None
    everywhere = person.locked_until if person is not None else None
    return max(wrong.until(), everywhere or wrong.until())


def _count_failure(db: Session, person: Person, now: datetime) -> None:
    person.failures += 1
    if person.failures >= FREE_EVERYWHERE:
        person.locked_until = now + LONGEST_WAIT
    db.add(person)
    record(db, "identity.sign_in_failed", person, by_id=None, now=now)


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
