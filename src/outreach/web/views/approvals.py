"""What a reader decides on: exactly what the public would see, and what to know before a yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from outreach import brand, campaigns, delivery, errors, identity, posts, review, stories
from outreach.campaigns import Entry
from outreach.identity import Actor
from outreach.platforms import Measure

YES = review.Decision.APPROVE


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a post, with what is told to those who cannot see it."""

    asset_id: int
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The story a post tells. Its caveat must stand beside any result that is told."""

    id: int
    title: str
    caveat: str | None
    tells_result: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """One post that waits for a yes. `digest` is what a yes is bound to."""

    entry: Entry
    digest: str
    content: posts.Content
    length: Measure
    account: identity.Account
    picture: Shown | None
    origin: Origin | None
    authors: tuple[str, ...]
    asked_by: str
    asked_at: datetime
    #: The person looking at it wrote or placed it, so that somebody else has to say yes.
    own: bool
    #: Its time has passed, so that nobody can say yes to it any more.
    late: bool
    held: bool

    @property
    def id(self) -> int:
        return self.entry.placement_id

    @property
    def may_yes(self) -> bool:
        """Whether this person could say yes to it now, were it their task."""
        return not (self.own or self.late)


@dataclass(frozen=True, slots=True)
class Tick:
    """A yes ticked in the list: the post, and exactly what the person was looking at."""

    placement_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of several yeses given at once."""

    approved: tuple[delivery.Placement, ...]
    #: For each that could not be approved: its title and why.
    refused: tuple[tuple[str, str], ...]


def candidates(
    db: Session, waiting: Sequence[delivery.Placement], *, by: Actor, now: datetime
) -> tuple[Candidate, ...]:
    """These posts as a reader decides on them, in the order given."""
    desk = _desk(db, by, now)
    return tuple(_candidate(db, placement, desk) for placement in waiting)


def candidate(db: Session, placement_id: int, *, by: Actor, now: datetime) -> Candidate:
    """One post that waits. Refuses one that does not, and says where it stands."""
    placement = delivery.get(db, placement_id, by)
    waiting = [one for one in delivery.waiting(db, by.agency_id) if one.id == placement.id]
    if not waiting:
        word = placement.state.words
        raise errors.Conflict(f"This post does not wait for a yes: it is “{word}” now.")
    return candidates(db, waiting, by=by, now=now)[0]


def ticked(answers: Sequence[str]) -> tuple[Tick, ...]:
    """The boxes that were ticked, each as `12:digest`."""
    parts = (answer.partition(":") for answer in answers)
    return tuple(Tick(int(id_), digest) for id_, _, digest in parts if id_.isdecimal())


def approve(db: Session, ticks: Sequence[Tick], *, by: Actor, now: datetime) -> Told:
    """Say yes to each ticked post by itself. One that changed since does not stop the others."""
    by.must(identity.Action.APPROVE)
    approved: list[delivery.Placement] = []
    refused: list[tuple[str, str]] = []
    for tick in ticks:
        try:
            with db.begin_nested():
                made = delivery.answer(db, tick.placement_id, tick.digest, YES, by=by, now=now)
            approved.append(made)
        except (errors.Conflict, errors.NotAllowed) as fault:
            refused.append((_title(db, tick, by), str(fault)))
    return Told(tuple(approved), tuple(refused))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who reads, when, and what was asked of them."""

    by: Actor
    now: datetime
    entries: Mapping[int, Entry]
    asked: Mapping[tuple[int, str], review.Submission]
    names: Mapping[int, str]


def _desk(db: Session, by: Actor, now: datetime) -> _Desk:
    drafts = campaigns.entries_in(db, by.agency_id, (delivery.State.DRAFT,))
    asked = review.waiting(db, by.agency_id, "placement")
    involved = {id_ for one in asked for id_ in (one.by_id, *one.authors)}
    return _Desk(
        by,
        now,
        {entry.placement_id: entry for entry in drafts},
        {(one.about_id, one.digest): one for one in asked},
        identity.names_of(db, involved),
    )


def _candidate(db: Session, placement: delivery.Placement, desk: _Desk) -> Candidate:
    content = posts.content(db, placement.variant_id)
    asked = desk.asked[placement.id or 0, placement.digest]
    return Candidate(
        entry=desk.entries[placement.id or 0],
        digest=placement.digest,
        content=content,
        length=posts.measure(placement.platform, [content.text])[0],
        account=identity.account_of(db, placement.account_id, placement.agency_id),
        picture=_picture(db, content),
        origin=_origin(db, content),
        authors=tuple(desk.names[id_] for id_ in asked.authors),
        asked_by=desk.names[asked.by_id],
        asked_at=asked.at,
        own=desk.by.person_id in asked.authors,
        late=placement.due_at <= desk.now,
        held=delivery.covering(db, placement) is not None,
    )


def _picture(db: Session, content: posts.Content) -> Shown | None:
    if content.asset_id is None:
        return None
    asset = db.get_one(brand.Asset, content.asset_id)
    return Shown(content.asset_id, content.alt, asset.width, asset.height)


def _origin(db: Session, content: posts.Content) -> Origin | None:
    if content.story_id is None:
        return None
    story = stories.whole(db, stories.get(db, content.story_id, content.agency_id))
    tells = bool(stories.quotes_outcome(content.text, story))
    return Origin(story.id, story.title, story.caveat, tells)


def _title(db: Session, tick: Tick, by: Actor) -> str:
    placement = delivery.get(db, tick.placement_id, by)
    return posts.get(db, placement.post_id, by.agency_id).title
