"""Many numbers as one parameter: the statement stays the same however many they are."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session


def among(
    db: Session, column: sa.SQLColumnExpression[Any], numbers: Iterable[int]
) -> sa.ColumnElement[bool]:
    """Whether the column holds one of these numbers.

    A list written out would be read anew by SQLAlchemy and by the database for every length.
    """
    given = list(numbers)
    if db.get_bind().dialect.name == "sqlite":
        each = sa.func.json_each(json.dumps(given)).table_valued("value")
        return column.in_(sa.select(each.c.value))
    return column == sa.any_(sa.literal(given, sa.ARRAY(sa.BigInteger)))
