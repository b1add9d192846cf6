"""Correcting and taking down in a real browser: no faults at any size, and no JavaScript."""

import pytest
from playwright.sync_api import expect

from outreach.bootstrap import Runtime
from outreach.lib.clock import VirtualClock
from outreach.platforms import PlatformName
from people import Cast
from web.conftest import OpenFor
from web.published import BETTER, Out, out
from web.test_posts_browser import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def on_facebook(runtime: Runtime, clock: VirtualClock, people: Cast) -> Out:
    return out(runtime, clock, people, PlatformName.FACEBOOK)


def test_the_pages_of_what_follows_have_no_fault(
    open_for: OpenFor, people: Cast, on_facebook: Out
) -> None:
    page = open_for(people.rivera).new_page()
    for path in (f"{on_facebook.at}/take-down", f"{on_facebook.at}/correct", "/amendments"):
        page.goto(path)
        assert faults(page) == {}, path
    page.goto(f"{on_facebook.at}/correct")
    page.get_by_label("The words as they should read").fill(BETTER)
    page.get_by_label("What was wrong?").fill("It is on Sunday.")
    page.get_by_role("button", name="Send for approval").click()
    assert faults(page) == {}
    page.goto(on_facebook.page)
    assert faults(page) == {}
    chief = open_for(people.lang).new_page()
    chief.goto(page.get_by_role("link", name="Correction: ").get_attribute("href") or "")
    assert faults(chief) == {}


def test_a_post_is_corrected_without_javascript(
    open_for: OpenFor, people: Cast, on_facebook: Out
) -> None:
    page = open_for(people.rivera, java_script_enabled=False).new_page()
    page.goto(on_facebook.page)
    page.get_by_role("link", name="Correct", exact=False).first.click()
    page.get_by_label("The words as they should read").fill(BETTER)
    page.get_by_label("What was wrong?").fill("It is on Sunday.")
    page.get_by_role("button", name="Send for approval").click()
    chief = open_for(people.lang, java_script_enabled=False).new_page()
    chief.goto(page.url)
    chief.get_by_role("button", name="Yes, exactly these words").click()
    on_facebook.round()
    page.reload()
    expect(page.get_by_text("The new words stand.")).to_be_visible()
    assert on_facebook.shown == [BETTER]


def test_a_post_is_taken_down_at_once_on_a_phone_without_javascript(
    open_for: OpenFor, people: Cast, on_facebook: Out
) -> None:
    phone = {"width": 390, "height": 844}
    page = open_for(people.lang, java_script_enabled=False, viewport=phone).new_page()
    page.goto(on_facebook.page)
    page.get_by_role("link", name="Take down").click()
    page.get_by_label("Why does it come down?").fill("A child can be recognised.")
    page.get_by_label("At once: somebody may come to harm").check()
    page.get_by_role("button", name="Take it down").click()
    on_facebook.round()
    page.reload()
    expect(page.get_by_text("Nobody sees it any more.")).to_be_visible()
    assert on_facebook.shown == []
