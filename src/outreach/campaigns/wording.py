"""The small parts that every value of a kit is made of: words, names, numbers, and their limits."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

LONGEST_WINDOW = 366


def in_english(value: object) -> object:
    """Words without a language are English."""
    return {"en": value} if isinstance(value, str | list) else value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
#: Words in one language or more; plain words are English.
Said = Annotated[Mapping[Language, Words], BeforeValidator(in_english)]
PrincipleNumber = Annotated[int, Field(ge=1, le=7)]
Count = Annotated[int, Field(ge=1)]
Away = Annotated[int, Field(ge=0, lt=LONGEST_WINDOW)]
HashtagText = Annotated[str, StringConstraints(pattern=r"^#[A-ZÁÉÍÓÚÑ]\w+$")]
FileName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*(\.[a-z]{2,4}){1,2}$")
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: A part that stands in files of its own, one for each language.
Files: TypeAlias = Mapping[Language, FileName]

#: How every value of a kit is read: a name that nobody knows is a fault.
STRICT = ConfigDict(extra="forbid")
