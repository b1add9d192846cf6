"""Posts that are out, on a platform in memory, and what is done to them afterwards."""

from dataclasses import dataclass

from delivery.stage import Stage
from outreach import db as database
from outreach import review
from outreach.delivery import amends
from outreach.delivery.amends import Amendment, AmendState
from outreach.identity import Actor
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox

WORDS = "Coffee with a cop, Saturday at nine. Everybody is welcome."
BETTER = "Coffee with a cop, Sunday at nine. Everybody is welcome."


@dataclass
class After:
    """One published post, and the platform that shows it."""

    stage: Stage
    platform: Sandbox
    number: int

    def take_down(
        self, *, at_once: bool = True, by: Actor | None = None, reason: str = "A minor is shown."
    ) -> int:
        with database.writing(self.stage.engine) as db:
            row = amends.take_down(
                db,
                self.number,
                reason,
                at_once=at_once,
                by=by or self.stage.cast.rivera,
                now=self.stage.clock.now(),
            )
            return row.id or 0

    def ask(self, text: str = BETTER, *, by: Actor | None = None) -> int:
        """Okafor, unless said otherwise, asks for other words."""
        by = by or self.stage.cast.okafor
        with database.writing(self.stage.engine) as db:
            now = self.stage.clock.now()
            return amends.correct(db, self.number, text, "Wrong day.", by=by, now=now).id or 0

    def answer(
        self,
        amendment: int,
        decision: review.Decision = review.Decision.APPROVE,
        *,
        by: Actor | None = None,
        comment: str = "",
    ) -> None:
        with database.writing(self.stage.engine) as db:
            row = db.get_one(Amendment, amendment)
            amends.answer_correction(
                db,
                amendment,
                row.digest,
                decision,
                by=by or self.stage.cast.lang,
                now=self.stage.clock.now(),
                comment=comment,
            )

    def corrected(self) -> int:
        """A correction that Chief Lang approved."""
        amendment = self.ask()
        self.answer(amendment)
        return amendment

    def round(self) -> int:
        return amends.amend(self.stage.means)

    def row(self, amendment: int) -> Amendment:
        with database.reading(self.stage.engine) as db:
            return db.get_one(Amendment, amendment)

    def state(self, amendment: int) -> AmendState:
        return self.row(amendment).state

    @property
    def shown(self) -> list[str]:
        """What people see on the platform now."""
        return [post.outgoing.text for post in self.platform.accepted if not post.removed]


def published(stage: Stage, platform: PlatformName = PlatformName.FACEBOOK) -> After:
    """A post of Rivera's that Chief Lang approved, out for a quarter of an hour."""
    memory = stage.means.platforms.get(platform) or Sandbox(stage.clock, platform)
    assert isinstance(memory, Sandbox)
    assert isinstance(stage.means.platforms, dict)
    stage.means.platforms[platform] = memory
    number = stage.scheduled(account=stage.account(platform=platform), text=WORDS)
    stage.later(hours=1)
    stage.rounds()
    stage.later(minutes=15)
    return After(stage, memory, number)
