"""The brand's pages: colors with their contrast, cards side by side, and the form."""

import pytest
from starlette.testclient import TestClient

import axe
from outreach import brand
from outreach.brand import CardKind, CardSize
from people import Cast
from web.conftest import OpenFor
from web.reading import fields_of


def test_a_brand_is_shown_with_what_reads_on_its_colors(rivera: TestClient) -> None:
    page = rivera.get("/brand").text
    best = brand.pairs(brand.Brand(name="R", short_name="R").palette)[0]
    assert f"{best.contrast:.1f} to 1, reads well" in page
    assert page.count("/brand/samples/") == len(CardKind) * len(CardSize)


def test_commas_between_hashtags_do_no_harm(admin: TestClient) -> None:
    fields = fields_of(admin.get("/brand/edit").text)
    given = {**fields, "hashtags": "#BetterTogether,#GoodNeighbors, #Listen"}
    assert admin.post("/brand/edit", data=given).status_code == 303
    assert "#BetterTogether #GoodNeighbors #Listen" in admin.get("/brand").text


def test_the_way_to_the_brand_and_to_its_logos_is_shown(admin: TestClient) -> None:
    assert 'href="/brand"' in admin.get("/settings").text
    assert 'href="/pictures/new"' in admin.get("/brand/edit").text


def test_a_sample_is_the_card_of_that_kind_and_size(rivera: TestClient) -> None:
    wide = rivera.get("/brand/samples/quote/wide")
    tall = rivera.get("/brand/samples/quote/tall")
    assert (wide.status_code, wide.headers["content-type"]) == (200, "image/jpeg")
    assert wide.content != tall.content
    assert rivera.get("/brand/samples/poem/wide").status_code == 404


def test_a_brand_is_changed_and_the_page_says_so(admin: TestClient) -> None:
    fields = fields_of(admin.get("/brand/edit").text)
    given = {
        **fields, "short_name": "RPD", "hashtags": "#BetterTogether #GoodNeighbors",
        "benefits": "Streets are calmer.\nPeople know each other.",
        "boilerplate_es": "Juntos cuidamos la ciudad.",
    }  # fmt: skip
    assert admin.post("/brand/edit", data=given).status_code == 303
    page = admin.get("/brand").text
    assert "People know each other." in page
    assert '<p lang="es">Juntos cuidamos la ciudad.</p>' in page
    again = fields_of(admin.get("/brand/edit").text)
    assert (again["short_name"], again["hashtags"]) == (["RPD"], [given["hashtags"]])


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"paper": "#0B1F3D", "accent": "#0B1F3D", "second": "#0B1F3D"}, "ground", "nearest"),
        ({"ground": "blue"}, "ground", "is not a color"),
        ({"hashtags": "together"}, "hashtags", "is no hashtag"),
        ({"name": ""}, "name", "Fill this in."),
        ({"benefits": "x" * 601}, "benefits", "is too long"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    admin: TestClient, change: dict[str, str], field: str, sentence: str
) -> None:
    fields = fields_of(admin.get("/brand/edit").text)
    page = admin.post("/brand/edit", data={**fields, "benefits": "Kept.", **change})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert sentence in page.text


def test_readers_look_and_strangers_do_not(
    clerk: TestClient, stranger: TestClient, rivera: TestClient
) -> None:
    assert clerk.get("/brand").status_code == 200
    for reader in (clerk, rivera):
        assert reader.get("/brand/edit").status_code == 403
        assert 'href="/brand/edit"' not in reader.get("/brand").text
    assert clerk.post("/brand/edit", data={"name": "Mine"}).status_code == 403
    assert stranger.get("/brand/samples/story/wide").status_code == 303
    forged = rivera.post("/brand/edit", headers={"sec-fetch-site": "cross-site"})
    assert forged.status_code == 403


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/brand", "/brand/edit"])
def test_the_pages_have_no_fault_at_any_size(people: Cast, open_for: OpenFor, path: str) -> None:
    page = open_for(people.admin).new_page()
    page.goto(path)
    assert axe.at_every_size(page) == {}
