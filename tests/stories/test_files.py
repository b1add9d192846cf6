"""Story files: every fault is named, nothing is taken by halves, and what goes out comes back."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from outreach import errors, records, stories
from outreach.stories import FileFormat, Story, plain
from outreach.stories.files import write_stories
from people import Cast
from stories.telling import STORY, a_story
from stories.telling import stories as any_story

FORMATS = list(FileFormat)


def a_file(folder: Path, *told: stories.StoryFacts, name: str = "stories.yaml") -> Path:
    path = folder / name
    path.write_text(write_stories(told, stories.format_of(path)), encoding="utf-8")
    return path


def faults_of(data: object) -> list[str]:
    with pytest.raises(errors.BadInput) as refused:
        stories.parse_stories(json.dumps(data).encode(), FileFormat.JSON)
    return [str(fault) for fault in refused.value.faults]


def as_data(**changes: object) -> dict[str, object]:
    return {**plain.from_story(STORY), **changes}


@pytest.mark.parametrize("file_format", FORMATS)
@given(told=st.lists(any_story(), min_size=1, max_size=3, unique_by=lambda story: story.key))
def test_what_is_written_is_read_back(
    file_format: FileFormat, told: list[stories.StoryFacts]
) -> None:
    data = write_stories(told, file_format).encode()
    assert list(stories.parse_stories(data, file_format)) == told


def test_an_import_brings_every_story_as_a_draft(
    db: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    path = a_file(tmp_path, STORY, a_story(key="second"))
    result = stories.import_stories(db, path, by=cast.rivera, now=now)
    assert result.added == ("lights-on-elm-street", "second")
    assert str(result) == "2 added, 0 revised, 0 unchanged"
    kept = stories.named(db, "second", cast.rivera.agency_id)
    assert kept is not None
    assert kept.status is stories.StoryStatus.DRAFT
    assert stories.whole(db, kept).facts == a_story(key="second")


@pytest.mark.parametrize("name", ["stories.yaml", "stories.yml", "stories.json", "stories.csv"])
def test_the_same_file_twice_changes_nothing(
    db: Session, cast: Cast, now: datetime, tmp_path: Path, name: str
) -> None:
    path = a_file(tmp_path, STORY, name=name)
    stories.import_stories(db, path, by=cast.rivera, now=now)
    told = len(list(records.export(db, cast.rivera.agency_id)))
    again = stories.import_stories(db, path, by=cast.okafor, now=now)
    assert again == stories.ImportResult((), (), ("lights-on-elm-street",))
    assert len(list(records.export(db, cast.rivera.agency_id))) == told


def test_an_edited_story_is_revised_and_the_others_are_left_alone(
    db: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    other = a_story(key="other")
    stories.import_stories(db, a_file(tmp_path, STORY, other), by=cast.rivera, now=now)
    edited = a_file(tmp_path, a_story(title="Lamps on Elm Street"))
    result = stories.import_stories(db, edited, by=cast.okafor, now=now)
    assert result == stories.ImportResult((), ("lights-on-elm-street",), ())
    row = stories.named(db, "lights-on-elm-street", cast.rivera.agency_id)
    assert row is not None
    assert (row.title, row.revision) == ("Lamps on Elm Street", 2)
    assert len(stories.search(db, cast.rivera.agency_id)) == 2


def test_drafts_are_published_when_that_is_asked(
    db: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    path = a_file(tmp_path, STORY, a_story(key="second"))
    stories.import_stories(db, path, by=cast.rivera, now=now)
    stories.import_stories(db, path, by=cast.rivera, now=now, publish=True)
    assert set(db.exec(select(Story.status))) == {stories.StoryStatus.PUBLISHED}


def test_one_bad_story_among_many_changes_nothing(
    db: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    told = [a_story(key=f"story-{number}") for number in range(20)]
    told[7] = replace(told[7], partners=())
    with pytest.raises(errors.BadInput) as refused:
        stories.import_stories(db, a_file(tmp_path, *told), by=cast.rivera, now=now)
    assert [str(fault) for fault in refused.value.faults] == [
        "story-7, partners_involved: names nobody. A collaboration story needs at least one "
        "partner: name who worked with the police."
    ]
    assert db.exec(select(Story)).all() == []


def test_what_the_library_would_refuse_is_found_before_the_first_change(
    db: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    stories.import_stories(db, a_file(tmp_path, STORY), by=cast.rivera, now=now, publish=True)
    bare = (replace(STORY.outcomes[0], source=None),)
    edited = [a_story(key="new"), a_story(outcomes=bare), a_story(key="bare", outcomes=bare)]
    path = a_file(tmp_path, *edited)
    with pytest.raises(errors.BadInput) as refused:
        stories.import_stories(db, path, by=cast.rivera, now=now, publish=True)
    assert [fault.where for fault in refused.value.faults] == [
        "lights-on-elm-street, key outcome 1",
        "bare, key outcome 1",
    ]
    assert db.exec(select(col(Story.key))).all() == ["lights-on-elm-street"]


def test_it_requires_write(db: Session, cast: Cast, now: datetime, tmp_path: Path) -> None:
    with pytest.raises(errors.NotAllowed):
        stories.import_stories(db, a_file(tmp_path, STORY), by=cast.clerk, now=now)


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_export_imported_elsewhere_is_the_same_library(
    db: Session, cast: Cast, now: datetime, tmp_path: Path, file_format: FileFormat
) -> None:
    stories.import_stories(db, a_file(tmp_path, STORY, a_story(key="b")), by=cast.rivera, now=now)
    path = tmp_path / f"out.{file_format}"
    path.write_text(stories.export_stories(db, cast.rivera.agency_id, file_format), "utf-8")
    stories.import_stories(db, path, by=cast.quinn, now=now)
    ours, theirs = (
        [story.facts for story in stories.search(db, actor.agency_id)]
        for actor in (cast.rivera, cast.quinn)
    )
    assert ours == theirs


@pytest.mark.parametrize("state", ["ZZZ", "Arizona", "az", "ON"])
def test_a_state_that_is_none_is_named_with_story_field_and_mend(state: str) -> None:
    agency = {"name": "Fairview Police Department", "city": "Fairview", "state": state}
    assert faults_of([as_data(agency=agency)]) == [
        f"lights-on-elm-street, agency, state: “{state}” is no state or territory of the United "
        "States. Write its two letters, such as AZ."
    ]


def test_every_fault_of_a_file_is_named_with_story_field_and_mend() -> None:
    first = as_data(id="Not an id", titel="x", collaboration_principles=[2, 9], agency=None)
    second = as_data(partners_involved=["Rotary Club"], years={"start": 2020, "end": 2019})
    assert faults_of([first, second, "three"]) == [
        "Not an id, titel: is not a field of this. Did you mean title?",
        "Not an id, id: “Not an id” is no id. Use small letters, digits and single hyphens.",
        "Not an id, agency, name: is missing. A story cannot stand without it: write it.",
        "Not an id, agency, city: is missing. A story cannot stand without it: write it.",
        "Not an id, agency, state: is missing. A story cannot stand without it: write it.",
        "Not an id, collaboration_principles: has 9. The principles are 1 to 7.",
        "lights-on-elm-street, years, end: 2019 is before the start, 2020. Mend one of the two.",
        "story 3: is not a set of fields. Give it id, title, language…",
        *faults_of(["three"])[1:],
    ]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key_outcomes": [{"figure": "9%"}]}, "key outcome 1, text: is missing."),
        ({"key_outcomes": [{"text": "A.", "source": "S9"}]}, "“S9” is not among the story's"),
        ({"key_outcomes": [{"text": "A.", "evaluation": "good"}]}, "“good” is not known. Use one"),
        ({"key_outcomes": "none"}, "key_outcomes: is not a list."),
        ({"sources": [{"id": "S1", "title": "A"}]}, "source 1, url: “” is no web address."),
        ({"caveat": "x" * 201}, "caveat: is 201 characters long. Keep it to 200."),
        ({"caveat": "One.\nTwo."}, "caveat: has more than one line."),
        ({"title": ["x"]}, "title: is not text."),
        ({"years": {"start": "last year"}}, "years, start: “last year” is not a year."),
        ({"partner_yes": "given"}, "A file cannot give a partner's yes"),
        ({"community_roles": ["C9"]}, "community_roles: has “C9”. The roles are C1 to C8."),
        ({"audiences": ["youth", "youth"]}, "audiences: has “youth” more than once."),
        ({"collaboration_principles": ["two"]}, "“two” is not a number."),
        ({"language": "English"}, "language: “English” is no language."),
        ({"confidence": "certain"}, "confidence: “certain” is not known."),
    ],
)
def test_it_rejects_a_story_that(changes: dict[str, object], fault: str) -> None:
    faults = faults_of([as_data(**changes)])
    assert any(fault in said for said in faults), faults


def test_it_rejects_two_stories_of_one_id() -> None:
    assert faults_of([as_data(), as_data()]) == [
        "lights-on-elm-street, id: is the id of 2 stories. Give each story its own id."
    ]


def test_a_whole_number_may_be_a_figure() -> None:
    outcome = {"text": "Boxes were handed out.", "figure": 94, "source": "S1"}
    data = json.dumps([as_data(key_outcomes=[outcome])]).encode()
    (story,) = stories.parse_stories(data, FileFormat.JSON)
    assert story.outcomes[0].figure == "94"


@pytest.mark.parametrize("empty", ["", "# nothing", "id: one\ntitle: no list", "[]"])
def test_it_rejects_a_file_without_stories(empty: str) -> None:
    with pytest.raises(errors.BadInput, match="holds no list of stories"):
        stories.parse_stories(empty.encode(), FileFormat.YAML)


def test_it_rejects_a_name_that_promises_no_format(tmp_path: Path) -> None:
    with pytest.raises(errors.BadInput, match=r"“stories\.docx” is not a story file"):
        stories.read_stories(tmp_path / "stories.docx")


def test_it_rejects_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.BadInput, match="cannot be opened"):
        stories.read_stories(tmp_path / "stories.yaml")


def test_it_rejects_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "stories.yaml"
    with path.open("wb") as file:
        file.truncate(6_000_000)
    with pytest.raises(errors.BadInput, match="larger than 5 MB"):
        stories.read_stories(path)


def test_it_rejects_text_that_is_not_utf_8() -> None:
    with pytest.raises(errors.BadInput, match="line 2: is not UTF-8 text"):
        stories.parse_stories("- id: a\n  title: café\n".encode("latin-1"), FileFormat.YAML)


def test_words_are_the_same_story_whatever_wrote_them() -> None:
    decomposed = as_data(problem_addressed="Cafe\u0301\r\nclosed ")
    composed = as_data(problem_addressed="Café\nclosed")
    one, two = (
        stories.parse_stories(json.dumps([data]).encode("utf-8-sig"), FileFormat.JSON)
        for data in (decomposed, composed)
    )
    assert one == two


def test_the_yaml_that_is_written_is_plain_yaml() -> None:
    text = write_stories([STORY], FileFormat.YAML)
    assert yaml.safe_load(text) == [plain.from_story(STORY)]
    assert list(yaml.safe_load(text)[0])[4:11] == [
        *("problem_addressed", "partners_involved", "mission_statement", "mission_note"),
        *("activities_undertaken", "key_outcomes", "outcomes_note"),
    ]
