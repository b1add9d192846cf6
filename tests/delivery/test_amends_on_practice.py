"""Corrections and take-downs through the real client libraries, over HTTP: the practice network's
own store is the witness.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from delivery.after import BETTER, WORDS, After
from delivery.stage import Stage
from outreach import db as database
from outreach import practice
from outreach.delivery import State, amends
from outreach.delivery.amends import AmendState
from outreach.platforms import PlatformName
from outreach.practice import Kind, Operation
from platforms.stages import OnPractice

pytestmark = pytest.mark.network

X, FACEBOOK = PlatformName.X, PlatformName.FACEBOOK
FAULTS = (
    Kind.DROP_BEFORE,
    Kind.DROP_AFTER,
    Kind.BROKEN,
    Kind.DONE_BUT_BROKEN,
    Kind.HTML_503,
    Kind.TOO_MANY,
)


class OnNetwork(After):
    """A post that is out on the practice network."""

    network: OnPractice

    @property
    def shown(self) -> list[str]:
        return [post.text for post in self.network.shown()]

    def order(self, kind: Kind, operation: Operation) -> None:
        """Let the next such call go wrong."""
        self.network.world.faults.order(practice.Fault(kind, operation=operation, seconds=60))

    def until_done(self, amendment: int, goal: list[str]) -> None:
        """Rounds until it is done; it is never called so while the network shows otherwise."""
        for _ in range(8):
            self.round()
            if self.state(amendment) is AmendState.DONE:
                break
            self.stage.later(seconds=121)
        assert (self.state(amendment), self.shown) == (AmendState.DONE, goal)


@contextmanager
def out_on(stage: Stage, folder: Path, name: PlatformName) -> Iterator[OnNetwork]:
    """The practice network with a post of ours on it."""
    world = practice.World(practice.Store(folder / "practice.db"), stage.clock)
    with practice.serve_in_thread(world) as serving:
        network = OnPractice(serving, stage.clock, name)
        stage.means.platforms[name] = network.platform  # type: ignore[index] # a dictionary
        account = stage.account(platform=name)
        account.stable_id, account.handle = network.owner.stable_id, network.owner.handle
        account.practice_url = network.account.base_url
        account.sealed = stage.vault.seal(dict(network.owner.credentials))
        with database.writing(stage.engine) as db:
            account = db.merge(account)
        number = stage.scheduled(account=account, text=WORDS)
        stage.later(hours=1)
        stage.rounds()
        assert stage.state(number) is State.PUBLISHED
        stage.later(minutes=15)
        made = OnNetwork(stage, stage.x, number)
        made.network = network
        yield made
    world.store.close()


@pytest.mark.parametrize("name", [X, FACEBOOK])
def test_a_post_is_taken_down_and_read_back(
    stage: Stage, tmp_path: Path, name: PlatformName
) -> None:
    with out_on(stage, tmp_path, name) as after:
        assert after.shown == [WORDS]
        amendment = after.take_down()
        after.round()
        row = after.row(amendment)
        assert (row.state, row.stood, after.shown) == (AmendState.DONE, WORDS, [])


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("name", [X, FACEBOOK])
def test_whatever_a_removal_meets_it_is_down_before_it_is_called_so(
    stage: Stage, tmp_path: Path, name: PlatformName, kind: Kind
) -> None:
    with out_on(stage, tmp_path, name) as after:
        after.order(kind, Operation.DELETE)
        after.until_done(after.take_down(), [])


@pytest.mark.parametrize("kind", FAULTS)
def test_whatever_a_correction_meets_it_stands_before_it_is_called_so(
    stage: Stage, tmp_path: Path, kind: Kind
) -> None:
    with out_on(stage, tmp_path, FACEBOOK) as after:
        amendment = after.corrected()
        after.order(kind, Operation.PUBLISH)
        after.until_done(amendment, [BETTER])


@pytest.mark.parametrize("name", [X, FACEBOOK])
def test_a_post_that_somebody_took_down_by_hand_is_down(
    stage: Stage, tmp_path: Path, name: PlatformName
) -> None:
    with out_on(stage, tmp_path, name) as after:
        (post,) = after.network.world.store.every_post(after.network.owner)
        after.network.world.store.delete_post(post.id, stage.clock.now())
        amendment = after.take_down()
        after.round()
        row = after.row(amendment)
        assert (row.state, row.told, row.stood) == (AmendState.DONE, amends.Told.GONE, None)


def test_a_token_that_expired_parks_it_for_a_person(stage: Stage, tmp_path: Path) -> None:
    with out_on(stage, tmp_path, FACEBOOK) as after:
        after.order(Kind.EXPIRED_TOKEN, Operation.DELETE)
        amendment = after.take_down()
        after.round()
        assert (after.state(amendment), after.shown) == (AmendState.NEEDS_SIGN_IN, [WORDS])
