"""The sample pages in a real browser: every size, light and dark, no JavaScript, large letters."""

import threading
import time
from collections.abc import Iterator
from itertools import product

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

import axe
from web import shell_pages

pytestmark = pytest.mark.browser

#: A desk, a phone, and the narrowest width a page must fit.
SIZES = ((1440, 900), (390, 844), (320, 640))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The sample pages on a free port of this machine."""
    config = uvicorn.Config(
        shell_pages.application(), host="127.0.0.1", port=0, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    limit = time.monotonic() + 10
    while not server.started and time.monotonic() < limit:
        thread.join(0.01)
    yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(5)


@pytest.mark.parametrize("name", [*shell_pages.NAMES, "today?stop&flash&standing=live"])
def test_a_page_has_no_fault_at_any_size_by_day_or_night(
    page: Page, address: str, name: str
) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{address}/{name}")
    found = {}
    for (width, height), scheme in product(SIZES, ("light", "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[f"{width} {scheme}"] = [*axe.violations(page), *sideways(page)]
    assert {at: faults for at, faults in found.items() if faults} == {}
    assert told == []


def sideways(page: Page) -> list[str]:
    """A page wider than its window has to be pushed to and fro to be read."""
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"wider than the window by {over}"] if over > 0 else []


def test_the_menu_opens_and_closes_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/today")
    records = page.get_by_role("link", name="Records")
    assert records.is_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    assert records.is_visible()
    page.keyboard.press("Escape")
    assert records.is_hidden()
    context.close()


def test_the_first_stop_of_the_keyboard_leads_past_the_rail(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/today")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_nothing_stays_in_front_of_the_words_at_four_times_the_size(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(f"{address}/today?stop")
    standing = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&"
        " ['fixed', 'sticky'].includes(getComputedStyle(e).position)).map(e => e.className)"
    )
    assert standing == []
    page.close()


def test_what_has_focus_is_not_hidden_by_the_bars(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/story-form?stop")
    for _ in range(26):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const focused = document.activeElement, box = focused.getBoundingClientRect();
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return !(focused.contains(top) || top?.contains(focused));
            }"""
        )
        assert not covered, page.evaluate("document.activeElement.outerHTML")
    page.close()


def test_a_printed_page_has_words_and_no_chrome(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{address}/post")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("Practice: nothing here is public.").is_visible()
    assert page.get_by_role("navigation").all_inner_texts() == []
    page.close()


def test_chosen_colours_keep_every_state_readable(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}/calendar?stop")
    edges = page.eval_on_selector_all(
        ".tag", "tags => tags.map(tag => getComputedStyle(tag).borderTopStyle)"
    )
    assert set(edges) == {"solid"}
    context.close()
