"""A story in more languages: whole and true to its own words, or not told in them at all."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from outreach import errors, records, stories
from outreach.stories import FileFormat, Origin, OutcomeWords, PartnerWords
from outreach.stories.files import write_stories
from people import Cast
from stories.spanish import SPANISH, any_words, spanish
from stories.telling import STORY, a_story
from stories.telling import stories as any_story

TOLD = a_story(translations=(SPANISH,))


@pytest.fixture
def kept(db: Session, cast: Cast, now: datetime) -> stories.WholeStory:
    """The story in the library, with its Spanish words."""
    row = stories.draft(db, STORY, by=cast.rivera, now=now)
    assert row.id is not None
    return stories.translate(db, row.id, SPANISH, by=cast.rivera, now=now)


def refused(words: stories.StoryWords, story: stories.StoryFacts = STORY) -> str:
    data = write_stories([replace(story, translations=(words,))], FileFormat.YAML).encode()
    with pytest.raises(errors.BadInput) as fault:
        stories.parse_stories(data, FileFormat.YAML)
    return str(fault.value)


def test_a_story_is_told_in_each_of_its_languages(kept: stories.WholeStory) -> None:
    told = stories.told_in(kept, "es")
    assert told.title == "Luces en la calle Elm"
    assert told.outcomes[0].statement == "Los robos en viviendas bajaron en la calle."
    assert (told.outcomes[0].source, told.outcomes[0].period) == ("S1", "2019")
    assert told.partners[0].sector is STORY.partners[0].sector
    assert stories.told_in(kept, "en") == kept.facts


def test_a_language_without_words_says_which_are_needed(kept: stories.WholeStory) -> None:
    reason = stories.unspoken(kept, "vi")
    assert reason is not None and reason.endswith(
        "It needs the title, the problem addressed, the mission statement, 2 partners, "
        "2 activities, 2 key outcomes and the caveat in that language: add them to the story."
    )
    with pytest.raises(errors.BadInput, match="no words of its own in “vi”"):
        stories.told_in(kept, "vi")


def test_a_changed_story_leaves_its_translation_out_of_date(
    db: Session, cast: Cast, now: datetime, kept: stories.WholeStory
) -> None:
    changed = a_story(title="More lights on Elm Street")
    stories.revise(db, kept.id, changed, revision=1, by=cast.rivera, now=now)
    told = stories.whole(db, stories.get(db, kept.id, cast.rivera.agency_id))
    assert "changed after its words in “es” were made" in (stories.unspoken(told, "es") or "")
    with pytest.raises(errors.Conflict, match="Bring them up to date"):
        stories.accept(db, kept.id, "es", by=cast.rivera, now=now)
    stories.translate(db, kept.id, spanish(title="Más luces"), by=cast.rivera, now=now)
    told = stories.whole(db, stories.get(db, kept.id, cast.rivera.agency_id))
    assert stories.unspoken(told, "es") is None


def test_a_machines_words_wait_for_a_person(
    db: Session, cast: Cast, now: datetime, kept: stories.WholeStory
) -> None:
    assert stories.unaccepted(kept, "es") is None
    machine = spanish(origin=Origin.MACHINE, translator="A program")
    told = stories.translate(db, kept.id, machine, by=cast.rivera, now=now)
    assert "made by a machine (A program)" in (stories.unaccepted(told, "es") or "")
    with pytest.raises(errors.NotAllowed, match="Let another person"):
        stories.accept(db, kept.id, "es", by=cast.rivera, now=now)
    told = stories.accept(db, kept.id, "es", by=cast.okafor, now=now)
    assert stories.unaccepted(told, "es") is None
    assert told.languages[0].accepted_by != ""
    told = stories.translate(db, kept.id, replace(machine, title="Luz"), by=cast.rivera, now=now)
    assert stories.unaccepted(told, "es") is not None


def test_the_same_words_again_change_nothing(
    db: Session, cast: Cast, now: datetime, kept: stories.WholeStory
) -> None:
    before = len(list(records.export(db, cast.rivera.agency_id)))
    stories.translate(db, kept.id, SPANISH, by=cast.okafor, now=now)
    assert len(list(records.export(db, cast.rivera.agency_id))) == before


def test_words_taken_back_tell_no_post(
    db: Session, cast: Cast, now: datetime, kept: stories.WholeStory
) -> None:
    told = stories.withdraw(db, kept.id, "es", by=cast.rivera, now=now)
    assert told.languages == () and stories.unspoken(told, "es")
    with pytest.raises(errors.NotFound, match="no words in “es”"):
        stories.withdraw(db, kept.id, "es", by=cast.rivera, now=now)


def test_every_act_is_on_record(
    db: Session, cast: Cast, now: datetime, kept: stories.WholeStory
) -> None:
    stories.translate(db, kept.id, spanish(origin=Origin.MACHINE), by=cast.rivera, now=now)
    stories.accept(db, kept.id, "es", by=cast.okafor, now=now)
    stories.withdraw(db, kept.id, "es", by=cast.rivera, now=now)
    kinds = [each.kind for each in records.of(db, ("story", kept.id), agency_id=kept.agency_id)]
    assert kinds[1:] == [
        "stories.translated",
        "stories.translated",
        "stories.translation_accepted",
        "stories.translation_withdrawn",
    ]


def test_it_requires_a_role_and_the_agencys_own_story(
    db: Session, cast: Cast, now: datetime, kept: stories.WholeStory
) -> None:
    for act in (
        lambda by: stories.translate(db, kept.id, SPANISH, by=by, now=now),
        lambda by: stories.accept(db, kept.id, "es", by=by, now=now),
        lambda by: stories.withdraw(db, kept.id, "es", by=by, now=now),
    ):
        with pytest.raises(errors.NotAllowed):
            act(cast.clerk)
        with pytest.raises(errors.NotFound):
            act(cast.quinn)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": STORY.title}, "es, title: says the same as the story's own language"),
        ({"title": "LIGHTS on Elm  Street"}, "es, title: says the same"),
        ({"mission_statement": STORY.mission_statement}, "es, mission_statement: says the same"),
        ({"activities": ("Otra cosa", STORY.activities[1])}, "es, activities_undertaken 2: says"),
        ({"caveat": STORY.caveat}, "es, caveat: says the same"),
        ({"caveat": None}, "es, caveat: is missing"),
        ({"mission_statement": None}, "es, mission_statement: is missing"),
        ({"activities": ("Una",)}, "es, activities_undertaken: has 1 where the story has 2"),
        ({"outcomes": SPANISH.outcomes[:1]}, "es, key_outcomes: has 1 where the story has 2"),
        ({"partners": SPANISH.partners * 2}, "es, partners_involved: has 4 where the story has 2"),
        (
            {"outcomes": (SPANISH.outcomes[0], OutcomeWords("Más tarde.", "10 de 12"))},
            "es, key outcome 2, figure: is not in the story. A translation adds nothing",
        ),
        (
            {"partners": (SPANISH.partners[0], PartnerWords("St. Anne Parish", "rezó"))},
            "es, partner 2, part: is not in the story",
        ),
        ({"language": "en"}, "en, language: is the story's own"),
        ({"language": "Spanish"}, "“Spanish” is no language"),
        ({"translator": ""}, "es, translator: is missing"),
        ({"title": "Luces\u202e en la calle"}, "es, title: holds a character that turns"),
        ({"caveat": "x" * 201}, "es, caveat: is 201 characters long"),
        ({"proper_names": ("Main Street",)}, "has “Main Street”, which the story does not say"),
    ],
)
def test_it_rejects_words_that_are_not_the_storys(change: dict[str, object], sentence: str) -> None:
    assert sentence in refused(spanish(**change))


def test_names_and_numbers_may_stay_as_they_are() -> None:
    """A partner's name, a figure, and a title that is all names need no translation."""
    story = a_story(title="Coffee with a Cop, Fairview")
    words = spanish(title=story.title, proper_names=("Coffee with a Cop",))
    data = write_stories([replace(story, translations=(words,))], FileFormat.JSON).encode()
    (read,) = stories.parse_stories(data, FileFormat.JSON)
    assert read.translations == (replace(words, made_from=story.words),)
    assert "title: says the same" in refused(replace(words, proper_names=()), story)


