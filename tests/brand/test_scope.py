"""Laws of what a release covers, over every mix of people, terms and showings."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.brand import (
    Basis,
    Permission,
    Pictured,
    PictureRole,
    Redistribution,
    Showing,
    Terms,
    Use,
    may_show,
)
from outreach.platforms import PlatformName

SIGNED = date(2026, 11, 1)
DANA = Pictured(1, "Dana Reyes")
SHOWING = Showing(on=date(2026, 11, 23), platform=PlatformName.FACEBOOK, language="en")

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
LANGUAGES = ("en", "es", "es-MX", "vi")
terms = st.builds(
    Terms,
    basis=st.sampled_from(Basis),
    uses=st.frozensets(st.sampled_from(Use)),
    platforms=st.frozensets(st.sampled_from(PlatformName)),
    languages=st.frozensets(st.sampled_from(LANGUAGES)),
    redistribution=st.sampled_from(Redistribution),
    guardian=st.sampled_from(("", " ", "Sam Reyes")),
    guardian_said_yes=st.booleans(),
    signed_on=days,
    expires_on=st.none() | days,
)
people = st.builds(
    Pictured,
    id=st.integers(1, 3),
    name=st.sampled_from(("", "Dana Reyes", "Lee O'Hara")),
    role=st.sampled_from(PictureRole),
    recognisable=st.booleans(),
    minor=st.booleans(),
)
releases = st.lists(
    st.builds(
        Permission,
        pictured_id=st.integers(1, 3),
        terms=terms,
        withdrawn_on=st.none() | days,
        confirmed=st.booleans(),
    ),
    max_size=4,
)
showings = st.builds(
    Showing,
    on=days,
    use=st.sampled_from(Use),
    platform=st.sampled_from(PlatformName),
    language=st.sampled_from(LANGUAGES),
    reach=st.sampled_from(Redistribution),
    practice=st.booleans(),
)


def released(**more: object) -> Permission:
    given_terms = Terms(basis=Basis.WRITTEN, signed_on=SIGNED)
    return Permission(pictured_id=1, terms=replace(given_terms, **more))  # type: ignore[arg-type]


@given(people, releases, showings)
def test_a_release_that_was_taken_back_covers_nothing(
    person: Pictured, given_releases: list[Permission], showing: Showing
) -> None:
    gone = [replace(release, withdrawn_on=SIGNED) for release in given_releases]
    assert bool(may_show([person], gone, showing)) == person.recognisable


@given(people, releases, showings)
def test_a_release_covers_nothing_after_its_last_day(
    person: Pictured, given_releases: list[Permission], showing: Showing
) -> None:
    ended = [
        replace(each, terms=replace(each.terms, expires_on=showing.on - timedelta(days=1)))
        for each in given_releases
    ]
    assert bool(may_show([person], ended, showing)) == person.recognisable


@given(people, releases, showings)
def test_nobody_is_shown_on_the_word_of_another(
    person: Pictured, given_releases: list[Permission], showing: Showing
) -> None:
    others = [each for each in given_releases if each.pictured_id != person.id]
    assert bool(may_show([person], others, showing)) == person.recognisable


@given(people, releases, showings)
def test_a_child_is_shown_with_a_guardians_yes_or_not_to_be_known(
    person: Pictured, given_releases: list[Permission], showing: Showing
) -> None:
    child = replace(person, minor=True, recognisable=True)
    if may_show([child], given_releases, showing) == ():
        assert any(
            each.terms.basis is Basis.NOT_IDENTIFIABLE
            or (each.terms.guardian.strip() and each.terms.guardian_said_yes)
            for each in given_releases
            if each.pictured_id == child.id
        )


@given(people, releases, showings)
def test_a_showing_that_is_allowed_lies_within_one_release(
    person: Pictured, given_releases: list[Permission], showing: Showing
) -> None:
    shown = replace(person, recognisable=True)
    if may_show([shown], given_releases, showing) != ():
        return
    widths = list(Redistribution)
    assert any(
        each.terms.signed_on <= showing.on <= (each.terms.expires_on or date.max)
        and showing.use in (each.terms.uses or Use)
        and showing.platform in (each.terms.platforms or PlatformName)
        and widths.index(showing.reach) <= widths.index(each.terms.redistribution)
        for each in given_releases
        if each.pictured_id == shown.id and each.withdrawn_on is None
    )


@given(people, releases, releases, showings)
def test_another_release_never_takes_away_what_one_allows(
    person: Pictured, some: list[Permission], more: list[Permission], showing: Showing
) -> None:
    if may_show([person], some, showing) == ():
        assert may_show([person], [*some, *more], showing) == ()


@given(st.lists(people, max_size=3), releases, showings)
def test_a_rehearsal_asks_no_more_than_the_real_thing(
    shown: list[Pictured], given_releases: list[Permission], showing: Showing
) -> None:
    """Whoever may be shown for real may be shown in a rehearsal; the reasons may differ."""
    real, rehearsal = replace(showing, practice=False), replace(showing, practice=True)
    for person in shown:
        if not may_show([person], given_releases, real):
            assert not may_show([person], given_releases, rehearsal)


def test_a_release_holds_through_its_last_day_and_not_a_day_longer() -> None:
    release = released(expires_on=SHOWING.on)
    assert may_show([DANA], [release], SHOWING) == ()
    (reason,) = may_show([DANA], [release], replace(SHOWING, on=date(2026, 11, 24)))
    assert reason == (
        "The release of Dana Reyes ended on November 23, 2026. "
        "Ask them again, or choose another picture."
    )


def test_each_limit_is_named() -> None:
    said = {
        "for a post": released(uses=frozenset({Use.PRINT})),
        "on this platform": released(platforms=frozenset({PlatformName.X})),
        "in “en”": released(languages=frozenset({"es"})),
    }
    for limit, release in said.items():
        (reason,) = may_show([DANA], [release], SHOWING)
        assert limit in reason


def test_passing_on_needs_a_wider_yes() -> None:
    onward = replace(SHOWING, reach=Redistribution.NETWORK)
    assert may_show([DANA], [released()], SHOWING) == ()
    assert "by other agencies" in may_show([DANA], [released()], onward)[0]
    public = released(redistribution=Redistribution.PUBLIC)
    assert may_show([DANA], [public], onward) == ()


def test_a_yes_to_spanish_is_a_yes_to_spanish_of_mexico() -> None:
    release = released(languages=frozenset({"es"}))
    assert may_show([DANA], [release], replace(SHOWING, language="es-MX")) == ()
    assert may_show([DANA], [release], replace(SHOWING, language="en")) != ()


def test_what_a_tip_told_is_enough_for_a_rehearsal_only() -> None:
    told = replace(released(), confirmed=False)
    assert may_show([DANA], [told], replace(SHOWING, practice=True)) == ()
    assert "nobody of the agency has confirmed" in may_show([DANA], [told], SHOWING)[0]
