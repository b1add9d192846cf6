"""X: how a post is found again, and its numbers."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from outreach.platforms import (
    Absent,
    Found,
    NeedsSignIn,
    OutcomeUnknown,
    PlatformName,
    Reading,
    ReadingState,
    Receipt,
    Several,
    Split,
    TryLater,
)
from outreach.platforms.x import X
from platforms.cast import NOW, TIMEOUT, Notes, an_outgoing
from platforms.stub import SILENCE, Asked, Reply, serving
from platforms.x_stub import answers

pytestmark = pytest.mark.network


def told(post_id: str, text: str, **more: object) -> dict[str, object]:
    return {"id": post_id, "text": text, "created_at": "2026-11-23T16:00:00.000Z", **more}


def page(*posts: dict[str, object], token: str | None = None) -> Reply:
    meta = {"result_count": len(posts)} | ({"next_token": token} if token else {})
    return Reply(200, {"data": list(posts), "meta": meta} if posts else {"meta": meta})


def find(reply: Reply | Callable[[Asked], Reply], **outgoing: object) -> object:
    with serving(answers(read=reply)) as stub:
        return X(TIMEOUT).find(
            stub.account(PlatformName.X), an_outgoing(**outgoing), Notes(), since=NOW
        )


WORDS = "Coffee with a cop, Saturday at nine."


def test_the_one_post_with_the_same_words_is_found() -> None:
    assert find(page(told("1", "Other"), told("2", WORDS))) == Found(Receipt("2"))


def test_nothing_alike_in_a_whole_account_is_absent() -> None:
    assert find(page(told("1", "Other"))) == Absent()
    assert find(page()) == Absent()


def test_two_alike_are_for_a_person() -> None:
    assert find(page(told("1", WORDS), told("2", WORDS))) == Several(("1", "2"))


def test_an_edited_post_may_be_ours() -> None:
    assert find(page(told("2", "Changed", edit_history_tweet_ids=["1", "2"]))) == Several(("2",))


def test_what_x_does_to_words_is_undone() -> None:
    read = told(
        "9",
        "Tom &amp; Ana &lt;3 https://t.co/aa  caf\u00e9 https://t.co/bb",
        entities={
            "urls": [
                {"url": "https://t.co/aa", "expanded_url": "http://city.gov/"},
                {
                    "url": "https://t.co/bb",
                    "expanded_url": "https://x.com/…/photo/1",
                    "media_key": "3_1",
                },
            ]
        },
        attachments={"media_keys": ["3_1"]},
    )
    sent = "Tom & Ana <3 city.gov\ncafe\u0301"
    assert find(page(read), text=sent, pictures=1) == Found(Receipt("9"))


def test_the_number_of_pictures_tells_posts_apart() -> None:
    assert find(page(told("1", WORDS)), pictures=1) == Absent()


def test_every_page_is_read() -> None:
    def turn(asked: Asked) -> Reply:
        if "pagination_token" in asked.query:
            return page(told("2", WORDS))
        return page(told("1", "Other"), token="more")

    assert find(turn) == Found(Receipt("2"))


@pytest.mark.parametrize(
    "reply",
    [
        SILENCE,
        Reply(503),
        Reply(200, {}),
        Reply(200, {"data": []}),
        Reply(200, {"data": [told("1", "Other")], "meta": {"result_count": 2}}),
        Reply(200, {"meta": {"result_count": 0}, "errors": [{"title": "Partial"}]}),
        Reply(200, b"fine"),
    ],
    ids=str,
)
def test_an_account_that_was_not_read_whole_is_never_called_empty(reply: Reply) -> None:
    with pytest.raises(TryLater):
        find(reply)


def test_a_later_page_that_fails_is_never_called_empty() -> None:
    def turn(asked: Asked) -> Reply:
        return Reply(503) if "pagination_token" in asked.query else page(token="more")

    with pytest.raises(TryLater):
        find(turn)


def test_reading_begins_before_the_mark_for_clocks_differ() -> None:
    with serving(answers()) as stub:
        X(TIMEOUT).find(stub.account(PlatformName.X), an_outgoing(), Notes(), since=NOW)
    assert stub.asked[0].query["start_time"] == "2026-11-23T15:58:00Z"


def newer_only(asked: Asked) -> Reply:
    if "tweet.fields" in asked.query:
        return Reply(400, {"title": "Invalid Request", "detail": "Unknown [tweet.fields]"})
    return Reply(200, {"data": [told("5", "x", public_metrics={"repost_count": 3})]})


def test_an_account_of_the_newer_contract_is_asked_in_its_words_from_then_on() -> None:
    with serving(answers(read=newer_only)) as stub:
        x = X(TIMEOUT)
        for _ in range(2):
            numbers = x.measure_posts(stub.account(PlatformName.X), ("5",), now=NOW)
    assert value(numbers, "reposts") == 3
    assert [next(n for n in one.query if "fields" in n) for one in stub.asked] == [
        "tweet.fields",
        "post.fields",
        "post.fields",
    ]


def value(readings: list[Reading], metric: str, split: Split = Split.ALL) -> object:
    (found,) = [one for one in readings if one.metric == metric and one.split is split]
    return found.value if found.state is ReadingState.VALUE else found.state


def measure(reply: Reply | Callable[[Asked], Reply], *ids: str) -> list[Reading]:
    with serving(answers(read=reply)) as stub:
        return X(TIMEOUT).measure_posts(stub.account(PlatformName.X), ids, now=NOW)


NUMBERS = {
    "public_metrics": {
        "retweet_count": 2,
        "reply_count": 0,
        "like_count": 5,
        "quote_count": 1,
        "bookmark_count": 4,
        "impression_count": 900,
    },
    "non_public_metrics": {
        "impression_count": 900,
        "url_link_clicks": 7,
        "user_profile_clicks": 3,
        "engagements": 30,
    },
}


def test_numbers_are_told_apart_from_their_absence() -> None:
    numbers = measure(Reply(200, {"data": [told("1", "x", **NUMBERS)]}), "1")
    assert value(numbers, "impressions") == 900
    assert value(numbers, "replies") == 0
    assert value(numbers, "reposts") == 2
    assert value(numbers, "link_clicks") == 7
    assert value(numbers, "reach") is ReadingState.NOT_OFFERED
    assert value(numbers, "reach", Split.NON_FOLLOWERS) is ReadingState.NOT_OFFERED


def test_private_numbers_of_an_old_post_are_withheld() -> None:
    old = told("1", "x", public_metrics=NUMBERS["public_metrics"])
    old["created_at"] = (NOW - timedelta(days=31)).isoformat()
    numbers = measure(Reply(200, {"data": [old]}), "1")
    assert value(numbers, "link_clicks") is ReadingState.WITHHELD
    assert value(numbers, "likes") == 5


def test_refused_private_numbers_do_not_lose_the_public_ones() -> None:
    def turn(asked: Asked) -> Reply:
        if "non_public_metrics" in asked.query["tweet.fields"]:
            return Reply(403, {"detail": "Not yours"})
        return Reply(200, {"data": [told("1", "x", public_metrics=NUMBERS["public_metrics"])]})

    numbers = measure(turn, "1")
    assert value(numbers, "likes") == 5
    assert value(numbers, "engagements") is ReadingState.FAILED


def test_a_post_that_is_gone_fails_and_the_others_are_told() -> None:
    numbers = measure(Reply(200, {"data": [told("1", "x", **NUMBERS)]}), "1", "2")
    lost = [one for one in numbers if one.external_id == "2"]
    assert {one.state for one in lost} == {ReadingState.FAILED}
    assert value([one for one in numbers if one.external_id == "1"], "likes") == 5


def test_a_batch_that_fails_is_told_as_failed() -> None:
    numbers = measure(Reply(503), "1")
    assert {one.state for one in numbers} == {ReadingState.FAILED}


def test_posts_are_asked_for_a_hundred_at_a_time() -> None:
    with serving(answers(read=Reply(200, {"data": []}))) as stub:
        ids = tuple(str(nth) for nth in range(250))
        X(TIMEOUT).measure_posts(stub.account(PlatformName.X), ids, now=NOW)
    assert [len(one.query["ids"].split(",")) for one in stub.asked] == [100, 100, 50]


def test_expired_keys_stop_measuring() -> None:
    with pytest.raises(NeedsSignIn):
        measure(Reply(401, {"title": "Unauthorized"}), "1")


def test_followers_are_told_and_people_reached_are_not_offered() -> None:
    me = {"id": "7", "username": "maricopa", "name": "M", "public_metrics": {"followers_count": 0}}
    with serving(answers(read=Reply(200, {"data": me}))) as stub:
        account = stub.account(PlatformName.X)
        numbers = X(TIMEOUT).measure_account(account, ends_on=NOW.date(), now=NOW)
    assert value(numbers, "followers") == 0
    reach = {(one.days, one.split): one.state for one in numbers if one.metric == "reach"}
    assert len(reach) == 9
    assert set(reach.values()) == {ReadingState.NOT_OFFERED}


def test_a_profile_says_whose_keys_these_are() -> None:
    me = {"id": "7", "username": "maricopa", "name": "Maricopa Police"}
    with serving(answers(read=Reply(200, {"data": me}))) as stub:
        profile = X(TIMEOUT).profile(stub.account(PlatformName.X))
    assert (profile.stable_id, profile.handle, profile.name) == ("7", "maricopa", "Maricopa Police")


@pytest.mark.parametrize(
    "reply", [Reply(404, {"title": "Not Found"}), Reply(200, {"data": {"deleted": False}})]
)
def test_removing_what_is_gone_is_done(reply: Reply) -> None:
    with serving(answers(delete=reply)) as stub:
        assert X(TIMEOUT).remove(stub.account(PlatformName.X), "1001") is False
    assert stub.paths("DELETE") == ["/2/tweets/1001"]


HIDDEN = {"value": "1001", "type": "https://api.twitter.com/2/problems/not-authorized-for-resource"}


@pytest.mark.parametrize(
    "answer", [{}, {"data": []}, {"errors": [HIDDEN]}, {"data": [{"id": "9", "text": "Other"}]}]
)
def test_a_post_that_x_only_does_not_show_is_not_gone(answer: dict[str, object]) -> None:
    with serving(answers(read=Reply(200, answer))) as stub, pytest.raises(TryLater):
        X(TIMEOUT).look(stub.account(PlatformName.X), "1001")


@pytest.mark.parametrize(
    "reply", [SILENCE, Reply(500), Reply(200, {"data": {}}), Reply(200, b"fine")]
)
def test_a_removal_that_x_does_not_confirm_is_unknown(reply: Reply) -> None:
    with serving(answers(delete=reply)) as stub, pytest.raises(OutcomeUnknown):
        X(TIMEOUT).remove(stub.account(PlatformName.X), "1001")
