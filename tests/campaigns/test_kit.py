"""The shipped kit: forty posts in two languages that fit, say their limits, and read well."""

import re

import pytest

from campaigns.kit import KIT
from outreach import brand, campaigns, posts
from outreach.campaigns import KitPost, KitWords
from outreach.platforms import PlatformName, measure_length
from shipping import KIT_FOLDER, SHELF, STORIES

BY_KEY = {story.key: story for story in STORIES}
OWN = [(post, words) for post in KIT.posts for words in post.variants]
NAMED = [f"{post.id}-{words.language}-{words.platform[0]}" for post, words in OWN]
PARTS = [
    (name, language)
    for parts in (KIT.templates, KIT.print)
    for name in parts
    for language in KIT.languages
]


def roomy(language: str) -> campaigns.Telling:
    """The words of an agency with a long name, a long address and a partner."""
    held = campaigns.example(KIT, language)
    answers = dict(held.answers) | {
        "agency_name": "Mesquite Flats Metropolitan Police Department",
        "city": "Mesquite Flats",
        "contact": "outreach@mesquite.example",
        "partner_name": "Mesquite Flats Interfaith and Neighborhood Council",
    }
    return campaigns.Telling(KIT, answers, held.starts_on, held.zone, language)


def test_it_is_four_weeks_over_seven_principles_and_forty_posts() -> None:
    assert campaigns.unfit(KIT, SHELF) == ()
    assert (KIT.window.length, len(KIT.themes), len(KIT.posts)) == (28, 4, 40)
    assert KIT.principles == tuple(range(1, 8))
    assert {post.principle for post in KIT.posts if post.principle} == set(range(1, 8))
    assert len({post.story for post in KIT.posts if post.story}) == 20
    assert [post.platforms for post in KIT.posts if post.poll] == [(PlatformName.X,)]


def test_it_speaks_to_its_audiences_both_tiers_and_of_all_three_products() -> None:
    assert {post.audience for post in KIT.posts if post.audience} == set(KIT.audiences)
    tiers = {SHELF.get(post.template).tier if post.template else post.tier for post in KIT.posts}
    assert tiers == {posts.Tier.AGENCIES, posts.Tier.RESIDENTS}
    webinars = [post for post in KIT.posts if post.kind is posts.PostType.WEBINAR]
    assert {post.tier for post in webinars} == tiers
    assert sum(event.kind == "webinar" for event in KIT.events) == 2
    assert "collection-opens" in {post.id for post in KIT.posts}


def test_spanish_is_a_draft_until_a_named_person_accepts_it() -> None:
    assert KIT.languages["en"].standing is campaigns.Standing.ORIGINAL
    spanish = KIT.languages["es"]
    assert (spanish.standing, spanish.accepted_by) == (campaigns.Standing.DRAFT, None)


def test_every_post_has_spanish_words_for_each_of_its_platforms() -> None:
    for post in KIT.posts:
        assert all(post.own(platform, "es") for platform in post.platforms), post.id


@pytest.mark.parametrize(("post", "words"), OWN, ids=NAMED)
def test_own_words_fit_each_platform(post: KitPost, words: KitWords) -> None:
    for platform in words.platform:
        for said in (roomy(words.language), campaigns.without_optional(KIT, words.language)):
            text = said.whole(words, platform)
            assert measure_length(platform, text).fits, (platform, text)
            assert not re.search(r"\{\{|\}\}|\[day|\[zone| ,| \.|  |\n ", text), text
    assert bool(post.template) or words.text


@pytest.mark.parametrize(("post", "words"), OWN, ids=NAMED)
def test_words_about_another_agency_carry_its_caveat_and_name_it_first(
    post: KitPost, words: KitWords
) -> None:
    if post.story is None:
        return
    story = BY_KEY[post.story]
    template = SHELF.get(post.template or "")
    if template.kind is posts.PostType.OUTCOME:
        assert bool(words.caveat) is bool(story.caveat)
        assert len(words.caveat or "") >= len(story.caveat or "") * 0.6
    first = re.split(r"(?<=[^.]{3}[.:!?])\s", words.text)[0]
    assert story.featured.name in first and story.featured.city in first


@pytest.mark.parametrize(("post", "words"), OWN, ids=NAMED)
def test_every_number_in_words_about_a_story_stands_in_the_story(
    post: KitPost, words: KitWords
) -> None:
    if post.story is None:
        return
    story = BY_KEY[post.story]
    told = " ".join(
        [
            story.problem_addressed,
            story.caveat or "",
            *story.activities,
            *(f"{each.statement} {each.figure} {each.period}" for each in story.outcomes),
        ]
    )
    known = {number.rstrip(".,") for number in re.findall(r"\d[\d.,]*", told)}
    said = {number.rstrip(".,") for number in re.findall(r"\d[\d.,]*", words.text)}
    assert said <= known


def test_webinars_say_when_where_captions_and_how_to_ask_for_help() -> None:
    for post in KIT.posts:
        if post.kind is not posts.PostType.WEBINAR:
            continue
        for words in post.variants:
            for needed in ("[day ", "[zone]", "{{contact}}"):
                assert needed in words.text, post.id
            spoken = {"en": ("captions", "nterpreter"), "es": ("subtítulos", "ntérprete")}
            assert all(word in words.text for word in spoken[words.language]), post.id


@pytest.mark.parametrize("post", [post for post in KIT.posts if post.card], ids=lambda p: p.id)
def test_every_card_is_drawn_and_described_in_both_languages(post: KitPost) -> None:
    credit = ""
    if post.story:
        facts = posts.story_facts(BY_KEY[post.story])
        credit = f"{facts['agency']}, {facts['place']}"
    for language in KIT.languages:
        card = campaigns.card_of(
            post,
            campaigns.example(KIT, language),
            agency="Riverton Police Department",
            credit=credit,
        )
        assert brand.draw(card).startswith(b"\xff\xd8")
        assert card.headline in card.alt and card.line.rstrip(".") in card.alt
        assert len(card.alt) <= brand.MAX_ALT


@pytest.mark.parametrize(("name", "language"), PARTS)
def test_the_other_parts_are_filled_and_read_well_without_a_partner(
    name: str, language: str
) -> None:
    text = campaigns.read_part(KIT_FOLDER, KIT, name, language)
    assert len(text.split()) > 60
    for said in (roomy(language), campaigns.without_optional(KIT, language)):
        filled = said.say(text)
        assert not re.search(r"\{\{|\}\}|\[day|\[zone| ,| \.(?!\w)", filled), filled
        assert not re.search(r"https?://$", filled)


def test_every_sentence_of_the_kit_can_be_said_without_a_partner_or_a_page() -> None:
    for _, language, text in campaigns.sentences(KIT):
        filled = campaigns.without_optional(KIT, language).say(text)
        assert "{{" not in filled and filled.strip()
