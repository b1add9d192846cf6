"""The folder of templates: one broken file is set aside with its reasons, the others serve."""

from pathlib import Path

import pytest

from outreach import errors, posts
from outreach.platforms import measure_length
from shipping import SHELF

GOOD = """---
kind: story
title: A story
tier: residents
language: en
platforms: [x, facebook]
blanks:
  title:
    meaning: The title.
    example: Food boxes
---
{{ title | sentence }}
"""


def refused(text: str, key: str = "story/a") -> str:
    with pytest.raises(errors.BadInput) as caught:
        posts.read_template(key, text)
    return str(caught.value)


def test_a_template_is_read_with_its_fields() -> None:
    template = posts.read_template("story/a", GOOD)
    assert (template.kind, template.tier, template.language) == ("story", "residents", "en")
    assert [blank.example for blank in template.blanks] == ["Food boxes"]


def test_a_broken_file_blocks_only_itself(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "good.md").write_text(GOOD)
    (tmp_path / "story" / "bad.md").write_text(GOOD.replace("{{ title", "{{ titel"))
    (tmp_path / "story" / "odd.md").write_bytes(b"\xff\xfe")
    shelf = posts.read_templates(tmp_path)
    assert set(shelf.templates) == {"story/good"}
    with pytest.raises(errors.BadInput, match=r"bad\.md, line 12: uses the blank `titel`"):
        shelf.get("story/bad")
    with pytest.raises(errors.BadInput, match="UTF-8"):
        shelf.get("story/odd")
    with pytest.raises(errors.NotFound, match=r"no template “story/god”. There are: story/good"):
        shelf.get("story/god")


def test_it_rejects_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.NotReady):
        posts.read_templates(tmp_path / "none")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("---\nkind", "kind"), "does not begin with its fields"),
        (("kind: story", "kind: saga"), "kind: is “saga”, which does not exist. Use one of: story"),
        (("kind: story", "kind: poll"), "the file stands in another folder"),
        (("tier: residents", "tier: all"), "line 4, tier: is “all”"),
        (("title: A story\n", ""), "title: is missing"),
        (("[x, facebook]", "[x, myspace]"), "platforms: names “myspace”"),
        (("[x, facebook]", "[]"), "platforms: is missing"),
        (("kind: story", "kind: story\ncolour: blue"), "line 3, colour: is not a field"),
        (("kind: story", "kind: story\naudience: all"), "line 3, audience: is “all”. Use one of"),
        (("kind: story", "kind: story\nneeds: [love]"), "line 3, needs: names “love”. Use some of"),
        (("kind: story", "kind: story\nneeds: love"), "line 3, needs: is not a list"),
        (("kind: story", "kind: story\norigin: oracle"), "line 3, origin: is “oracle”"),
        (("kind: story", "kind: story\nfirst_comment: '{{ x }}'"), "uses the blank `x`"),
        (("kind: story", "kind: story\nfirst_comment: '{{ 7*7 }}'"), "first_comment, line 1: uses"),
        (("{{ title | sentence }}", "Hello."), "line 8, blanks, title: is declared and never used"),
        (("    meaning: The title.\n", ""), "blanks, title: has no meaning"),
        (("  title:\n    m", "  Title 1:\n    m"), "Title 1: is no name for a blank"),
        (("  title:\n    m", "  left_out:\n    m"), "left_out: is no name for a blank"),
        (("kind: story", "kind: [story"), "line 3, column 6: did not find"),
        (("kind: story", "kind: story\nkind: story"), "line 3: has the field “kind” a second time"),
    ],
)
def test_it_rejects_a_field_that_cannot_be_used(change: tuple[str, str], sentence: str) -> None:
    assert sentence in refused(GOOD.replace(*change))


def test_every_fault_of_a_file_is_named_at_once() -> None:
    broken = GOOD.replace("tier: residents", "tier: all").replace("{{ title", "{{ titel")
    told = refused(broken)
    assert "tier: is “all”" in told and "`titel`" in told


