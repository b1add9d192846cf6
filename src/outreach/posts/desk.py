"""Where posts are written: draft one, add a platform's words, revise them.

A draft is kept as it was typed, fit or not; `wording.ready` says what keeps it from leaving.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import brand, errors, records, stories
from outreach.identity import Action, Actor
from outreach.lib import digest
from outreach.platforms import Measure, PlatformName, Poll, measure_length
from outreach.posts import cabinet, direction, sources, venue, wording
from outreach.posts.composer import Draft
from outreach.posts.fitness import NAMES, WRITABLE, content_digest
from outreach.posts.kinds import PostType, Tier
from outreach.posts.models import Post, Variant

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What a post says and shows on one platform, in one language."""

    platform: PlatformName
    text: str
    language: str = "en"
    link: str | None = None
    asset_id: int | None = None
    poll: Poll | None = None
    #: What a person adds beneath the post; None leaves what there was.
    first_comment: str | None = None
    #: Their own words that keep a result honest, such as a kit's; None leaves what there was.
    caveat: str | None = None
    #: A machine made them; a person has to accept them before they go to real accounts.
    machine_made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What is to be said, to whom, and what it is made from."""

    title: str
    type: PostType
    tier: Tier
    #: Its own name in files; made from the title when left empty.
    key: str = ""
    story_id: int | None = None
    campaign_id: int | None = None
    template: str | None = None
    blanks: Mapping[str, str] = field(default_factory=dict)
    #: What a condolence waits for.
    venue_release_id: int | None = None
    #: The kit it comes with, whose embargo it keeps.
    kit: str = ""
    embargo_until: datetime | None = None


def draft(
    db: Session, idea: Idea, words: Sequence[Words], *, by: Actor, now: datetime
) -> tuple[Post, list[Variant]]:
    """Start a post, with its words for each platform. Words that do not fit are kept as typed too.

    Refuses a post without a title, a key that is taken, and a story that is not in the library.
    """
    by.must(Action.WRITE)
    if not 1 <= len(idea.title.strip()) <= LONGEST_TITLE:
        raise errors.BadInput(
            f"Give the post a title of at most {LONGEST_TITLE} characters, for your agency only."
        )
    if idea.story_id is not None:
        sources.tellable(db, idea.story_id, by.agency_id)
    if idea.venue_release_id is not None:
        venue.release(db, idea.venue_release_id, by.agency_id)
    post = Post(
        agency_id=by.agency_id,
        campaign_id=idea.campaign_id,
        story_id=idea.story_id,
        key=_free_key(db, idea, by.agency_id),
        type=idea.type,
        tier=idea.tier,
        title=idea.title.strip(),
        template=idea.template,
        blanks=dict(idea.blanks),
        venue_release_id=idea.venue_release_id,
        kit=idea.kit,
        embargo_until=idea.embargo_until,
        by_id=by.person_id,
        created_at=now,
    )
    db.add(post)
    db.flush()
    _record(db, "posts.drafted", ("post", _id(post)), by=by, now=now, body={"title": post.title})
    return post, [add(db, _id(post), each, by=by, now=now) for each in words]


def add(db: Session, post_id: int, words: Words, *, by: Actor, now: datetime) -> Variant:
    """Give a post its words for one more platform or language. Refuses a pair it already has."""
    by.must(Action.WRITE)
    cabinet.get(db, post_id, by.agency_id)
    _must_be_writable(db, words, by)
    if any(
        (v.platform, v.language) == (words.platform, words.language)
        for v in cabinet.variants_of(db, post_id)
    ):
        raise errors.Conflict(
            f"This post already has words for {NAMES[words.platform]} in “{words.language}”. "
            "Change those instead."
        )
    variant = Variant(
        post_id=post_id,
        platform=words.platform,
        language=words.language,
        text="",
        poll_options=[],
        origin=stories.Origin.MACHINE if words.machine_made else stories.Origin.PERSON,
        authors=[by.person_id],
        by_id=by.person_id,
        revised_at=now,
    )
    _put(variant, words)
    db.add(variant)
    db.flush()
    _record_words(db, "posts.worded", variant, by=by, now=now)
    return variant


def revise(
    db: Session, variant_id: int, words: Words, *, revision: int, by: Actor, now: datetime
) -> Variant:
    """Change a variant. `revision` is the one the person saw; refuses to overwrite a newer one.

    Changed words need a new yes, since a yes is bound to the words; the same words change nothing.
    """
    by.must(Action.WRITE)
    variant = cabinet.variant_of(db, variant_id, by.agency_id)
    if variant.revision != revision:
        raise errors.Conflict(
            "Somebody else changed these words while you were writing. Yours are still in the "
            "form: compare them with the newest version and save again."
        )
    if (words.platform, words.language) != (variant.platform, variant.language):
        raise errors.BadInput(
            "Words keep their platform and language. Add new words for another one instead."
        )
    _must_be_writable(db, words, by)
    if not _put(variant, words):
        return variant
    variant.revision, variant.revised_at, variant.by_id = revision + 1, now, by.person_id
    variant.authors = sorted({*variant.authors, by.person_id})
    db.add(variant)
    db.flush()
    _record_words(db, "posts.revised", variant, by=by, now=now)
    return variant


def words_of(
    made: Draft, *, asset_id: int | None = None, poll: Poll | None = None, link: str | None = None
) -> Words:
    """A draft as words to keep, with all that is known of where they come from."""
    return Words(
        made.platform,
        made.text,
        made.language,
        link,
        asset_id,
        poll,
        made.first_comment,
        machine_made=bool(made.unsettled),
    )


def measure(platform: PlatformName, texts: Sequence[str]) -> tuple[Measure, ...]:
    """How long each text is as the platform counts, against its limit."""
    return tuple(measure_length(platform, text) for text in texts)


def _must_be_writable(db: Session, words: Words, by: Actor) -> None:
    if words.platform not in WRITABLE:
        raise errors.BadInput(
            f"Posts cannot be made for {NAMES[words.platform]} yet. "
            f"Use one of: {', '.join(NAMES[platform] for platform in WRITABLE)}."
        )
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?", words.language):
        raise errors.BadInput(
            f"“{words.language}” is not the code of a language. Use one such as en, es or es-MX."
        )
    if words.asset_id is not None:
        asset = db.get(brand.Asset, words.asset_id)
        if asset is None or asset.agency_id != by.agency_id:
            raise errors.NotFound("There is no such picture.")
        if asset.kind is brand.AssetKind.VIDEO:
            raise errors.BadInput(
                f"“{asset.name}” is a film, and posts carry pictures only. "
                "Choose a picture, and add the film by hand once the post is out."
            )


def _put(variant: Variant, words: Words) -> bool:
    """Write the words in the spelling that leaves, and say whether anything changed."""
    before = _said(variant)
    variant.text = _normal(words.text, words.language)
    if words.first_comment is not None:
        variant.first_comment = _normal(words.first_comment, words.language)
    if words.caveat is not None:
        variant.caveat = _normal(words.caveat, words.language)
    variant.link = _normal(words.link or "") or None
    variant.asset_id = words.asset_id
    options = words.poll.options if words.poll else ()
    variant.poll_options = [_normal(option, words.language) for option in options]
    variant.poll_minutes = words.poll.minutes if words.poll else 0
    return _said(variant) != before


def _said(variant: Variant) -> tuple[object, ...]:
    poll = (tuple(variant.poll_options), variant.poll_minutes)
    shown = (variant.first_comment, variant.caveat, variant.link, variant.asset_id)
    return variant.text, *shown, poll


def _normal(text: str, language: str = "") -> str:
    plain = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text)).strip()
    return direction.isolated(plain, language)


def _free_key(db: Session, idea: Idea, agency_id: int) -> str:
    stem = idea.key or re.sub(r"[^a-z0-9]+", "-", idea.title.casefold()).strip("-")[:70] or "post"
    taken = set(
        db.exec(select(Post.key).where(Post.agency_id == agency_id, col(Post.key).startswith(stem)))
    )
    if idea.key and idea.key in taken:
        raise errors.Conflict(f"There is already a post with the id “{idea.key}”. Choose another.")
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _id(row: Post | Variant) -> int:
    assert row.id is not None  # noqa: S101 - flushed before
    return row.id


def _record_words(db: Session, kind: str, variant: Variant, *, by: Actor, now: datetime) -> None:
    """Keep the act and the words themselves, so that no earlier revision is lost."""
    says = wording.content(db, _id(variant))
    body: dict[str, digest.Plain] = {
        "post": says.post_id,
        "revision": variant.revision,
        "digest": content_digest(says),
        "platform": says.platform.value,
        "language": says.language,
        "text": says.text,
        "first_comment": says.first_comment,
        "origin": variant.origin.value,
        "link": says.link,
        "image": says.asset_sha256,
        "alt": says.alt,
        "poll": [list(says.poll_options), says.poll_minutes],
    }
    _record(db, kind, ("variant", _id(variant)), by=by, now=now, body=body)


def _record(
    db: Session,
    kind: str,
    about: tuple[str, int],
    *,
    by: Actor,
    now: datetime,
    body: dict[str, digest.Plain],
) -> None:
    records.append(db, kind, about, agency_id=by.agency_id, by_id=by.person_id, at=now, body=body)
