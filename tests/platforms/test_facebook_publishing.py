"""Facebook: drafts first, then one call that may be repeated."""

import hashlib
import hmac
import json

import pytest

from outreach.platforms import (
    Connection,
    NeedsSignIn,
    OutcomeUnknown,
    PlatformFault,
    PlatformName,
    Receipt,
    Refused,
    TryLater,
)
from outreach.platforms.facebook import Facebook
from platforms.cast import PNG, TIMEOUT, Notes, an_outgoing
from platforms.graph_stub import DRAFT, GONE, ODD, answers, complaint
from platforms.stub import HANG, PAGE_KEYS, SILENCE, Reply, Stub, closed_port, serving

pytestmark = pytest.mark.network


def publish(stub: Stub, notes: Notes | None = None, **outgoing: object) -> Receipt:
    return Facebook(TIMEOUT).publish(
        stub.account(PlatformName.FACEBOOK), an_outgoing(**outgoing), notes or Notes()
    )


def fault_of(notes: Notes | None = None, **special: Reply) -> PlatformFault:
    with serving(answers(**special)) as stub, pytest.raises(PlatformFault) as fault:
        publish(stub, notes, pictures=1)
    return fault.value


def test_a_post_is_made_unseen_and_then_shown() -> None:
    notes = Notes()
    with serving(answers()) as stub:
        assert publish(stub, notes, text="Línea 1\nLínea 2 & <b>") == Receipt("7_1")
    feed, public = stub.asked
    assert (feed.path, feed.form["published"]) == ("/v26.0/7/feed", "false")
    assert feed.form["message"] == "Línea 1\nLínea 2 & <b>"
    assert (public.path, public.form["is_published"]) == (DRAFT, "true")
    assert notes.last.startswith("draft 7_1 ")


def test_pictures_leave_with_their_alternatives() -> None:
    with serving(answers()) as stub:
        publish(stub, pictures=2)
    first, second, feed, _ = stub.asked
    assert PNG in first.body
    assert b"Picture 1 in words." in first.body
    assert b"Picture 2 in words." in second.body
    assert json.loads(feed.form["attached_media"]) == [{"media_fbid": "900"}] * 2


def test_a_link_leaves_as_a_card() -> None:
    with serving(answers()) as stub:
        publish(stub, link="https://city.gov/coffee")
    assert stub.asked[0].form["link"] == "https://city.gov/coffee"


def test_every_call_proves_the_apps_secret() -> None:
    proof = hmac.new(b"graph-secret", b"page-token", hashlib.sha256).hexdigest()
    with serving(answers()) as stub:
        publish(stub)
        Facebook(TIMEOUT).remove(stub.account(PlatformName.FACEBOOK), "7_1")
    assert [asked.form["appsecret_proof"] for asked in stub.asked[:2]] == [proof, proof]
    assert stub.asked[2].query["appsecret_proof"] == proof


@pytest.mark.parametrize("step", ["photo", "feed"])
@pytest.mark.parametrize(
    "reply",
    [SILENCE, ODD, Reply(500, {"error": {"code": 2, "message": "m"}}), Reply(200, b"fine")],
    ids=str,
)
def test_a_draft_that_may_be_lost_proves_the_post_unseen(step: str, reply: Reply) -> None:
    assert isinstance(fault_of(**{step: reply}), TryLater)


@pytest.mark.parametrize(
    "reply",
    [
        SILENCE,
        ODD,
        Reply(500, {"error": {"code": 2, "message": "please retry"}}),
        Reply(502, b"<h1>bad</h1>", {"Content-Type": "text/html"}),
        Reply(200, b"<h1>odd</h1>", {"Content-Type": "text/html"}),
        Reply(200, {"success": True}, cut=5),
        Reply(200, {"success": False}),
        Reply(400, {"oops": 1}),
        complaint(1, "Please retry"),
        complaint(9, "Please retry", is_transient=True),
    ],
    ids=str,
)
def test_an_unclear_answer_to_showing_leaves_the_outcome_unknown(reply: Reply) -> None:
    assert isinstance(fault_of(public=reply), OutcomeUnknown)


def test_silence_leaves_the_outcome_unknown() -> None:
    with serving(answers(public=HANG)) as stub, pytest.raises(OutcomeUnknown, match="too long"):
        Facebook(timeout=0.5).publish(stub.account(PlatformName.FACEBOOK), an_outgoing(), Notes())


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (complaint(190, "Session has expired", status=401), NeedsSignIn),
        (complaint(200, "Permissions error", status=403), NeedsSignIn),
        (complaint(100, "Invalid appsecret_proof provided"), NeedsSignIn),
        (complaint(368, "Held back"), TryLater),
        (complaint(506, "Duplicate status message"), Refused),
        (complaint(324, "(#324) Missing or invalid image file"), Refused),
    ],
)
@pytest.mark.parametrize("step", ["feed", "public"])
def test_a_clear_no_is_what_it_says(reply: Reply, kind: type[PlatformFault], step: str) -> None:
    assert type(fault_of(**{step: reply})) is kind


def test_a_refused_connection_is_tried_later() -> None:
    url = f"http://127.0.0.1:{closed_port()}"
    account = Connection(PlatformName.FACEBOOK, "7", "m", PAGE_KEYS, url)
    with pytest.raises(TryLater):
        Facebook(TIMEOUT).publish(account, an_outgoing(), Notes())


def test_a_wait_is_counted_from_the_answers_own_time() -> None:
    usage = {"7": [{"estimated_time_to_regain_access": 12}]}
    headers = {
        "X-Business-Use-Case-Usage": json.dumps(usage),
        "Date": "Mon, 23 Nov 2026 16:00:00 GMT",
    }
    turned_away = Reply(400, {"error": {"code": 80001, "message": "wait"}}, headers)
    fault = fault_of(public=turned_away)
    assert isinstance(fault, TryLater)
    assert fault.at.isoformat() == "2026-11-23T16:12:00+00:00"
    assert not fault.counts


def test_a_later_try_shows_the_draft_of_the_earlier_one() -> None:
    notes = Notes()
    with serving(answers(public=SILENCE)) as stub, pytest.raises(OutcomeUnknown):
        publish(stub, notes)
    with serving(answers()) as stub:
        publish(stub, notes)
    assert stub.paths("POST") == [DRAFT]


def test_a_draft_of_other_words_is_never_shown() -> None:
    notes = Notes()
    with serving(answers(public=SILENCE)) as stub, pytest.raises(OutcomeUnknown):
        publish(stub, notes, text="Old words")
    with serving(answers(feed=Reply(200, {"id": "7_2"}))) as stub:
        publish(stub, notes, text="New words")
    assert stub.paths("DELETE") == [DRAFT]
    assert stub.paths("POST") == ["/v26.0/7/feed", "/v26.0/7_2"]


def test_a_draft_that_is_gone_is_for_a_person() -> None:
    assert isinstance(fault_of(public=GONE), Refused)


def test_a_gate_that_shuts_at_the_last_moment_stops_the_post() -> None:
    with serving(answers()) as stub, pytest.raises(TryLater, match="A hold came"):
        publish(stub, Notes(shut=True))
    assert DRAFT not in stub.paths("POST")
