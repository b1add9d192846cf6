"""A kit is read whole or not at all, with every fault named by its line, its place and its mend."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from campaigns.kit import KIT, TEXT
from outreach import campaigns, errors
from shipping import KIT_FOLDER, SHELF

POST = "- id: principle-1-leadership\n"


def refused(*change: str) -> str:
    """What reading the shipped file says with one change in it, or its templates say after that."""
    assert change[0] in TEXT
    try:
        kit = campaigns.parse_kit(TEXT.replace(*change, 1), name="kit.yaml")
    except errors.BadInput as fault:
        return str(fault)
    return "\n".join(map(str, campaigns.unfit(kit, SHELF)))


def test_a_post_is_planned_by_day_and_time() -> None:
    (post,) = [each for each in KIT.posts if each.id == "hayward-many-agencies"]
    local = post.local(date(2026, 11, 23))
    assert local == datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - a wall-clock time


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("id: collaboration-principles", "id: Not A Key", "line 10, id: is not spelled as it must"),
        ("window: {days: 28}", "window: {days: 0}", "window, days: input should be greater"),
        ("window: {days: 28}", "window: {}", "window: give days, or start and end"),
        ("window: {days: 28}", "windows: {days: 28}", "windows: is not a field"),
        ("window: {days: 28}\n", "", "window: is missing. Add it."),
        ("window: {days: 28}", "window: {days: 20}", "and the kit's last is 19"),
        (POST, "- id: hayward-many-agencies\n", "posts, hayward-many-agencies: is there 2 times"),
        ('at: "09:00"', 'at: "25:00"', "principle-1-leadership, at: input should be in a valid"),
        ("platforms: [x, facebook]", "platforms: [myspace]", "platforms, 1: input should be"),
        ("platforms: [x, facebook]", "platforms: [x, instagram]", "Instagram, where none can go"),
        ("principle: 1\n  blanks", "principle: 8\n  blanks", "less than or equal to 7"),
        (
            "template: principle/for-agencies",
            "template: principle/none",
            "no template “principle/n",
        ),
        (
            "template: principle/for-agencies",
            "kind: principle",
            "give a template, or else kind and tier",
        ),
        ("    plain: A chief", "    plan: A chief", "plan: is not in principle/for-agencies"),
        (
            "    plain: A chief",
            "    principle_text: A chief",
            "principle_text: is filled from the story, the principle or the agency",
        ),
        (
            'day_offset: 0\n  at: "14:00"',
            'day_offset: 0\n  at: "09:00"',
            "is the minute of principle-1-leadership in “en” on X, for “en”",
        ),
        ("template: poll/for-residents", "template: event/invitation", "and a poll template go"),
        ("theme: 1", "theme: 2", "theme: is week 2, and day 0 lies in week 1"),
        ("theme: 1\n", "theme: 9\n", "is week 9, which has no theme"),
        ("day_offset: 0", "date: 2026-01-05", "needs a window with dates"),
        ("  day_offset: 0\n", "", "give day_offset or date, one of the two"),
        ("audience: business", "audience: everyone", "audience: is none of the kit's: faith-based"),
        ("en: {standing: original}", "en: {standing: accepted}", "name who accepted them"),
        ("es: {standing: draft", "es: {standing: original", "has 2 originals"),
        ("es: {standing: draft, minutes_later: 45}", "fr: {standing: draft}", "is in “es”"),
        ("es: Liderar y servir", "es: Lead and serve", "themes, 1, title, es: says the same"),
        (", es: Liderar y servir", "", "themes, 1, title: has no words in “es”"),
        ("es: Liderazgo firme", "es: Strong leadership", "headline, es: says the same as “en”"),
        ("    language: es\n", "    language: fr\n", "language: is none of the kit's: en, es"),
        (
            "  - platform: [x, facebook]\n    language: es",
            "  - platform: [x]\n    language: es",
            "principle-1-leadership: has no words for Facebook in “es”",
        ),
        (
            "  - platform: [x, facebook]\n    language: es",
            "  - platform: [x, handoff]\n    language: es",
            "platform: has handoff, which the post has not",
        ),
        ("business in {{city}}: what", "business in {{town}}: what", "uses {{town}}, which is no"),
        ("with you{{#partner_name}}", "with you", "has {{/partner_name}} without its other half"),
        (
            "business in {{city}}: what",
            "business in {{city}} and {{partner_name}}: what",
            "cannot be read without {{partner_name}}, and an agency may have none",
        ),
        (
            "business in {{city}}: what",
            "business in {{city: what",
            "braces that hold no placeholder",
        ),
        (
            "      Borrow one step.\n",
            "      Borrow one step. " + "And one more. " * 9 + "\n",
            "too many. Shorten it.",
        ),
        (
            "caveat: Los homicidios y las",
            "caveat: Nada y las",
            "caveat: does not stand in the text",
        ),
        ("proof: hayward-ca-smash", "prof: hayward-ca-smash", "prof: is not a field"),
        ("  captions:\n", "  caption:\n", "caption: is not a field"),
        ("  kind: meeting", "  kind: webinar", "a webinar says how it is captioned"),
        ("news_release:", "press_release:", "press_release"),
        ("Un lugar de culto]", "Un lugar de culto y de encuentro]", "longer than 25 characters"),
        ("  event_place:", "  event_room:", "event_room: is no placeholder"),
        ("version:", "version: [", "column"),
        ("version:", "title: Twice\nversion:", "a second time"),
        ("version:", "version: &a", "uses an anchor"),
    ],
)
def test_it_rejects_what_cannot_be_used_by_name(old: str, new: str, sentence: str) -> None:
    assert sentence in refused(old, new)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped kit's folder, to be spoiled."""
    return shutil.copytree(KIT_FOLDER, tmp_path / "kit")


