"""What a fault is over HTTP. Our errors meet its statuses here and nowhere else."""

from collections.abc import Mapping
from types import MappingProxyType

from outreach import errors

STATUSES: Mapping[type[errors.OutreachError], int] = MappingProxyType(
    {
        errors.BadInput: 422,
        errors.NotFound: 404,
        errors.NotAllowed: 403,
        errors.Conflict: 409,
        errors.NotReady: 503,
    }
)


def kind_of(fault: Exception) -> type[errors.OutreachError]:
    """Which of our kinds of fault it is."""
    return next(kind for kind in STATUSES if isinstance(fault, kind))


def sentence(fault: Exception) -> str:
    """What is wrong, without the places that are told one by one."""
    return fault.message if isinstance(fault, errors.BadInput) else str(fault)
