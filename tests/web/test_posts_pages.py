"""The page of a post, the list, and what people can do with each."""

import re
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from outreach import db as database
from outreach import identity, posts
from outreach.delivery import State
from outreach.platforms import PlatformName
from web.desk import Desk, a_post, approve_all
from web.reading import fields_of
from web.scenes import became


def test_words_too_long_for_x_are_named_and_every_text_is_kept(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    name = next(
        f"words.{n}.text" for n in range(4) if len(fields[f"words.{n}.text"][0]) <= 280
        and variant_platform(desk, fields[f"words.{n}.variant"][0]) == "x"
    )  # fmt: skip
    long = f"{fields[name][0]} {'More and more to say. ' * 14}".strip()
    answer = rivera.post(at, data={**fields, name: long}, files={"file": ("", b"")})
    assert answer.status_code == 303
    page = rivera.get(at).text
    assert "too many" in page
    assert long in page
    states = {p.platform: p.state for p in desk.placed()}
    assert states == dict.fromkeys(states, State.DRAFT)


def variant_platform(desk: Desk, variant_id: str) -> str:
    with database.reading(desk.engine) as db:
        return db.get_one(posts.Variant, int(variant_id)).platform


def test_changed_words_ask_for_a_new_yes(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    approve_all(desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    rivera.post(at, data={**fields, "words.0.text": fields["words.0.text"][0] + " Come by."})
    assert sorted(p.state for p in desk.placed()) == ["draft", *["scheduled"] * 3]


def test_a_second_writer_of_the_same_words_is_told_and_loses_nothing(
    rivera: TestClient, okafor: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    okafor.post(at, data={**fields, "words.0.text": "Okafor's words from Portland."})
    answer = rivera.post(at, data={**fields, "words.0.text": "Rivera's own words."})
    assert answer.status_code == 409
    assert "Rivera&#39;s own words." in answer.text
    assert "Okafor&#39;s words from Portland." in answer.text


def test_a_picture_needs_its_description(rivera: TestClient, desk: Desk, tmp_path: Path) -> None:
    at = a_post(rivera, desk, card_headline="")
    photo = tmp_path / "walk.png"
    Image.new("RGB", (40, 30), "navy").save(photo)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    bare = rivera.post(at, data=fields, files={"file": ("walk.png", photo.read_bytes())})
    assert bare.status_code == 422
    assert 'href="#alt"' in bare.text
    described = {**fields, "alt": "Officers and neighbors walk at dusk."}
    rivera.post(at, data=described, files={"file": ("walk.png", photo.read_bytes())})
    assert rivera.get(at).text.count("Officers and neighbors walk at dusk.") >= 6


def test_what_is_out_keeps_its_words(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    for send in desk.placed():
        desk.put(send.id or 0, State.PUBLISHED)
    assert "Edit words" not in rivera.get(at).text
    answer = rivera.post(at, data={**fields, "words.0.text": "Something else."})
    assert answer.status_code == 409
    assert "make a new post" in answer.text


def test_a_post_is_moved_and_told_when(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    rivera.post(f"{at}/sends/{send.id}/move", data={"on": "2026-12-01", "at": "14:30"})
    assert desk.placed()[0].local_time == "2026-12-01T14:30:00"
    assert "Tue Dec 1, 2:30 PM MST" in rivera.get(at).text


def test_a_move_into_the_past_keeps_what_was_typed(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    past = {"on": "2026-11-01", "at": "14:30"}
    answer = rivera.post(f"{at}/sends/{send.id}/move", data=past)
    assert answer.status_code == 422
    assert 'value="2026-11-01"' in answer.text


def test_a_missed_post_is_planned_again(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    desk.put(send.id or 0, State.MISSED)
    assert "Plan it again" in rivera.get(at).text
    rivera.post(f"{at}/sends/{send.id}/move", data={"on": "2026-12-01", "at": "14:30"})
    assert desk.placed()[0].state is State.DRAFT


def test_a_cancelled_post_can_be_placed_again(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    rivera.post(f"{at}/sends/{send.id}/cancel")
    assert "Choose account and time" in rivera.get(at).text
    again = {"account": str(send.account_id), "on": "2026-12-02", "at": "10:00"}
    rivera.post(f"{at}/variants/{send.variant_id}/place", data=again)
    assert [p.state for p in desk.placed()].count(State.DRAFT) == 4


def test_a_handed_off_post_gives_its_packet_and_is_marked_done(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    approve_all(desk)
    send = next(p for p in desk.placed() if p.platform is PlatformName.HANDOFF)
    desk.put(send.id or 0, State.HANDED_OFF)
    page = rivera.get(at).text
    assert "Words to copy" in page
    assert rivera.get(f"{at}/sends/{send.id}/packet.zip").content.startswith(b"PK")
    rivera.post(f"{at}/sends/{send.id}/done", data={"permalink": "https://example.org/p/1"})
    assert "https://example.org/p/1" in rivera.get(at).text


@pytest.mark.parametrize(
    ("choice", "after"),
    [("there", State.PUBLISHED), ("again", State.SCHEDULED), ("give-up", State.FAILED)],
)
def test_a_person_says_what_became_of_a_post(
    rivera: TestClient, desk: Desk, choice: str, after: State
) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    desk.put(send.id or 0, State.NEEDS_PERSON)
    rivera.post(f"{at}/sends/{send.id}/decide", data={"choice": choice, "external_id": "991"})
    assert desk.placed()[0].state is after


def test_the_page_tells_who_said_yes_and_what_happened(
    rivera: TestClient, okafor: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    approve_all(desk)
    page = rivera.get(at).text
    assert "<strong>Lang</strong>" in page
    assert "Put it on the calendar of X account" in page
    assert "Approved it for Facebook page" in page


def test_the_list_narrows_by_standing_and_pages_on(rivera: TestClient, desk: Desk) -> None:
    for _ in range(27):
        a_post(rivera, desk, "save", accounts=[1], card_headline="")
    first = rivera.get("/posts?state=drafts").text
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older is not None
    assert rivera.get(older[1].replace("&amp;", "&")).text.count('class="row-title"') == 2
    assert "No post stands there" in rivera.get("/posts?state=published").text


def test_an_empty_list_leads_to_the_stories(rivera: TestClient) -> None:
    assert "Choose a story" in rivera.get("/posts").text


@pytest.mark.parametrize("path", ["/posts", "/posts/1", "/posts/1/edit", "/stories/1/posts/new"])
def test_a_stranger_is_led_to_the_door(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).headers["location"].startswith("/sign-in")


def test_a_reader_sees_a_post_and_changes_nothing(
    rivera: TestClient, clerk: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    page = clerk.get(at).text
    assert "Cancel it" not in page
    assert clerk.get(desk.new).status_code == 403
    assert clerk.get(f"{at}/edit").status_code == 403
    assert clerk.post(f"{at}/sends/{desk.placed()[0].id}/cancel").status_code == 403


def test_another_agency_finds_no_post_of_ours(
    rivera: TestClient, quinn: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0].id
    assert quinn.get(at).status_code == 404
    assert quinn.get(desk.new).status_code == 404
    assert quinn.post(f"{at}/sends/{send}/cancel").status_code == 404
    assert desk.story("portland-or-niloc").title not in quinn.get("/posts").text


def test_an_act_on_a_post_needs_the_address_of_that_post(rivera: TestClient, desk: Desk) -> None:
    a_post(rivera, desk)
    other = a_post(rivera, desk)
    assert rivera.post(f"{other}/sends/{desk.placed()[0].id}/cancel").status_code == 404


def test_a_forged_form_makes_no_post(rivera: TestClient, desk: Desk) -> None:
    fields = fields_of(rivera.get(desk.new).text)
    forged = {"sec-fetch-site": "cross-site"}
    answer = rivera.post(desk.new, data={**fields, "act": "send"}, headers=forged)
    assert answer.status_code == 403
    assert desk.placed() == []


def test_a_practice_post_leads_to_its_page_on_the_practice_network(
    desk: Desk, rivera: TestClient
) -> None:
    at = a_post(rivera, desk, "save")
    send = desk.placed()[0]
    became(desk.engine, send, State.PUBLISHED, published_at=desk.now, external_id="77")
    with database.reading(desk.engine) as db:
        account = db.get_one(identity.Account, send.account_id)
    link = f"http://127.0.0.1:8010/accounts/{account.platform}/{account.stable_id}/posts/77"
    page = rivera.get(at).text
    assert f'href="{link}"' in page
    assert "See it on the practice network" in page


def test_a_real_post_without_a_link_leads_nowhere(desk: Desk, rivera: TestClient) -> None:
    at = a_post(rivera, desk, "save")
    send = desk.placed()[0]
    desk.make_real(send.platform)
    became(desk.engine, send, State.PUBLISHED, published_at=desk.now, external_id="77")
    assert "/posts/77" not in rivera.get(at).text


def test_only_others_are_offered_to_read_and_answer(
    admin: TestClient, lang: TestClient, desk: Desk
) -> None:
    at = a_post(admin, desk)
    assert "Read and answer" not in admin.get(at).text
    assert "Read and answer" in lang.get(at).text
