"""The layout says where one is, who acts, what is paused and whether anything is public."""

import re
from dataclasses import replace

import jinja2
import pytest
from starlette.requests import Request

from outreach import errors, identity
from outreach.web import forms, headers, render
from web import shell_pages

ERRORS = sorted(path.name for path in (render.HTML / "errors").glob("*.html"))
WORDS = {"message": "It is gone.", "faults": (), "number": "a1b2", "megabytes": 24}


def request(layout: render.Layout | None = None) -> Request:
    """A request whose dependencies left this layout."""
    state = {"layout": layout} if layout else {}
    return Request({"type": "http", "method": "GET", "path": "/", "headers": [], "state": state})


def text(html: str) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _names(target: jinja2.nodes.Node) -> list[jinja2.nodes.Name]:
    """What one `set` names: a name, or several at once."""
    one = [target] if isinstance(target, jinja2.nodes.Name) else []
    return one + list(target.find_all(jinja2.nodes.Name))


@pytest.mark.parametrize("name", shell_pages.NAMES)
@pytest.mark.parametrize("standing", render.Standing)
def test_every_sample_page_has_one_heading_and_a_title(
    name: str, standing: render.Standing
) -> None:
    html = shell_pages.html(name, shell_pages.layout(standing=standing, stop=shell_pages.stop()))
    assert html.count("<h1") == 1
    assert re.search(r"<title>[^<]+ - (Maple Falls Police - )?Outreach</title>", html)


def test_the_room_one_is_in_is_marked_in_the_rail_and_in_the_tabs() -> None:
    html = shell_pages.html("today", shell_pages.layout(current="stories"))
    assert re.findall(r'href="(\S+)" aria-current="page"', html) == ["/stories", "/stories"]


def test_approvals_that_wait_are_counted() -> None:
    assert "3 waiting for a yes" in text(shell_pages.html("today", shell_pages.layout()))
    nothing = shell_pages.html("today", shell_pages.layout(approvals_waiting=0))
    assert 'class="count"' not in nothing


def test_practice_is_said_on_every_page() -> None:
    said = text(shell_pages.html("post", shell_pages.layout()))
    assert "Practice: nothing here is public." in said


def test_live_accounts_are_said_on_every_page() -> None:
    html = shell_pages.html("post", shell_pages.layout(standing=render.Standing.LIVE))
    assert "approved posts go out to the public" in text(html)
    assert 'class="practice"' not in html


def test_a_hold_says_who_when_why_and_how_many() -> None:
    said = text(shell_pages.html("today", shell_pages.layout(stop=shell_pages.stop())))
    assert "Everything is paused. 11 posts are held." in said
    assert "Lt. Park paused it 26 minutes ago , at 2:15 PM MST : an incident downtown." in said
    assert "Review and resume" in said
    assert "Pause everything" not in said


def test_a_hold_of_one_account_leaves_the_button_to_pause_the_rest() -> None:
    one = replace(shell_pages.stop(), what="The X account", stopped=1, everything=False)
    said = text(shell_pages.html("today", shell_pages.layout(stop=one)))
    assert "The X account is paused. 1 post is held." in said
    assert "Pause everything" in said


def test_a_reader_is_offered_neither_holds_nor_settings() -> None:
    reader = identity.Actor(2, 1, identity.Role.READER, "Pat Sol")
    layout = shell_pages.layout(actor=reader, stop=shell_pages.stop())
    html = shell_pages.html("today", layout)
    assert "See what is held" in html
    assert "Review and resume" not in html
    assert (layout.may_hold, layout.may_lift) == (False, False)
    assert not {"people", "settings"} & {item.key for item in layout.nav}


def test_words_from_people_are_never_markup() -> None:
    flash = render.Flash("<script>alert(1)</script>")
    html = shell_pages.html("today", shell_pages.layout(flash=flash))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_name_nobody_gave_is_a_fault() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render.page(request(), "errors/not-found.html")


@pytest.mark.parametrize(
    "name", sorted(str(path.relative_to(render.HTML)) for path in render.HTML.rglob("*.html"))
)
def test_a_page_calls_nothing_by_the_name_of_what_all_pages_use(name: str) -> None:
    made = render.environment()
    parsed = made.parse((render.HTML / name).read_text("utf-8"))
    targets = (one.target for one in parsed.find_all(jinja2.nodes.Assign))
    taken = {name.name for target in targets for name in _names(target)}
    assert not taken & made.globals.keys()


def test_a_time_without_an_agency_is_a_fault() -> None:
    page = render.environment().from_string("{{ at|when }}")
    with pytest.raises(jinja2.UndefinedError, match="no agency is known"):
        page.render(layout=None, at=shell_pages.NOW)


def test_a_time_carries_its_exact_instant() -> None:
    page = render.environment().from_string("{{ at|clock }}")
    assert page.render(layout=shell_pages.layout(), at=shell_pages.NOW) == (
        '<time datetime="2026-11-22T21:41:00+00:00">2:41 PM MST</time>'
    )


@pytest.mark.parametrize("name", [name for name in ERRORS if name != "problem.html"])
@pytest.mark.parametrize("layout", [None, shell_pages.layout()], ids=["stranger", "signed in"])
def test_every_fault_has_its_page_for_everyone(name: str, layout: render.Layout | None) -> None:
    response = render.page(request(layout), f"errors/{name}", status=400, **WORDS)
    html = bytes(response.body).decode()
    assert (response.status_code, html.count("<h1")) == (400, 1)
    assert ("Maple Falls" in html) is (layout is not None)


def test_a_page_wears_its_headers_before_any_guard_sees_it() -> None:
    response = render.page(request(), "errors/broken.html", status=500, number="a1b2")
    assert response.headers["content-security-policy"] == headers.POLICY
    assert response.headers["cache-control"] == "no-store"


def test_bad_input_names_every_fault() -> None:
    faults = (errors.Fault("story 3, title", "is missing.", "Add it."),)
    response = render.page(
        request(), "errors/bad-input.html", status=422, message="No.", faults=faults
    )
    assert "story 3, title: is missing. Add it." in bytes(response.body).decode()


def test_a_refused_form_points_at_each_fault() -> None:
    html = shell_pages.html("story-form", shell_pages.layout())
    assert 'href="#problem_addressed"' in html
    assert 'aria-describedby="problem_addressed-hint problem_addressed-wrong"' in html
    assert 'id="problem_addressed-wrong"' in html
    assert 'value="Maple Street Block Club"' in html


def test_a_password_is_never_put_back_into_its_field() -> None:
    typed = forms.typed([("email", "a@b.gov"), ("password", "secret words")])
    html = shell_pages.html("sign-in", None, form=typed)
    assert "a@b.gov" in html
    assert "secret words" not in html


def test_a_text_over_its_limit_says_by_how_much() -> None:
    said = text(shell_pages.html("post", shell_pages.layout()))
    assert "292 of 280, 12 too many" in said
    assert "231 of 63,206" in said
