"""Tokens by which a machine does a few things in a person's name. They are random; only digests are
kept.
"""

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.identity.directory import actor
from outreach.identity.models import ApiToken
from outreach.identity.permissions import Action, Actor
from outreach.lib import digest

#: What a machine may be let do.
GRANTABLE = (Action.READ, Action.HOLD, Action.LIFT)
#: What tokens begin with, so that one left in a file is known for what it is.
PREFIX = "outreach_"


def make_token(
    db: Session, name: str, actions: Collection[Action], *, by: Actor, now: datetime
) -> tuple[ApiToken, str]:
    """A new token of the person's own, with its secret, which is shown once and never kept.

    Refuses actions the person may not take, and those no machine is let do.
    """
    if not name.strip() or not actions:
        raise errors.BadInput("Say what the token is for, and what it may do.")
    for action in actions:
        by.must(action)
        if action not in GRANTABLE:
            raise errors.BadInput(f"No token may be let do this: {action}.")
    secret = PREFIX + secrets.token_urlsafe(32)
    made = ApiToken(
        person_id=by.person_id,
        agency_id=by.agency_id,
        name=name.strip()[:80],
        actions=sorted(actions),
        token_digest=_digest(secret),
        made_at=now,
    )
    db.add(made)
    db.flush()
    _record(db, "identity.token_made", made, by=by, now=now)
    return made, secret


def tokens_of(db: Session, by: Actor) -> list[ApiToken]:
    """The tokens that still work and that this person may revoke, newest first."""
    found = select(ApiToken).where(
        ApiToken.agency_id == by.agency_id, col(ApiToken.revoked_at).is_(None)
    )
    if not by.may(Action.MANAGE_PEOPLE):
        found = found.where(ApiToken.person_id == by.person_id)
    return list(db.exec(found.order_by(col(ApiToken.id).desc())))


def revoke_token(db: Session, token_id: int, *, by: Actor, now: datetime) -> ApiToken:
    """Make a token worthless: one's own, or anyone's for who manages people."""
    found = next((one for one in tokens_of(db, by) if one.id == token_id), None)
    if found is None:
        raise errors.NotFound("There is no such token. It may have been revoked already.")
    found.revoked_at = now
    db.add(found)
    _record(db, "identity.token_revoked", found, by=by, now=now)
    return found


def holder(db: Session, secret: str, action: Action, *, used_at: datetime | None) -> Actor | None:
    """The person in whose name the token acts; None when it is worth nothing. Where something is
    changed by it, the use is noted.

    Refuses an action the token was not made for, and one its person may not take any more.
    """
    found = db.exec(select(ApiToken).where(ApiToken.token_digest == _digest(secret))).first()
    if found is None or found.revoked_at is not None:
        return None
    try:
        by = actor(db, found.person_id, found.agency_id)
    except errors.NotFound:
        return None
    if action not in found.actions:
        raise errors.NotAllowed(
            f"This token may not do this; it was made for: {', '.join(found.actions)}. "
            "Make one that may, under Pauses."
        )
    by.must(action)
    if used_at is not None:
        found.used_at = used_at
        db.add(found)
    return by


def _digest(secret: str) -> str:
    return digest.sha256(secret.encode())


def _record(db: Session, kind: str, token: ApiToken, *, by: Actor, now: datetime) -> None:
    records.append(
        db,
        kind,
        ("api_token", token.id or 0),
        agency_id=token.agency_id,
        by_id=by.person_id,
        at=now,
        body={"name": token.name, "actions": list(token.actions)},
    )
