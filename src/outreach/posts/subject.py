"""A variant as the checks see it: every surface of words, and the plain facts behind them.

Nothing is told twice: lengths stay with `fitness`; what people, partners, translators and the
calendar allow stays with `steps`, which nobody overrides. File names do not leave.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from outreach import brand, identity, review, stories
from outreach.posts import steps
from outreach.posts.fitness import Content
from outreach.posts.kinds import PostType
from outreach.posts.models import Post

_PHONE = re.compile(r"\+?[\d(][\d() .-]{5,}\d")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_CODES = {name.casefold(): code for code, name in stories.STATES.items()}

#: Another's yes that a rehearsal does without: nobody outside sees it.
REHEARSED = frozenset({"CONS-04", "CONS-06", "EQ-02"})


def look(
    db: Session,
    content: Content,
    cleared: steps.Clearance,
    *,
    practice: bool,
    due: datetime,
    now: datetime,
) -> review.Looked:
    """Every finding about a variant, as it would go out at that instant by such an account."""
    found = review.look(subject(db, content, cleared.story, due=due), now)
    told = [_told(reason) for reason in cleared.closed]
    told += [_rehearsed(_told(reason)) for reason in cleared.rehearsed]
    rest = tuple(_rehearsed(each) if practice else each for each in found.findings)
    return review.Looked((*told, *rest), found.packs)


def subject(
    db: Session, content: Content, story: stories.WholeStory | None, *, due: datetime
) -> review.Subject:
    """What the rooms know of a variant and the story it tells, as plain values."""
    post = db.get_one(Post, content.post_id)
    agency = identity.agency(db, content.agency_id)
    return review.Subject(
        surfaces=tuple(_surfaces(content)),
        post=review.checks.Post(
            kind=post.type.value,
            tier=post.tier.value,
            platform=content.platform.value,
            language=content.language,
            due_at=due,
            zone=agency.time_zone,
        ),
        declared=_declared(post),
        house=_house(agency),
        people=tuple(_people(db, post, content)),
        pictures=tuple(_pictures(db, content)),
        outcomes=tuple(_outcomes(story)),
        story=review.checks.Story(partner=bool(story.partners)) if story else None,
        event=_event(post),
    )


def _surfaces(content: Content) -> Iterator[review.Surface]:
    kind = review.SurfaceKind
    held = (
        (kind.BODY, content.text, ""),
        (kind.FIRST_COMMENT, content.first_comment, ""),
        (kind.ALTERNATIVE, content.alt if content.asset_id else "", ""),
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
        general_advice="general_advice" in said or post.type is PostType.SAFETY_TIP,
        minor="minor" in said,
        ongoing="ongoing" in said,
    )


def _house(agency: identity.Agency) -> review.checks.House:
    return review.checks.House(
        name=agency.name,
        state=_CODES.get(agency.state.casefold(), agency.state),
        acronyms=frozenset(re.findall(r"\b[A-Z]{2,6}\b", agency.short_name)),
        phones=frozenset(_PHONE.findall(agency.contact)),
        emails=frozenset(_EMAIL.findall(agency.contact)),
    )


def _people(db: Session, post: Post, content: Content) -> Iterator[review.checks.Person]:
    """Who is in the picture. Whether they agreed is `brand`'s to say, so here it counts as held."""
    agreed = review.checks.Release(review.checks.Basis.WRITTEN, guardian=True)
    minors = 0
    for each in _in_pictures(db, content):
        minors += each.minor
        yield review.checks.Person(
            name=each.name,
            role=review.checks.Role.STAFF
            if each.role is brand.PictureRole.OFFICER_ON_DUTY
            else review.checks.Role.RESIDENT,
            minor=each.minor,
            identifiable=each.recognisable,
            release=agreed,
        )
    if {"minor", "guardian"} <= set(post.declared) and not minors:
        yield review.checks.Person(minor=True, release=agreed)


def _in_pictures(db: Session, content: Content) -> Iterator[brand.Pictured]:
    for asset in _assets(db, content):
        yield from brand.people_in(db, asset.id or 0)


def _assets(db: Session, content: Content) -> Iterator[brand.Asset]:
    """The picture, and the photo on it when it is a card."""
    asset = db.get(brand.Asset, content.asset_id) if content.asset_id else None
    while asset is not None:
        yield asset
        asset = db.get(brand.Asset, asset.shows_id) if asset.shows_id else None


def _pictures(db: Session, content: Content) -> Iterator[review.checks.Picture]:
    for asset in _assets(db, content):
        on_card = asset.id != content.asset_id
        yield review.checks.Picture(
            where="the photo on the card" if on_card else "the picture",
            kind=review.checks.PictureKind(asset.kind.value),
            described_in=frozenset(language for language, alt in asset.alt.items() if alt.strip()),
            told_in_body=on_card,
            decorative=asset.decorative,
            rights=_rights(asset),
            provenance=review.checks.Provenance(
                ai_made=asset.ai is brand.AiUse.MADE,
                ai_edited=asset.ai is brand.AiUse.EDITED,
                ai_disclosed=asset.ai_disclosed,
            ),
            looked_over=asset.people_told_at is not None,
            stripped=True,
        )


def _rights(asset: brand.Asset) -> review.checks.Rights | None:
    if not (asset.owner or asset.licence):
        return None
    return review.checks.Rights(asset.owner, asset.licence, asset.licence_expires_on)


def _outcomes(story: stories.WholeStory | None) -> Iterator[review.checks.Outcome]:
    """The stated outcomes, and last every other figure in a story that cites its sources."""
    cited = {each.key: each.title for each in story.sources} if story else {}
    for outcome in story.outcomes if story else ():
        if outcome.figure:
            yield review.checks.Outcome(
                outcome.figure,
                cited.get(outcome.source or "", ""),
                outcome.baseline or "",
                outcome.period or "",
                outcome.evaluation.value if outcome.evaluation else "",
            )
    if story is not None and story.sources:
        told = (story.problem_addressed, *story.activities, story.caveat or "")
        yield review.checks.Outcome(
            " ".join((*told, *(each.statement for each in story.outcomes))),
            story.sources[0].title,
            baseline="as the story tells it",
            period="as the story tells it",
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
