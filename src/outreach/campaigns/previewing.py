"""A kit looked at before it is taken up: each post on its day, and what should be thought of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from outreach import almanac, errors, identity, posts
from outreach.almanac import Span
from outreach.campaigns.calendar import local_day
from outreach.campaigns.manifest import Kit, Standing
from outreach.campaigns.planned import KitPost
from outreach.campaigns.telling import Telling
from outreach.campaigns.wishing import Wish, prepare
from outreach.platforms import PlatformName


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One post of a kit as it would stand on the agency's calendar."""

    post: KitPost
    local: datetime
    #: Own words by language, where the post is not made from a template.
    texts: Mapping[str, str]
    #: Solemn days, days that meet, and a day that is over.
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A kit before it is taken up: its posts in order of time, and what is a draft."""

    posts: tuple[Foreseen, ...]
    #: The languages of the wish whose words nobody has accepted.
    drafts: tuple[str, ...]

    @property
    def noted(self) -> int:
        """How many posts have something to be thought of."""
        return sum(bool(each.notes) for each in self.posts)


def preview(db: Session, kit: Kit, wish: Wish, *, by: identity.Actor, now: datetime) -> Preview:
    """What taking a kit up would plan. Refuses what taking it up would refuse of the wish."""
    tellings = prepare(db, kit, wish, by.agency_id)
    here = almanac.here(db, by.agency_id)
    first, last = wish.starts_on, kit.ends_on(wish.starts_on)
    found = almanac.during(Span(first, last), here)
    today = local_day(now, tellings[0].zone)
    foreseen = []
    for post in kit.posts:
        local = post.local(wish.starts_on)
        on_day = [each for each in found if local.date() in each.span]
        over = ("This day is over.",) if local.date() < today else ()
        foreseen.append(
            Foreseen(post, local, _texts(post, tellings), (*over, *almanac.notes(on_day)))
        )
    drafts = tuple(
        said.language
        for said in tellings
        if kit.languages[said.language].standing is Standing.DRAFT
    )
    return Preview(tuple(sorted(foreseen, key=lambda each: each.local)), drafts)


def accounts_for(db: Session, kit: Kit, agency_id: int) -> dict[PlatformName, int]:
    """The agency's one connected account for each platform of a kit.

    Refuses a platform without one, and one with several, since nobody has said which.
    """
    connected: dict[PlatformName, list[int]] = {}
    for account in identity.accounts_of(db, agency_id):
        if account.state is identity.AccountState.CONNECTED:
            connected.setdefault(account.platform, []).append(account.id or 0)
    faults = []
    for platform in sorted({platform for post in kit.posts for platform in post.platforms}):
        held = connected.get(platform, [])
        if len(held) != 1:
            name = posts.NAMES[platform]
            what = "has no connected account." if not held else "has several accounts."
            faults.append(errors.Fault(name, what, "Keep exactly one connected on Settings."))
    if faults:
        raise errors.NotReady("\n".join(["The kit cannot be sent yet.", *map(str, faults)]))
    return {platform: held[0] for platform, held in connected.items()}


def _texts(post: KitPost, tellings: Sequence[Telling]) -> dict[str, str]:
    found = {}
    for said in tellings:
        words = post.own(post.platforms[0], said.language)
        if words is not None:
            found[said.language] = said.whole(words, post.platforms[0])
    return found
