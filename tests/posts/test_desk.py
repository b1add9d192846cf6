"""Posts are drafted, given words for each platform, revised and found; nothing typed is lost."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

from outreach import brand, errors, posts, records
from outreach.identity import Actor
from outreach.platforms import PlatformName, Poll
from people import Cast

X, FACEBOOK = PlatformName.X, PlatformName.FACEBOOK
IDEA = posts.Idea(title="Coffee on Saturday", type=posts.PostType.EVENT, tier=posts.Tier.RESIDENTS)
HELLO = posts.Words(X, "Coffee on Saturday.")


def drafted(
    db: Session, by: Actor, now: datetime, *words: posts.Words
) -> tuple[posts.Post, list[posts.Variant]]:
    return posts.draft(db, IDEA, words or (HELLO,), by=by, now=now)


def number(row: posts.Post | posts.Variant) -> int:
    assert row.id is not None
    return row.id


def test_a_post_keeps_each_platforms_words_in_the_spelling_that_leaves(
    db: Session, rivera: Actor, now: datetime
) -> None:
    words = posts.Words(FACEBOOK, "  Cafe\u0301 on\r\nSaturday.  ")
    post, variants = drafted(db, rivera, now, HELLO, words)
    assert [variant.text for variant in variants] == ["Coffee on Saturday.", "Café on\nSaturday."]
    assert post.key == "coffee-on-saturday"
    assert posts.variants_of(db, number(post)) == sorted(variants, key=lambda v: v.platform)


def test_words_too_long_for_one_platform_are_kept_and_named(
    db: Session, rivera: Actor, now: datetime
) -> None:
    long = "x" * 300
    _, (x, facebook) = drafted(db, rivera, now, posts.Words(X, long), posts.Words(FACEBOOK, long))
    assert posts.ready(db, number(facebook)).text == long
    with pytest.raises(errors.BadInput, match=r"X: 300 of 280 characters, 20 too many"):
        posts.ready(db, number(x))
    assert posts.content(db, number(x)).text == long


def test_two_posts_may_share_a_title_but_not_a_key(
    db: Session, rivera: Actor, now: datetime
) -> None:
    keys = [drafted(db, rivera, now)[0].key for _ in range(3)]
    assert keys == ["coffee-on-saturday", "coffee-on-saturday-2", "coffee-on-saturday-3"]
    named = posts.Idea(title="Other", key=keys[0], type=IDEA.type, tier=IDEA.tier)
    with pytest.raises(errors.Conflict, match="already a post with the id “coffee-on-saturday”"):
        posts.draft(db, named, (), by=rivera, now=now)


def test_it_rejects_a_second_wording_for_one_platform_and_language(
    db: Session, rivera: Actor, now: datetime
) -> None:
    with pytest.raises(errors.Conflict, match="already has words for X in “en”"):
        drafted(db, rivera, now, HELLO, HELLO)
    _, variants = drafted(db, rivera, now, HELLO, posts.Words(X, "Café el sábado.", "es"))
    assert [variant.language for variant in variants] == ["en", "es"]


def test_it_rejects_a_platform_posts_cannot_be_made_for(
    db: Session, rivera: Actor, now: datetime
) -> None:
    with pytest.raises(errors.BadInput, match="Posts cannot be made for Instagram yet"):
        drafted(db, rivera, now, posts.Words(PlatformName.INSTAGRAM, "Hello"))


def test_it_rejects_a_title_that_is_empty_or_endless_and_no_language(
    db: Session, rivera: Actor, now: datetime
) -> None:
    for title in (" ", "x" * 201):
        with pytest.raises(errors.BadInput, match="a title of at most 200 characters"):
            posts.draft(db, replace(IDEA, title=title), (), by=rivera, now=now)
    with pytest.raises(errors.BadInput, match="“English” is not the code of a language"):
        drafted(db, rivera, now, posts.Words(X, "Hello", "English"))


def test_a_revision_counts_up_and_changes_the_digest(
    db: Session, rivera: Actor, okafor: Actor, now: datetime
) -> None:
    _, (x,) = drafted(db, rivera, now)
    before = posts.content(db, number(x))
    new = posts.Words(X, "Coffee on Sunday.", poll=Poll(("Tea", "Coffee"), 60))
    posts.revise(db, number(x), new, revision=1, by=okafor, now=now)
    after = posts.content(db, number(x))
    assert (x.revision, after.text, after.poll_options) == (2, new.text, ("Tea", "Coffee"))
    assert posts.content_digest(after) != posts.content_digest(before)
    assert after.authors == {rivera.person_id, okafor.person_id}


def test_words_taken_back_have_their_old_digest_again(
    db: Session, rivera: Actor, now: datetime
) -> None:
    _, (x,) = drafted(db, rivera, now)
    before = posts.content_digest(posts.content(db, number(x)))
    posts.revise(db, number(x), posts.Words(X, "Other."), revision=1, by=rivera, now=now)
    posts.revise(db, number(x), HELLO, revision=2, by=rivera, now=now)
    assert posts.content_digest(posts.content(db, number(x))) == before


def test_the_same_words_again_are_no_revision(db: Session, rivera: Actor, now: datetime) -> None:
    _, (x,) = drafted(db, rivera, now)
    posts.revise(
        db, number(x), posts.Words(X, "Coffee on Saturday.\r\n"), revision=1, by=rivera, now=now
    )
    assert x.revision == 1


def test_nobody_overwrites_words_they_have_not_seen(
    db: Session, rivera: Actor, okafor: Actor, now: datetime
) -> None:
    _, (x,) = drafted(db, rivera, now)
    posts.revise(db, number(x), posts.Words(X, "Tea."), revision=1, by=okafor, now=now)
    with pytest.raises(errors.Conflict, match="Somebody else changed these words"):
        posts.revise(db, number(x), posts.Words(X, "Milk."), revision=1, by=rivera, now=now)
    assert x.text == "Tea."


def test_words_keep_their_platform(db: Session, rivera: Actor, now: datetime) -> None:
    _, (x,) = drafted(db, rivera, now)
    with pytest.raises(errors.BadInput, match="keep their platform"):
        posts.revise(db, number(x), posts.Words(FACEBOOK, "Hi"), revision=1, by=rivera, now=now)


def test_every_wording_is_recorded_with_its_words(
    db: Session, rivera: Actor, now: datetime
) -> None:
    _, (x,) = drafted(db, rivera, now)
    posts.revise(db, number(x), posts.Words(X, "Tea."), revision=1, by=rivera, now=now)
    kept = records.of(db, ("variant", number(x)), agency_id=rivera.agency_id)
    assert [(entry.kind, entry.body["text"]) for entry in kept] == [
        ("posts.worded", "Coffee on Saturday."),
        ("posts.revised", "Tea."),
    ]
    assert kept[-1].body["digest"] == posts.content_digest(posts.content(db, number(x)))
    assert records.verify(db, rivera.agency_id)[1] is None


def test_another_agency_sees_nothing(
    db: Session, rivera: Actor, quinn: Actor, now: datetime
) -> None:
    post, (x,) = drafted(db, rivera, now)
    assert posts.listing(db, quinn.agency_id) == []
    for refused in (
        lambda: posts.get(db, number(post), quinn.agency_id),
        lambda: posts.variant_of(db, number(x), quinn.agency_id),
        lambda: posts.revise(db, number(x), HELLO, revision=1, by=quinn, now=now),
        lambda: posts.add(db, number(post), posts.Words(FACEBOOK, "Hi"), by=quinn, now=now),
    ):
        with pytest.raises(errors.NotFound):
            refused()


def test_it_requires_write(db: Session, cast: Cast, now: datetime) -> None:
    for person in (cast.lang, cast.clerk):
        with pytest.raises(errors.NotAllowed):
            posts.draft(db, IDEA, (HELLO,), by=person, now=now)


def test_it_rejects_another_agencys_picture_and_story(
    db: Session, rivera: Actor, quinn: Actor, story: int, now: datetime
) -> None:
    theirs = a_picture(db, rivera, now, {"en": "A card."})
    with pytest.raises(errors.NotFound, match="no such picture"):
        drafted(db, quinn, now, posts.Words(X, "Hi", asset_id=theirs))
    told = posts.Idea(title="A", type=IDEA.type, tier=IDEA.tier, story_id=story)
    with pytest.raises(errors.NotFound, match="no such story"):
        posts.draft(db, told, (), by=quinn, now=now)


def test_a_picture_needs_its_description_in_the_languages_of_the_words(
    db: Session, rivera: Actor, now: datetime
) -> None:
    picture = a_picture(db, rivera, now, {"en": "A cup of coffee."})
    _, (english, spanish) = drafted(
        db,
        rivera,
        now,
        posts.Words(X, "Coffee.", asset_id=picture),
        posts.Words(X, "Café.", "es", asset_id=picture),
    )
    assert posts.ready(db, number(english)).alt == "A cup of coffee."
    with pytest.raises(errors.BadInput, match="no description in “es”"):
        posts.ready(db, number(spanish))


def test_the_listing_is_paged_newest_first(db: Session, rivera: Actor, now: datetime) -> None:
    made = [number(drafted(db, rivera, now)[0]) for _ in range(5)]
    first = posts.listing(db, rivera.agency_id, limit=3)
    rest = posts.listing(db, rivera.agency_id, after=number(first[-1]), limit=3)
    assert [number(post) for post in (*first, *rest)] == made[::-1]


def test_texts_are_measured_as_the_platform_counts() -> None:
    link = "https://example.org/a-very-long-address-that-counts-as-twenty-three"
    x, facebook = posts.measure(X, [link])[0], posts.measure(FACEBOOK, [link])[0]
    assert (x.length, x.limit, x.fits) == (23, 280, True)
    assert facebook.length == len(link)


def a_picture(db: Session, by: Actor, now: datetime, alt: dict[str, str]) -> int:
    asset = brand.Asset(
        agency_id=by.agency_id,
        origin=brand.AssetOrigin.CARD,
        name="card",
        sha256="0" * 64,
        original_sha256="0" * 64,
        media_type="image/jpeg",
        width=1200,
        height=675,
        alt=alt,
        by_id=by.person_id,
        at=now,
    )
    db.add(asset)
    db.flush()
    assert asset.id is not None
    return asset.id
