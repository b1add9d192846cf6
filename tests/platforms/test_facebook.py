"""Facebook: drafts first, then one call that may be repeated; numbers of posts and Pages."""

import hashlib
import hmac
import json
import logging
from collections.abc import Callable

import pytest

from outreach.platforms import (
    Absent,
    Connection,
    Found,
    NeedsSignIn,
    OutcomeUnknown,
    PlatformFault,
    PlatformName,
    Reading,
    ReadingState,
    Receipt,
    Refused,
    Several,
    Split,
    TryLater,
)
from outreach.platforms.facebook import Facebook
from platforms.cast import NOW, PNG, Notes, an_outgoing
from platforms.stub import HANG, PAGE_KEYS, SILENCE, Asked, Reply, Stub, closed_port, serving

pytestmark = pytest.mark.network
DRAFT = "/v26.0/7_1"
WORDS = "Coffee with a cop, Saturday at nine."


def complaint(code: int, words: str = "No.", *, status: int = 400, **more: object) -> Reply:
    error = {"message": words, "type": "OAuthException", "code": code, **more}
    return Reply(status, {"error": error})


GONE = complaint(100, "Object does not exist", error_subcode=33)
ODD = Reply(200, {"odd": 1})


def answers(**special: Reply | Callable[[Asked], Reply]) -> Callable[[Asked], Reply]:
    """A friendly Graph; `photo`, `feed`, `public`, `draft`, `posts` may answer otherwise."""
    usual: dict[str, Reply] = {
        "photo": Reply(200, {"id": "900"}),
        "feed": Reply(200, {"id": "7_1"}),
        "public": Reply(200, {"success": True}),
        "draft": Reply(200, {"id": "7_1", "is_published": False}),
        "posts": Reply(200, {"data": []}),
        "delete": Reply(200, {"success": True}),
        "insights": Reply(200, {"data": []}),
        "page": Reply(200, {"id": "7", "name": "M", "followers_count": 40}),
    }

    def answer(asked: Asked) -> Reply:
        kind = _kind(asked)
        reply = special.get(kind, usual[kind])
        return reply if isinstance(reply, Reply) else reply(asked)

    return answer


def _kind(asked: Asked) -> str:
    ends = {"photos": "photo", "feed": "feed", "published_posts": "posts", "insights": "insights"}
    last = asked.path.rpartition("/")[2]
    if last in ends:
        return ends[last]
    node = "page" if last == "7" else "draft"
    return {"POST": "public", "DELETE": "delete"}.get(asked.method, node)


