"""Drafts in each language that the story's own words are there in, and nothing mixed."""

from datetime import datetime

import pytest
from sqlmodel import Session

from outreach import posts, stories
from outreach.identity import Actor
from outreach.platforms import PlatformName
from outreach.posts.tongues import listed, state_in
from people import Cast
from posts.examples import SPANISH
from shipping import SHELF

X, FACEBOOK = PlatformName.X, PlatformName.FACEBOOK
TYPED = {"en": {"lead": "Come along.", "hashtag": "#WorkingTogether"}, "es": {"lead": "Venga."}}


@pytest.fixture
def bilingual(db: Session, story: int, rivera: Actor, now: datetime) -> int:
    """A published story of another agency, in English and a machine's Spanish."""
    stories.translate(db, story, SPANISH, by=rivera, now=now)
    return story


def drafts(
    db: Session, story: int, by: Actor, key: str = "story/for-residents", *languages: str
) -> dict[tuple[str, PlatformName], posts.Draft | posts.NoDraft]:
    twins = SHELF.twins(key)
    wanted = languages or ("en", "es")
    sources = posts.sources(db, posts.Choice(story), twins[0].tier, wanted, by=by)
    made = posts.compose_all(twins, sources, TYPED)
    return {(each.language, each.platform): each for each in made}


def test_every_platform_gets_words_in_every_language(
    db: Session, bilingual: int, rivera: Actor
) -> None:
    made = drafts(db, bilingual, rivera)
    assert set(made) == {(lang, name) for lang in ("en", "es") for name in posts.WRITABLE}
    assert all(isinstance(each, posts.Draft) for each in made.values())
    spanish = made["es", FACEBOOK]
    assert isinstance(spanish, posts.Draft)
    assert spanish.text.startswith(
        "Una historia de Fort Smith, Arkansas (Fort Smith Police Department). "
        "Cajas de comida en las patrullas.\n\nVenga."
    )


def test_languages_are_never_mixed(db: Session, bilingual: int, rivera: Actor) -> None:
    """What was typed in English stays out of the Spanish, but for what is the same everywhere."""
    made = drafts(db, bilingual, rivera)
    spanish = made["es", FACEBOOK]
    assert isinstance(spanish, posts.Draft)
    assert "Come along" not in spanish.text
    assert "Packed boxes" not in spanish.text
    assert "#WorkingTogether" in spanish.text


def test_a_language_without_words_says_what_it_needs(
    db: Session, story: int, rivera: Actor
) -> None:
    made = drafts(db, story, rivera)
    assert isinstance(made["en", X], posts.Draft)
    refused = made["es", X]
    assert isinstance(refused, posts.NoDraft)
    assert refused.reason == (
        "“Food boxes in patrol cars” has no words of its own in “es”. It needs the title, the "
        "problem addressed, 3 partners, 2 activities, 2 key outcomes and the caveat in that "
        "language: add them to the story."
    )


def test_a_language_without_a_template_says_which_file(
    db: Session, bilingual: int, rivera: Actor
) -> None:
    refused = drafts(db, bilingual, rivera, "story/for-residents", "vi")["vi", X]
    assert isinstance(refused, posts.NoDraft)
    assert refused.reason.endswith("Add the file templates/story/for-residents.vi.md.")


def test_a_story_that_changed_gets_no_draft_in_its_old_words(
    db: Session, bilingual: int, rivera: Actor, now: datetime
) -> None:
    story = stories.whole(db, stories.get(db, bilingual, rivera.agency_id))
    changed = stories.told_in(story, "en")
    row = stories.get(db, bilingual, rivera.agency_id)
    words = {name: getattr(changed, name) for name in changed.__dataclass_fields__}
    words["title"] = "Boxes of food"
    stories.revise(
        db, bilingual, stories.StoryFacts(**words), revision=row.revision, by=rivera, now=now
    )
    refused = drafts(db, bilingual, rivera)["es", X]
    assert isinstance(refused, posts.NoDraft) and "was changed after" in refused.reason


def test_a_result_in_spanish_keeps_its_spanish_caveat(
    db: Session, bilingual: int, rivera: Actor
) -> None:
    made = drafts(db, bilingual, rivera, "outcome/for-residents")
    for platform in posts.WRITABLE:
        draft = made["es", platform]
        assert isinstance(draft, posts.Draft)
        assert "(74 familias)" in draft.text and (SPANISH.caveat or "") in draft.text


def test_the_source_of_a_result_is_the_first_comment_where_one_is_taken(
    db: Session, bilingual: int, rivera: Actor
) -> None:
    made = drafts(db, bilingual, rivera, "outcome/for-residents")
    comments = {key: each.first_comment for key, each in made.items() if hasattr(each, "text")}
    assert comments["en", FACEBOOK] == "Read it for yourself: https://news.example/storm"
    assert comments["es", FACEBOOK] == "Léalo en la fuente: https://news.example/storm"
    assert {comments["en", name] for name in posts.WRITABLE if name is not FACEBOOK} == {""}


def test_a_machines_words_are_marked_until_they_are_accepted(
    db: Session, bilingual: int, cast: Cast, rivera: Actor, now: datetime
) -> None:
    spanish, english = (drafts(db, bilingual, rivera)[lang, X] for lang in ("es", "en"))
    assert isinstance(english, posts.Draft) and english.unsettled == ()
    assert isinstance(spanish, posts.Draft)
    template, story = spanish.unsettled
    assert "template" in template and "“Food boxes in patrol cars”" in story
    stories.accept(db, bilingual, "es", by=cast.okafor, now=now)
    spanish = drafts(db, bilingual, rivera)["es", X]
    assert isinstance(spanish, posts.Draft) and spanish.unsettled == (template,)


def test_an_incomplete_story_says_in_each_draft_what_it_leaves_open(
    db: Session, bilingual: int, rivera: Actor
) -> None:
    for draft in drafts(db, bilingual, rivera).values():
        assert isinstance(draft, posts.Draft)
        assert draft.not_stated == ("The mission statement is not stated.",)


def test_a_principle_is_told_in_the_languages_it_has(db: Session, rivera: Actor) -> None:
    choice = posts.Choice(principle=3)
    source = posts.source(db, choice, posts.Tier.RESIDENTS, by=rivera, language="es")
    assert source.facts["principle_title"] == "Transformar la capacitación"
    assert source.facts["principle_number"] == "tres"
    source = posts.source(db, choice, posts.Tier.RESIDENTS, by=rivera, language="vi")
    assert source.absent.startswith("Principle 3 has no words in “vi”")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Ana", "Luis"), "Ana y Luis"),
        (("Ana", "Luis", "Eva"), "Ana, Luis y Eva"),
        (("madres", "hijos"), "madres e hijos"),
        (("agua", "hielo"), "agua y hielo"),
        (("Smith, Inc.", "Ana", "Iván"), "Smith, Inc.; Ana; e Iván"),
    ],
)
def test_names_are_listed_as_spanish_does(names: tuple[str, ...], said: str) -> None:
    assert listed(names, "es") == said


def test_states_are_named_as_the_language_has_them() -> None:
    assert [state_in(code, "es") for code in ("NM", "TX", "New Mexico")] == [
        "Nuevo México", "Texas", "Nuevo México",
    ]  # fmt: skip
    assert state_in("NM", "en") == "New Mexico"