@pytest.mark.parametrize(
    "body",
    [
        "{{ outcome }}",
        "{{ outcome }} {% optional 1 %}{{ caveat }}{% endoptional %}",
        "{% optional 1 %}{{ caveat }}{% endoptional %}\n"
        "{% optional 2 %}{{ outcome }}{% endoptional %}",
        "{{ caveat }} {% optional 1 %}x{% else %}{{ outcome }}{% endoptional %}",
    ],
)
def test_an_outcome_can_never_go_without_its_caveat(body: str) -> None:
    blanks = "".join(
        f"  {name}:\n    meaning: The {name}.\n    example: It is so.\n"
        for name in ("outcome", "caveat")
        if name in body
    )
    head = GOOD[: GOOD.index("  title:\n    m")]
    text = f"{head}{blanks}---\n{body}\n"
    if body.startswith("{{ caveat }}"):
        assert posts.read_template("story/a", text).ranks == 1
    else:
        assert "can quote `outcome` without `caveat`" in refused(text)


def test_the_shipped_templates_have_no_faults() -> None:
    assert dict(SHELF.faults) == {}
    assert {template.kind for template in SHELF.templates.values()} == set(posts.PostType)
    for kind in (posts.PostType.STORY, posts.PostType.OUTCOME, posts.PostType.WEBINAR):
        assert all(SHELF.of(kind, tier) for tier in posts.Tier)


def test_every_shipped_template_has_its_spanish_twin() -> None:
    assert SHELF.alone() == ()
    for template in SHELF.templates.values():
        spanish = template.language == "es"
        # What a machine put into Spanish is a draft until a person accepts it.
        assert (template.machine_made, template.accepted_by) == (spanish, "")


def test_a_template_without_its_twin_is_told_with_the_file_to_add(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.md").write_text(GOOD)
    (told,) = posts.read_templates(tmp_path).alone()
    assert told.what == "is not there in “es”."
    assert told.mend == "Add templates/story/a.es.md, with the same blanks."


SPANISH = GOOD.replace("language: en", "language: es")


def test_a_twin_with_other_blanks_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.md").write_text(GOOD)
    (tmp_path / "story" / "a.es.md").write_text(
        SPANISH.replace("title", "titulo", 2)
        .replace("titulo: A story", "title: A story")
        .replace("{{ title", "{{ titulo")
    )
    shelf = posts.read_templates(tmp_path)
    assert set(shelf.templates) == {"story/a"}
    assert "is not that of templates/story/a.md" in str(shelf.faults["story/a.es"][0])


def test_twins_are_found_from_either_side(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.md").write_text(GOOD)
    (tmp_path / "story" / "a.es.md").write_text(SPANISH)
    shelf = posts.read_templates(tmp_path)
    assert [twin.key for twin in shelf.twins("story/a")] == ["story/a", "story/a.es"]
    assert [twin.key for twin in shelf.twins("story/a.es")] == ["story/a.es", "story/a"]
    assert shelf.alone() == ()


@pytest.mark.parametrize("key", sorted(SHELF.templates))
def test_a_shipped_template_filled_with_its_examples_fits_each_platform(key: str) -> None:
    template = SHELF.templates[key]
    values = {blank.name: blank.example for blank in template.blanks}
    facts = values | dict.fromkeys(template.needs, "on record")
    for draft in posts.compose(template, posts.Source(template.language, facts), values):
        assert isinstance(draft, posts.Draft), draft
        assert draft.measure == measure_length(draft.platform, draft.text)


ENGLISH = sorted(key for key, each in SHELF.templates.items() if each.language == "en")


@pytest.mark.parametrize("key", ENGLISH)
def test_a_shipped_template_declares_known_facts_by_their_meaning(key: str) -> None:
    """A blank filled from a story means the same in every template."""
    template = SHELF.templates[key]
    facts = [blank for blank in template.blanks if blank.name in posts.FACTS]
    for blank in facts:
        assert blank.meaning.startswith(posts.FACTS[blank.name].rstrip("."))
