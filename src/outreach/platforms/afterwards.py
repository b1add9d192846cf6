"""What each platform lets be done with a post that is out, and how people are told of it."""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from outreach.platforms.port import PlatformName


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What may follow once a post is out, as read in the platform's own documentation."""

    #: A program may put other words in place of the post's own.
    rewords: bool
    #: A program may take the post down.
    removes: bool
    #: What a person should know before correcting it.
    on_correcting: str
    #: What a person should know before taking it down.
    on_removing: str
    source: str
    checked_on: date

    @property
    def replaces(self) -> bool:
        """Whether a correction has to be a new post, the old one taken down."""
        return self.removes and not self.rewords


_CHECKED = date(2026, 11, 22)
_COPIES = "Copies, screenshots and shares that others made stay where they are."
_HAND = (
    "Only a person can change this one. The correction is approved here first; then you put the "
    "new words there by hand and say that it is done."
)

AFTERWARDS = MappingProxyType(
    {
        PlatformName.X: Afterwards(
            rewords=False,
            removes=True,
            on_correcting="X lets no program change a post that is out. A correction is a new post "
            "that says what was wrong; it is approved like any other. The old one can be taken "
            "down.",
            on_removing=f"X takes the post down for good, with its replies. {_COPIES}",
            source="X API v2 reference: delete a post; edit_options of create post",
            checked_on=_CHECKED,
        ),
        PlatformName.FACEBOOK: Afterwards(
            rewords=True,
            removes=True,
            on_correcting="Facebook lets the words be changed. Pictures and links stay as they "
            "are: to change those, take the post down and make a new one. People can see that the "
            "post was edited, and how it read before.",
            on_removing=f"Facebook takes the post down for good, with its comments. {_COPIES}",
            source="Graph API v26.0 reference: Page post, updating and deleting",
            checked_on=_CHECKED,
        ),
        PlatformName.INSTAGRAM: Afterwards(
            rewords=False,
            removes=False,
            on_correcting="Instagram lets no program change a caption. " + _HAND,
            on_removing="Instagram lets no program take a post down. A person takes it down in the "
            f"app and says here that it is done. {_COPIES}",
            source="Graph API v26.0 reference: IG Media",
            checked_on=_CHECKED,
        ),
        PlatformName.HANDOFF: Afterwards(
            rewords=False,
            removes=False,
            on_correcting=_HAND,
            on_removing="A person takes it down where it was posted and says here that it is done. "
            f"{_COPIES}",
            source="Our own: no program speaks to these places",
            checked_on=_CHECKED,
        ),
        PlatformName.PRINT: Afterwards(
            rewords=False,
            removes=False,
            on_correcting="A poster cannot be changed where it hangs. The correction is approved "
            "here; then you print it anew and put it up in place of the old one.",
            on_removing="A person takes the paper down wherever it hangs and says here that it is "
            "done.",
            source="Our own: paper",
            checked_on=_CHECKED,
        ),
    }
)
