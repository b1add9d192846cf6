"""The reference page on story files says what is so."""

import re
import textwrap

import tree
from outreach import stories
from outreach.stories import FileFormat, columns, plain

PAGE = (tree.ROOT / "docs" / "reference" / "story-file.md").read_text("utf-8")
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n)+", PAGE, re.MULTILINE)]


def test_the_example_can_be_imported_and_published() -> None:
    (story,) = stories.parse_stories(BLOCKS[0].encode(), FileFormat.YAML)
    assert stories.obstacles(story) == ()
    assert stories.not_stated(story) == ("The mission statement is not stated.",)


def test_the_example_of_a_translation_fits_the_example_of_a_story() -> None:
    both = BLOCKS[0] + textwrap.indent(BLOCKS[1], "  ")
    (story,) = stories.parse_stories(both.encode(), FileFormat.YAML)
    assert [words.language for words in story.translations] == ["es"]


def test_every_field_of_a_story_is_explained() -> None:
    named = {*plain.STORY, *plain.AGENCY, *plain.PARTNER, *plain.OUTCOME, *plain.YEARS}
    named |= {*plain.TRANSLATION}
    missing = [name for name in sorted(named | {*plain.SOURCE}) if f"`{name}`" not in PAGE]
    assert missing == []


def test_the_columns_are_named_in_their_order() -> None:
    assert tuple(BLOCKS[2].replace("\n", " ").replace(",", " ").split()) == columns.COLUMNS


def test_the_parts_of_a_cell_are_named_in_their_order() -> None:
    for column, parts in columns.PARTS.items():
        assert f"| `{column}` | {', '.join(parts)} |" in PAGE
