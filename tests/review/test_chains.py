"""Which steps a post needs: the shipped chains, and files that cannot be used."""

import pytest

from outreach import errors, posts, review
from outreach.identity import Step
from outreach.review import Trait

GOOD = "{name: a, kinds: [event], steps: [second_reader], why: because}"


def steps(kind: str, *traits: Trait) -> list[str]:
    return [step.value for step in review.steps_for(kind, frozenset(traits))]


@pytest.mark.parametrize("kind", ["safety_tip", "event", "observance", "webinar", "principle"])
def test_routine_kinds_need_a_second_reader(kind: str) -> None:
    assert steps(kind) == ["second_reader"]


@pytest.mark.parametrize("kind", ["story", "recognition", "you_said_we_did", "outcome"])
def test_a_positive_story_needs_its_partners_and_those_quoted(kind: str) -> None:
    told = steps(kind, Trait.TELLS_STORY, Trait.QUOTES_PEOPLE)
    assert told == ["second_reader", "partner", "people_quoted"]
    assert steps(kind) == ["second_reader"]


@pytest.mark.parametrize("kind", ["poll", "acknowledgement"])
def test_a_question_or_admission_needs_the_community_and_the_chief(kind: str) -> None:
    assert steps(kind) == ["second_reader", "community_reviewer", "chief"]
    assert steps(kind, Trait.KIT_UNCHANGED) == ["second_reader"]


def test_a_condolence_waits_for_the_agency_whose_loss_it_is() -> None:
    assert steps("condolence") == ["venue_agency", "chief"]


@pytest.mark.parametrize("kind", [kind.value for kind in posts.PostType])
def test_an_open_case_goes_before_the_kind(kind: str) -> None:
    found = steps(kind, Trait.CASE_LINKED, Trait.KIT_UNCHANGED)
    assert found == ["investigations", "legal", "chief"]


@pytest.mark.parametrize("kind", [kind.value for kind in posts.PostType])
def test_every_kind_of_post_has_a_chain_of_its_own(kind: str) -> None:
    named = {name for chain in review.shipped() for name in chain.kinds or ()}
    assert kind in named


def test_a_kind_nobody_thought_of_needs_the_chief_too() -> None:
    assert steps("song") == [Step.SECOND_READER, Step.CHIEF]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chains: [", "is not YAML"),
        ("- a", "a list named “chains”"),
        ("chains: []", "a list named “chains”"),
        ("chains: [a]", "is no chain"),
        (f"chains: [{GOOD.replace('why', 'because')}]", "“because” is no field"),
        (f"chains: [{GOOD.replace(', why: because', '')}]", "“why” is missing"),
        (f"chains: [{GOOD.replace('second_reader', 'mayor')}]", "“mayor” is no step"),
        (f"chains: [{GOOD.replace('kinds: [event]', 'when: [rainy]')}]", "“rainy” is no trait"),
        (f"chains: [{GOOD.replace('second_reader', 'partner')}]", "a person of the agency"),
        (f"chains: [{GOOD.replace('second_reader', 'chief, chief')}]", "names a step twice"),
        (f"chains: [{GOOD.replace('kinds: [event], ', '')}]", "fits every post"),
        (f"chains: [{GOOD.replace('[second_reader]', 'chief')}]", "“steps: chief” is no step"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, told: str) -> None:
    with pytest.raises(errors.BadInput, match=r"chains\.yaml") as refused:
        review.read_chains(text, "chains.yaml")
    assert told in str(refused.value) + " ".join(map(str, refused.value.faults))
