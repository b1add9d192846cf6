"""The outside world, behind one port. Adapters are chosen in `bootstrap` and imported nowhere else.

Credentials and bytes come in as arguments: nothing here knows the database or the other rooms.
"""

from outreach.platforms.length import Measure, measure_length, normal
from outreach.platforms.limits import LIMITS, Limits
from outreach.platforms.metrics import Metric
from outreach.platforms.packet import Packet, packet
from outreach.platforms.port import (
    BY_HAND,
    Absent,
    Connection,
    Found,
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
    TryLater,
)

__all__ = [
    "BY_HAND",
    "LIMITS",
    "Absent",
    "Connection",
    "Found",
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
    "TryLater",
    "measure_length",
    "normal",
    "packet",
]
