"""The static files: one edition, kept for ever, light, and nothing named that is not there."""

import re

import pytest

from outreach.web import render, shelf, words
from web import shell_pages

SHELF = shelf.shelf()
FIRST_LOAD = 200_000
ICON = re.compile(r"""icon\(["']([a-z-]+)["']""")


def pages() -> str:
    """The text of every page and component, as written."""
    return "\n".join(path.read_text("utf-8") for path in sorted(render.HTML.rglob("*.html")))


def test_a_file_is_kept_for_ever_under_its_edition() -> None:
    response = SHELF.answer(SHELF.edition, "site.css")
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert response.headers["cache-control"] == shelf.FOR_EVER


def test_a_file_asked_for_by_a_page_of_another_edition_is_not_kept() -> None:
    response = SHELF.answer("000000000000", "site.css")
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("name", ["none.css", "../render.py", "site/01-tokens.css"])
def test_it_rejects_what_is_not_on_the_shelf(name: str) -> None:
    assert SHELF.answer(SHELF.edition, name).status_code == 404
    with pytest.raises(LookupError, match="no static file"):
        SHELF.address(name)


def test_the_sheet_names_only_files_on_the_shelf() -> None:
    named = re.findall(r'url\("([^"]+)"\)', SHELF.files["site.css"].decode())
    assert len(named) == 3
    assert set(named) <= set(SHELF.files)


def test_every_glyph_in_use_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'symbol id="([a-z-]+)"', SHELF.files["icons.svg"].decode()))
    used = {
        *ICON.findall(pages()),
        *(said.glyph for said in words.STATES.values()),
        *(item.glyph for item in render.NAV),
        *words.PLATFORMS,
    }
    assert used <= drawn


def test_every_file_has_a_media_type() -> None:
    kinds = {name.rpartition(".")[2] for name in SHELF.files}
    assert {f".{kind}" for kind in kinds} <= set(shelf.MEDIA_TYPES)


def test_the_first_load_is_light() -> None:
    page = shell_pages.html("calendar", shell_pages.layout(stop=shell_pages.stop()))
    assert len(page.encode()) + sum(map(len, SHELF.files.values())) < FIRST_LOAD


def test_no_page_carries_what_the_content_policy_forbids() -> None:
    html = "\n".join(
        [*(shell_pages.html(name, shell_pages.layout()) for name in shell_pages.NAMES), pages()]
    )
    assert re.findall(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:|https?://", html) == []
