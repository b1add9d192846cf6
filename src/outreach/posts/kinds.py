"""What sorts of post there are, and whom each is for."""

from enum import StrEnum


class PostType(StrEnum):
    """What sort of thing is being said."""

    #: A success story.
    STORY = "story"
    #: One result of a story, with its caveat.
    OUTCOME = "outcome"
    #: Good work by a named person or team, and who shared it.
    RECOGNITION = "recognition"
    #: An invitation.
    EVENT = "event"
    #: A dated occasion that the agency keeps with its community.
    OBSERVANCE = "observance"
    #: A webinar of the series.
    WEBINAR = "webinar"
    #: One of the seven principles, explained.
    PRINCIPLE = "principle"
    #: A question to residents.
    POLL = "poll"
    #: What residents asked for, and what came of it.
    YOU_SAID_WE_DID = "you_said_we_did"
    #: Owning what went wrong, past or present, and what is being done.
    ACKNOWLEDGEMENT = "acknowledgement"
    #: Something people can do to stay safe.
    SAFETY_TIP = "safety_tip"
    #: Sympathy after another agency's loss; locked until that agency has made it public.
    CONDOLENCE = "condolence"
    #: Words held ready for an incident, to be filled in when it comes.
    STANDBY = "standby"


class Tier(StrEnum):
    """Whom a post is for."""

    #: Other agencies, to learn from.
    AGENCIES = "agencies"
    #: Residents.
    RESIDENTS = "residents"
