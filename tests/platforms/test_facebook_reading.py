"""Facebook: how a post is found again, taken down, and who the Page is."""

import logging

import pytest

from outreach.platforms import (
    Absent,
    Found,
    Gone,
    NeedsSignIn,
    OutcomeUnknown,
    PlatformFault,
    PlatformName,
    Receipt,
    Several,
    TryLater,
)
from outreach.platforms.facebook import Facebook
from platforms.cast import NOW, TIMEOUT, Notes, an_outgoing
from platforms.graph_stub import GONE, ODD, WORDS, answers, complaint
from platforms.stub import SILENCE, Asked, Reply, serving

pytestmark = pytest.mark.network


def told(post_id: str, text: str, *, photos: int = 0, at: str = "16:00:00") -> dict[str, object]:
    entries = [{"media_type": "photo"}] * photos
    if photos > 1:
        entries = [{"media_type": "album", "subattachments": {"data": entries}}]
    post = {"id": post_id, "message": text, "created_time": f"2026-11-23T{at}+0000"}
    return post | ({"attachments": {"data": entries}} if entries else {})


def find(notes: Notes | None = None, pictures: int = 0, **special: object) -> object:
    with serving(answers(**special)) as stub:
        return Facebook(TIMEOUT).find(
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
        Facebook(TIMEOUT).publish(stub.account(PlatformName.FACEBOOK), an_outgoing(), notes)
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


def test_a_profile_says_which_page_this_is() -> None:
    with serving(answers()) as stub:
        profile = Facebook(TIMEOUT).profile(stub.account(PlatformName.FACEBOOK))
    assert (profile.stable_id, profile.handle, profile.name) == ("7", "maricopa", "M")


def test_removing_what_is_gone_is_done() -> None:
    with serving(answers(delete=GONE)) as stub:
        assert Facebook(TIMEOUT).remove(stub.account(PlatformName.FACEBOOK), "7_1") is False


def test_a_post_that_is_not_shown_is_gone_only_where_the_page_itself_answers() -> None:
    with serving(answers(draft=GONE)) as stub:
        assert Facebook(TIMEOUT).look(stub.account(PlatformName.FACEBOOK), "7_1") == Gone()
    shut = complaint(10, "Requires pages_read_engagement")
    with serving(answers(draft=GONE, posts=shut)) as stub, pytest.raises(NeedsSignIn):
        Facebook(TIMEOUT).look(stub.account(PlatformName.FACEBOOK), "7_1")


@pytest.mark.parametrize("reply", [SILENCE, Reply(500), Reply(200, {"odd": 1})], ids=str)
def test_a_change_that_facebook_does_not_confirm_is_unknown(reply: Reply) -> None:
    with serving(answers(delete=reply, public=reply)) as stub:
        account = stub.account(PlatformName.FACEBOOK)
        with pytest.raises(OutcomeUnknown):
            Facebook(TIMEOUT).remove(account, "7_1")
        with pytest.raises(OutcomeUnknown):
            Facebook(TIMEOUT).reword(account, "7_1", "Other words.")


@pytest.mark.parametrize(
    "reply", [complaint(190, "Malformed access token page-token"), SILENCE, Reply(500)], ids=str
)
def test_no_fault_and_no_log_carries_a_token(
    reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(answers(page=reply)) as stub, pytest.raises(PlatformFault) as fault:
        Facebook(TIMEOUT).profile(stub.account(PlatformName.FACEBOOK))
    shown = f"{fault.value!r} {fault.value.__cause__!r} {fault.value.__context__!r} {caplog.text}"
    assert "page-token" not in shown
    assert "graph-secret" not in shown
