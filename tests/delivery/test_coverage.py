"""What a hold covers: each scope covers its own and nothing else, in thought and in SQL alike."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import select

from delivery.stage import Stage
from outreach import db as database
from outreach import delivery, posts
from outreach.delivery import Hold, Order, Placement, Scope, State, Subject, coverage, holds
from outreach.platforms import PlatformName

POST = Subject(1, 2, 3, "x", "es-MX", "event", 7)

AGENCIES, NUMBERS = st.integers(1, 2), st.integers(1, 3)
LANGUAGES = st.sampled_from(["en", "es", "es-MX", "est"])
SUBJECTS = st.builds(
    Subject,
    AGENCIES,
    NUMBERS,
    st.none() | NUMBERS,
    st.sampled_from(["x", "facebook"]),
    LANGUAGES,
    st.sampled_from(["event", "story"]),
    st.none() | NUMBERS,
)


def order(scope: Scope | None, about: str = "", agency_id: int = 1) -> Order:
    return Order(1, agency_id, scope, about)


@pytest.mark.parametrize(
    ("scope", "about"),
    [
        (Scope.ALL, ""),
        (Scope.AGENCY, ""),
        (Scope.ACCOUNT, "2"),
        (Scope.CAMPAIGN, "3"),
        (Scope.TOPIC, "kind:event"),
        (Scope.TOPIC, "story:7"),
        (Scope.PLATFORM, "x"),
        (Scope.LANGUAGE, "es"),
        (Scope.LANGUAGE, "es-MX"),
    ],
)
def test_each_scope_covers_its_own(scope: Scope, about: str) -> None:
    assert coverage.covers(order(scope, about), POST)


@pytest.mark.parametrize(
    ("scope", "about"),
    [
        (Scope.ACCOUNT, "3"),
        (Scope.CAMPAIGN, "2"),
        (Scope.TOPIC, "kind:story"),
        (Scope.TOPIC, "story:2"),
        (Scope.PLATFORM, "facebook"),
        (Scope.LANGUAGE, "en"),
        (Scope.LANGUAGE, "es-M"),
    ],
)
def test_each_scope_leaves_the_others(scope: Scope, about: str) -> None:
    assert not coverage.covers(order(scope, about), POST)


@given(SUBJECTS, st.sampled_from(Scope), st.text(max_size=8))
def test_only_a_hold_of_everyone_reaches_another_agency(
    post: Subject, scope: Scope, about: str
) -> None:
    elsewhere = order(scope, about, agency_id=post.agency_id + 1)
    assert coverage.covers(elsewhere, post) == (scope is Scope.ALL)


@given(st.text(max_size=12), st.text(max_size=12), SUBJECTS)
def test_what_cannot_be_read_stops_everything(scope: str, about: str, post: Subject) -> None:
    found = coverage.read(scope, about)
    assert found is not None or coverage.covers(order(found, about), post)
    assert found is None or found == scope


@pytest.mark.parametrize(
    ("scope", "about"),
    [
        ("county", ""),
        ("account", "two"),
        ("topic", "event"),
        ("topic", "mood:sad"),
        ("agency", "3"),
    ],
)
def test_an_order_without_sense_is_met(scope: str, about: str) -> None:
    assert coverage.read(scope, about) is None


def different_posts(stage: Stage) -> list[int]:
    """Posts that differ in everything a hold can be about."""
    numbers = [stage.scheduled() for _ in range(4)]
    about = [("x", "en", "event"), ("facebook", "es", "event"), ("x", "es-MX", "story")]
    with database.writing(stage.engine) as db:
        for number, (platform, language, kind) in zip(numbers, about, strict=False):
            placement = db.get_one(Placement, number)
            placement.platform = PlatformName(platform)
            db.get_one(posts.Variant, placement.variant_id).language = language
            db.get_one(posts.Post, placement.post_id).type = posts.PostType(kind)
            db.add(placement)
    return numbers


def every_order(stage: Stage, numbers: list[int]) -> Iterator[Order]:
    """Holds of each scope, some about these posts and some not, of either agency."""
    accounts = [str(stage.row(number).account_id) for number in numbers]
    abouts = {
        Scope.ACCOUNT: [*accounts, "999"],
        Scope.CAMPAIGN: ["1"],
        Scope.TOPIC: ["kind:event", "kind:poll", "story:1"],
        Scope.PLATFORM: ["x", "facebook", "instagram"],
        Scope.LANGUAGE: ["en", "es", "es-MX", "e"],
    }
    for agency in (stage.cast.agency, stage.cast.other_agency):
        for scope in Scope:
            for about in abouts.get(scope, [""]):
                yield order(scope, about, agency.id or 0)
        yield order(None, "", agency.id or 0)


def test_sql_and_thought_agree(stage: Stage) -> None:
    numbers = different_posts(stage)
    with database.reading(stage.engine) as db:
        about = holds.subjects(db, numbers)
        for asked in every_order(stage, numbers):
            found = {row.id for row in db.exec(select(Placement).where(holds.waiting_under(asked)))}
            thought = {number for number in numbers if coverage.covers(asked, about[number])}
            assert found == thought, asked


def test_a_hold_of_a_later_release_stops_every_agency(stage: Stage) -> None:
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        db.add(
            Hold(
                agency_id=stage.cast.other_agency.id or 0,
                scope="county",
                by_id=stage.cast.quinn.person_id,
                started_at=stage.clock.now(),
            )
        )
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.HELD
    assert stage.x.accepted == []


def test_a_group_is_asked_about_in_three_statements(stage: Stage) -> None:
    numbers = {stage.scheduled(): stage.cast.agency.id or 0 for _ in range(5)}
    with database.writing(stage.engine) as db:
        made = delivery.hold(db, Scope.PLATFORM, "x", by=stage.cast.lang, now=stage.clock.now())
    with database.reading(stage.engine) as db, counted(stage.engine) as statements:
        found = delivery.covering_of(db, numbers)
    assert {number: one.id for number, one in found.items()} == dict.fromkeys(numbers, made.id)
    assert len([said for said in statements if said.startswith("SELECT")]) == 3


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)
