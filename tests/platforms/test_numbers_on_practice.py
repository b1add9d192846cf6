"""Numbers read through the real client libraries are those the practice network counted."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from outreach import practice
from outreach.platforms import OutcomeUnknown, PlatformName, Reading, ReadingState, Split, TryLater
from outreach.platforms.facebook import Facebook
from outreach.practice import counters
from outreach.practice.kept import NetworkPost
from platforms.cast import NOW, TIMEOUT, Notes, an_outgoing
from platforms.stages import OnPractice, let_people_read, on_practice

pytestmark = pytest.mark.network
SPLITS = (Split.FOLLOWERS, Split.NON_FOLLOWERS, Split.UNKNOWN)
Numbers = dict[tuple[str, int | None, Split], Reading]


def by_name(readings: list[Reading]) -> Numbers:
    return {(one.metric, one.days, one.split): one for one in readings}


@pytest.fixture(params=[PlatformName.X, PlatformName.FACEBOOK])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OnPractice]:
    with on_practice(tmp_path, request.param) as made:
        let_people_read(made)
        yield made


def test_a_posts_numbers_are_those_that_were_counted(stage: OnPractice) -> None:
    receipt = stage.platform.publish(stage.account, an_outgoing(pictures=1), Notes())
    now = stage.clock.advance(timedelta(days=2))
    counted = counters.post_counters(stage.world.store, receipt.external_id, now)
    told = by_name(stage.platform.measure_posts(stage.account, (receipt.external_id,), now=now))
    assert counted.views > 0
    if stage.account.platform is PlatformName.X:
        expected = {"impressions": counted.views, "reposts": counted.shares}
        expected |= {"bookmarks": counted.saves, "quotes": counted.quotes}
    else:
        expected = {"views": counted.views, "reach": counted.people, "shares": counted.shares}
        expected["comments"] = counted.replies
        split = told["views", None, Split.NON_FOLLOWERS].value
        assert split == counted.views_by_strangers
    expected |= {"likes": counted.likes, "link_clicks": counted.link_clicks}
    assert {name: told[name, None, Split.ALL].value for name in expected} == expected


def test_windows_of_a_page_are_those_that_were_counted(tmp_path: Path) -> None:
    with on_practice(tmp_path, PlatformName.FACEBOOK) as stage:
        let_people_read(stage, days=10)
        ends_on = (NOW - timedelta(days=2)).date()
        told = by_name(stage.platform.measure_account(stage.account, ends_on=ends_on, now=NOW))
        pacific = ZoneInfo("America/Los_Angeles")
        until = datetime.combine(ends_on + timedelta(days=1), time(), pacific)
        for days in (1, 7, 28):
            counted = counters.account_window(
                stage.world.store, stage.owner, since=until - timedelta(days=days), until=until
            )
            assert told["reach", days, Split.ALL].value == counted.people
            assert told["views", days, Split.FOLLOWERS].value == counted.views_by_followers
        assert told["reach", 28, Split.ALL].value > 0


def test_windows_of_instagram_are_those_that_were_counted(tmp_path: Path) -> None:
    with on_practice(tmp_path, PlatformName.INSTAGRAM) as stage:
        let_people_read(stage, days=10)
        ends_on = (NOW - timedelta(days=2)).date()
        told = by_name(stage.platform.measure_account(stage.account, ends_on=ends_on, now=NOW))
        until = datetime.combine(ends_on + timedelta(days=1), time(), UTC)
        for days in (1, 7, 14, 28):
            counted = counters.account_window(
                stage.world.store, stage.owner, since=until - timedelta(days=days), until=until
            )
            assert told["reach", days, Split.ALL].value == counted.people
            parts = [told["reach", days, split].value for split in SPLITS]
            assert sum(parts) == counted.people
        assert told["followers", None, Split.ALL].value > 0
        assert told["followers_gained", 1, Split.ALL].state is ReadingState.VALUE


def test_media_of_instagram_have_numbers(tmp_path: Path) -> None:
    with on_practice(tmp_path, PlatformName.INSTAGRAM) as stage:
        let_people_read(stage)
        media: list[NetworkPost] = stage.world.store.every_post(stage.owner)
        told = by_name(stage.platform.measure_posts(stage.account, (media[0].id,), now=NOW))
        counted = counters.post_counters(stage.world.store, media[0].id, NOW)
        assert told["views", None, Split.ALL].value == counted.views
        assert told["saves", None, Split.ALL].value == counted.saves
        assert told["reach", None, Split.FOLLOWERS].state is ReadingState.NOT_OFFERED


def test_a_page_too_small_to_be_told_has_no_zeros(tmp_path: Path) -> None:
    with on_practice(tmp_path, PlatformName.FACEBOOK) as stage:
        stage.world.switch(stage.owner, least_audience=100)
        readings = stage.platform.measure_account(
            stage.account, ends_on=(NOW - timedelta(days=2)).date(), now=NOW
        )
        windows = [one for one in readings if one.days is not None]
        assert {one.state for one in windows} == {ReadingState.WITHHELD, ReadingState.NOT_OFFERED}


def test_a_post_without_the_breakdown_keeps_its_views(tmp_path: Path) -> None:
    with on_practice(tmp_path, PlatformName.FACEBOOK) as stage:
        stage.world.switch(stage.owner, post_breakdown=False)
        receipt = stage.platform.publish(stage.account, an_outgoing(), Notes())
        told = by_name(stage.platform.measure_posts(stage.account, (receipt.external_id,), now=NOW))
        assert told["views", None, Split.ALL].state is ReadingState.VALUE
        assert told["views", None, Split.FOLLOWERS].state is ReadingState.NOT_OFFERED


@pytest.mark.parametrize("kind", [practice.Kind.DONE_BUT_BROKEN, practice.Kind.HTML_503])
def test_a_server_error_is_never_taken_for_a_no(stage: OnPractice, kind: practice.Kind) -> None:
    notes, outgoing = Notes(), an_outgoing(pictures=1)
    stage.order(kind)
    with pytest.raises(OutcomeUnknown):
        stage.platform.publish(stage.account, outgoing, notes)
    done = kind is practice.Kind.DONE_BUT_BROKEN
    assert len([one for one in stage.shown() if one.text == outgoing.text]) == int(done)


def test_drafts_lost_on_the_way_are_never_seen(tmp_path: Path) -> None:
    with on_practice(tmp_path, PlatformName.FACEBOOK) as stage:
        lost = practice.Fault(practice.Kind.DROP_AFTER, operation=practice.Operation.CREATE)
        stage.world.faults.order(lost)
        notes = Notes()
        with pytest.raises(TryLater):
            stage.platform.publish(stage.account, an_outgoing(), notes)
        assert stage.shown() == []
        Facebook(TIMEOUT).publish(stage.account, an_outgoing(), notes)
        assert len(stage.shown()) == 1
