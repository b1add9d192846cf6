"""What keeps finished words here: a machine's, unaccepted; a condolence that is locked."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from outreach import errors, posts, records, stories
from outreach.identity import Actor, Step
from outreach.platforms import PlatformName
from people import Cast
from posts.examples import SPANISH
from shipping import SHELF

X, FACEBOOK = PlatformName.X, PlatformName.FACEBOOK
IDEA = posts.Idea(title="A", type=posts.PostType.EVENT, tier=posts.Tier.RESIDENTS)


def written(
    db: Session, by: Actor, now: datetime, idea: posts.Idea = IDEA, *, machine: bool = True
) -> posts.Variant:
    words = posts.Words(FACEBOOK, "Venga el sábado.", "es", machine_made=machine)
    _, (variant,) = posts.draft(db, idea, [words], by=by, now=now)
    return variant


def why(db: Session, variant: posts.Variant, *, practice: bool = False) -> str:
    now = variant.revised_at
    return " ".join(posts.clearance_of(db, variant.id or 0, practice=practice, at=now).stops)


def test_a_machines_words_go_to_practice_accounts_only(
    db: Session, rivera: Actor, now: datetime
) -> None:
    variant = written(db, rivera, now)
    assert why(db, variant, practice=True) == ""
    assert "made by a machine, and nobody has accepted them" in why(db, variant)
    assert why(db, written(db, rivera, now, machine=False)) == ""


def test_a_person_accepts_exactly_the_words_that_were_read(
    db: Session, cast: Cast, now: datetime
) -> None:
    variant = written(db, cast.rivera, now)
    number = variant.id or 0
    with pytest.raises(errors.NotAllowed, match="Let another person"):
        posts.accept_words(db, number, revision=1, by=cast.rivera, now=now)
    posts.accept_words(db, number, revision=1, by=cast.okafor, now=now)
    assert why(db, variant) == ""
    changed = posts.Words(FACEBOOK, "Venga el domingo.", "es")
    posts.revise(db, number, changed, revision=1, by=cast.rivera, now=now)
    assert "nobody has accepted" in why(db, variant)
    with pytest.raises(errors.Conflict, match="Read the newest"):
        posts.accept_words(db, number, revision=1, by=cast.okafor, now=now)
    posts.accept_words(db, number, revision=2, by=cast.okafor, now=now)
    assert why(db, variant) == ""
    kinds = [each.kind for each in records.of(db, ("variant", number), agency_id=cast.agency.id)]
    assert kinds.count("posts.words_accepted") == 2


def test_accepting_requires_a_role_and_ones_own_agency(
    db: Session, cast: Cast, now: datetime
) -> None:
    variant = written(db, cast.rivera, now)
    with pytest.raises(errors.NotAllowed):
        posts.accept_words(db, variant.id or 0, revision=1, by=cast.clerk, now=now)
    with pytest.raises(errors.NotFound):
        posts.accept_words(db, variant.id or 0, revision=1, by=cast.quinn, now=now)


def test_each_language_of_a_post_is_cleared_by_itself(
    db: Session, story: int, cast: Cast, rivera: Actor, now: datetime
) -> None:
    told = stories.translate(db, story, SPANISH, by=rivera, now=now)
    for answer in told.answers:
        for yes in (stories.PartnerYes.ASKED, stories.PartnerYes.GIVEN):
            stories.note_answer(db, story, answer.who, yes, by=rivera, now=now, said_by="A. Lee")
    idea = posts.Idea(title="A", type=posts.PostType.STORY, tier=IDEA.tier, story_id=story)
    words = [posts.Words(FACEBOOK, "Hello."), posts.Words(FACEBOOK, "Hola.", "es")]
    _, (english, spanish) = posts.draft(db, idea, words, by=rivera, now=now)
    assert why(db, english) == ""
    assert "made by a machine (A program of tests)" in why(db, spanish)
    stories.accept(db, story, "es", by=cast.okafor, now=now)
    assert why(db, spanish) == ""


def condolence(
    db: Session, by: Actor, release: posts.VenueRelease | None = None
) -> list[posts.Draft | posts.NoDraft]:
    twins = SHELF.twins("condolence/for-residents")
    choice = posts.Choice(venue_release_id=release.id if release else None)
    sources = posts.sources(db, choice, twins[0].tier, ("en", "es"), by=by)
    typed = {"en": {"wish": "We are with you."}, "es": {"wish": "Estamos con ustedes."}}
    return list(posts.compose_all(twins, sources, typed))


def a_release(db: Session, by: Actor, now: datetime) -> posts.VenueRelease:
    at = now - timedelta(hours=1)
    told = posts.ToldByVenue("Fairview Police Department", "Chief Moss, on their page", at)
    return posts.note_release(db, told, by=by, now=now)


def test_a_condolence_is_locked_until_the_venue_agency_released(
    db: Session, rivera: Actor, now: datetime
) -> None:
    reasons = {each.reason for each in condolence(db, rivera) if isinstance(each, posts.NoDraft)}
    assert reasons == {
        "This is locked. Nothing is on record for: released_by (Who there made the loss public); "
        "released_at (When they did). Record it first."
    }
    made = condolence(db, rivera, a_release(db, rivera, now))
    assert {each.language for each in made if isinstance(each, posts.Draft)} == {"en", "es"}
    assert all("Fairview Police Department" in getattr(each, "text", "") for each in made)


def test_a_release_cannot_be_typed_into_a_blank(db: Session, rivera: Actor) -> None:
    template = SHELF.get("condolence/for-residents")
    typed = {"wish": "We are with you.", "released_by": "me", "released_at": "now"}
    source = posts.source(db, posts.Choice(), template.tier, by=rivera)
    drafts = posts.compose(template, source, typed)
    assert all(isinstance(each, posts.NoDraft) for each in drafts)


def test_a_condolence_written_by_hand_is_locked_too(
    db: Session, rivera: Actor, now: datetime
) -> None:
    idea = posts.Idea(title="A", type=posts.PostType.CONDOLENCE, tier=IDEA.tier)
    variant = written(db, rivera, now, idea)
    assert "made its loss public" in why(db, variant, practice=True)
    with pytest.raises(errors.BadInput, match="made its loss public"):
        posts.ready(db, variant.id or 0)
    released = posts.Idea(
        title="B",
        type=posts.PostType.CONDOLENCE,
        tier=IDEA.tier,
        venue_release_id=a_release(db, rivera, now).id,
    )
    assert why(db, written(db, rivera, now, released), practice=True) == ""


def test_a_release_needs_who_and_when_and_its_own_agency(
    db: Session, cast: Cast, now: datetime
) -> None:
    later = posts.ToldByVenue(" ", "", now + timedelta(minutes=1))
    with pytest.raises(errors.BadInput) as refused:
        posts.note_release(db, later, by=cast.rivera, now=now)
    assert [fault.where for fault in refused.value.faults] == [
        "venue",
        "released_by",
        "released_at",
    ]
    with pytest.raises(errors.NotAllowed):
        a_release(db, cast.clerk, now)
    with pytest.raises(errors.NotFound, match="no such release"):
        condolence(db, cast.quinn, a_release(db, cast.rivera, now))


def test_a_first_comment_is_kept_approved_and_checked_with_the_post(
    db: Session, rivera: Actor, now: datetime
) -> None:
    words = posts.Words(FACEBOOK, "Come.", first_comment="Read more: https://a.org")
    _, (facebook, x) = posts.draft(
        db, IDEA, [words, posts.Words(X, "Come.", first_comment="More.")], by=rivera, now=now
    )
    told = posts.ready(db, facebook.id or 0)
    assert told.first_comment == "Read more: https://a.org"
    revised = posts.Words(FACEBOOK, "Come.", first_comment="")
    before = posts.content_digest(told)
    posts.revise(db, facebook.id or 0, revised, revision=1, by=rivera, now=now)
    assert posts.content_digest(posts.content(db, facebook.id or 0)) != before
    with pytest.raises(errors.BadInput, match="it takes no first comment"):
        posts.ready(db, x.id or 0)


def test_words_added_later_to_a_kits_post_are_not_the_kits(
    db: Session, rivera: Actor, now: datetime
) -> None:
    idea = replace(IDEA, type=posts.PostType.POLL, kit="together")
    came = written(db, rivera, now, idea, machine=False)
    later = now + timedelta(minutes=5)
    words = posts.Words(X, "Come and meet us.", "en")
    added = posts.add(db, came.post_id, words, by=rivera, now=later)

    def steps(variant: posts.Variant) -> set[Step]:
        cleared = posts.clearance_of(db, variant.id or 0, practice=True, at=later)
        return set(cleared.needs.steps)

    assert Step.CHIEF not in steps(came)
    assert Step.CHIEF in steps(added)
