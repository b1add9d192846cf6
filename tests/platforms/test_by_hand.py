"""Posts that a person takes along, and platforms that no program may post to."""

import io
import zipfile
from collections.abc import Callable

import pytest

from outreach.platforms import (
    Connection,
    Outgoing,
    Platform,
    PlatformName,
    Poll,
    Refused,
    packet,
)
from outreach.platforms.handoff import Handoff
from outreach.platforms.instagram import Instagram
from platforms.cast import NOW, PNG, Notes, a_picture, an_outgoing

ACCOUNT = Connection(PlatformName.HANDOFF, "nextdoor", "Nextdoor", {})


def test_a_packet_holds_exactly_the_words_and_every_picture_in_words() -> None:
    made = packet(an_outgoing("Línea 1\nLínea 2", pictures=2))
    with zipfile.ZipFile(io.BytesIO(made.archive())) as folder:
        held = {name: folder.read(name) for name in folder.namelist()}
    assert held["post.txt"] == "Línea 1\nLínea 2".encode()
    assert held["picture-1.png"] == PNG
    assert held["picture-2-in-words.txt"] == b"Picture 2 in words."
    assert held["what-to-do.txt"].startswith(b"1. Copy the words")


def test_the_same_post_packs_to_the_same_bytes() -> None:
    assert packet(an_outgoing(pictures=1)).archive() == packet(an_outgoing(pictures=1)).archive()


def test_a_link_beside_the_words_is_written_beneath_them_once() -> None:
    link = "https://city.gov/coffee"
    assert packet(an_outgoing("Come.", link=link)).text == f"Come.\n\n{link}"
    assert packet(an_outgoing(f"Come: {link}", link=link)).text == f"Come: {link}"


def test_the_steps_name_what_the_post_has() -> None:
    plain = packet(an_outgoing()).steps
    full = packet(Outgoing("Which?", "k", (a_picture(),), Poll(("Park", "Library"), 90))).steps
    assert not [step for step in plain if "picture" in step or "poll" in step]
    assert any("Park; Library" in step and "90 min" in step for step in full)
    assert plain[-1] == full[-1]


def test_paper_is_set_and_put_up_and_pasted_nowhere() -> None:
    steps = " ".join(packet(an_outgoing(pictures=1), PlatformName.PRINT).steps)
    assert "14 points" in steps and "proportions" in steps and "Put it up" in steps
    assert "paste" not in steps and "alternative" not in steps and "address" not in steps


@pytest.mark.parametrize("platform", [Handoff(), Instagram(1)])
@pytest.mark.parametrize(
    "act",
    [
        lambda platform: platform.publish(ACCOUNT, an_outgoing(), Notes()),
        lambda platform: platform.find(ACCOUNT, an_outgoing(), Notes(), since=NOW),
        lambda platform: platform.look(ACCOUNT, "1"),
        lambda platform: platform.reword(ACCOUNT, "1", "Other words."),
        lambda platform: platform.remove(ACCOUNT, "1"),
    ],
)
def test_it_rejects_what_only_people_may_do(
    platform: Platform, act: Callable[[Platform], object]
) -> None:
    with pytest.raises(Refused, match="by hand"):
        act(platform)


def test_nothing_is_measured_where_nobody_can_be_asked() -> None:
    assert Handoff().measure_posts(ACCOUNT, ("1",), now=NOW) == []
    assert Handoff().measure_account(ACCOUNT, ends_on=NOW.date(), now=NOW) == []
    assert Handoff().profile(ACCOUNT).handle == "Nextdoor"
