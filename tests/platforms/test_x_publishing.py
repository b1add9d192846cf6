"""X: what leaves, and what each answer means for the post."""

import base64
import logging
from datetime import UTC, datetime

import pytest

from outreach.platforms import (
    Connection,
    NeedsSignIn,
    OutcomeUnknown,
    PlatformFault,
    PlatformName,
    Poll,
    Receipt,
    Refused,
    TryLater,
)
from outreach.platforms.x import X, receipt_for
from platforms.cast import PNG, TIMEOUT, Notes, an_outgoing
from platforms.stub import HANG, SILENCE, X_KEYS, Reply, Stub, closed_port, serving
from platforms.x_stub import DUPLICATE, TURNED_AWAY, answers

pytestmark = pytest.mark.network


def publish(stub: Stub, notes: Notes | None = None, **outgoing: object) -> Receipt:
    return X(TIMEOUT).publish(
        stub.account(PlatformName.X), an_outgoing(**outgoing), notes or Notes()
    )


def fault_of(reply: Reply, notes: Notes | None = None) -> PlatformFault:
    with serving(answers(create=reply)) as stub, pytest.raises(PlatformFault) as fault:
        publish(stub, notes)
    return fault.value


def test_words_leave_as_they_are_and_signed() -> None:
    with serving(answers()) as stub:
        receipt = publish(stub, text="Línea 1\nLínea 2 — 👮🏽‍♀️ & <b>")
    (asked,) = stub.asked
    assert asked.json == {"text": "Línea 1\nLínea 2 — 👮🏽‍♀️ & <b>"}
    assert 'oauth_consumer_key="app"' in asked.headers["Authorization"]
    assert receipt == Receipt("1001")


def test_a_real_post_has_an_address() -> None:
    account = Connection(PlatformName.X, "7", "maricopa", X_KEYS, None)
    assert receipt_for(account, "1001").permalink == "https://x.com/maricopa/status/1001"


def test_pictures_leave_before_the_post_with_their_alternatives() -> None:
    with serving(answers()) as stub:
        publish(stub, pictures=2)
    upload, described, _, _, create = stub.asked
    assert upload.json == {
        "media": base64.b64encode(PNG).decode(),
        "media_category": "tweet_image",
    }
    assert described.json == {
        "id": "55",
        "metadata": {"alt_text": {"text": "Picture 1 in words."}},
    }
    assert create.json["media"] == {"media_ids": ["55", "55"]}


def test_a_poll_leaves_with_its_time() -> None:
    with serving(answers()) as stub:
        publish(stub, poll=Poll(("Yes", "No"), 60))
    assert stub.asked[0].json["poll"] == {"options": ["Yes", "No"], "duration_minutes": 60}


@pytest.mark.parametrize("step", ["upload", "describe"])
@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (SILENCE, TryLater),
        (Reply(503), TryLater),
        (TURNED_AWAY, TryLater),
        (Reply(400, {"detail": "Media type unrecognized"}), Refused),
        (Reply(401, {"title": "Unauthorized"}), NeedsSignIn),
    ],
)
def test_a_failed_picture_proves_the_post_unsent(
    step: str, reply: Reply, kind: type[PlatformFault]
) -> None:
    with serving(answers(**{step: reply})) as stub, pytest.raises(kind):
        publish(stub, pictures=1)
    assert "/2/tweets" not in stub.paths("POST")


def test_a_picture_without_an_id_proves_the_post_unsent() -> None:
    with serving(answers(upload=Reply(200, {"odd": 1}))) as stub, pytest.raises(TryLater):
        publish(stub, pictures=1)
    assert stub.paths("POST") == ["/2/media/upload"]


@pytest.mark.parametrize(
    "reply",
    [
        SILENCE,
        Reply(500, {"detail": "oops"}),
        Reply(503, b"<h1>busy</h1>", {"Content-Type": "text/html"}),
        Reply(201, {"data": {"id": "1001"}}, cut=5),
        Reply(201, b"fine"),
        Reply(201, {"data": {}}),
        Reply(201, ["1001"]),
        Reply(201, {"data": {"id": "not a number"}}),
        Reply(400, ["odd"]),
        Reply(408, {"title": "Request Timeout"}),
        Reply(302, b"", {"Location": "/elsewhere"}),
    ],
    ids=str,
)
def test_an_answer_that_says_nothing_leaves_the_outcome_unknown(reply: Reply) -> None:
    assert isinstance(fault_of(reply), OutcomeUnknown)


def test_silence_leaves_the_outcome_unknown() -> None:
    with serving(answers(create=HANG)) as stub, pytest.raises(OutcomeUnknown, match="too long"):
        X(timeout=0.5).publish(stub.account(PlatformName.X), an_outgoing(), Notes())


def test_a_refused_connection_is_tried_later() -> None:
    account = Connection(PlatformName.X, "7", "m", X_KEYS, f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(TryLater) as fault:
        X(timeout=1).publish(account, an_outgoing(), Notes())
    assert fault.value.counts


def test_a_wait_costs_no_attempt_and_lasts_until_every_limit_is_filled_again() -> None:
    fault = fault_of(TURNED_AWAY)
    assert isinstance(fault, TryLater)
    assert (fault.at, fault.counts) == (datetime.fromtimestamp(1795460000, UTC), False)


def test_expired_keys_need_a_person() -> None:
    assert isinstance(fault_of(Reply(401, {"title": "Unauthorized"})), NeedsSignIn)


def test_missing_keys_need_a_person() -> None:
    account = Connection(PlatformName.X, "7", "m", {"consumer_key": "app"}, None)
    with pytest.raises(NeedsSignIn):
        X(timeout=1).publish(account, an_outgoing(), Notes())


def test_a_read_only_app_needs_a_person() -> None:
    said = "Your client app is not configured with the appropriate oauth1 app permissions."
    assert isinstance(fault_of(Reply(403, {"detail": said})), NeedsSignIn)


@pytest.mark.parametrize("status", [400, 403, 404, 413, 422])
def test_a_clear_no_is_told_in_the_words_of_x(status: int) -> None:
    fault = fault_of(Reply(status, {"errors": [{"message": "Your text is too long"}]}))
    assert isinstance(fault, Refused)
    assert "X refused: Your text is too long." in str(fault)


def test_a_duplicate_at_first_try_is_refused() -> None:
    fault = fault_of(DUPLICATE)
    assert isinstance(fault, Refused)
    assert "same words were posted lately" in str(fault)


def test_a_duplicate_after_an_earlier_try_is_a_reason_to_look() -> None:
    notes = Notes()
    fault_of(SILENCE, notes)
    assert isinstance(fault_of(DUPLICATE, notes), OutcomeUnknown)


def test_a_gate_that_shuts_at_the_last_moment_stops_the_post() -> None:
    with serving(answers()) as stub, pytest.raises(TryLater, match="A hold came"):
        publish(stub, Notes(shut=True), pictures=1)
    assert "/2/tweets" not in stub.paths("POST")


def test_no_fault_and_no_log_carries_a_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    fault_of(Reply(400, {"detail": "no"}))
    shown = caplog.text
    assert not [key for key in X_KEYS.values() if key in shown]
