"""The library's pages: finding, reading, writing, answering, and files of stories."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from outreach import db as database
from outreach import stories
from outreach.lib import shipped
from people import Cast
from web.reading import fields_of

SHIPPED = "collaboration-principles/stories.yaml"
STORY = {
    "title": "Coffee on Maple Street",
    "featured_name": "Riverton Police Department",
    "featured_city": "Riverton",
    "featured_state": "AZ",
    "problem_addressed": "Neighbors and officers met only in an emergency.",
    "partners.0.name": "Maple Street Block Club",
    "partners.0.sector": "community",
    "activities.0.what": "Met for coffee each Thursday",
    "outcomes.0.statement": "Calls about noise fell.",
    "outcomes.0.figure": "41 to 26",
    "outcomes.0.source": "S1",
    "sources.0.title": "Yearly report",
    "sources.0.url": "https://example.org/report",
    "principles": ["4", "7"],
    "confidence_notes": "The desk sergeant doubts the summer.",
}


@pytest.fixture
def library(
    engine: Engine, people: Cast, now: datetime, shipped_stories: dict[str, stories.StoryFacts]
) -> list[stories.WholeStory]:
    """The twenty shipped stories, published."""
    with database.writing(engine) as db:
        facts = tuple(shipped_stories.values())
        stories.take_in(db, facts, by=people.rivera, now=now, publish=True)
        return stories.search(db, people.agency.id or 0)


def saved(engine: Engine, people: Cast, key: str) -> stories.WholeStory | None:
    with database.reading(engine) as db:
        row = stories.named(db, key, people.agency.id or 0)
        return None if row is None else stories.whole(db, row)


def test_the_list_finds_by_word_principle_and_sector(
    rivera: TestClient, library: list[stories.WholeStory]
) -> None:
    page = rivera.get("/stories?words=coffee&principle=4&sector=private").text
    expected = [
        story for story in library
        if "Hawthorne" in story.featured.city and 4 in story.principles
    ]  # fmt: skip
    assert all(story.title.split(":")[0] in page for story in expected)
    assert "Ten-minute visits" not in page


def test_a_search_without_a_match_says_so(rivera: TestClient, library: list[object]) -> None:
    assert "No story matches" in rivera.get("/stories?words=zeppelin").text


def test_an_empty_library_leads_to_the_first_story(rivera: TestClient) -> None:
    assert "Write the first story" in rivera.get("/stories").text


def test_every_shipped_story_has_a_page_with_its_caveat(
    rivera: TestClient, library: list[stories.WholeStory]
) -> None:
    for story in library:
        page = rivera.get(f"/stories/{story.id}")
        assert page.status_code == 200
        assert story.caveat is None or "Must stand beside any outcome" in page.text
        assert story.mission_statement or "The mission statement is not stated." in page.text


def test_a_new_story_is_saved_as_it_was_typed(
    rivera: TestClient, engine: Engine, people: Cast
) -> None:
    answer = rivera.post("/stories", data=STORY)
    story = saved(engine, people, "coffee-on-maple-street")
    assert story is not None
    assert answer.headers["location"] == f"/stories/{story.id}"
    assert story.outcomes[0].figure == "41 to 26"
    assert story.sources[0].key == "S1"
    assert story.mission_statement is None


def test_two_stories_of_one_title_get_ids_of_their_own(
    rivera: TestClient, engine: Engine, people: Cast
) -> None:
    rivera.post("/stories", data=STORY)
    rivera.post("/stories", data=STORY)
    assert saved(engine, people, "coffee-on-maple-street-2") is not None


def test_a_faulty_story_keeps_what_was_typed_and_names_each_field(rivera: TestClient) -> None:
    answer = rivera.post("/stories", data={**STORY, "partners.0.name": "", "sources.0.url": "x"})
    assert answer.status_code == 422
    assert 'href="#partners.0.name"' in answer.text
    assert "Met for coffee each Thursday" in answer.text


def test_a_fault_of_the_library_stands_at_its_field(rivera: TestClient) -> None:
    answer = rivera.post("/stories", data={**STORY, "outcomes.0.source": "S9"})
    assert answer.status_code == 422
    assert 'href="#outcomes.0.source"' in answer.text
    assert "is not among the story" in answer.text


def test_a_story_without_partners_is_refused_at_the_partners(rivera: TestClient) -> None:
    answer = rivera.post("/stories", data={**STORY, "partners.0.name": "", "partners.0.sector": ""})
    assert answer.status_code == 422
    assert 'id="partners-wrong"' in answer.text


def test_the_edit_form_saves_every_field_back_unchanged(
    rivera: TestClient, engine: Engine, people: Cast, library: list[stories.WholeStory]
) -> None:
    for story in library[:4]:
        form = fields_of(rivera.get(f"/stories/{story.id}/edit").text)
        assert rivera.post(f"/stories/{story.id}", data=form).status_code == 303
        again = saved(engine, people, story.key)
        assert again is not None
        assert again.facts == story.facts


def test_a_second_writer_is_told_and_loses_nothing(
    rivera: TestClient, okafor: TestClient, engine: Engine, people: Cast
) -> None:
    rivera.post("/stories", data=STORY)
    story = saved(engine, people, "coffee-on-maple-street")
    assert story is not None
    okafor.post(f"/stories/{story.id}", data={**STORY, "revision": "1", "title": "Hers"})
    answer = rivera.post(f"/stories/{story.id}", data={**STORY, "revision": "1", "title": "Mine"})
    assert answer.status_code == 409
    assert "Hers" in answer.text
    assert 'value="Mine"' in answer.text
    assert 'name="revision" value="2"' in answer.text


def test_a_story_is_published_and_retired(rivera: TestClient, engine: Engine, people: Cast) -> None:
    rivera.post("/stories", data=STORY)
    for act, status in (("publish", "published"), ("retire", "retired")):
        story = saved(engine, people, "coffee-on-maple-street")
        assert story is not None
        rivera.post(f"/stories/{story.id}/{act}")
        after = saved(engine, people, "coffee-on-maple-street")
        assert after is not None
        assert after.status == status


def test_a_figure_without_a_source_keeps_a_draft_out_of_the_library(
    rivera: TestClient, engine: Engine, people: Cast
) -> None:
    rivera.post("/stories", data={**STORY, "outcomes.0.source": "", "outcomes.0.figure": "41 MPH"})
    story = saved(engine, people, "coffee-on-maple-street")
    assert story is not None
    said = "Key outcome 1: the figure “41 MPH” has no source."
    assert said in rivera.get(f"/stories/{story.id}").text
    assert rivera.post(f"/stories/{story.id}/publish").status_code == 422


def test_a_partners_yes_is_noted_with_who_said_it(
    rivera: TestClient, engine: Engine, people: Cast
) -> None:
    rivera.post("/stories", data=STORY)
    story = saved(engine, people, "coffee-on-maple-street")
    assert story is not None
    who = {"who": "Maple Street Block Club", "yes": "given"}
    refused = rivera.post(f"/stories/{story.id}/answers", data=who)
    assert refused.status_code == 422
    assert "An answer needs the person who gave it" in refused.text
    rivera.post(f"/stories/{story.id}/answers", data={**who, "said_by": "Ann Hill, by phone"})
    assert "Ann Hill, by phone" in rivera.get(f"/stories/{story.id}").text


def test_notes_for_us_stand_apart_from_what_is_public(
    rivera: TestClient, engine: Engine, people: Cast
) -> None:
    rivera.post("/stories", data=STORY)
    story = saved(engine, people, "coffee-on-maple-street")
    assert story is not None
    before, _, after = rivera.get(f"/stories/{story.id}").text.partition("For us, never published")
    assert "desk sergeant doubts" not in before
    assert "desk sergeant doubts" in after


def test_an_exported_library_imports_again_and_changes_nothing(
    rivera: TestClient, library: list[object]
) -> None:
    for ending in ("yaml", "json", "csv"):
        file = rivera.get(f"/stories/export.{ending}")
        answer = rivera.post("/stories/import", files={"file": (f"all.{ending}", file.content)})
        assert answer.status_code == 303
        assert "20 unchanged" in rivera.get("/stories").text


def test_one_bad_story_of_twenty_is_named_and_nothing_is_saved(
    rivera: TestClient, engine: Engine, people: Cast
) -> None:
    text = Path(shipped.folder("campaigns") / SHIPPED).read_text("utf-8")
    bad = text.replace("sector: public", "sector: martian", 1)
    answer = rivera.post("/stories/import", files={"file": ("all.yaml", bad.encode())})
    assert answer.status_code == 422
    assert "portland-or-niloc" in answer.text
    assert "martian" in answer.text
    assert saved(engine, people, "portland-or-niloc") is None


@pytest.mark.parametrize("name", ["", "stories.docx"])
def test_an_import_without_a_story_file_says_what_to_choose(rivera: TestClient, name: str) -> None:
    files = {"file": (name, b"words")} if name else None
    answer = rivera.post("/stories/import", files=files)
    assert answer.status_code == 422
    assert "JSON or CSV" in answer.text or ".json or .csv" in answer.text


READ = ("/stories", "/stories/1", "/stories/export.yaml")
WRITTEN = ("/stories/new", "/stories/1/edit", "/stories/import")


@pytest.mark.parametrize("path", READ + WRITTEN)
def test_a_stranger_is_led_to_the_door(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("path", WRITTEN)
def test_a_reader_sees_stories_and_writes_none(
    clerk: TestClient, library: list[object], path: str
) -> None:
    assert clerk.get("/stories/1").status_code == 200
    assert clerk.get(path).status_code == 403


def test_another_agency_sees_nothing_of_ours(
    quinn: TestClient, library: list[stories.WholeStory]
) -> None:
    assert quinn.get(f"/stories/{library[0].id}").status_code == 404
    assert library[0].title not in quinn.get("/stories").text
    assert quinn.post(f"/stories/{library[0].id}/retire").status_code == 404


def test_a_forged_form_changes_nothing(rivera: TestClient) -> None:
    forged = {"sec-fetch-site": "cross-site"}
    assert rivera.post("/stories", data=STORY, headers=forged).status_code == 403