def test_who_made_the_words_has_to_be_said() -> None:
    told = write_stories([TOLD], FileFormat.YAML).replace("origin: person", "origin:")
    with pytest.raises(
        errors.BadInput, match=r"es, origin: is missing\. Write one of person, mach"
    ):
        stories.parse_stories(told.encode(), FileFormat.YAML)


def test_a_file_cannot_bring_acceptance() -> None:
    told = write_stories([TOLD], FileFormat.YAML).replace(
        "origin: person\n", "origin: machine\n    accepted_by: Ana\n"
    )
    with pytest.raises(errors.BadInput, match="accepted_by: is not a field of this"):
        stories.parse_stories(told.encode(), FileFormat.YAML)


@pytest.mark.parametrize("file_format", FileFormat)
@settings(max_examples=25)
@given(story=any_story(), languages=st.sets(st.sampled_from(["es", "vi", "ar"]), max_size=2))
def test_languages_are_written_and_read_back(
    file_format: FileFormat, story: stories.StoryFacts, languages: set[str]
) -> None:
    words = tuple(any_words(story, language=each) for each in sorted(languages))
    told = [replace(story, translations=words)]
    data = write_stories(told, file_format).encode()
    assert list(stories.parse_stories(data, file_format)) == told


@pytest.mark.parametrize("name", ["stories.yaml", "stories.json", "stories.csv"])
def test_an_import_brings_languages_once(
    db: Session, cast: Cast, now: datetime, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text(write_stories([TOLD], stories.format_of(path)), "utf-8")
    assert stories.import_stories(db, path, by=cast.rivera, now=now).added == (STORY.key,)
    again = stories.import_stories(db, path, by=cast.rivera, now=now)
    assert again.unchanged == (STORY.key,)
    out = stories.export_stories(db, cast.rivera.agency_id, stories.format_of(path))
    path.write_text(out, "utf-8")
    assert stories.import_stories(db, path, by=cast.rivera, now=now).unchanged == (STORY.key,)


def test_a_language_that_is_out_of_date_stays_so_through_a_file(
    db: Session, cast: Cast, now: datetime, tmp_path: Path, kept: stories.WholeStory
) -> None:
    fewer = a_story(activities=("Put up new lamps",))
    stories.revise(db, kept.id, fewer, revision=1, by=cast.rivera, now=now)
    path = tmp_path / "stories.csv"
    path.write_text(stories.export_stories(db, cast.rivera.agency_id, FileFormat.CSV), "utf-8")
    assert stories.import_stories(db, path, by=cast.rivera, now=now).unchanged == (STORY.key,)


def test_one_bad_translation_keeps_the_whole_file_out(
    db: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "stories.yaml"
    bad = replace(TOLD, key="second", translations=(spanish(title=STORY.title),))
    path.write_text(write_stories([TOLD, bad], FileFormat.YAML), "utf-8")
    with pytest.raises(errors.BadInput, match="second, es, title: says the same"):
        stories.import_stories(db, path, by=cast.rivera, now=now)
    assert stories.search(db, cast.rivera.agency_id) == []


def test_a_row_of_a_translation_needs_the_row_of_its_story() -> None:
    rows = write_stories([TOLD], FileFormat.CSV).splitlines(keepends=True)
    with pytest.raises(errors.BadInput, match="has a translation and no row of its own"):
        stories.parse_stories("".join([rows[0], rows[2]]).encode(), FileFormat.CSV)


@pytest.mark.parametrize(
    "text",
    [
        "Los robos en viviendas bajaron en la calle.",
        "¡42% menos!",
        "Los comerciantes abrieron hasta más tarde.",
        "En la calle Elm, los comerciantes ya abren hasta más tarde.",
    ],
)
def test_a_result_keeps_its_caveat_in_every_language(kept: stories.WholeStory, text: str) -> None:
    told = stories.told_in(kept, "es")
    assert stories.missing_caveat(text, told) is not None
    assert stories.missing_caveat(f"{text} Los robos de autos no cambiaron.", told) is None


def test_the_rest_of_the_story_can_be_told_in_every_language(kept: stories.WholeStory) -> None:
    told = stories.told_in(kept, "es")
    rest = (told.title, told.problem_addressed, told.mission_statement, *told.activities)
    for text in filter(None, rest):
        assert stories.quotes_outcome(text, told) == []


def test_nobody_who_ever_wrote_the_words_accepts_them(
    db: Session, cast: Cast, now: datetime, kept: stories.WholeStory
) -> None:
    machine = spanish(origin=Origin.MACHINE, translator="A program")
    stories.translate(db, kept.id, machine, by=cast.okafor, now=now)
    for writer in (cast.rivera, cast.okafor):
        with pytest.raises(errors.NotAllowed, match="Let another person"):
            stories.accept(db, kept.id, "es", by=writer, now=now)
    told = stories.accept(db, kept.id, "es", by=cast.lang, now=now)
    assert stories.unaccepted(told, "es") is None
