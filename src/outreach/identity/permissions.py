"""Who may do what: one table from role to actions, and the person as the verbs see them."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from outreach import errors


class Role(StrEnum):
    """What a person does for an agency."""

    #: Sets up the agency: people, accounts, and everything an officer may do.
    ADMINISTRATOR = "administrator"
    #: The public information officer: writes, schedules, pauses.
    OFFICER = "officer"
    #: The second reader or the chief: says yes or no to what others wrote.
    APPROVER = "approver"
    #: Reads everything and the records; changes nothing.
    READER = "reader"


class Action(StrEnum):
    """One thing a person may be allowed to do."""

    #: See the agency's pages, stories, posts, numbers and records.
    READ = "read"
    #: Write and change stories and posts, and ask for a yes.
    WRITE = "write"
    #: Say yes or no to exactly these words, picture, account and time.
    APPROVE = "approve"
    #: Put a post on the calendar, move it, cancel it, mark a handed-off post done.
    SCHEDULE = "schedule"
    #: Take down a post that people can see.
    TAKE_DOWN = "take_down"
    #: Stop everything, an account or a campaign.
    HOLD = "hold"
    #: Lift a hold.
    LIFT = "lift"
    #: Say what became of a post whose outcome the machine cannot tell.
    DECIDE = "decide"
    #: Connect and disconnect accounts.
    CONNECT = "connect"
    #: Change what the agency looks and sounds like: name, colors, logos, hashtags, closing words.
    BRAND = "brand"
    #: Invite people and change what they may do.
    MANAGE_PEOPLE = "manage_people"


class Step(StrEnum):
    """In whose name a yes is given, or whose answer stands in for one."""

    #: Somebody else who reads it closely.
    SECOND_READER = "second_reader"
    #: Everyone a story names, by their answers on the story.
    PARTNER = "partner"
    #: Those whose own words are quoted; the person who asked them says so.
    PEOPLE_QUOTED = "people_quoted"
    #: Someone of the community that is spoken to.
    COMMUNITY_REVIEWER = "community_reviewer"
    #: The accessibility reviewer.
    ACCESSIBILITY = "accessibility"
    #: Investigations or records, who know whether it touches a case.
    INVESTIGATIONS = "investigations"
    #: Legal counsel or the prosecutor.
    LEGAL = "legal"
    #: The chief, or who stands in for the chief.
    CHIEF = "chief"
    #: The agency whose loss it is, by what it made public itself.
    VENUE_AGENCY = "venue_agency"

    @property
    def words(self) -> str:
        """Whose yes it is, as pages say it."""
        return _STEPS[self]


_STEPS = MappingProxyType(
    {
        Step.SECOND_READER: "the second reader",
        Step.PARTNER: "the partners",
        Step.PEOPLE_QUOTED: "the people quoted",
        Step.COMMUNITY_REVIEWER: "the community reviewer",
        Step.ACCESSIBILITY: "the accessibility reviewer",
        Step.INVESTIGATIONS: "investigations or records",
        Step.LEGAL: "legal counsel",
        Step.CHIEF: "the chief",
        Step.VENUE_AGENCY: "the agency whose loss it is",
    }
)

#: Given only by people whom an administrator named for it.
NAMED_STEPS = (
    Step.CHIEF,
    Step.LEGAL,
    Step.INVESTIGATIONS,
    Step.ACCESSIBILITY,
    Step.COMMUNITY_REVIEWER,
)
#: Given by whoever may approve.
OPEN_STEPS = frozenset({Step.SECOND_READER, Step.PEOPLE_QUOTED})

_WORDS = MappingProxyType(
    {
        Action.READ: "see this",
        Action.WRITE: "write posts and stories",
        Action.APPROVE: "approve posts",
        Action.SCHEDULE: "schedule posts",
        Action.TAKE_DOWN: "take a published post down",
        Action.HOLD: "pause posts",
        Action.LIFT: "lift a pause",
        Action.DECIDE: "decide what became of a post",
        Action.CONNECT: "connect accounts",
        Action.BRAND: "change the brand",
        Action.MANAGE_PEOPLE: "manage people",
    }
)

ROLES = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(Action),
        Role.OFFICER: frozenset(Action) - {Action.CONNECT, Action.BRAND, Action.MANAGE_PEOPLE},
        Role.APPROVER: frozenset(
            {
                Action.READ,
                Action.APPROVE,
                Action.TAKE_DOWN,
                Action.HOLD,
                Action.LIFT,
                Action.DECIDE,
            }
        ),
        Role.READER: frozenset({Action.READ}),
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for one agency in one role. Every verb that changes something takes one as
    `by`.
    """

    person_id: int
    agency_id: int
    role: Role
    name: str = ""
    #: The steps that this person was named for.
    steps: frozenset[Step] = frozenset()
    #: Looks after every agency of this installation.
    national: bool = False

    def may(self, action: Action) -> bool:
        """Whether the role includes the action."""
        return action in ROLES[self.role]

    def may_give(self, step: Step) -> bool:
        """Whether a yes of this person can be the yes of that step."""
        return self.may(Action.APPROVE) and (step in OPEN_STEPS or step in self.steps)

    def must(self, action: Action) -> None:
        """Refuse with a sentence that says who can help."""
        if not self.may(action):
            raise errors.NotAllowed(
                f"Your role ({self.role}) cannot {_WORDS[action]}. "
                "Ask an administrator of your agency to do it or to change your role."
            )

    def must_be_national(self) -> None:
        """Refuse who does not look after every agency here, with whom to ask."""
        if not self.national:
            raise errors.NotAllowed(
                "This concerns every agency here. Ask whoever runs this installation: "
                "`outreach national` names who may."
            )
