"""What the pages of posts show: the list, and one post with its words, its times and its past."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlmodel import Session

from outreach import brand, campaigns, delivery, errors, identity, platforms, posts, review, stories
from outreach.campaigns import Entry
from outreach.delivery import Outcome, State
from outreach.identity import Action, Actor
from outreach.platforms import Measure, PlatformName
from outreach.web import words
from outreach.web.deps import Visit
from outreach.web.views import chain, findings, history
from outreach.web.views.standing import Standings, standings

#: States a person can take off the calendar.
CANCELLABLE = frozenset(
    way.origin
    for way in delivery.WAYS
    if way.goal is State.CANCELLED and way.who is delivery.Who.PERSON
)
ATTEMPTS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.OPEN: "Under way",
        Outcome.PUBLISHED: "It went out",
        Outcome.UNSENT: "It did not leave",
        Outcome.REFUSED: "The platform said no",
        Outcome.NEEDS_SIGN_IN: "The account has to be connected again",
        Outcome.UNKNOWN: "No clear answer",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader answered, and whether it was about the post as it is now."""

    who: str
    at: datetime
    state: str
    comment: str
    current: bool


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt at sending, in words."""

    at: datetime
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Send:
    """One account and time: where it stands, what happened, and what can be done now."""

    entry: Entry
    state: str
    account: str
    answers: tuple[Answer, ...]
    tries: tuple[Try, ...]
    late: bool
    acts: frozenset[str]
    #: What checks found in exactly this, and the chain of its yes; only while it is a draft.
    found: findings.Findings
    steps: tuple[chain.StepLine, ...]
    digest: str
    packet: platforms.Packet | None = None
    #: Why it may not be posted by hand after all.
    no_packet: str = ""

    @property
    def id(self) -> int:
        return self.entry.placement_id


@dataclass(frozen=True, slots=True)
class Wording:
    """One platform's words, with everything that is placed with them."""

    variant: posts.Variant
    measure: Measure
    picture: brand.Asset | None
    alt: str
    faults: tuple[errors.Fault, ...]
    #: What the checks find in the words, while they can still change.
    found: findings.Findings
    sends: tuple[Send, ...]
    #: Nothing of it is going out or out, so that its words may still change.
    open: bool
    #: Nothing of it is on the calendar now.
    unplaced: bool


@dataclass(frozen=True, slots=True)
class PostPage:
    """One post."""

    post: posts.Post
    story: stories.Story | None
    campaign: campaigns.Campaign | None
    by: str
    wordings: tuple[Wording, ...]
    history: tuple[history.Happening, ...]
    may_edit: bool
    may_place: bool
    #: What only the author can say: each question by its name, and whether the answer is yes.
    questions: tuple[tuple[str, str, bool], ...]


def page(visit: Visit, post_id: int) -> PostPage:
    """Everything the post's own page shows."""
    db, agency_id = visit.db, visit.by.agency_id
    post = posts.get(db, post_id, agency_id)
    entries = campaigns.entries_of(db, agency_id, [post_id])
    known = standings(db, agency_id, entries)
    wordings = tuple(
        _wording(visit, variant, [e for e in entries if e.variant_id == variant.id], known)
        for variant in in_order(posts.variants_of(db, post_id))
    )
    people = identity.names_of(db, {post.by_id})
    return PostPage(
        post=post,
        story=stories.get(db, post.story_id, agency_id) if post.story_id else None,
        campaign=campaigns.get(db, post.campaign_id, agency_id) if post.campaign_id else None,
        by=people.get(post.by_id, "someone"),
        wordings=wordings,
        history=history.happenings(db, agency_id, _subjects(post_id, wordings)),
        may_edit=visit.by.may(Action.WRITE) and any(wording.open for wording in wordings),
        may_place=visit.by.may(Action.SCHEDULE),
        questions=tuple(
            (name, asked, name in post.declared) for name, asked in posts.QUESTIONS.items()
        ),
    )


def _wording(
    visit: Visit, variant: posts.Variant, entries: list[Entry], known: Standings
) -> Wording:
    db, variant_id = visit.db, variant.id or 0
    content = posts.content(db, variant_id)
    faults = posts.faults(db, variant_id)
    sends = tuple(
        _send(visit, entry, known, content, fit=not faults) for entry in reversed(entries)
    )
    live = [entry.state for entry in entries if entry.state in delivery.LIVE]
    is_open = all(state in delivery.MOVABLE for state in live)
    return Wording(
        variant=variant,
        measure=platforms.measure_length(variant.platform, variant.text),
        picture=db.get(brand.Asset, variant.asset_id) if variant.asset_id else None,
        alt=content.alt,
        faults=faults,
        found=_found(visit, variant_id, content, sends) if is_open else findings.Findings(),
        sends=sends,
        open=is_open,
        unplaced=not live and not any(e.state is State.MISSED for e in entries),
    )


