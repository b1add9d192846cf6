"""What sorts of post there are, and whom each is for."""

from enum import StrEnum


class PostType(StrEnum):
    """What sort of thing is being said."""

    #: A success story.
    STORY = "story"
    #: One result of a story, with its caveat.
    OUTCOME = "outcome"
    #: One of the seven principles, explained.
    PRINCIPLE = "principle"
    #: A question to residents.
    POLL = "poll"
    #: An invitation.
    EVENT = "event"
    #: A webinar of the series.
    WEBINAR = "webinar"


class Tier(StrEnum):
    """Whom a post is for."""

    #: Other agencies, to learn from.
    AGENCIES = "agencies"
    #: Residents.
    RESIDENTS = "residents"
