"""What stands around a post on the calendar: known in rooms above, told here by whoever asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Around:
    """Words of the same account near it in time, and whether something serious happened."""

    #: The words of other posts of its account that were out, or will be, within some weeks.
    recent: tuple[str, ...] = ()
    #: Posts were paused for a reason, and that is not long ago.
    incident_near: bool = False


#: Words that stand on no calendar yet.
NOWHERE = Around()
