"""The names of states, as people read them and as screen readers say them, in two languages."""

from types import MappingProxyType

from outreach.stories import STATES

#: Those whose name is another one in Spanish.
SPANISH_STATES = MappingProxyType(
    {
        "DC": "Distrito de Columbia", "HI": "Hawái", "LA": "Luisiana", "MS": "Misisipi",
        "MO": "Misuri", "NH": "Nuevo Hampshire", "NJ": "Nueva Jersey", "NM": "Nuevo México",
        "NY": "Nueva York", "NC": "Carolina del Norte", "ND": "Dakota del Norte", "OR": "Oregón",
        "PA": "Pensilvania", "SC": "Carolina del Sur", "SD": "Dakota del Sur",
        "WV": "Virginia Occidental", "AS": "Samoa Americana",
        "MP": "Islas Marianas del Norte", "VI": "Islas Vírgenes de los Estados Unidos",
    }
)  # fmt: skip
_CODES = MappingProxyType({name.casefold(): code for code, name in STATES.items()})


def state_name(written: str) -> str:
    """The state's full name; what is no postal abbreviation is a name already."""
    return STATES.get(written.strip().upper(), written.strip())


def state_name_in_spanish(written: str) -> str:
    """The state's full name as Spanish has it."""
    code = written.strip().upper()
    code = code if code in STATES else _CODES.get(written.strip().casefold(), "")
    return SPANISH_STATES.get(code, state_name(written))
