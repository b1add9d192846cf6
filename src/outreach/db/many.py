"""Many rows at once, at little more than the driver's own cost.

A list written into a statement is read anew for every length, by SQLAlchemy and by the database;
here it is one parameter, and a statement can be made once and kept.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlmodel import Session


def kind(db: Session) -> str:
    """Which database it is, for statements that are made for each: `sqlite` or `postgresql`."""
    return db.get_bind().dialect.name


def among(kind: str, column: sa.SQLColumnExpression[Any], name: str) -> sa.ColumnElement[bool]:
    """Whether the column holds one of the numbers given as the parameter of that name."""
    if kind == "sqlite":
        each = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value")
        return column.in_(sa.select(each.c.value))
    return column == sa.any_(sa.bindparam(name, type_=sa.ARRAY(sa.BigInteger)))


def listed(kind: str, numbers: Iterable[int]) -> Any:
    """These numbers as the parameter of `among`."""
    given = list(numbers)
    return json.dumps(given) if kind == "sqlite" else given


def write_many(db: Session, statement: sa.Executable, rows: Sequence[Mapping[str, Any]]) -> int:
    """Run a kept statement once for each row, past SQLAlchemy; gives how many rows it touched.

    Every value has to be as the driver takes it: `plain` says how, and a constant stands in the
    statement itself.
    """
    connection = db.connection()
    words, order = _said(statement, connection.dialect)
    given: Any = [tuple(row[name] for name in order) for row in rows] if order else list(rows)
    return connection.exec_driver_sql(words, given).rowcount


def plain(db: Session, column: sa.Column[Any], value: Any) -> Any:
    """A value of this column as the driver takes it."""
    dialect = db.get_bind().dialect
    spell = column.type.dialect_impl(dialect).bind_processor(dialect)
    return spell(value) if spell else value


@lru_cache(maxsize=64)
def _said(statement: sa.ClauseElement, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """The statement's text, and the order of its parameters where they go by their place."""
    compiled = statement.compile(dialect=dialect)
    return str(compiled), tuple(compiled.positiontup or ())  # type: ignore[attr-defined]  # of SQL
