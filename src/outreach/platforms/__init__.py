"""The outside world, behind one port. Adapters are chosen in `bootstrap` and imported nowhere else.

Credentials and bytes come in as arguments: nothing here knows the database or the other rooms.
"""

from outreach.platforms.afterwards import AFTERWARDS, Afterwards
from outreach.platforms.length import Measure, measure_length, normal
from outreach.platforms.limits import LIMITS, Limits
from outreach.platforms.metrics import Metric
from outreach.platforms.packet import Packet, packet
from outreach.platforms.port import (
    BY_HAND,
    Absent,
    Connection,
    Found,
    Gone,
    Journal,
    NeedsSignIn,
    OutcomeUnknown,
    Outgoing,
    Picture,
    Platform,
    PlatformFault,
    PlatformName,
    Poll,
    Profile,
    Reading,
    ReadingState,
    Receipt,
    Refused,
    Several,
    Sighting,
    Split,
    Standing,
    Stands,
    TryLater,
)
from outreach.platforms.sameness import same_words

__all__ = [
    "AFTERWARDS",
    "BY_HAND",
    "LIMITS",
    "Absent",
    "Afterwards",
    "Connection",
    "Found",
    "Gone",
    "Journal",
    "Limits",
    "Measure",
    "Metric",
    "NeedsSignIn",
    "OutcomeUnknown",
    "Outgoing",
    "Packet",
    "Picture",
    "Platform",
    "PlatformFault",
    "PlatformName",
    "Poll",
    "Profile",
    "Reading",
    "ReadingState",
    "Receipt",
    "Refused",
    "Several",
    "Sighting",
    "Split",
    "Standing",
    "Stands",
    "TryLater",
    "measure_length",
    "normal",
    "packet",
    "same_words",
]
