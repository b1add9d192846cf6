"""Pages: where a page's words meet its layout. The only file of this room that knows jinja2."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, StreamingResponse

from outreach import identity, posts
from outreach.web import headers, labels, speaking, words
from outreach.web.shelf import shelf

HTML = Path(__file__).parent / "html"
#: Pieces of a page that are sent together when it is sent as it is made.
PIECES = 24


class Standing(StrEnum):
    """Where this agency's posts go. Every page says it."""

    #: No account is connected: nothing can go out.
    NONE = "none"
    #: Every account is on the practice network: nothing is public.
    PRACTICE = "practice"
    #: Some accounts are practice and some are the real thing.
    MIXED = "mixed"
    #: Every account is the real thing.
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Stop:
    """The hold in force, as the banner tells it. `what` begins the sentence "... is paused."."""

    what: str
    by: str
    at: datetime
    stopped: int
    reason: str = ""
    everything: bool = True


@dataclass(frozen=True, slots=True)
class Advice:
    """A pause that a hub recommends. `what` begins the sentence "... should be paused."."""

    number: int
    issuer: str
    what: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Flash:
    """What just happened, told once on the next page."""

    text: str
    tone: words.Tone = words.Tone.GOOD


@dataclass(frozen=True, slots=True)
class NavItem:
    """One room in the rail. `tab`: also at the bottom of a phone. `needs`: who sees it."""

    key: str
    label: str
    path: str
    glyph: str
    tab: bool = False
    needs: identity.Action = identity.Action.READ


NAV = (
    NavItem("today", "Today", "/", "home", tab=True),
    NavItem("calendar", "Calendar", "/calendar", "calendar-today", tab=True),
    NavItem("stories", "Stories", "/stories", "groups", tab=True),
    NavItem("campaigns", "Campaigns", "/campaigns", "flag"),
    NavItem("pictures", "Pictures", "/pictures", "image"),
    NavItem("tips", "Tips", "/tips", "format-quote"),
    NavItem("posts", "Posts", "/posts", "send"),
    NavItem("approvals", "Approvals", "/approvals", "check-circle-outline", tab=True),
    NavItem("report", "Report", "/report", "insights", tab=True),
    NavItem("records", "Records", "/records", "folder-open"),
    NavItem("people", "People", "/people", "people", needs=identity.Action.MANAGE_PEOPLE),
    NavItem("settings", "Settings", "/settings", "settings", needs=identity.Action.CONNECT),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around every page of someone who is signed in."""

    agency: str
    place: str
    zone: ZoneInfo
    now: datetime
    actor: identity.Actor
    current: str = ""
    approvals_waiting: int = 0
    standing: Standing = Standing.NONE
    stop: Stop | None = None
    #: What a hub recommends and nobody here has answered, where it is told.
    advice: tuple[Advice, ...] = ()
    #: Why nothing at all is sent just now, where it is told.
    amiss: str = ""
    flash: Flash | None = None
    #: The agency as posts call it, where there is little room.
    short: str = ""
    #: The person's other agencies, by number and name.
    agencies: tuple[tuple[int, str], ...] = ()

    @property
    def nav(self) -> tuple[NavItem, ...]:
        """The rooms this person may enter."""
        return tuple(item for item in NAV if self.actor.may(item.needs))

    @property
    def role(self) -> str:
        """What the person does here."""
        return words.ROLES[self.actor.role]

    @property
    def may_hold(self) -> bool:
        """Whether "Pause everything" is offered: to those who may, until everything is paused."""
        paused = self.stop is not None and self.stop.everything
        return self.actor.may(identity.Action.HOLD) and not paused

    @property
    def may_lift(self) -> bool:
        """Whether the banner offers the way back."""
        return self.actor.may(identity.Action.LIFT)


def page(request: Request, name: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """The page `html/<name>`, in the layout that dependencies left in `request.state`.

    It wears its headers from here on: the page of a fault of ours is sent from outside the guard.
    """
    layout: Layout | None = getattr(request.state, "layout", None)
    html = environment().get_template(name).render(request=request, layout=layout, **context)
    return HTMLResponse(labels.said(html), status_code=status, headers=headers.ALWAYS)


def streamed(request: Request, name: str, **context: object) -> StreamingResponse:
    """The page, sent as it is made: what is known at once does not wait for what takes long."""
    layout: Layout | None = getattr(request.state, "layout", None)
    template = environment().get_template(name)
    pieces = template.stream(request=request, layout=layout, **context)
    pieces.enable_buffering(PIECES)
    return StreamingResponse(pieces, media_type="text/html", headers=headers.ALWAYS)


@cache
def environment(*beside: Path) -> jinja2.Environment:
    """The pages shipped here and in the folders `beside`. A name nobody gave is a fault."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([HTML, *beside]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        static=shelf().address, said=words.said, say=speaking.say, page_language=speaking.spoken
    )
    made.filters.update(
        number=words.number,
        plural=words.plural,
        platform=words.platform,
        handle=lambda name, platform: words.handle(platform, name),
        initials=words.initials,
        language=words.language,
        direction=lambda code: "rtl" if posts.right_to_left(code) else "ltr",
        span=words.span,
        clock=_clock,
        day=_day,
        when=_when,
        ago=_ago,
    )
    return made


@jinja2.pass_context
def _clock(context: jinja2.runtime.Context, at: datetime) -> Markup:
    return _time(at, words.clock(at, _layout(context).zone))


@jinja2.pass_context
def _day(context: jinja2.runtime.Context, on: date) -> Markup:
    layout = _layout(context)
    return _time(on, words.day(on, zone=layout.zone, now=layout.now))


@jinja2.pass_context
def _when(context: jinja2.runtime.Context, at: datetime) -> Markup:
    layout = _layout(context)
    return _time(at, words.when(at, zone=layout.zone, now=layout.now))


@jinja2.pass_context
def _ago(context: jinja2.runtime.Context, at: datetime) -> Markup:
    return _time(at, words.ago(at, _layout(context).now))


def _layout(context: jinja2.runtime.Context) -> Layout:
    """Times are told in the agency's zone, so a page that tells one belongs to an agency."""
    layout = context.get("layout")
    if not isinstance(layout, Layout):
        raise jinja2.UndefinedError(
            "A time was shown where no agency is known. Import the macro `with context`, "
            "or show no times before sign-in."
        )
    return layout


def _time(value: date, text: str) -> Markup:
    """The words for people, the exact instant for machines."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)
