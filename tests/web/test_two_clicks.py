"""Every complete shipped story goes from its page to four posts that wait, as the form stands."""

from datetime import datetime

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import db as database
from outreach import delivery, posts, stories
from outreach.lib import shipped
from people import Cast
from web.desk import Desk, a_post, compose
from web.reading import fields_of
from web.scenes import words

FILE = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
COMPLETE = [story for story in stories.read_stories(FILE) if not stories.not_stated(story)]


def test_ten_of_the_shipped_stories_are_complete() -> None:
    assert len(COMPLETE) == 10


@pytest.mark.parametrize("facts", COMPLETE, ids=lambda facts: facts.key)
def test_a_complete_story_is_sent_for_approval_as_the_form_stands(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, facts: stories.StoryFacts
) -> None:
    with database.writing(engine) as db:
        for platform in posts.WRITABLE:
            build.an_account(db, people, now=now, platform=platform)
        drafted = stories.draft(db, facts, by=people.rivera, now=now)
        stories.publish(db, drafted.id or 0, by=people.rivera, now=now)
    new = f"/stories/{drafted.id}/posts/new"
    answer = rivera.post(new, data={**fields_of(rivera.get(new).text), "act": "send"})
    assert answer.status_code == 303, answer.text
    with database.reading(engine) as db:
        waiting = delivery.waiting(db, people.agency.id or 0)
    assert {placed.platform for placed in waiting} == set(posts.WRITABLE)


def test_what_only_the_author_can_say_is_kept_with_the_post(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk, declared=["open_case"])
    said = words(rivera.get(at).text)
    assert "Investigations or records: not yet" in said
    assert compose(rivera, desk, "send", declared=["weather"]).status_code == 422