def _found(
    visit: Visit, variant_id: int, content: posts.Content, sends: tuple[Send, ...]
) -> findings.Findings:
    """What is found in the words: as the first draft of them would go out, else as they stand."""
    first = next((send for send in sends if send.entry.state is State.DRAFT), None)
    if first is not None:
        return first.found
    practice, now = visit.agency.practice, visit.now
    cleared = posts.clearance_of(visit.db, variant_id, practice=practice, at=now)
    looked = posts.look(visit.db, content, cleared, practice=practice, due=now, now=now)
    return findings.shown(looked, visit.by, is_author=visit.by.person_id in content.authors)


def _send(
    visit: Visit, entry: Entry, known: Standings, content: posts.Content, *, fit: bool
) -> Send:
    placement = delivery.get(visit.db, entry.placement_id, visit.by)
    state, late = known.of(entry), entry.due_at <= visit.now
    draft = entry.state is State.DRAFT
    own = visit.by.person_id in content.authors | {placement.placed_by}
    looked = review.UNSEEN
    steps: tuple[chain.StepLine, ...] = ()
    if draft:
        stands = delivery.standing(
            visit.db, placement, content, by=visit.by, approvers=(), now=visit.now
        )
        looked, steps = stands.looked, chain.steps(visit.db, stands.progress)
    packet, no_packet = None, ""
    if entry.state is State.HANDED_OFF:
        packet, no_packet = _packet(visit, placement)
    return Send(
        entry=entry,
        state=state,
        account=words.account(entry.platform, entry.account),
        answers=_answers(visit.db, entry),
        tries=_tries(visit.db, entry.placement_id),
        late=late,
        acts=_acts(
            visit.by,
            entry,
            waits=state == "waiting",
            own=own,
            askable=fit and not late and not looked.blocks,
        ),
        found=findings.shown(looked, visit.by, is_author=own),
        steps=steps,
        digest=delivery.current_digest(visit.db, placement) if draft else "",
        packet=packet,
        no_packet=no_packet,
    )


def _packet(visit: Visit, placement: delivery.Placement) -> tuple[platforms.Packet | None, str]:
    """What a person takes along, or why it stays here after all."""
    try:
        media = visit.runtime.media
        return delivery.packet_of(visit.db, placement, media, now=visit.now), ""
    except errors.Conflict as fault:
        return None, str(fault)


def _acts(by: Actor, entry: Entry, *, waits: bool, own: bool, askable: bool) -> frozenset[str]:
    """What this person can do with it now."""
    draft = entry.state is State.DRAFT
    able = {
        "ask": draft and not waits and askable and by.may(Action.WRITE),
        "answer": draft and waits and not own and by.may(Action.APPROVE),
        "move": entry.state in delivery.MOVABLE and by.may(Action.SCHEDULE),
        "cancel": entry.state in CANCELLABLE and by.may(Action.SCHEDULE),
        "done": entry.state is State.HANDED_OFF and by.may(Action.SCHEDULE),
        "decide": entry.state is State.NEEDS_PERSON and by.may(Action.DECIDE),
    }
    return frozenset(name for name, can in able.items() if can)


def _answers(db: Session, entry: Entry) -> tuple[Answer, ...]:
    found = review.answers(db, ("placement", entry.placement_id))
    people = identity.names_of(db, {answer.by_id for answer in found})
    return tuple(
        Answer(
            people.get(answer.by_id, "someone"),
            answer.at,
            _ANSWERED[answer.decision],
            answer.comment,
            answer.digest == entry.digest,
        )
        for answer in found
    )


def _tries(db: Session, placement_id: int) -> tuple[Try, ...]:
    return tuple(
        Try(attempt.marked_at or attempt.claimed_at, ATTEMPTS[attempt.outcome], attempt.detail)
        for attempt in delivery.attempts_of(db, placement_id)
    )


def _subjects(post_id: int, wordings: tuple[Wording, ...]) -> tuple[history.Subject, ...]:
    return (
        history.of_post(post_id),
        *(history.of_words(w.variant.id or 0, w.variant.platform) for w in wordings),
        *(history.of_time(send.id, send.account) for w in wordings for send in w.sends),
    )


def in_order(variants: list[posts.Variant]) -> list[posts.Variant]:
    """X first, then the others as posts are written for them; languages stay together."""
    order = list(PlatformName)
    return sorted(variants, key=lambda each: order.index(each.platform))


def accounts_for(visit: Visit, platform: PlatformName) -> tuple[identity.Account, ...]:
    """The connected accounts on which words for this platform can be placed."""
    return tuple(
        account
        for account in identity.accounts_of(visit.db, visit.by.agency_id)
        if account.platform is platform
        if account.state is identity.AccountState.CONNECTED
    )


_ANSWERED = {
    review.Decision.APPROVE: "approved",
    review.Decision.RETURN: "returned",
    review.Decision.REFUSE: "refused",
}
