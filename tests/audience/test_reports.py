"""The report says what was told, joins it within one platform only, and says what is missing."""

from datetime import date, datetime, timedelta

import pytest

from audience.riverton import FACEBOOK, HANDOFF, Town, X, told, untold
from outreach import audience
from outreach import db as database
from outreach.audience import sentences, wording
from outreach.audience.overlap import Bounds
from outreach.platforms import ReadingState, Refused, Split

DAY = timedelta(days=1)


def facebook_post(town: Town, at: datetime, reach: int, views: tuple[int, int]) -> str:
    """A post on the Page with reach and views by followers and by others."""
    post = town.publish(FACEBOOK, at)
    town.platforms[FACEBOOK].numbers[post] = [
        told("reach", reach, post),
        told("views", sum(views), post),
        told("views", views[0], post, split=Split.FOLLOWERS),
        told("views", views[1], post, split=Split.NON_FOLLOWERS),
        told("comments", 3, post),
    ]
    return post


def x_post(town: Town, at: datetime, impressions: int) -> str:
    post = town.publish(X, at)
    town.platforms[X].numbers[post] = [
        told("impressions", impressions, post),
        told("likes", 2, post),
        untold("reach", ReadingState.NOT_OFFERED, post, why="X does not tell how many people."),
    ]
    return post


