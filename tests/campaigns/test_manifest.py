"""A campaign's file is read whole or not at all, with every fault named."""

from datetime import date, datetime
from pathlib import Path

import pytest

from outreach import campaigns, errors, posts
from outreach.lib import shipped
from outreach.platforms import PlatformName

SHELF = posts.read_templates(shipped.folder("templates"))
KIT = shipped.folder("campaigns") / "collaboration-principles" / "campaign.yaml"
TEXT = KIT.read_text(encoding="utf-8")
POST = "- id: principle-1-leadership\n"


def refused(*change: str) -> str:
    """What reading the shipped file says with one change in it, or its templates say after that."""
    assert change[0] in TEXT
    try:
        manifest = campaigns.parse_manifest(TEXT.replace(*change, 1), name="campaign.yaml")
    except errors.BadInput as fault:
        return str(fault)
    return "\n".join(map(str, campaigns.unfit(manifest, SHELF)))


def test_the_shipped_campaign_is_four_weeks_over_seven_principles() -> None:
    manifest = campaigns.read_manifest(KIT)
    assert campaigns.unfit(manifest, SHELF) == ()
    assert (manifest.window, len(manifest.themes), manifest.principles) == (
        28,
        4,
        tuple(range(1, 8)),
    )
    assert {post.principle for post in manifest.posts if post.principle} == set(range(1, 8))
    by_hand = [post for post in manifest.posts if post.platforms == (PlatformName.HANDOFF,)]
    assert (len(manifest.posts) - len(by_hand), len(by_hand)) == (28, 2)
    assert len({post.story for post in manifest.posts if post.story}) == 20
    assert [post.platforms for post in manifest.posts if post.poll] == [(PlatformName.X,)]


def test_a_third_of_the_posts_have_a_picture_on_both_platforms() -> None:
    manifest = campaigns.read_manifest(KIT)
    pictured = [post for post in manifest.posts if post.card]
    assert 3 * len(pictured) >= len(manifest.posts)
    assert {PlatformName.X, PlatformName.FACEBOOK} <= {
        p for post in pictured for p in post.platforms
    }


def test_a_post_is_planned_by_day_and_time() -> None:
    post = campaigns.read_manifest(KIT).posts[1]
    local = post.local(date(2026, 11, 23))
    assert local == datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - a wall-clock time


def test_a_day_of_the_campaign_is_written_out() -> None:
    manifest = campaigns.read_manifest(KIT)
    (invitation,) = [post for post in manifest.posts if post.template == "event/invitation"]
    typed = invitation.typed(date(2026, 11, 23))
    assert typed["event_date"] == "Saturday, December 12"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("id: collaboration-principles", "id: Not A Key", "id: is not spelled as it must be"),
        ("window: 28", "window: 0", "window: input should be greater than or equal to 1"),
        ("window: 28", "windows: 28", "windows: is not a field"),
        ("window: 28\n", "", "window: is missing. Add it."),
        ("window: 28", "window: 20", "principle-7-perspectives, day: is 21, and the campaign's"),
        (POST, "- id: hayward-many-agencies\n", "posts, hayward-many-agencies: is there 2 times"),
        ('at: "09:00"', 'at: "25:00"', "principle-1-leadership, at: input should be in a valid"),
        ("platforms: [x, facebook]", "platforms: [myspace]", "platforms, 1: input should be"),
        ("principle: 1\n", "principle: 8\n", "less than or equal to 7"),
        (
            "template: principle/for-agencies",
            "template: principle/none",
            "no template “principle/n",
        ),
        (
            "    plain: A chief",
            "    plan: A chief",
            "blanks, plan: is not in principle/for-agencies",
        ),
        (
            "    plain: A chief",
            "    principle_text: A chief",
            "principle_text: is filled from the story, the principle or the agency",
        ),
        (
            'day: 1\n  at: "12:00"',
            'day: 0\n  at: "09:00"',
            "is the minute of principle-1-leadership",
        ),
        ("template: poll/for-residents", "template: event/invitation", "and a poll template go"),
        (
            "  platforms: [handoff]",
            "  platforms: [instagram]",
            "has instagram; the template is for",
        ),
        ("version:", "version: [", "line 6, column 1: did not find"),
        ("version:", "title: Twice\nversion:", "a second time"),
        ("version:", "version: &a", "uses an anchor"),
    ],
)
def test_it_rejects_what_cannot_be_used_by_name(old: str, new: str, sentence: str) -> None:
    assert sentence in refused(old, new)


def test_it_rejects_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(errors.BadInput, match="cannot be read as UTF-8"):
        campaigns.read_manifest(tmp_path / "none.yaml")
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(errors.BadInput, match="cannot be read as UTF-8"):
        campaigns.read_manifest(tmp_path / "odd.yaml")
