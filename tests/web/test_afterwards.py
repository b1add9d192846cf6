"""Correcting a post that is out and taking it down, on the pages."""

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from outreach import db as database
from outreach import delivery
from outreach.bootstrap import Runtime
from outreach.delivery import State, amends
from outreach.delivery.amends import AmendKind, AmendState
from outreach.lib.clock import VirtualClock
from outreach.platforms import PlatformName
from people import Cast
from web.published import BETTER, WORDS, Out, out


@pytest.fixture
def on_facebook(runtime: Runtime, clock: VirtualClock, people: Cast) -> Out:
    return out(runtime, clock, people, PlatformName.FACEBOOK)


@pytest.fixture
def on_x(runtime: Runtime, clock: VirtualClock, people: Cast) -> Out:
    return out(runtime, clock, people, PlatformName.X)


def asked(answer: Response) -> str:
    """The address of the correction or take-down that a form led to."""
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def digest_in(html: str) -> str:
    """The digest that an answer from this page is bound to."""
    return html.partition('name="digest" value="')[2].partition('"')[0]


def test_a_post_that_is_out_says_what_can_follow(
    on_facebook: Out, rivera: TestClient, lang: TestClient, clerk: TestClient
) -> None:
    mine = rivera.get(on_facebook.page).text
    assert (
        f'href="{on_facebook.at}/correct"' in mine and f'href="{on_facebook.at}/take-down"' in mine
    )
    chiefs = lang.get(on_facebook.page).text
    assert "/correct" not in chiefs and f'href="{on_facebook.at}/take-down"' in chiefs
    assert "/take-down" not in clerk.get(on_facebook.page).text


def test_what_the_platform_allows_is_said_first(
    on_facebook: Out, on_x: Out, rivera: TestClient
) -> None:
    assert "Pictures and links stay as they are" in rivera.get(f"{on_facebook.at}/correct").text
    assert "A correction is a new post" in rivera.get(f"{on_x.at}/correct").text
    assert "down for good, with its comments" in rivera.get(f"{on_facebook.at}/take-down").text


def test_at_once_takes_one_person_and_ends_with_proof(on_facebook: Out, rivera: TestClient) -> None:
    form = {"reason": "A child can be recognised.", "how": "at-once"}
    one = asked(rivera.post(f"{on_facebook.at}/take-down", data=form))
    assert "Ordered" in rivera.get(one).text
    on_facebook.round()
    assert on_facebook.shown == []
    done = rivera.get(one).text
    assert "Nobody sees it any more." in done and "Read back on the platform" in done
    post = rivera.get(on_facebook.page).text
    assert "Taken down" in post and "The public record keeps its words" in post
    assert "/take-down" not in post


def test_without_danger_somebody_else_says_yes(
    on_facebook: Out, rivera: TestClient, lang: TestClient
) -> None:
    form = {"reason": "The event is cancelled.", "how": "second"}
    one = asked(rivera.post(f"{on_facebook.at}/take-down", data=form))
    assert f'action="{one}/confirm"' not in rivera.get(one).text
    assert rivera.post(f"{one}/confirm").status_code == 403
    on_facebook.round()
    assert on_facebook.shown == [WORDS]
    assert f'action="{one}/confirm"' in lang.get(one).text
    asked(lang.post(f"{one}/confirm"))
    on_facebook.round()
    assert on_facebook.shown == []


def test_what_was_asked_can_be_hurried(on_facebook: Out, rivera: TestClient) -> None:
    form = {"reason": "The event is cancelled.", "how": "second"}
    one = asked(rivera.post(f"{on_facebook.at}/take-down", data=form))
    asked(rivera.post(f"{one}/hurry"))
    assert "Ordered at once by" in rivera.get(one).text
    on_facebook.round()
    assert on_facebook.shown == []


def test_a_take_down_without_a_reason_keeps_what_was_chosen(
    on_facebook: Out, rivera: TestClient
) -> None:
    answer = rivera.post(f"{on_facebook.at}/take-down", data={"reason": " ", "how": "at-once"})
    assert answer.status_code == 422
    assert 'value="at-once" checked' in answer.text
    assert "Say in one sentence why." in answer.text
    on_facebook.round()
    assert on_facebook.shown == [WORDS]


def test_new_words_stand_after_a_yes_of_somebody_else(
    on_facebook: Out, rivera: TestClient, lang: TestClient
) -> None:
    assert f"\n{WORDS}</textarea>" in rivera.get(f"{on_facebook.at}/correct").text
    form = {"text": BETTER, "reason": "It is on Sunday.", "as": "words"}
    one = asked(rivera.post(f"{on_facebook.at}/correct", data=form))
    assert 'value="approve"' not in rivera.get(one).text
    read = lang.get(one).text
    assert BETTER in read and WORDS in read
    given = {"digest": digest_in(read), "decision": "approve"}
    asked(lang.post(f"{one}/answer", data=given))
    on_facebook.round()
    assert on_facebook.shown == [BETTER]
    post = rivera.get(on_facebook.page).text
    assert "It was corrected. These words stand now" in post and BETTER in post


def test_a_no_needs_its_reason_and_leaves_the_old_words(
    on_facebook: Out, rivera: TestClient, lang: TestClient
) -> None:
    form = {"text": BETTER, "reason": "It is on Sunday.", "as": "words"}
    one = asked(rivera.post(f"{on_facebook.at}/correct", data=form))
    given = {"digest": digest_in(lang.get(one).text), "decision": "return"}
    assert lang.post(f"{one}/answer", data={**given, "comment": ""}).status_code == 422
    asked(lang.post(f"{one}/answer", data={**given, "comment": "Saturday is right."}))
    on_facebook.round()
    assert on_facebook.shown == [WORDS]
    assert "Saturday is right." in rivera.get(one).text


