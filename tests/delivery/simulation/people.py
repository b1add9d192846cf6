"""What people do while posts go out: pause, lift, keep, drop, connect again, decide. They tell the
truth: they look at the platform before they say what is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from outreach import db as database
from outreach import delivery, errors, identity
from outreach.delivery import Placement, Scope, State
from outreach.platforms import Profile

if TYPE_CHECKING:
    from delivery.simulation.play import Play


def act(play: Play) -> None:
    """One person does one thing, if it is allowed."""
    deed = play.chance.choice(
        (_pause, _lift, _lift, _keep, _drop, _connect, _decide, _decide, _done)
    )
    try:
        with database.writing(play.scene.engine) as db:
            deed(play, db)
    except errors.OutreachError as refused:
        play.note(f"{deed.__name__} was refused: {refused}")


def _pause(play: Play, db: Session) -> None:
    account_id = play.chance.choice(
        [None, *{post.account_id for post in play.scene.posts.values()}]
    )
    scope, about = (Scope.AGENCY, "") if account_id is None else (Scope.ACCOUNT, account_id)
    delivery.hold(db, scope, about, by=play.scene.cast.lang, now=play.clock.now())
    play.paused.setdefault(account_id, play.turn)
    play.note(f"a person pauses {account_id or 'everything'}")


def _lift(play: Play, db: Session) -> None:
    held = db.exec(select(delivery.Hold).where(col(delivery.Hold.lifted_at).is_(None))).all()
    for hold in held:
        delivery.lift(db, hold.id or 0, by=play.scene.cast.lang, now=play.clock.now())
    play.paused.clear()
    play.note("a person lifts every pause")


def _keep(play: Play, db: Session) -> None:
    number = _one(play, db, State.HELD)
    delivery.keep(db, number, by=play.scene.cast.lang, now=play.clock.now())


def _drop(play: Play, db: Session) -> None:
    number = play.chance.choice(sorted(post.number for post in play.scene.posts.values()))
    delivery.cancel(db, number, by=play.scene.cast.rivera, now=play.clock.now())


def _connect(play: Play, db: Session) -> None:
    """Sign in again wherever that is asked for, and put what was parked back."""
    away = identity.AccountState.NEEDS_SIGN_IN
    for account in db.exec(select(identity.Account).where(identity.Account.state == away)).all():
        identity.connect(
            db,
            account.platform,
            Profile(account.stable_id, account.handle, account.name),
            {"access_token": "new"},
            by=play.scene.cast.admin,
            vault=play.scene.vault,
            now=play.clock.now(),
            practice_url=account.practice_url,
        )
        now = play.clock.now()
        delivery.resume_account(db, account.id or 0, by=play.scene.cast.rivera, now=now)
        play.note(f"a person connects account {account.id} again")


def _decide(play: Play, db: Session) -> None:
    number = _one(play, db, State.NEEDS_PERSON)
    placement = db.get_one(Placement, number)
    network = play.networks[placement.platform]
    seen = [post for post in network.of(placement.key) if post.shown_at <= play.clock.now()]
    lang, now = play.scene.cast.lang, play.clock.now()
    if seen:
        delivery.decide_published(db, number, seen[0].external_id, by=lang, now=now)
    else:
        give_up = play.chance.random() < 0.3
        delivery.decide_absent(db, number, give_up=give_up, by=lang, now=now)


def _done(play: Play, db: Session) -> None:
    number = _one(play, db, State.HANDED_OFF)
    delivery.mark_done(db, number, by=play.scene.cast.rivera, now=play.clock.now())


def _one(play: Play, db: Session, state: State) -> int:
    """One post that stands there; nobody does anything when there is none."""
    rows = db.exec(select(Placement.id).where(Placement.state == state).order_by(col(Placement.id)))
    found = list(rows)
    if not found:
        raise errors.NotFound(f"Nothing is {state}.")
    return play.chance.choice(found) or 0
