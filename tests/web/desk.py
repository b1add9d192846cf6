"""A desk to make posts at: one story in the library, accounts, and what the tests look up."""

from dataclasses import dataclass
from datetime import datetime

from httpx2 import Response
from sqlalchemy.engine import Engine
from sqlmodel import col, select
from starlette.testclient import TestClient

from outreach import db as database
from outreach import delivery, identity, review, stories
from outreach.delivery import State
from outreach.platforms import PlatformName
from people import Cast
from web.reading import fields_of


@dataclass(frozen=True, slots=True)
class Desk:
    """The library, an account on each platform, and the agency they belong to."""

    engine: Engine
    people: Cast
    now: datetime
    story_id: int

    @property
    def new(self) -> str:
        return f"/stories/{self.story_id}/posts/new"

    def story(self, key: str) -> stories.WholeStory:
        with database.reading(self.engine) as db:
            row = stories.named(db, key, self.people.agency.id or 0)
            assert row is not None
            return stories.whole(db, row)

    def placed(self) -> list[delivery.Placement]:
        with database.reading(self.engine) as db:
            return list(db.exec(select(delivery.Placement).order_by(col(delivery.Placement.id))))

    def account(self, platform: PlatformName) -> int:
        """The account on a platform."""
        with database.reading(self.engine) as db:
            found = select(identity.Account).where(identity.Account.platform == platform)
            return db.exec(found).one().id or 0

    def make_real(self, platform: PlatformName) -> int:
        """Let the account of a platform be the real thing."""
        with database.writing(self.engine) as db:
            account = db.exec(
                select(identity.Account).where(identity.Account.platform == platform)
            ).one()
            account.practice_url = None
            db.add(account)
            return account.id or 0

    def put(self, send_id: int, state: State) -> None:
        """Set a state that only the worker reaches."""
        with database.writing(self.engine) as db:
            row = db.get_one(delivery.Placement, send_id)
            row.state = state
            db.add(row)


def compose(browser: TestClient, desk: Desk, act: str, **changed: object) -> Response:
    """Press a button of the form as it first stands, with what the test changes."""
    fields = fields_of(browser.get(desk.new).text)
    return browser.post(desk.new, data={**fields, **changed, "act": act})


def a_post(browser: TestClient, desk: Desk, act: str = "send", **changed: object) -> str:
    """The address of a post just made."""
    answer = compose(browser, desk, act, **changed)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def approve_all(desk: Desk) -> None:
    """Chief Lang says yes to everything that waits."""
    with database.writing(desk.engine) as db:
        for each in delivery.waiting(db, desk.people.agency.id or 0):
            digest = delivery.current_digest(db, each)
            yes = review.Decision.APPROVE
            delivery.answer(db, each.id or 0, digest, yes, by=desk.people.lang, now=desk.now)
