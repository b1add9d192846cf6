"""A post that is out on a platform in memory, for the pages of what follows."""

from dataclasses import dataclass
from datetime import timedelta

import build
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.delivery import State, amends
from outreach.lib.clock import VirtualClock
from outreach.platforms import Outgoing, PlatformName
from outreach.platforms.sandbox import Accepted, Sandbox
from people import Cast

WORDS = "Coffee with a cop, Saturday at nine. Everybody is welcome."
BETTER = "Coffee with a cop, Sunday at nine. Everybody is welcome."


@dataclass
class Out:
    """One post that is out on a platform in memory."""

    runtime: Runtime
    post_id: int
    send_id: int
    platform: PlatformName

    @property
    def at(self) -> str:
        return f"/posts/{self.post_id}/sends/{self.send_id}"

    @property
    def page(self) -> str:
        return f"/posts/{self.post_id}"

    @property
    def shown(self) -> list[str]:
        memory = self.runtime.platforms[self.platform]
        assert isinstance(memory, Sandbox)
        return [post.outgoing.text for post in memory.accepted if not post.removed]

    def round(self) -> None:
        amends.amend(self.runtime.means)


def out(runtime: Runtime, clock: VirtualClock, people: Cast, platform: PlatformName) -> Out:
    """A post of Rivera's that Chief Lang approved and that went out."""
    now = clock.now()
    memory = runtime.platforms[platform]
    assert isinstance(memory, Sandbox)
    with database.writing(runtime.engine) as db:
        account = build.an_account(db, people, now=now, platform=platform, vault=runtime.vault)
        placed = build.a_scheduled(db, people, now=now, account=account, text=WORDS)
        placed.state, placed.external_id = State.PUBLISHED, "1000"
        placed.published_at = now
        db.add(placed)
    shown = Outgoing(text=WORDS, key=placed.key)
    memory.accepted.append(Accepted("1000", account.stable_id, shown, now, now))
    clock.advance(timedelta(minutes=15))
    return Out(runtime, placed.post_id, placed.id or 0, platform)
