"""Approving and pausing in Chromium with JavaScript off, and every page of the desk looked over."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from playwright.sync_api import Page
from sqlalchemy.engine import Engine

import axe
from outreach.delivery import State
from outreach.lib.clock import VirtualClock
from people import Cast
from web.conftest import OpenFor
from web.scenes import asked, became, paused_and_lifted, scheduled, state

pytestmark = pytest.mark.browser

#: A desk, a phone, and the narrowest width a page must fit.
SIZES = ((1440, 900), (390, 844), (320, 640))
PAGES = (
    "/",
    "/calendar",
    "/calendar/agenda",
    "/approvals",
    "/approvals/{asked}",
    "/holds",
    "/holds/new",
)


def test_a_chief_approves_without_javascript(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor
) -> None:
    placement = asked(engine, people, now, text="Neighbors and officers met.")
    page = open_for(people.lang, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("link", name="Read and decide").click()
    assert page.get_by_text("Neighbors and officers met.").is_visible()
    page.get_by_role("button", name="Approve exactly this").click()
    assert page.get_by_text("Approved exactly as it is.").is_visible()
    assert state(engine, placement) is State.SCHEDULED


def test_a_chief_asks_for_changes_and_the_author_reads_why(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor
) -> None:
    asked(engine, people, now)
    page = open_for(people.lang, java_script_enabled=False).new_page()
    page.goto("/approvals")
    page.get_by_role("link", name="Ask for changes or turn down").click()
    page.get_by_label("What should change, or why not?").fill("Name the school.")
    page.get_by_role("button", name="Ask for changes").click()
    author = open_for(people.rivera, java_script_enabled=False).new_page()
    author.goto("/")
    assert author.get_by_text("A reader wrote: “Name the school.”").is_visible()


def test_several_are_approved_at_once_without_javascript(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor
) -> None:
    first, second, third = (asked(engine, people, now) for _ in range(3))
    page = open_for(people.lang, java_script_enabled=False).new_page()
    page.goto("/approvals")
    page.locator(f'input[value^="{first.id}:"]').check()
    page.locator(f'input[value^="{third.id}:"]').check()
    page.get_by_role("button", name="Approve the ticked posts").click()
    assert page.get_by_text("2 posts approved").is_visible()
    assert [state(engine, one) for one in (first, second, third)] == [
        State.SCHEDULED,
        State.DRAFT,
        State.SCHEDULED,
    ]


def test_everything_is_paused_lifted_and_decided_without_javascript(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor
) -> None:
    kept = scheduled(engine, people, now)
    moved = scheduled(engine, people, now, due_in=timedelta(hours=2))
    page = open_for(people.rivera, java_script_enabled=False).new_page()
    page.goto("/calendar")
    page.get_by_role("link", name="Pause everything").click()
    page.get_by_role("button", name="Pause now").click()
    assert page.get_by_text("Everything is paused. 2 posts are held.").is_visible()
    page.get_by_role("link", name="Lift this pause").click()
    page.get_by_role("button", name="Lift the pause").click()
    assert {state(engine, kept), state(engine, moved)} == {State.HELD}
    _decide(page)
    assert page.get_by_text("1 post kept").is_visible()
    assert (state(engine, kept), state(engine, moved)) == (State.SCHEDULED, State.DRAFT)


def _decide(page: Page) -> None:
    """Keep the first post at its time and give the second a new one."""
    page.locator('input[name="posts.0.choice"][value="keep"]').check()
    day = page.locator('input[name="posts.1.on"]')
    assert day.is_hidden()
    page.locator('input[name="posts.1.choice"][value="move"]').check()
    day.fill("2026-11-25")
    page.locator('input[name="posts.1.at"]').fill("09:30")
    page.get_by_role("button", name="Apply these decisions").click()


@pytest.fixture
def busy_day(engine: Engine, people: Cast, clock: VirtualClock, now: datetime) -> str:
    """A desk with something of everything; gives the post that waits for a yes."""
    for trouble in (State.FAILED, State.NEEDS_PERSON, State.NEEDS_SIGN_IN):
        became(engine, scheduled(engine, people, now), trouble)
    published = scheduled(engine, people, now)
    link = "https://example.org/1"
    became(engine, published, State.PUBLISHED, published_at=now, permalink=link)
    scheduled(engine, people, now, due_in=timedelta(minutes=5))
    scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    scheduled(engine, people, now)
    clock.advance(timedelta(minutes=10))
    return str(asked(engine, people, now).id)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_at_any_size_by_day_or_night(
    people: Cast, open_for: OpenFor, busy_day: str, path: str
) -> None:
    page = open_for(people.okafor).new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    answer = page.goto(path.format(asked=busy_day))
    assert answer is not None
    assert answer.status == 200
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
