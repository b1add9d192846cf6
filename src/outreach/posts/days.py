"""A day and its minute as they are written out in each language."""

from datetime import datetime
from types import MappingProxyType

_MONTHS = MappingProxyType(
    {
        "en": (
            *("January", "February", "March", "April", "May", "June", "July", "August"),
            *("September", "October", "November", "December"),
        ),
        "es": (
            *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
            *("septiembre", "octubre", "noviembre", "diciembre"),
        ),
    }
)


def minute(at: datetime, language: str) -> str:
    """The instant in its own zone; in figures where the language's months are not known."""
    months = _MONTHS.get(language.partition("-")[0])
    if months is None:
        return f"{at:%Y-%m-%d %H:%M}"
    month = months[at.month - 1]
    day = f"{month} {at.day}" if months[0] == "January" else f"{at.day} de {month}"
    return f"{day}, {at:%H:%M}"