def publish(stub: Stub, notes: Notes | None = None, **outgoing: object) -> Receipt:
    return Facebook(timeout=0.5).publish(
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
        Facebook(1).remove(stub.account(PlatformName.FACEBOOK), "7_1")
    assert [asked.form["appsecret_proof"] for asked in stub.asked[:2]] == [proof, proof]
    assert stub.asked[2].query["appsecret_proof"] == proof


@pytest.mark.parametrize("step", ["photo", "feed"])
@pytest.mark.parametrize(
    "reply",
    [SILENCE, HANG, ODD, Reply(500, {"error": {"code": 2, "message": "m"}}), Reply(200, b"fine")],
    ids=str,
)
def test_a_draft_that_may_be_lost_proves_the_post_unseen(step: str, reply: Reply) -> None:
    assert isinstance(fault_of(**{step: reply}), TryLater)


@pytest.mark.parametrize(
    "reply",
    [
        SILENCE,
        HANG,
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
        Facebook(1).publish(account, an_outgoing(), Notes())


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


def told(post_id: str, text: str, *, photos: int = 0, at: str = "16:00:00") -> dict[str, object]:
    entries = [{"media_type": "photo"}] * photos
    if photos > 1:
        entries = [{"media_type": "album", "subattachments": {"data": entries}}]
    post = {"id": post_id, "message": text, "created_time": f"2026-11-23T{at}+0000"}
    return post | ({"attachments": {"data": entries}} if entries else {})


def find(notes: Notes | None = None, pictures: int = 0, **special: object) -> object:
    with serving(answers(**special)) as stub:
        return Facebook(0.5).find(
            stub.account(PlatformName.FACEBOOK),
            an_outgoing(pictures=pictures),
            notes or Notes(),
            since=NOW,
        )


def posts(*posts: dict[str, object], more: bool = False) -> Reply:
    paging = {"cursors": {"after": "c"}} | (
        {"next": "https://graph.facebook.com/…"} if more else {}
    )
    return Reply(200, {"data": list(posts), "paging": paging})


def noted() -> Notes:
    notes = Notes()
    with serving(answers(public=SILENCE)) as stub, pytest.raises(OutcomeUnknown):
        publish(stub, notes)
    return notes


def test_the_noted_draft_tells_whether_it_is_out() -> None:
    public = Reply(200, {"id": "7_1", "is_published": True})
    assert find(noted(), draft=public) == Found(Receipt("7_1"))
    assert find(noted()) == Absent()
    assert find(noted(), draft=GONE) == Absent()


@pytest.mark.parametrize("photos", [0, 1, 3])
def test_the_one_post_with_the_same_words_and_pictures_is_found(photos: int) -> None:
    page = posts(told("7_8", WORDS, photos=photos + 1), told("7_9", WORDS, photos=photos))
    assert find(pictures=photos, posts=page) == Found(Receipt("7_9"))


def test_two_alike_are_for_a_person() -> None:
    assert find(posts=posts(told("7_8", WORDS), told("7_9", WORDS))) == Several(("7_8", "7_9"))


def test_posts_of_before_do_not_count() -> None:
    assert find(posts=posts(told("7_8", WORDS, at="15:00:00"))) == Absent()


def test_reading_goes_on_until_it_is_past_the_mark() -> None:
    def turn(asked: Asked) -> Reply:
        if "after" in asked.query:
            return posts(told("7_9", WORDS), more=False)
        return posts(told("7_8", "Other"), more=True)

    assert find(posts=turn) == Found(Receipt("7_9"))


@pytest.mark.parametrize(
    "reply",
    [SILENCE, Reply(503), ODD, Reply(200, {"data": [{"id": "7_8"}]}), complaint(1)],
    ids=str,
)
def test_a_page_that_was_not_read_whole_is_never_called_empty(reply: Reply) -> None:
    with pytest.raises(TryLater):
        find(posts=reply)


def insight(name: str, *values: object, **more: object) -> dict[str, object]:
    return {"name": name, "values": [{"value": value, **more} for value in values]}


POST_NUMBERS = {
    "post_media_view": insight("post_media_view", 900),
    "post_total_media_view_unique": insight("post_total_media_view_unique", 700),
    "post_reactions_by_type_total": insight("post_reactions_by_type_total", {"like": 5, "love": 2}),
    "post_reactions_like_total": insight("post_reactions_like_total", 5),
    "post_activity_by_action_type": insight("post_activity_by_action_type", {"share": 3}),
    "post_clicks_by_type": insight("post_clicks_by_type", {"link clicks": 4, "other clicks": 9}),
}
BY_FOLLOWERS = {
    "name": "post_media_view",
    "values": [
        {"value": 600, "is_from_followers": "1"},
        {"value": 300, "is_from_followers": "0"},
    ],
}


def told_numbers(asked: Asked, *, dead: tuple[str, ...] = (), split: bool = True) -> Reply:
    """Insights as the Graph gives them: one dead name and the whole request is refused."""
    names = asked.query["metric"].split(",")
    if "breakdown" in asked.query:
        return Reply(200, {"data": [BY_FOLLOWERS]}) if split else complaint(100, "(#100) breakdown")
    if set(names) & set(dead):
        return complaint(100, "(#100) The value must be a valid insights metric")
    return Reply(200, {"data": [POST_NUMBERS[name] for name in names]})


def measure(answer: Reply | Callable[[Asked], Reply]) -> dict[tuple[str, Split], object]:
    with serving(answers(insights=answer)) as stub:
        account = stub.account(PlatformName.FACEBOOK)
        readings = Facebook(0.5).measure_posts(account, ("7_1",), now=NOW)
    return {(one.metric, one.split): value(one) for one in readings}


def value(one: Reading) -> object:
    assert (one.value is None) is (one.state is not ReadingState.VALUE)
    return one.value if one.state is ReadingState.VALUE else one.state


def test_numbers_of_a_post_are_told_with_who_follows() -> None:
    numbers = measure(told_numbers)
    assert numbers["views", Split.ALL] == 900
    assert numbers["views", Split.FOLLOWERS] == 600
    assert numbers["views", Split.NON_FOLLOWERS] == 300
    assert numbers["reach", Split.ALL] == 700
    assert numbers["reach", Split.FOLLOWERS] is ReadingState.NOT_OFFERED
    assert numbers["reactions", Split.ALL] == 7
    assert (numbers["shares", Split.ALL], numbers["comments", Split.ALL]) == (3, 0)
    assert numbers["link_clicks", Split.ALL] == 4


@pytest.mark.parametrize("name", POST_NUMBERS)
def test_one_dead_name_loses_no_other_number(name: str) -> None:
    numbers = measure(lambda asked: told_numbers(asked, dead=(name,)))
    dead = {key for key, found in numbers.items() if found is ReadingState.NOT_OFFERED}
    expected = {"post_media_view": 1, "post_activity_by_action_type": 2}.get(name, 1)
    assert len(dead) == expected + 2


def test_a_post_without_the_breakdown_still_has_its_views() -> None:
    numbers = measure(lambda asked: told_numbers(asked, split=False))
    assert numbers["views", Split.ALL] == 900
    assert numbers["views", Split.FOLLOWERS] is ReadingState.NOT_OFFERED


def test_what_a_small_page_is_not_told_is_withheld() -> None:
    assert set(measure(Reply(200, {"data": []})).values()) == {
        ReadingState.WITHHELD,
        ReadingState.NOT_OFFERED,
    }
    refused = measure(complaint(200, "(#200) Not enough people", status=403))
    assert refused["reach", Split.ALL] is ReadingState.WITHHELD


@pytest.mark.parametrize("reply", [Reply(500), SILENCE, ODD, complaint(2, "retry")], ids=str)
def test_numbers_that_could_not_be_asked_for_are_told_as_failed(reply: Reply) -> None:
    numbers = measure(reply)
    assert numbers["views", Split.ALL] is ReadingState.FAILED
    assert numbers["views", Split.FOLLOWERS] is ReadingState.FAILED


def test_expired_keys_stop_measuring() -> None:
    with pytest.raises(NeedsSignIn):
        measure(complaint(190, "expired", status=401))


def test_windows_of_a_page_end_with_the_asked_day() -> None:
    def turn(asked: Asked) -> Reply:
        days = {"day": 1, "week": 7, "days_28": 28}[asked.query["period"]]
        assert (asked.query["since"], asked.query["until"]) == ("2026-11-23", "2026-11-24")
        ends = [{"end_time": f"2026-11-{day}T08:00:00+0000"} for day in (23, 24)]
        values = [{"value": days, **ends[1]}]
        if "breakdown" in asked.query:
            values = [{"value": 1, "is_from_followers": flag, **ends[1]} for flag in "10"]
        early = {"value": 99, **ends[0]}
        names = asked.query["metric"].split(",")
        return Reply(200, {"data": [{"name": name, "values": [early, *values]} for name in names]})

    with serving(answers(insights=turn)) as stub:
        account = stub.account(PlatformName.FACEBOOK)
        readings = Facebook(1).measure_account(account, ends_on=NOW.date(), now=NOW)
    found = {(one.metric, one.days, one.split): value(one) for one in readings}
    assert len(found) == len(readings)
    assert [found["reach", days, Split.ALL] for days in (1, 7, 28)] == [1, 7, 28]
    assert found["views", 7, Split.NON_FOLLOWERS] == 1
    assert found["followers", None, Split.ALL] == 40
    assert found["followers_gained", 1, Split.ALL] == 1
    assert found["reach", 28, Split.FOLLOWERS] is ReadingState.NOT_OFFERED


def test_a_profile_says_which_page_this_is() -> None:
    with serving(answers()) as stub:
        profile = Facebook(1).profile(stub.account(PlatformName.FACEBOOK))
    assert (profile.stable_id, profile.handle, profile.name) == ("7", "maricopa", "M")


def test_removing_what_is_gone_is_done() -> None:
    with serving(answers(delete=GONE)) as stub:
        Facebook(1).remove(stub.account(PlatformName.FACEBOOK), "7_1")


@pytest.mark.parametrize(
    "reply", [complaint(190, "Malformed access token page-token"), SILENCE, Reply(500)], ids=str
)
def test_no_fault_and_no_log_carries_a_token(
    reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(answers(page=reply)) as stub, pytest.raises(PlatformFault) as fault:
        Facebook(0.5).profile(stub.account(PlatformName.FACEBOOK))
    shown = f"{fault.value!r} {fault.value.__cause__!r} {fault.value.__context__!r} {caplog.text}"
    assert "page-token" not in shown
    assert "graph-secret" not in shown
