"""What a reader decides on: exactly what the public would see, and what to know before a yes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from outreach import brand, campaigns, delivery, errors, identity, posts, review, stories
from outreach.campaigns import Entry
from outreach.identity import Actor
from outreach.platforms import Measure
from outreach.web.views import chain, findings


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
    found: findings.Findings
    steps: tuple[chain.StepLine, ...]
    #: Whose yes this person's would be, or why it is not their turn.
    turn: review.Turn

    @property
    def id(self) -> int:
        return self.entry.placement_id

    @property
    def may_yes(self) -> bool:
        """Whether this person could say yes to it now, were it their task."""
        return self.turn.step is not None and not (self.own or self.late or self.found.stops)

    @property
    def others_follow(self) -> bool:
        """Whether more is missing after this person's yes."""
        return sum(not step.done for step in self.steps) > 1


@dataclass(frozen=True, slots=True)
class Batch:
    """A set that can be approved with one button: its name, its address, how many posts."""

    name: str
    address: str
    count: int


def batches(
    db: Session, waiting: Sequence[delivery.Placement], agency_id: int
) -> tuple[Batch, ...]:
    """The weeks and campaigns that have more than one post waiting, the soonest week first."""
    weeks = Counter(delivery.week_of(db, placed) for placed in waiting)
    kits = Counter(placed.campaign_id for placed in waiting if placed.campaign_id)
    found = [
        Batch(f"Week of {_monday(week)}", f"/approvals?week={week}", count)
        for week, count in sorted(weeks.items())
    ]
    found += [
        Batch(campaigns.get(db, id_, agency_id).title, f"/approvals?campaign={id_}", count)
        for id_, count in kits.items()
    ]
    return tuple(batch for batch in found if batch.count > 1)


def batch_of(
    db: Session, agency_id: int, *, week: str, campaign: int | None
) -> tuple[str, list[delivery.Placement]]:
    """The name of a chosen set and what waits in it. Refuses a week that is none."""
    if campaign is not None:
        title = campaigns.get(db, campaign, agency_id).title
        return title, delivery.in_campaign(db, agency_id, campaign)
    return f"Week of {_monday(week)}", delivery.in_week(db, agency_id, week)


def _monday(week: str) -> str:
    try:
        day = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    except ValueError:
        return week
    return f"{day:%B} {day.day}, {day.year}"


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


def ticked(answers: Sequence[str]) -> tuple[delivery.Tick, ...]:
    """The boxes that were ticked, each as `12:digest`."""
    parts = (answer.partition(":") for answer in answers)
    return tuple(delivery.Tick(int(id_), digest) for id_, _, digest in parts if id_.isdecimal())


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who reads, when, and what was asked of them."""

    by: Actor
    now: datetime
    entries: Mapping[int, Entry]
    asked: Mapping[tuple[int, str], review.Submission]
    names: Mapping[int, str]
    approvers: Sequence[Actor]


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
        identity.approvers(db, by.agency_id),
    )


def _candidate(db: Session, placement: delivery.Placement, desk: _Desk) -> Candidate:
    content = posts.content(db, placement.variant_id)
    asked = desk.asked[placement.id or 0, placement.digest]
    own = desk.by.person_id in asked.authors
    stands = delivery.standing(
        db, placement, content, by=desk.by, approvers=desk.approvers, now=desk.now
    )
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
        own=own,
        late=placement.due_at <= desk.now,
        held=delivery.covering(db, placement) is not None,
        found=findings.shown(stands.looked, desk.by, is_author=own),
        steps=chain.steps(db, stands.progress),
        turn=stands.turn,
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
