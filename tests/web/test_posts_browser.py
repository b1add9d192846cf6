"""The pages of stories and posts in a real browser: no faults at any size, and two clicks."""

import re
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.engine import Engine

import axe
import build
from outreach import db as database
from outreach import stories
from outreach.lib import shipped
from outreach.platforms import PlatformName
from people import Cast
from web.conftest import OpenFor

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (390, 844), (320, 640))


@pytest.fixture
def story(engine: Engine, people: Cast, now: datetime) -> stories.Story:
    """The Portland story in the library, and an account on X and on Facebook."""
    path: Path = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
    facts = next(each for each in stories.read_stories(path) if each.key == "portland-or-niloc")
    with database.writing(engine) as db:
        for platform in (PlatformName.X, PlatformName.FACEBOOK):
            build.an_account(db, people, now=now, platform=platform)
        drafted = stories.draft(db, facts, by=people.rivera, now=now)
        return stories.publish(db, drafted.id or 0, by=people.rivera, now=now)


def faults(page: Page) -> dict[str, list[str]]:
    """What is wrong with the page at each size, by day and by night."""
    found = {}
    for (width, height), scheme in product(SIZES, ("light", "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[f"{width} {scheme}"] = axe.violations(page) + (
            [f"{over} too wide"] if over > 0 else []
        )
    return {at: wrong for at, wrong in found.items() if wrong}


@pytest.mark.parametrize(
    "path",
    ["/stories", "/stories/{}", "/stories/{}/edit", "/stories/import", "/stories/{}/posts/new"],
)
def test_a_page_of_stories_has_no_fault(
    open_for: OpenFor, people: Cast, story: stories.Story, path: str
) -> None:
    page = open_for(people.rivera).new_page()
    page.goto(path.format(story.id))
    assert faults(page) == {}


def test_a_story_becomes_scheduled_posts_without_javascript(
    open_for: OpenFor, people: Cast, story: stories.Story
) -> None:
    """Two clicks by the officer; then the chief's yes to each puts it on the schedule."""
    page = open_for(people.rivera, java_script_enabled=False).new_page()
    page.goto(f"/stories/{story.id}")
    page.get_by_role("link", name="Turn into posts").click()
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_role("status")).to_contain_text("Sent for approval: 2 accounts")
    at = page.url
    chief = open_for(people.lang, java_script_enabled=False).new_page()
    for _ in range(2):
        chief.goto(at)
        chief.get_by_role("link", name=re.compile("Read and answer")).first.click()
        chief.get_by_role("button", name=re.compile("^Approve")).first.click()
    page.goto(at)
    expect(page.get_by_text("Scheduled", exact=True)).to_have_count(2)


def test_the_pages_of_a_post_have_no_fault(
    open_for: OpenFor, people: Cast, story: stories.Story
) -> None:
    page = open_for(people.rivera).new_page()
    page.goto(f"/stories/{story.id}/posts/new")
    page.get_by_role("button", name="Send for approval").click()
    at = page.url
    move = page.get_by_role("link", name=re.compile("Change the time")).first.get_attribute("href")
    for path in (at, f"{at}/edit", "/posts", str(move)):
        page.goto(path)
        assert faults(page) == {}, path
