"""The whole line on one table: pages, the real dispatcher, platforms in memory, and a witness.

The witness notes what Chief Lang had before his eyes at each yes, from the page and from the disk.
At the end everything a platform took must be one of those, at its time, and nothing else.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, select
from starlette.testclient import TestClient

import build
from delivery.stage import AtOnce
from outreach import brand, delivery, identity, posts, stories
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.delivery import Placement, State
from outreach.lib import digest
from outreach.lib.clock import VirtualClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from outreach.web.app import create_app
from outreach.web.deps import PLAIN_COOKIE
from people import Cast
from shipping import STORIES
from web.reading import fields_of

OURS = {"sec-fetch-site": "same-origin"}
STORY = "portland-or-niloc"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a yes was given to."""

    account_id: str
    text: str
    #: The digest of each picture's bytes, and its description.
    pictures: tuple[tuple[str, str], ...]
    due_at: datetime


@dataclass
class Line:
    """Everything a test of a way around the yes needs."""

    runtime: Runtime
    clock: VirtualClock
    people: Cast
    story_id: int
    opened: ExitStack
    approved: dict[int, Seen] = field(default_factory=dict)

    def browser(self, by: identity.Actor) -> TestClient:
        """The pages, without JavaScript, signed in as this person."""
        client = self.opened.enter_context(
            TestClient(
                create_app(self.runtime),
                base_url="http://localhost",
                headers=OURS,
                follow_redirects=False,
            )
        )
        with database.writing(self.runtime.engine) as db:
            person = db.get_one(identity.Person, by.person_id)
            token = identity.start(db, person, now=self.clock.now()).token
        client.cookies.set(PLAIN_COOKIE, token)
        return client

    def compose(self, act: str = "send", **changed: object) -> str:
        """Rivera makes posts of the story on the page; gives the address of the post."""
        page, new = self.browser(self.people.rivera), f"/stories/{self.story_id}/posts/new"
        fields = fields_of(page.get(new).text)
        answer = page.post(new, data={**fields, **changed, "act": act})
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def approve(self, numbers: Iterable[int] | None = None) -> None:
        """Lang opens each post that waits, reads it, and says yes on its page."""
        lang = self.browser(self.people.lang)
        for number in self.waiting() if numbers is None else numbers:
            page = lang.get(f"/approvals/{number}")
            shown = fields_of(page.text)["digest"][0]
            self.witness(number)
            answer = lang.post(
                f"/approvals/{number}", data={"digest": shown, "decision": "approve"}
            )
            assert answer.status_code == 303, answer.text

    def witness(self, number: int) -> None:
        """Note what stands there now, the picture as its bytes lie on the disk."""
        with database.reading(self.runtime.engine) as db:
            placed = db.get_one(Placement, number)
            account = db.get_one(identity.Account, placed.account_id)
            words = posts.content(db, placed.variant_id)
            pictures = ()
            if words.asset_id is not None:
                asset = db.get_one(brand.Asset, words.asset_id)
                data = brand.load(asset, self.runtime.media)
                pictures = ((digest.sha256(data), words.alt),)
            self.approved[number] = Seen(account.stable_id, words.text, pictures, placed.due_at)

    def waiting(self) -> list[int]:
        with database.reading(self.runtime.engine) as db:
            found = delivery.waiting(db, self.people.agency.id or 0)
            return [placed.id or 0 for placed in found]

    def placed(self) -> list[Placement]:
        with database.reading(self.runtime.engine) as db:
            return list(db.exec(select(Placement).order_by(col(Placement.id))))

    def states(self) -> set[State]:
        return {placed.state for placed in self.placed()}

    def run(self, *, days: int = 0, hours: int = 0) -> None:
        """Let time pass hour by hour with the dispatcher at work, as a worker would."""
        sender = delivery.Dispatcher(self.runtime.means, AtOnce(), wake=lambda: None)
        for _ in range(days * 24 + hours):
            self.clock.advance(timedelta(minutes=30))
            for _ in range(50):
                if not sender.round():
                    break
            self.clock.advance(timedelta(minutes=30))

    def received(self) -> list[Seen]:
        """What the platforms were given, byte for byte, and when."""
        return [
            Seen(
                taken.account_id,
                taken.outgoing.text,
                tuple((digest.sha256(p.data), p.alt) for p in taken.outgoing.pictures),
                taken.accepted_at,
            )
            for platform in self.runtime.platforms.values()
            if isinstance(platform, Sandbox)
            for taken in platform.accepted
        ]

    def sent_as_approved(self) -> int:
        """Everything received was approved exactly so, went out once, and not early. How many."""
        left = list(self.approved.values())
        for got in self.received():
            same = [
                seen
                for seen in left
                if (seen.account_id, seen.text, seen.pictures)
                == (got.account_id, got.text, got.pictures)
                and seen.due_at <= got.due_at
            ]
            assert same, f"This went out and nobody had approved it: {got}"
            left.remove(same[0])
        return len(self.received())

    def change(self, what: Callable[..., object], *args: object, **about: object) -> object:
        """An act of Rivera's through a verb, kept."""
        with database.writing(self.runtime.engine) as db:
            return what(db, *args, by=self.people.rivera, now=self.clock.now(), **about)


def set_up(runtime: Runtime, clock: VirtualClock, people: Cast, opened: ExitStack) -> Line:
    """A story in the library and an account on each platform in memory."""
    facts = next(story for story in STORIES if story.key == STORY)
    with database.writing(runtime.engine) as db:
        story = stories.draft(db, facts, by=people.rivera, now=clock.now())
        stories.publish(db, story.id or 0, by=people.rivera, now=clock.now())
        for platform in (PlatformName.X, PlatformName.FACEBOOK):
            build.an_account(db, people, now=clock.now(), platform=platform, vault=runtime.vault)
    return Line(runtime, clock, people, story.id or 0, opened)