def spoiled(folder: Path) -> str:
    with pytest.raises(errors.BadInput) as caught:
        campaigns.read_kit(folder)
    return str(caught.value)


def test_a_part_that_is_not_there_or_is_empty_is_named(copied: Path) -> None:
    (copied / "parts" / "newsletter.es.md").unlink()
    (copied / "parts" / "web-page.en.md").write_text(" ", encoding="utf-8")
    said = spoiled(copied)
    assert "newsletter, es: names parts/newsletter.es.md" in said
    assert "web_page, en: names parts/web-page.en.md, which is empty" in said


def test_a_part_with_an_unknown_placeholder_is_named(copied: Path) -> None:
    (copied / "parts" / "table-card.en.md").write_text("At {{room}}.", encoding="utf-8")
    assert "table_card, en: names parts/table-card.en.md, which uses {{room}}" in spoiled(copied)


def test_a_story_that_the_kit_does_not_have_is_named(copied: Path) -> None:
    text = TEXT.replace("proof: hayward-ca-smash", "proof: nowhere").replace(
        "story: gloucester-ma-angel", "story: elsewhere"
    )
    (copied / "kit.yaml").write_text(text, encoding="utf-8")
    said = spoiled(copied)
    assert "is nowhere, which stories.yaml does not have" in said
    assert "gloucester-angel, story: is elsewhere" in said


ASSET = """assets:
- id: patch
  file: patch.png
  sha256: {sha256}
  alt: {{en: Our patch with the words To Serve, es: Nuestra insignia}}
  licence: our own
  contains_text: {said}
posts:"""


@pytest.mark.parametrize(
    ("sha256", "said", "sentence"),
    [
        ("0" * 64, "To Serve", "sha256: is not the digest of that file"),
        ("0" * 64, "To Protect", "alt: leaves out words that stand in the picture"),
    ],
)
def test_a_picture_is_proved_and_described(
    copied: Path, sha256: str, said: str, sentence: str
) -> None:
    (copied / "patch.png").write_bytes(b"not this one")
    text = TEXT.replace("\nposts:", "\n" + ASSET.format(sha256=sha256, said=said))
    (copied / "kit.yaml").write_text(text, encoding="utf-8")
    assert sentence in spoiled(copied)


def test_it_rejects_a_folder_without_a_kit_and_a_file_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(errors.BadInput, match=r"There is no kit\.yaml"):
        campaigns.read_kit(tmp_path)
    (tmp_path / "kit.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(errors.BadInput, match="cannot be read as UTF-8"):
        campaigns.read_kit(tmp_path)
