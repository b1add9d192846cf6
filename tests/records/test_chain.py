"""The chain holds, and any change to it shows."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from outreach import records
from outreach.records import Broken, Record, chain
from outreach.records.models import RecordHead
from people import Cast, cast


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    return cast(db, now)


def write(db: Session, people: Cast, now: datetime, count: int = 3) -> int:
    agency_id = people.agency.id or 0
    for number in range(count):
        records.append(
            db, "test.happened", ("test", number), agency_id=agency_id, by_id=None, at=now
        )
    return agency_id


def test_an_untouched_chain_holds(db: Session, people: Cast, now: datetime) -> None:
    count, broken = records.verify(db, write(db, people, now))
    assert (count, broken) == (3, None)


def test_an_altered_record_shows(db: Session, people: Cast, now: datetime) -> None:
    agency_id = write(db, people, now)
    db.execute(sa.update(Record).where(Record.sequence == 2).values(body={"changed": True}))
    db.expire_all()
    _, broken = records.verify(db, agency_id)
    assert broken == Broken(2, "Record 2 was altered after it was written.")


def test_a_removed_record_shows(db: Session, people: Cast, now: datetime) -> None:
    agency_id = write(db, people, now)
    db.execute(sa.delete(Record).where(Record.sequence == 2))
    _, broken = records.verify(db, agency_id)
    assert broken == Broken(2, "Record 2 is missing.")


def test_a_cut_off_tail_shows(db: Session, people: Cast, now: datetime) -> None:
    agency_id = write(db, people, now)
    db.execute(sa.delete(Record).where(Record.sequence == 3))
    _, broken = records.verify(db, agency_id)
    assert broken == Broken(3, "Record 3 is missing: 3 were written.")


def test_a_chain_that_was_emptied_shows(db: Session, people: Cast, now: datetime) -> None:
    agency_id = write(db, people, now)
    db.execute(sa.delete(Record))
    count, broken = records.verify(db, agency_id)
    assert (count, broken) == (0, Broken(1, "Record 1 is missing: 3 were written."))


def test_a_tail_written_past_the_program_shows(db: Session, people: Cast, now: datetime) -> None:
    agency_id = write(db, people, now)
    db.execute(sa.update(RecordHead).values(sequence=2))
    _, broken = records.verify(db, agency_id)
    assert broken == Broken(3, "Record 3 is not the one that was written last.")


def test_agencies_have_chains_of_their_own(db: Session, people: Cast, now: datetime) -> None:
    write(db, people, now)
    other = people.other_agency.id or 0
    first = records.append(db, "test.happened", ("t", 1), agency_id=other, by_id=None, at=now)
    assert first.sequence == 1


def test_an_export_can_be_checked_by_anyone(db: Session, people: Cast, now: datetime) -> None:
    agency_id = write(db, people, now)
    exported = list(records.export(db, agency_id))
    previous = chain.START
    for row in exported:
        assert row["previous_digest"] == previous
        previous = row["digest"]
    assert len(exported) == 3


links = st.builds(
    chain.Link,
    agency_id=st.integers(1, 5),
    sequence=st.integers(1, 50),
    kind=st.text(max_size=8),
    about_kind=st.text(max_size=8),
    about_id=st.integers(0, 99),
    by_id=st.none() | st.integers(1, 9),
    at=st.datetimes(timezones=st.timezones()),
    body=st.dictionaries(st.text(max_size=4), st.text(max_size=4) | st.integers() | st.none()),
    previous_digest=st.just(chain.START),
)


@given(links, links)
def test_two_different_facts_have_different_digests(one: chain.Link, other: chain.Link) -> None:
    same = (one.at.timestamp(), one.body) == (other.at.timestamp(), other.body) and (
        one.agency_id,
        one.sequence,
        one.kind,
        one.about_kind,
        one.about_id,
        one.by_id,
    ) == (
        other.agency_id,
        other.sequence,
        other.kind,
        other.about_kind,
        other.about_id,
        other.by_id,
    )
    assert (chain.seal(one) == chain.seal(other)) == same


def test_many_at_once_make_the_same_chains_as_one_by_one(
    db: Session, people: Cast, now: datetime
) -> None:
    ours, other = people.agency.id or 0, people.other_agency.id or 0
    write(db, people, now, count=1)
    entries = [
        records.Entry(agency_id, "test.happened", ("test", number), {"number": number})
        for number, agency_id in enumerate((ours, other, ours, other, ours))
    ]
    records.append_many(db, entries, at=now)
    records.append(db, "test.happened", ("test", 9), agency_id=other, by_id=None, at=now)
    assert records.verify(db, ours) == (4, None)
    assert records.verify(db, other) == (3, None)
