"""Claims that travel: parted by platform, kept alive, lost, handed back, and marked once."""

from datetime import timedelta

from delivery.stage import AtOnce, Stage
from outreach import db as database
from outreach import delivery
from outreach.delivery import Claim, Outcome, State
from outreach.platforms import PlatformName

LEASE = timedelta(seconds=60)


def claimed(stage: Stage, *, on: PlatformName = PlatformName.X) -> list[delivery.Chunk]:
    with database.writing(stage.engine) as db:
        now = stage.clock.now()
        return delivery.claim_chunks(db, (on,), now=now, lease_for=LEASE, most=50, size=2)


def due(stage: Stage, count: int) -> list[int]:
    made = [stage.scheduled() for _ in range(count)]
    stage.later(hours=1)
    return made


def renewed(stage: Stage, claims: list[Claim]) -> list[Claim]:
    with database.writing(stage.engine) as db:
        return delivery.renew(db, claims, now=stage.clock.now(), lease_for=LEASE)


def test_chunks_hold_every_due_post_once_and_no_more_than_their_size(stage: Stage) -> None:
    made = due(stage, 5)
    chunks = claimed(stage)
    assert [len(chunk.claims) for chunk in chunks] == [2, 2, 1]
    assert sorted(one.placement_id for chunk in chunks for one in chunk.claims) == sorted(made)
    assert claimed(stage) == []


def test_a_chunk_is_of_one_platform(stage: Stage) -> None:
    due(stage, 3)
    assert claimed(stage, on=PlatformName.FACEBOOK) == []
    assert {chunk.platform for chunk in claimed(stage)} == {PlatformName.X}


def test_a_renewed_lease_is_not_swept(stage: Stage) -> None:
    due(stage, 1)
    [chunk] = claimed(stage)
    stage.later(seconds=50)
    assert renewed(stage, list(chunk.claims)) == list(chunk.claims)
    stage.later(seconds=50)
    assert stage.sweep() == 0


def test_a_claim_that_was_swept_is_not_renewed(stage: Stage) -> None:
    due(stage, 1)
    [chunk] = claimed(stage)
    stage.later(seconds=61)
    stage.sweep()
    assert renewed(stage, list(chunk.claims)) == []


def test_what_is_handed_back_waits_for_another_worker_at_once(stage: Stage) -> None:
    [number] = due(stage, 1)
    [chunk] = claimed(stage)
    with database.writing(stage.engine) as db:
        assert delivery.hand_back(db, chunk.claims, now=stage.clock.now()) == 1
    assert stage.state(number) is State.SCHEDULED
    [attempt] = stage.attempts(number)
    assert attempt.outcome is Outcome.UNSENT
    assert len(claimed(stage)) == 1


def test_a_chunk_that_comes_twice_is_sent_once(stage: Stage) -> None:
    made = due(stage, 3)
    claims = [one for chunk in claimed(stage) for one in chunk.claims]
    twice = [claims, claims]
    stage.dispatcher = delivery.Dispatcher(
        stage.means, AtOnce(), wake=lambda: None, supply=lambda _most: twice.pop() if twice else []
    )
    stage.rounds()
    assert [len(stage.attempts(number)) for number in made] == [1, 1, 1]
    assert len(stage.x.accepted) == 3
