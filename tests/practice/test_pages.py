"""The pages of the practice network: plain, marked as practice, and the same for everyone."""

import re

import pytest
import requests

from outreach import practice
from outreach.practice.server import LOOPBACK, _listen
from practice.clients import PNG, Graph, X

pytestmark = pytest.mark.network


def page_of(network: practice.Serving, path: str = "/") -> str:
    answer = requests.get(network.address + path, timeout=10)
    assert answer.status_code == 200
    return answer.text


def test_every_page_says_that_nothing_is_public(network, on_x) -> None:
    for path in ("/", f"/accounts/x/{on_x.stable_id}"):
        page = page_of(network, path)
        assert "Practice network" in page
        assert "Nothing here is public" in page
        assert page.count("<h1") == 1


def test_the_first_page_lists_the_accounts(network, town, on_x, on_facebook, on_instagram) -> None:
    page = page_of(network)
    for account in (on_x, on_facebook, on_instagram):
        assert f'href="/accounts/{account.network}/{account.stable_id}"' in page
    assert re.search(r"[1-9]\d* followers", page)


def test_an_empty_network_says_so(network: practice.Serving) -> None:
    assert "No account is open yet" in page_of(network)


def test_an_account_shows_what_it_published(network, x: X, on_x) -> None:
    media_id = x.upload()
    x.describe(media_id, "Officers <plant> a tree")
    x.post("Planting & talking", media_ids=[media_id])
    x.post("When?", poll_options=["Noon", "Evening"], poll_duration_minutes=60)
    page = page_of(network, f"/accounts/x/{on_x.stable_id}")
    assert "Planting &amp; talking" in page
    assert f'<img src="/media/{media_id}" alt="Officers &lt;plant&gt; a tree">' in page
    assert "<li>Noon <span>0</span></li>" in page
    assert "Open until Mon 23 Nov 2026, 17:00 UTC · 0 votes" in page
    picture = requests.get(f"{network.address}/media/{media_id}", timeout=10)
    assert (picture.content, picture.headers["content-type"]) == (PNG, "image/png")


def test_a_picture_without_an_alternative_is_pointed_at(network, graph: Graph, on_facebook) -> None:
    graph.photo(caption="Bare")
    assert "No text alternative" in page_of(network, f"/accounts/facebook/{on_facebook.stable_id}")


def test_one_post_has_a_page_of_its_own(network, x: X, on_x) -> None:
    first, second = (x.post(words) for words in ("The first one", "The second one"))
    page = page_of(network, f"/accounts/x/{on_x.stable_id}/posts/{first}")
    assert "The first one" in page and "The second one" not in page
    elsewhere = f"/accounts/facebook/{on_x.stable_id}/posts/{second}"
    assert requests.get(network.address + elsewhere, timeout=10).status_code == 404


def test_times_are_those_of_the_town(network, town, x: X, on_x) -> None:
    post = x.post("Good morning")
    page = page_of(network, f"/accounts/x/{on_x.stable_id}/posts/{post}")
    assert "Mon 23 Nov 2026, 09:00:00 MST" in page
    assert "UTC" not in page


def test_drafts_and_removed_posts_are_not_shown(network, graph: Graph, on_facebook) -> None:
    graph.draft("Only a draft")
    graph.delete_object(graph.put_object("me", "feed", message="In error")["id"])
    assert "Nothing has been published" in page_of(
        network, f"/accounts/facebook/{on_facebook.stable_id}"
    )


@pytest.mark.parametrize("path", ["/accounts/x/7", "/accounts/myspace/7", "/media/7", "/nowhere"])
def test_what_is_not_there_is_not_found(network: practice.Serving, path: str) -> None:
    assert requests.get(network.address + path, timeout=10).status_code in {404, 422}


@pytest.mark.parametrize("path", ["/", "/media/7", "/static/practice.css", "/x/2/tweets"])
def test_every_answer_forbids_scripts_and_frames(network: practice.Serving, path: str) -> None:
    headers = requests.get(network.address + path, timeout=10).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_script_and_no_other_address(network, town, on_x) -> None:
    page = page_of(network) + page_of(network, f"/accounts/x/{on_x.stable_id}")
    assert "<script" not in page
    assert "style=" not in page
    assert not re.search(r'(src|href)="(?!/)', page)


def test_a_taken_port_is_refused_with_a_sentence(network: practice.Serving, world) -> None:
    with (
        pytest.raises(practice.PortTaken, match=f"Port {network.port} is in use"),
        practice.serve_in_thread(world, port=network.port),
    ):
        pass


def test_it_listens_on_this_machine_only() -> None:
    with _listen(0) as listening:
        assert listening.getsockname()[0] == LOOPBACK == "127.0.0.1"


def test_it_says_that_it_is_up(network: practice.Serving) -> None:
    assert requests.get(f"{network.address}/healthz", timeout=10).json() == {"status": "ok"}