@pytest.fixture
def measured(town: Town, now: datetime) -> Town:
    """Two posts on each platform, a day old and older, measured once."""
    for days, size in ((1, 300), (3, 500)):
        facebook_post(town, now - DAY * days, size, (size, size // 2))
        x_post(town, now - DAY * days, 10 * size)
    town.capture(now)
    return town


def line(report: audience.Report, platform: object) -> audience.PlatformLine:
    return next(one for one in report.platforms if one.platform is platform)


def test_showings_and_acts_are_added_up_within_a_platform(measured: Town, now: datetime) -> None:
    report = measured.report(now)
    totals = {(one.metric, one.split): one.value for one in line(report, FACEBOOK).totals}
    assert totals["views", Split.ALL] == 1_200
    assert totals["views", Split.NON_FOLLOWERS] == 400
    assert totals["comments", Split.ALL] == 6
    assert line(report, X).total("impressions").value == 8_000


def test_accounts_are_never_added_up(measured: Town, now: datetime) -> None:
    for platform in measured.report(now).platforms:
        for total in platform.totals:
            assert wording.of(total.metric).adds_up


def test_reach_is_a_range_within_one_platform(measured: Town, now: datetime) -> None:
    assert line(measured.report(now), FACEBOOK).reach == Bounds(500, 800, told=2, posts=2)


def test_a_platform_without_reach_has_no_range_and_says_why(measured: Town, now: datetime) -> None:
    x = line(measured.report(now), X)
    assert x.reach == Bounds(None, None, told=0, posts=2)
    assert x.reach_why == "X does not tell how many people."


def test_a_new_metric_of_a_platform_is_shown_and_not_added_up(town: Town, now: datetime) -> None:
    post = town.publish(X, now - DAY)
    town.platforms[X].numbers[post] = [told("glances", 7, post)]
    town.capture(now)
    report = town.report(now)
    assert report.posts[0].number("glances").shown == "7"
    assert line(report, X).totals == ()


def test_the_last_told_value_stands_when_a_later_asking_fails(town: Town, now: datetime) -> None:
    x_post(town, now - DAY, 120)
    town.capture(now)
    town.platforms[X].fault = Refused("X said no.")
    town.capture(now + DAY)
    number = town.report(now + DAY).posts[0].showings
    assert (number.value, number.asked_at, number.why) == (120, now, "X said no.")


def test_a_post_nobody_asked_about_yet_has_no_zero(town: Town, now: datetime) -> None:
    town.publish(X, now - timedelta(minutes=5))
    report = town.report(now)
    assert report.posts[0].showings.shown == "not asked yet"
    assert line(report, X).showings is None


def test_what_is_missing_is_said_with_its_reason(measured: Town, now: datetime) -> None:
    missing = measured.report(now).missing
    assert [(one.platform, one.title, one.posts, one.why) for one in missing] == [
        (X, "Accounts reached", 2, "X does not tell how many people.")
    ]


def test_a_sum_over_some_posts_only_says_so(town: Town, now: datetime) -> None:
    x_post(town, now - DAY, 120)
    silent = town.publish(X, now - DAY)
    town.platforms[X].numbers[silent] = [untold("impressions", ReadingState.WITHHELD, silent)]
    town.capture(now)
    total = line(town.report(now), X).showings
    assert (total.shown, total.told, total.posts) == ("120 or more", 1, 2)


def test_a_post_made_by_hand_says_that_nothing_can_be_read(town: Town, now: datetime) -> None:
    town.publish(HANDOFF, now - DAY)
    report = town.report(now)
    assert report.posts[0].showings.why == wording.BY_HAND
    assert report.missing[0].why == wording.BY_HAND


def test_growth_has_a_gap_where_nobody_asked(town: Town, now: datetime) -> None:
    x_post(town, now - DAY, 120)
    town.capture(now - timedelta(hours=22))
    town.capture(now)
    points = town.report(now).posts[0].growth
    assert [point.value for point in points] == [None, None, None, 120, None, None, None, 120]


def test_only_posts_of_the_agencys_own_days_are_in_it(town: Town, now: datetime) -> None:
    x_post(town, datetime.fromisoformat("2026-11-01T06:59:00+00:00"), 1)  # 31 October in Phoenix
    inside = x_post(town, datetime.fromisoformat("2026-11-01T07:00:00+00:00"), 2)
    about = audience.Subject("November", date(2026, 11, 1), date(2026, 11, 30))
    with database.reading(town.engine) as db:
        report = audience.report(db, town.cast.rivera.agency_id, about, now=now)
    assert [post.placement_id for post in report.posts] == [int(inside.removeprefix("x-"))]


def test_another_agency_sees_nothing_of_it(measured: Town, now: datetime) -> None:
    about = audience.Subject("November", date(2026, 11, 1), date(2026, 11, 30))
    with database.reading(measured.engine) as db:
        report = audience.report(db, measured.cast.quinn.agency_id, about, now=now)
    assert (report.posts, report.platforms, report.accounts) == ((), (), ())


def test_followers_are_told_from_the_evening_before_to_the_last_day(
    measured: Town, now: datetime
) -> None:
    page = measured.platforms[FACEBOOK]
    for back, total in ((2, 4_000), (1, 4_030)):
        on = now.date() - timedelta(days=back)
        page.days = {
            on: [
                told("followers", total),
                told("followers_gained", 50, days=1),
                told("followers_lost", 20, days=1),
                told("reach", 900, days=28),
            ]
        }
        measured.capture_windows(now - DAY * (back - 1))
    account = next(a for a in measured.report(now, days=1).accounts if a.platform is FACEBOOK)
    assert (account.start.value, account.end.value, account.net) == (4_000, 4_030, 30)
    assert (account.gained.value, account.lost.value) == (50, 20)
    assert [(w.days, w.number.value) for w in account.windows] == [(28, 900)]


def test_new_people_are_said_to_be_not_estimated(measured: Town, now: datetime) -> None:
    assert measured.report(now).new_people == (
        "How many new people this reached is not estimated yet."
    )


def test_sentences_name_the_measure_and_keep_the_range(measured: Town, now: datetime) -> None:
    x, facebook = (sentences.of_platform(one) for one in measured.report(now).platforms)
    assert "2 posts shown 8,000 times (impressions)" in x
    assert "X does not say which of them were to followers" in x
    assert "400 of them were to people who did not follow, 33 percent" in facebook
    assert "at least 500 and at most 800 different accounts" in facebook


def test_before_the_first_asking_one_sentence_says_so(town: Town, now: datetime) -> None:
    for platform in (X, FACEBOOK):
        town.publish(platform, now - timedelta(minutes=5))
    report = town.report(now)
    for one in report.platforms:
        assert sentences.of_platform(one) == "1 post out, and no number was asked for yet."
        assert one.shown == "not asked yet"
    for account in report.accounts:
        said = sentences.of_followers(account)
        assert said == f"{account.handle}: the number of followers was not asked yet."


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ReadingState.FAILED, "how often it was shown could not be read."),
        (ReadingState.WITHHELD, "how often it was shown is kept back."),
        (ReadingState.NOT_OFFERED, "how often it was shown is not offered."),
    ],
)
def test_a_post_without_its_number_says_what_became_of_the_asking(
    town: Town, now: datetime, state: ReadingState, said: str
) -> None:
    post = town.publish(FACEBOOK, now - DAY)
    town.platforms[FACEBOOK].numbers[post] = [untold("views", state, post)]
    town.capture(now)
    [line] = town.report(now).platforms
    assert said in sentences.of_platform(line)
    assert "does not say" not in sentences.of_platform(line)
    assert line.shown == wording.STATES[state]


def test_gains_and_losses_name_their_days(measured: Town, now: datetime) -> None:
    for back in (2, 1):
        on = now.date() - timedelta(days=back)
        measured.platforms[FACEBOOK].days[on] = [
            told("followers", 4_000),
            told("followers_gained", 50, days=1),
            told("followers_lost", 20, days=1),
        ]
        measured.capture_windows(now - DAY * (back - 1))
    page = next(a for a in measured.report(now, days=2).accounts if a.platform is FACEBOOK)
    said = sentences.of_followers(page)
    assert "From November 21 to November 22: gained 100, lost 40." in said
