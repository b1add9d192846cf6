"""No forged form comes in, no oversized body, and every answer wears the security headers."""

from collections.abc import Iterator

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from outreach.web import headers, security
from web import shell_pages

OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A browser of the sample pages, guarded as the product is."""
    with TestClient(shell_pages.application(), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost:8000"}, False),
        ({"origin": "http://localhost:8000"}, True),
        ({"origin": "http://localhost:8766"}, False),
        ({"origin": "http://localhost:8000.example.org"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_who_sent_a_form(said: dict[str, str], ours: bool) -> None:
    asked = Headers({"host": "localhost:8000", **said})
    assert security.comes_from_us(asked) is ours


def test_an_origin_is_nothing_without_a_host() -> None:
    assert not security.comes_from_us(Headers({"origin": "null"}))
    assert not security.comes_from_us(Headers({"origin": ""}))


def test_it_rejects_a_forged_form_with_a_sentence(client: TestClient) -> None:
    response = client.post("/today", headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert "not sent by a page of Outreach. Nothing was changed." in response.text
    assert client.post("/today").status_code == 403


def test_a_form_of_ours_comes_in(client: TestClient) -> None:
    assert client.post("/today", headers=OURS).status_code == 200


def test_reading_needs_no_proof(client: TestClient) -> None:
    response = client.get("/today", headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/today", "/no/such/page"])
def test_every_answer_wears_the_headers(client: TestClient, path: str) -> None:
    worn = client.get(path).headers
    assert {name: worn[name] for name in headers.ALWAYS} == headers.ALWAYS
    assert "unsafe" not in worn["content-security-policy"]
    assert "strict-transport-security" not in worn


def test_a_refusal_wears_the_headers(client: TestClient) -> None:
    assert client.post("/today").headers["content-security-policy"] == headers.POLICY


def test_an_answer_may_say_how_long_it_is_kept(client: TestClient) -> None:
    address = shell_pages.shelf().address("site.css")
    assert "immutable" in client.get(address).headers["cache-control"]


def test_https_is_insisted_on_where_it_is_in_use() -> None:
    guard = security.Guard(shell_pages.application(), https=True)
    with TestClient(guard, base_url="https://localhost") as client:
        assert "max-age" in client.get("/today").headers["strict-transport-security"]


def test_it_rejects_a_large_body_with_a_sentence(client: TestClient) -> None:
    response = client.post("/today", headers=OURS, content=b"x" * (1024 * 1024 + 1))
    assert response.status_code == 413
    assert "Up to 1 MB can be sent at once" in response.text


def test_it_rejects_a_large_body_that_hides_its_length(client: TestClient) -> None:
    pieces = (b"x" * 65536 for _ in range(17))
    response = client.post("/today", headers=OURS, content=pieces)
    assert response.status_code == 413
