"""A summary of faults calls each field what the page calls it, once, and leads to it."""

from datetime import datetime

import pytest
from starlette.testclient import TestClient

from outreach import db as database
from outreach import identity
from outreach.bootstrap import Runtime
from outreach.web import labels
from web.desk import Desk, a_post
from web.reading import fields_of

PLACE = '<li><a href="#{0}" data-field>Raw</a>: Fill this in.</li>'


def said(field: str, fields: str) -> str:
    return labels.said(PLACE.format(field) + fields)


def test_a_field_is_called_by_its_label() -> None:
    page = said("again", '<label for="again">The same <b>again</b></label><input id="again">')
    assert '<a href="#again">The same again</a>: Fill this in.' in page


def test_that_it_may_be_left_blank_is_no_part_of_its_name() -> None:
    label = '<label for="note">Note <span class="optional">(optional)</span></label>'
    assert '<a href="#note">Note</a>' in said("note", f'{label}<input id="note">')


def test_a_set_of_boxes_is_called_by_its_legend() -> None:
    boxes = (
        '<fieldset id="sure"><legend>If you change it</legend><label><input>Yes</label></fieldset>'
    )
    assert '<a href="#sure">If you change it</a>' in said("sure", boxes)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ('<div role="group" aria-label="Partner {0}">', "</div>"),
        ("<fieldset><legend>Partner {0}</legend>", "</fieldset>"),
    ],
)
def test_a_name_that_several_fields_bear_begins_with_its_group(begin: str, end: str) -> None:
    rows = "".join(
        f'{begin.format(n + 1)}<label for="partners.{n}.name">Name</label>'
        f'<input id="partners.{n}.name">{end}'
        for n in range(2)
    )
    assert '<a href="#partners.1.name">Partner 2, Name</a>' in said("partners.1.name", rows)


def test_what_has_no_field_on_the_page_is_not_linked() -> None:
    assert said("gone", "") == "<li>Raw: Fill this in.</li>"


@pytest.mark.parametrize(
    ("path", "sent", "place"),
    [
        ("/people/invite", {}, '<a href="#email">E-mail address</a>: Fill this in.'),
        (
            "/settings/agency",
            {"time_zone": "America/Denver"},
            '<a href="#sure">If you change the zone</a>: The zone changes',
        ),
    ],
)
def test_pages_name_their_own_fields(
    admin: TestClient, path: str, sent: dict[str, str], place: str
) -> None:
    known = fields_of(admin.get(path).text)
    answer = admin.post(path, data={**known, **sent})
    assert answer.status_code == 422
    assert place in answer.text


def test_the_time_form_says_day_and_time(desk: Desk, rivera: TestClient) -> None:
    at = a_post(rivera, desk, "save")
    send = desk.placed()[0]
    answer = rivera.post(f"{at}/sends/{send.id}/move", data={"on": "", "at": ""})
    assert '<a href="#on">Day</a>: Fill this in.' in answer.text
    assert '<a href="#at">Time</a>: Fill this in.' in answer.text


def test_the_door_says_which_password(
    runtime: Runtime, now: datetime, stranger: TestClient
) -> None:
    with database.writing(runtime.engine) as db:
        first = identity.LinkPurpose.FIRST_ADMINISTRATOR
        token = identity.one_time_link(db, first, now=now)
    typed = {"name": "Pat", "email": "pat@example.org", "password": "one", "again": "two"}
    answer = stranger.post(f"/first/{token}", data=typed)
    assert '<a href="#again">The same password again</a>: The two passwords differ.' in answer.text
