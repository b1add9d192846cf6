"""The reference of templates lists what there is."""

from outreach import posts
from outreach.posts.leaf import FIELDS
from outreach.posts.templates import FILTERS
from tree import ROOT

REFERENCE = (ROOT / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")
OWN = ("| story |", "| principle |", "| agency |", "| release |")


def test_every_blank_that_fills_itself_is_listed_in_order() -> None:
    listed = [line.split("`")[1] for line in REFERENCE.splitlines() if line.endswith(OWN)]
    assert listed == list(posts.FACTS)


def test_every_field_filter_and_platform_is_listed() -> None:
    for name in FIELDS:
        assert f"| `{name}` |" in REFERENCE
    for kind in posts.PostType:
        assert f"| `{kind}` |" in REFERENCE
    for name in FILTERS:
        assert f"\\| {name} }}}}`" in REFERENCE
    assert ", ".join(f"`{platform}`" for platform in posts.WRITABLE) in REFERENCE
