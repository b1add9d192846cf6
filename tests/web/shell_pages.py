"""Sample pages that use every part of the shell, and a small application that serves them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from outreach import errors, identity
from outreach.web import forms, render
from outreach.web.security import Guard
from outreach.web.shelf import shelf

FOLDER = Path(__file__).parent / "templates"
NOW = datetime(2026, 11, 22, 21, 41, tzinfo=UTC)
NAMES = ("today", "calendar", "story-form", "post", "sign-in")
TITLES = (
    "The walk that made Maple Street calm",
    "Coffee, and a list of what to fix first",
    "Teens and officers paint the underpass together",
    "How a barber shop became a place to ask for help",
)
NO_MATCH = "This e-mail and password do not belong together. Try again."
WORDS = (
    "Neighbors on Maple Street asked for calmer evenings. Officers and twelve families now walk "
    "the block together every Thursday.\n\nCalls about noise fell from 41 to 26 in six months. "
    "Summer may explain part of it. #MapleStreetWalks"
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the sample pages show one."""

    id: int
    title: str
    due_at: datetime
    platforms: tuple[str, ...]
    state: str
    at: str = "9 AM"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A post's words on one platform."""

    platform: str
    text: str
    count: int
    limit: int
    state: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month."""

    on: date
    kind: str
    today: bool
    posts: tuple[Post, ...]


def layout(**changed: object) -> render.Layout:
    """An officer of a practice agency on a quiet Sunday, with what the test changes."""
    given: dict[str, object] = {
        "agency": "Maple Falls Police",
        "place": "Maple Falls, Colorado",
        "zone": ZoneInfo("America/Denver"),
        "now": NOW,
        "actor": identity.Actor(1, 1, identity.Role.ADMINISTRATOR, "Sgt. Maria Reyes"),
        "current": "today",
        "approvals_waiting": 3,
        "standing": render.Standing.PRACTICE,
    }
    return render.Layout(**{**given, **changed})  # type: ignore[arg-type]


def stop() -> render.Stop:
    """A hold of everything, 26 minutes old."""
    return render.Stop(
        "Everything", "Lt. Park", NOW - timedelta(minutes=26), 11, "an incident downtown"
    )


def html(name: str, shown: render.Layout | None, **context: object) -> str:
    """One sample page."""
    page = render.environment(FOLDER).get_template(f"{name}.html")
    return page.render(layout=shown, **{**sample(), **context})


def sample() -> dict[str, object]:
    """What the sample pages are about."""
    return {
        "posts": _posts(),
        "weeks": _weeks(),
        "variants": _variants(),
        "numbers": [(date(2026, 11, day), 1240 - day, 310, 42, None) for day in (19, 20, 21)],
        "form": _refused_form(),
        "sectors": [("public", "Public"), ("private", "Private"), ("community", "Community")],
        "principles": [(f"P{n}", f"Principle {n}") for n in range(1, 8)],
    }


def application() -> Guard:
    """The sample pages and the static files, guarded as the product is."""

    async def answer(request: Request) -> Response:
        await request.body()
        chosen = request.query_params
        shown = layout(
            current=chosen.get("current", "today"),
            standing=render.Standing(chosen.get("standing", "practice")),
            stop=stop() if "stop" in chosen else None,
            flash=render.Flash("The story was saved.") if "flash" in chosen else None,
        )
        name = request.path_params["name"]
        if name == "sign-in":
            return HTMLResponse(html(name, None, form=forms.Form(message=NO_MATCH)))
        return HTMLResponse(html(name, shown))

    def static(request: Request) -> Response:
        return shelf().answer(request.path_params["edition"], request.path_params["name"])

    return Guard(
        Starlette(
            routes=[
                Route("/static/{edition}/{name:path}", static),
                Route("/{name}", answer, methods=["GET", "POST"]),
            ]
        ),
        body_limit=1024 * 1024,
    )


def _posts() -> list[Post]:
    states = ("scheduled", "waiting", "held", "unknown")
    places = (("x", "facebook"), ("facebook",), ("x", "instagram"), ("handoff",))
    return [
        Post(n, TITLES[n], NOW + timedelta(days=n, hours=3), places[n], states[n]) for n in range(4)
    ]


def _variants() -> list[Variant]:
    due = NOW + timedelta(days=2)
    return [
        Variant("x", WORDS, 292, 280, "draft", due),
        Variant("facebook", WORDS, 231, 63206, "waiting", due),
    ]


def _weeks() -> list[list[Cell]]:
    first, today = date(2026, 11, 1), date(2026, 11, 22)
    busy = {2: "published", 5: "published", 12: "failed", 18: "missed", 22: "sending"}
    busy |= {23: "scheduled", 25: "waiting", 26: "held", 28: "draft"}
    cells = []
    for offset in range(35):
        on = first + timedelta(days=offset)
        kind = "outside" if on.month != 11 else "past" if on < today else ""
        state = busy.get(on.day) if on.month == 11 else None
        post = Post(on.day, TITLES[on.day % 4], NOW, ("facebook", "x"), state or "")
        cells.append(Cell(on, kind, on == today, (post,) if state else ()))
    return [cells[at : at + 7] for at in range(0, 35, 7)]


def _refused_form() -> forms.Form:
    typed = forms.typed(
        [
            ("title", "Maple Street Walks"),
            ("partners.0.name", "Maple Street Block Club"),
            ("partners.0.sector", ""),
            ("principles", "P1"),
            ("principles", "P6"),
        ]
    )
    faults = (
        errors.Fault("problem_addressed", "Fill this in."),
        errors.Fault("partners.0.sector", "Choose one of the answers in the list."),
    )
    return typed.refused(errors.BadInput("Please mend two things. Nothing was saved yet.", faults))
