"""A post that a platform could not carry as it was approved is refused before anything leaves."""

from dataclasses import replace

import pytest

from outreach.platforms import BY_HAND, LIMITS, Outgoing, Picture, PlatformName, Poll, Refused
from outreach.platforms.fitness import refuse_unfit
from platforms.cast import PNG, a_picture, an_outgoing

X, FACEBOOK = PlatformName.X, PlatformName.FACEBOOK
LINK = "https://city.gov/coffee"


def with_picture(**changes: object) -> Outgoing:
    return replace(an_outgoing(), pictures=(replace(a_picture(), **changes),))


def with_poll(*answers: str, minutes: int = 60) -> Outgoing:
    return an_outgoing(poll=Poll(answers, minutes))


@pytest.mark.parametrize(
    ("platform", "outgoing", "why"),
    [
        (X, an_outgoing("x" * 281), "counts 281 and x takes 280"),
        (FACEBOOK, an_outgoing("x" * 63_207), "takes 63206"),
        (X, an_outgoing(" \n"), "neither words nor a picture"),
        (X, an_outgoing(pictures=5), "has 5 pictures and x takes 4"),
        (FACEBOOK, an_outgoing(pictures=11), "takes 10"),
        (X, with_picture(alt="  "), "Picture 1 has no text alternative"),
        (X, with_picture(alt="x" * 1_001), "has 1001 characters"),
        (X, with_picture(data=PNG + b"\0" * 5_000_000), "bytes"),
        (FACEBOOK, with_poll("Yes", "No"), "no polls"),
        (X, replace(with_poll("Yes", "No"), pictures=(a_picture(),)), "not both"),
        (X, with_poll("Yes"), "2 to 4 answers"),
        (X, with_poll("Yes", "x" * 26), "1 to 25 characters"),
        (X, with_poll("Yes", "No", minutes=4), "5 minutes to 7 days"),
        (X, an_outgoing(link=LINK), "not in the words"),
        (FACEBOOK, an_outgoing(pictures=1, link=LINK), "not in the words"),
    ],
)
def test_it_rejects_what_does_not_fit(platform: PlatformName, outgoing: Outgoing, why: str) -> None:
    with pytest.raises(Refused, match=why):
        refuse_unfit(platform, outgoing)


@pytest.mark.parametrize(
    ("platform", "outgoing"),
    [
        (X, an_outgoing("x" * 280, pictures=4)),
        (X, an_outgoing("", pictures=1)),
        (X, with_poll("Yes", "x" * 25, minutes=10_080)),
        (X, an_outgoing(f"Come: {LINK}", link=LINK)),
        (FACEBOOK, an_outgoing(link=LINK)),
        (FACEBOOK, an_outgoing("x" * 63_206, pictures=10)),
    ],
)
def test_what_fits_passes(platform: PlatformName, outgoing: Outgoing) -> None:
    refuse_unfit(platform, outgoing)


def test_every_platform_has_its_limits_with_a_source() -> None:
    assert set(LIMITS) == set(PlatformName)
    assert all(limits.source for limits in LIMITS.values())
    assert {name for name, limits in LIMITS.items() if not limits.carries_alt} == BY_HAND


def test_pictures_and_keys_are_not_written_by_repr() -> None:
    assert "\\x89PNG" not in repr(Picture(PNG, "image/png", "A tree."))
