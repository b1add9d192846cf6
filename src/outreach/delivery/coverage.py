"""What a hold covers: its scope against what is known of a post. Values in, answer out."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """What a hold covers."""

    #: Every agency of this installation.
    ALL = "all"
    #: Everything of the agency.
    AGENCY = "agency"
    #: One account.
    ACCOUNT = "account"
    #: One campaign.
    CAMPAIGN = "campaign"
    #: One kind of post, or everything told from one story.
    TOPIC = "topic"
    #: Every account on one platform.
    PLATFORM = "platform"
    #: Every post in one language, wherever it is spoken.
    LANGUAGE = "language"

    @property
    def needs_subject(self) -> bool:
        """Whether it has to be said which one."""
        return self not in (Scope.ALL, Scope.AGENCY)


#: How a topic is written: a kind of post, or a story by its number.
KIND, STORY = "kind", "story"


@dataclass(frozen=True, slots=True)
class Order:
    """A hold as the send reads it: who ordered it, for what."""

    id: int
    agency_id: int
    #: None where this release does not know the scope.
    scope: Scope | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """All of a post that a hold can be about."""

    agency_id: int
    account_id: int
    campaign_id: int | None
    platform: str
    language: str
    kind: str
    story_id: int | None


def read(scope: str, about: str) -> Scope | None:
    """The scope of that name; None where this release cannot make sense of it."""
    if scope not in set(Scope):
        return None
    found = Scope(scope)
    return found if _makes_sense(found, about) else None


def covers(order: Order, post: Subject) -> bool:
    """Whether this hold stops this post.

    A scope that cannot be read stops everything: it may mean anything.
    """
    if order.scope is None or order.scope is Scope.ALL:
        return True
    if order.agency_id != post.agency_id:
        return False
    return order.scope is Scope.AGENCY or _named(order.scope, order.about, post)


def _named(scope: Scope, about: str, post: Subject) -> bool:
    match scope:
        case Scope.ACCOUNT:
            return about == str(post.account_id)
        case Scope.CAMPAIGN:
            return about == str(post.campaign_id)
        case Scope.PLATFORM:
            return about == post.platform
        case Scope.LANGUAGE:
            return post.language == about or post.language.startswith(f"{about}-")
        case Scope.TOPIC:
            return about in (f"{KIND}:{post.kind}", f"{STORY}:{post.story_id}")
    return True


def _makes_sense(scope: Scope, about: str) -> bool:
    match scope:
        case Scope.ACCOUNT | Scope.CAMPAIGN:
            return about.isdecimal()
        case Scope.TOPIC:
            sort, _, which = about.partition(":")
            return (sort == KIND and bool(which)) or (sort == STORY and which.isdecimal())
        case Scope.PLATFORM | Scope.LANGUAGE:
            return bool(about)
    return not about
