"""The names of states, as people read them and as screen readers say them, in two languages."""

from types import MappingProxyType

STATES = MappingProxyType(
    {
        "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
        "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
        "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
        "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
        "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
        "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
        "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
        "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
        "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
        "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
        "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
        "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "AS": "American Samoa",
        "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
        "VI": "U.S. Virgin Islands",
    }
)  # fmt: skip

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
