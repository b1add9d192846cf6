"""Pausing from a phone in two touches, without JavaScript, and every page of pauses looked over."""

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest
from sqlalchemy.engine import Engine

import axe
from outreach import db as database
from outreach import delivery
from outreach.delivery import Scope
from people import Cast
from web.conftest import OpenFor
from web.journeys.test_desk import SIZES, sideways
from web.scenes import paused_and_lifted, scheduled

pytestmark = pytest.mark.browser


@pytest.fixture
def hard_day(engine: Engine, people: Cast, now: datetime) -> None:
    """A pause without a reason, posts to decide on, advice from a hub, and a clock in doubt."""
    scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    scheduled(engine, people, now)
    hub = replace(people.quinn, national=True)
    with database.writing(engine) as db:
        delivery.hold(db, Scope.PLATFORM, "x", by=people.lang, now=now)
        said = {"words": "A word was wrong.", "issuer": "The hub"}
        delivery.advise(db, Scope.LANGUAGE, "es", **said, by=hub, now=now)
    delivery.beat(engine, now=now, last=None, note="This machine's clock jumped 2 hours ahead.")


def test_two_touches_from_today_on_a_phone(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor
) -> None:
    scheduled(engine, people, now)
    context = open_for(people.rivera, java_script_enabled=False, has_touch=True)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    page.get_by_role("link", name="Pause").first.tap()
    button = page.get_by_role("button", name="Pause now")
    box = button.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 780, "The button is not under the thumb."
    button.tap()
    page.wait_for_url("**/holds")
    assert page.get_by_text("Everything is paused. 1 post is held.").is_visible()


def test_the_reason_comes_later(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor, hard_day: None
) -> None:
    page = open_for(people.rivera, java_script_enabled=False).new_page()
    page.goto("/holds")
    page.get_by_label("Why?").fill("An officer was hurt.")
    page.get_by_role("button", name="Keep the reason").click()
    assert "An officer was hurt." in page.locator(".crisis").inner_text()


def test_advice_is_followed_by_one_touch(
    engine: Engine, people: Cast, open_for: OpenFor, hard_day: None
) -> None:
    page = open_for(people.rivera, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("button", name="Pause it now").click()
    assert page.get_by_role("heading", name="Everything in Spanish").is_visible()


@pytest.mark.parametrize("path", ["/", "/holds", "/holds/new", "/holds/tokens"])
def test_a_page_of_pauses_has_no_fault_at_any_size(
    people: Cast, open_for: OpenFor, hard_day: None, path: str
) -> None:
    page = open_for(people.rivera).new_page()
    page.goto(path)
    found = {}
    for (width, height), scheme in product(SIZES, ("light", "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[f"{width} {scheme}"] = [*axe.violations(page), *sideways(page)]
    assert {at: faults for at, faults in found.items() if faults} == {}
