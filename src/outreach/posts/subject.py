"""A variant as the checks see it: every surface of words, and the plain facts behind them.

Nothing is told twice: lengths stay with `fitness`; what people, partners, translators and the
calendar allow stays with `steps`, which nobody overrides. File names do not leave.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from outreach import brand, identity, review, stories
from outreach.posts import grounds, household, occasions, promises, shown, steps
from outreach.posts.fitness import Content
from outreach.posts.kinds import PostType
from outreach.posts.models import Post
from outreach.posts.surroundings import NOWHERE, Around

#: Another's yes that a rehearsal does without: nobody outside sees it.
REHEARSED = frozenset({"CONS-04", "CONS-05", "CONS-06", "EQ-02"})
#: Kinds of post that are quiet on any day.
_SOLEMN = frozenset({PostType.CONDOLENCE, PostType.ACKNOWLEDGEMENT, PostType.STANDBY})


def look(  # noqa: PLR0913 - a look has this many sides, each named
    db: Session,
    content: Content,
    cleared: steps.Clearance,
    *,
    practice: bool,
    due: datetime,
    now: datetime,
    around: Around = NOWHERE,
) -> review.Looked:
    """Every finding about a variant, as it would go out at that instant by such an account."""
    found = review.look(subject(db, content, cleared.story, due=due, around=around), now)
    told = [_told(reason) for reason in cleared.closed]
    told += [_rehearsed(_told(reason)) for reason in cleared.rehearsed]
    rest = tuple(_rehearsed(each) if practice else each for each in found.findings)
    return review.Looked((*told, *rest), found.packs)


def subject(
    db: Session,
    content: Content,
    story: stories.WholeStory | None,
    *,
    due: datetime,
    around: Around = NOWHERE,
) -> review.Subject:
    """What the rooms know of a variant and the story it tells, as plain values."""
    post = db.get_one(Post, content.post_id)
    agency = identity.agency(db, content.agency_id)
    own = brand.agency_brand(db, content.agency_id)
    made = promises.promises(db, content.campaign_id)
    return review.Subject(
        surfaces=tuple(_surfaces(content)),
        post=_post(post, content, agency, due),
        declared=_declared(post),
        house=household.house(agency, own, story),
        people=tuple(shown.people(db, post, content)),
        pictures=tuple(shown.pictures(db, content)),
        quotes=tuple(grounds.quotations(content.language)),
        outcomes=tuple(grounds.outcomes(story)),
        story=grounds.story_of(story),
        event=_event(post),
        campaign=promises.campaign(db, post, made),
        brand=household.look(own, made, content),
        funding=promises.funding(content, made),
        recent=around.recent,
        incident_near=around.incident_near,
        observances=tuple(occasions.occasions(db, post, content, agency=agency, due=due)),
    )


def _post(
    post: Post, content: Content, agency: identity.Agency, due: datetime
) -> review.checks.Post:
    return review.checks.Post(
        kind=post.type.value,
        tier=post.tier.value,
        platform=content.platform.value,
        language=content.language,
        tone="solemn" if post.type in _SOLEMN else "",
        due_at=due,
        zone=agency.time_zone,
    )


def _surfaces(content: Content) -> Iterator[review.Surface]:
    kind = review.SurfaceKind
    held = (
        (kind.BODY, content.text, ""),
        (kind.FIRST_COMMENT, content.first_comment, ""),
        (kind.ALTERNATIVE, content.alt if content.asset_id else "", ""),
        (kind.LINK_TEXT, content.link or "", "the address"),
        *(
            (kind.POLL_OPTION, text, f"answer {n}")
            for n, text in enumerate(content.poll_options, 1)
        ),
    )
    for which, text, where in held:
        if text:
            yield review.Surface(which, text, content.language, where)


def _declared(post: Post) -> review.checks.Declared:
    said = set(post.declared)
    return review.checks.Declared(
        arrest="arrest" in said,
        open_case="open_case" in said,
        convicted="convicted" in said,
        general_advice="general_advice" in said or post.type is PostType.SAFETY_TIP,
        minor="minor" in said,
        ongoing="ongoing" in said,
        address_of_person="address" in said,
        suspect_confirmed="suspect" in said,
    )


def _event(post: Post) -> review.checks.Event | None:
    if post.type not in (PostType.EVENT, PostType.WEBINAR):
        return None
    return review.checks.Event(online=post.type is PostType.WEBINAR)


def _told(reason: steps.Reason) -> review.Finding:
    """What the rooms say for themselves, beside what the rules find."""
    what, _, mend = reason.sentence.rstrip(".").rpartition(". ")
    return review.Finding(
        rule=reason.rule,
        severity=review.Severity.BLOCK,
        surface=None,
        span=None,
        message=f"{what or mend}.",
        fix=f"{mend}." if what else "",
        replacement=None,
        source="What people, partners and the calendar allow",
        override=review.Override.NOBODY,
    )


def _rehearsed(found: review.Finding) -> review.Finding:
    """In practice another's missing yes is told and stops nothing."""
    if found.rule not in REHEARSED or found.severity is not review.Severity.BLOCK:
        return found
    return replace(
        found,
        severity=review.Severity.WARN,
        fix=f"{found.fix} On a real account it stops the post.",
        override=review.Override.NOT_NEEDED,
    )