def test_words_that_cannot_stand_are_shown_again_with_the_fault(
    on_facebook: Out, rivera: TestClient
) -> None:
    form = {"text": WORDS, "reason": "A slip.", "as": "words"}
    answer = rivera.post(f"{on_facebook.at}/correct", data=form)
    assert answer.status_code == 422
    assert "These words stand there already." in answer.text and "A slip." in answer.text


def test_on_x_a_new_post_is_begun_and_linked(on_x: Out, rivera: TestClient) -> None:
    form = {"text": BETTER, "reason": "It is on Sunday.", "as": "new"}
    new = asked(rivera.post(f"{on_x.at}/correct", data=form))
    begun = rivera.get(new).text
    assert BETTER in begun and f'Corrects: <a href="{on_x.page}">' in begun
    assert f'<a href="{new}">' in rivera.get(on_x.page).text
    assert on_x.shown == [WORDS]


def test_where_no_program_may_a_person_does_it_and_says_so(
    runtime: Runtime, clock: VirtualClock, people: Cast, rivera: TestClient
) -> None:
    by_hand = out(runtime, clock, people, PlatformName.HANDOFF)
    form = {"reason": "The event is cancelled.", "how": "at-once"}
    one = asked(rivera.post(f"{by_hand.at}/take-down", data=form))
    by_hand.round()
    told = rivera.get(one).text
    assert "Only a person can do it there." in told and "Take it down there by hand" in told
    asked(rivera.post(f"{one}/done"))
    assert "A person looked and said so." in rivera.get(one).text


def test_what_waits_is_listed_take_downs_first(
    on_facebook: Out, on_x: Out, rivera: TestClient, clerk: TestClient
) -> None:
    assert "Nothing is under way" in clerk.get("/amendments").text
    form = {"text": BETTER, "reason": "It is on Sunday.", "as": "words"}
    asked(rivera.post(f"{on_facebook.at}/correct", data=form))
    asked(rivera.post(f"{on_x.at}/take-down", data={"reason": "Wrong.", "how": "second"}))
    listed = clerk.get("/amendments").text
    assert listed.index("Take-down:") < listed.index("Correction:")


def test_leaving_it_ends_it(on_facebook: Out, rivera: TestClient) -> None:
    one = asked(
        rivera.post(f"{on_facebook.at}/take-down", data={"reason": "Wrong.", "how": "second"})
    )
    asked(rivera.post(f"{one}/drop"))
    on_facebook.round()
    assert on_facebook.shown == [WORDS]
    assert "Left as it is" in rivera.get(one).text


def test_strangers_others_and_readers_are_refused(
    on_facebook: Out, stranger: TestClient, quinn: TestClient, clerk: TestClient, rivera: TestClient
) -> None:
    form = {"reason": "Wrong.", "how": "at-once"}
    assert stranger.get(f"{on_facebook.at}/take-down").status_code == 303
    assert quinn.get(f"{on_facebook.at}/take-down").status_code == 404
    assert quinn.post(f"{on_facebook.at}/take-down", data=form).status_code == 404
    assert clerk.post(f"{on_facebook.at}/take-down", data=form).status_code == 403
    assert clerk.get(f"{on_facebook.at}/correct").status_code == 403
    one = asked(rivera.post(f"{on_facebook.at}/take-down", data={**form, "how": "second"}))
    assert quinn.get(one).status_code == 404
    assert quinn.post(f"{one}/confirm").status_code == 404
    forged = {"sec-fetch-site": "cross-site"}
    assert rivera.post(f"{on_facebook.at}/take-down", data=form, headers=forged).status_code == 403
    on_facebook.round()
    assert on_facebook.shown == [WORDS]


def test_nothing_is_corrected_that_is_not_out(
    on_facebook: Out, runtime: Runtime, rivera: TestClient
) -> None:
    with database.writing(runtime.engine) as db:
        row = db.get_one(delivery.Placement, on_facebook.send_id)
        row.state = State.HELD
        db.add(row)
    assert rivera.get(f"{on_facebook.at}/take-down").status_code == 409
    form = {"text": BETTER, "reason": "It is on Sunday.", "as": "words"}
    assert rivera.post(f"{on_facebook.at}/correct", data=form).status_code == 409


@pytest.mark.parametrize("state", sorted(AmendState))
@pytest.mark.parametrize("kind", sorted(AmendKind))
def test_every_state_has_its_words_and_a_next_step(
    on_facebook: Out, runtime: Runtime, rivera: TestClient, kind: AmendKind, state: AmendState
) -> None:
    form = {"text": BETTER, "reason": "It is on Sunday.", "how": "second", "as": "words"}
    verb = "take-down" if kind is AmendKind.TAKE_DOWN else "correct"
    one = asked(rivera.post(f"{on_facebook.at}/{verb}", data=form))
    with database.writing(runtime.engine) as db:
        row = db.get_one(amends.Amendment, int(one.rpartition("/")[2]))
        row.state, row.ended_at = state, row.asked_at
        db.add(row)
    for path in (one, on_facebook.page, "/amendments"):
        assert rivera.get(path).status_code == 200
