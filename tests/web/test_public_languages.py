"""The pages for people without an account, in Spanish: which language, every word, every fault."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from outreach.web import render, speaking
from outreach.web.spanish import SPANISH
from web.reading import fields_of

PAGES = ("base.html", "entrance.html", "components/form.html", "tips/parts.html")
FORMS = ("tips/give.html", "tips/nominate.html", "tips/thanks.html")
SAID = re.compile(r"say\((\"|')(.*?)\1[,)]")


@pytest.fixture
def door(admin: TestClient) -> str:
    """The address at which residents nominate."""
    admin.post("/settings/nominations")
    page = admin.get("/settings/tips").text
    found = re.search(r"/nominate/[a-z0-9-]+", page)
    assert found is not None
    return found[0]


def test_the_address_decides_and_else_the_browser(stranger: TestClient, door: str) -> None:
    likes = {"accept-language": "fr;q=0.9, es-MX;q=0.8, en;q=0.5"}
    for address, headers, lang in (
        (door, {}, "en"),
        (door, likes, "es"),
        (f"{door}?lang=en", likes, "en"),
        (f"{door}?lang=es", {}, "es"),
        (f"{door}?lang=xx", {"accept-language": "en;q=x, ,;"}, "en"),
    ):
        assert f'<html lang="{lang}">' in stranger.get(address, headers=headers).text


def test_each_page_leads_to_the_other_language(stranger: TestClient, door: str) -> None:
    assert 'href="?lang=es" lang="es" hreflang="es">Español<' in stranger.get(door).text
    assert 'href="?lang=en"' in stranger.get(f"{door}?lang=es").text


def test_a_nomination_is_sent_and_mended_in_spanish(stranger: TestClient, door: str) -> None:
    spanish = f"{door}?lang=es"
    key = fields_of(stranger.get(spanish).text)["key"][0]
    wrong = stranger.post(spanish, data={"key": key, "what": "x" * 2100})
    assert wrong.status_code == 422
    assert "Todavía no se envió nada." in wrong.text and "Complete esto." in wrong.text
    assert "Escriba 2000 caracteres o menos." in wrong.text
    sent = stranger.post(spanish, data={"key": key, "officer": "Lee", "what": "Ayudó."})
    assert sent.status_code == 303
    thanks = stranger.get(sent.headers["location"]).text
    assert "Gracias" in thanks and f'href="{spanish}"' in thanks


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_every_word_that_a_page_says_has_its_spanish(name: str) -> None:
    said = [each[1] for each in SAID.findall((Path(render.HTML) / name).read_text("utf-8"))]
    assert said and not [each for each in said if each not in SPANISH]


def test_a_page_in_spanish_says_nothing_in_english(stranger: TestClient, door: str) -> None:
    page = stranger.get(f"{door}?lang=es").text
    shown = re.sub(r"<[^>]+>", " ", page)
    english = [each for each, spanish in SPANISH.items() if each != spanish and len(each) > 4]
    assert not [each for each in english if each in shown]


def test_the_spanish_keeps_every_part_and_number_of_its_english() -> None:
    parts = re.compile(r"\{\w+\}|#|911")
    for english, spanish in SPANISH.items():
        assert sorted(parts.findall(english)) == sorted(parts.findall(spanish)), english


def test_a_sentence_nobody_foresaw_stays_as_it_is() -> None:
    with speaking.speaking("es"):
        assert speaking.told("Something else happened.") == "Something else happened."
        assert speaking.told("Keep it to 2,000 characters.") == "Que no pase de 2,000 caracteres."
    assert speaking.told("Fill this in.") == "Fill this in."
