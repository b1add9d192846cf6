"""What a post without a story can be, and how people call each sort."""

from dataclasses import dataclass

from outreach import errors
from outreach.posts import PostType


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of post: what it is called and what it is for."""

    type: PostType
    name: str
    about: str

    @property
    def path(self) -> str:
        return f"/posts/new/{self.type.value.replace('_', '-')}"


KINDS = (
    Kind(PostType.EVENT, "An event", "Invite people: what, when, where, and who helps them in."),
    Kind(PostType.OBSERVANCE, "A day we keep together", "Chosen from the year, with its tone."),
    Kind(PostType.RECOGNITION, "Thanks for good work", "Name who did it, and with whom."),
    Kind(PostType.PRINCIPLE, "One of the seven principles", "Say what people can expect of it."),
    Kind(PostType.POLL, "A question with answers", "Ask residents, and say what you will do."),
    Kind(PostType.SAFETY_TIP, "A safety tip", "What people can do, and why it helps."),
    Kind(PostType.WEBINAR, "A webinar", "A talk to sign up for, open to all."),
    Kind(
        PostType.YOU_SAID_WE_DID, "You said, we did", "What was asked for, done, and not done yet."
    ),
    Kind(PostType.ACKNOWLEDGEMENT, "Owning what went wrong", "What happened, and what changes."),
    Kind(PostType.STANDBY, "Words for an incident", "What is confirmed, and where news appears."),
)


def kind(slug: str) -> Kind:
    """The sort of post at an address."""
    for each in KINDS:
        if each.path.endswith(f"/{slug}"):
            return each
    raise errors.NotFound("There is no such kind of post. Choose one under “Write a post”.")
