"""The list of posts: every idea of the agency, with where it stands on each platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from sqlmodel import Session

from outreach import campaigns, delivery, posts
from outreach.delivery import State
from outreach.web import forms
from outreach.web.views.standing import Line, lines, standings

PAGE = 25
#: What the list can be narrowed to, and the states that belong to each.
VIEWS: Mapping[str, tuple[str, frozenset[State]]] = MappingProxyType(
    {
        "drafts": ("Drafts, and waiting for a yes", frozenset({State.DRAFT})),
        "planned": (
            "Scheduled or paused",
            frozenset({State.SCHEDULED, State.HELD, State.CLAIMED}),
        ),
        "asks": ("Needs a person", delivery.ASKS),
        "checking": (
            "Going out or being checked",
            frozenset({State.SENDING, State.UNKNOWN, State.RECONCILING}),
        ),
        "published": ("Published", frozenset({State.PUBLISHED})),
        "cancelled": ("Cancelled", frozenset({State.CANCELLED})),
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One idea in the list, with where it stands on each platform."""

    post: posts.Post
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list."""

    rows: tuple[Row, ...]
    campaigns: tuple[campaigns.Campaign, ...]
    #: The address of the next page, or nothing.
    older: str
    narrowed: bool


def listing(db: Session, agency_id: int, asked: forms.Form) -> Listing:
    """The agency's posts, newest first. What cannot be understood narrows nothing."""
    after, chosen = _number(asked.value("after")), _number(asked.value("campaign"))
    found = _found(db, agency_id, asked.value("state"), chosen, after)
    shown = found[:PAGE]
    entries = campaigns.entries_of(db, agency_id, [post.id or 0 for post in shown])
    known = standings(db, agency_id, entries)
    query = {name: asked.value(name) for name in ("state", "campaign") if asked.value(name)}
    older = f"/posts?{urlencode({**query, 'after': shown[-1].id})}" if found[PAGE:] else ""
    return Listing(
        tuple(
            Row(post, lines([e for e in entries if e.post_id == post.id], known)) for post in shown
        ),
        tuple(campaigns.listing(db, agency_id)),
        older,
        bool(query),
    )


def _found(
    db: Session, agency_id: int, view: str, campaign_id: int | None, after: int | None
) -> list[posts.Post]:
    if view not in VIEWS:
        return posts.listing(db, agency_id, campaign_id=campaign_id, after=after, limit=PAGE + 1)
    ids = delivery.posts_in(
        db, agency_id, VIEWS[view][1], campaign_id=campaign_id, after=after, limit=PAGE + 1
    )
    return posts.listing(db, agency_id, among=ids, limit=PAGE + 1)


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < 16 else None
