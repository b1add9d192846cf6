"""Pauses by name: what one covers, as pages, answers and messages say it."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlmodel import Session

from outreach import campaigns, delivery, identity, stories
from outreach.delivery import Scope
from outreach.platforms import PlatformName
from outreach.posts import PostType
from outreach.web import words
from outreach.web.render import Advice

#: Kinds of post, as many of one kind are called.
KINDS: Mapping[PostType, str] = MappingProxyType(
    {
        PostType.STORY: "success stories",
        PostType.OUTCOME: "results of stories",
        PostType.RECOGNITION: "recognition of good work",
        PostType.EVENT: "invitations",
        PostType.OBSERVANCE: "observances",
        PostType.WEBINAR: "webinars",
        PostType.PRINCIPLE: "principles explained",
        PostType.POLL: "polls",
        PostType.YOU_SAID_WE_DID: "“you said, we did”",
        PostType.ACKNOWLEDGEMENT: "acknowledgements",
        PostType.SAFETY_TIP: "safety tips",
        PostType.CONDOLENCE: "condolences",
        PostType.STANDBY: "standby messages",
    }
)

_BY_HAND: Mapping[str, str] = MappingProxyType(
    {PlatformName.HANDOFF: "Everything posted by hand", PlatformName.PRINT: "Everything printed"}
)


def what(db: Session, hold: delivery.Hold) -> str:
    """What a hold covers: "Everything", or "The X account @riverton"."""
    return named(db, hold.order)


def named(db: Session, order: delivery.Order) -> str:
    """What an order covers, at the head of a sentence."""
    match order.scope:
        case Scope.AGENCY:
            return "Everything"
        case Scope.ALL:
            return "Everything at every agency"
        case Scope.ACCOUNT:
            account = identity.account_of(db, int(order.about), order.agency_id)
            return f"The {words.account(account.platform, account.handle)}"
        case Scope.CAMPAIGN:
            campaign = campaigns.get(db, int(order.about), order.agency_id)
            return f"The campaign “{campaign.title}”"
        case Scope.PLATFORM:
            return _BY_HAND.get(order.about) or f"Everything on {words.platform(order.about)}"
        case Scope.LANGUAGE:
            return f"Everything in {words.language(order.about)}"
        case Scope.TOPIC:
            return _topic(db, order)
    return "Everything, by an order of a newer release,"


def advice(db: Session, agency_id: int) -> tuple[Advice, ...]:
    """What is recommended to the agency and waits for its answer."""
    return tuple(
        Advice(one.id or 0, one.issuer, _recommended(db, one, agency_id), one.words, one.given_at)
        for one in delivery.advice(db, agency_id)
    )


def is_of_everything(hold: delivery.Hold) -> bool:
    """Whether nothing of the agency goes out under it."""
    return hold.order.scope in (Scope.AGENCY, Scope.ALL, None)


def _recommended(db: Session, asked: delivery.Advisory, agency_id: int) -> str:
    scope = delivery.read_scope(asked.scope, asked.about) or Scope.AGENCY
    return named(db, delivery.Order(0, agency_id, scope, asked.about))


def _topic(db: Session, order: delivery.Order) -> str:
    sort, _, which = order.about.partition(":")
    if sort == delivery.STORY:
        return f"What is told from “{stories.get(db, int(which), order.agency_id).title}”"
    return f"All {KINDS[PostType(which)]}" if which in set(PostType) else f"All “{which}” posts"
