"""What came in: the list, one tip, what is made of it; and the forms by which it comes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import brand, errors, stories
from outreach.identity import Action
from outreach.posts import PostType
from outreach.stories import Tip
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import made as result
from outreach.web.views import tips as view

router = APIRouter()

Reading = Annotated[Visit, Depends(visiting(Action.READ, "tips"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "tips"))]
Setting = Annotated[Visit, Depends(visiting(Action.CONNECT, "settings"))]


@router.get("/tips", name="tips:list")
def listing(request: Request, visit: Reading) -> Response:
    found = stories.tips_in(visit.db, visit.by.agency_id)
    links = stories.tip_links(visit.db, visit.by.agency_id)
    return render.page(
        request, "tips/list.html", found=found, states=view.STATES, kinds=view.KINDS,
        has_doors=any(link.closed_at is None for link in links),
    )  # fmt: skip


@router.get("/tips/{tip_id:int}", name="tips:show")
def show(request: Request, tip_id: int, visit: Reading) -> Response:
    tip = _tip(visit, tip_id)
    return render.page(
        request, "tips/show.html", tip=tip, state=view.STATES[tip.state], kinds=view.KINDS,
        people=stories.people_told(tip), offered=view.OFFERED,
    )  # fmt: skip


@router.get("/tips/{tip_id:int}/photo", name="tips:photo")
def photo(tip_id: int, visit: Reading) -> Response:
    kept = stories.tip_photo(_tip(visit, tip_id))
    if kept is None:
        raise errors.NotFound("This tip has no photo.")
    data = brand.load_received(kept, visit.runtime.media)
    safe = {"Cache-Control": "private, max-age=86400", "Content-Security-Policy": "sandbox"}
    return Response(data, media_type=kept.media_type, headers=safe)


@router.get("/tips/{tip_id:int}/post", name="tips:write")
def write(
    request: Request, tip_id: int, visit: Writing, kind: PostType = PostType.RECOGNITION
) -> Response:
    tip = _tip(visit, tip_id)
    return _writer(request, visit, tip, kind, view.start(visit, tip, kind))


@router.post("/tips/{tip_id:int}/post", name="tips:make")
def make(
    request: Request,
    tip_id: int,
    form: Sent,
    visit: Writing,
    kind: PostType = PostType.RECOGNITION,
) -> Response:
    tip, ask = _tip(visit, tip_id), form.value("act") == "send"
    try:
        with visit.db.begin_nested():
            made = view.make(visit, tip, kind, form, ask=ask)
    except errors.BadInput as refused:
        visit.db.refresh(tip)
        return _writer(request, visit, tip, kind, form.refused(refused), status=422)
    told = result.told(made, visit.zone, visit.now, asked=ask)
    return flashes.go(f"/posts/{made.post.id}", told)


@router.post("/tips/{tip_id:int}/set-aside", name="tips:set-aside")
def set_aside(tip_id: int, visit: Writing) -> Response:
    stories.set_tip_aside(visit.db, tip_id, by=visit.by, now=visit.now)
    return flashes.go("/tips", "The tip is set aside. You can still take it up.")


@router.get("/settings/tips", name="doors:list")
def show_doors(request: Request, visit: Setting) -> Response:
    return _doors(request, visit, forms.Form())


@router.post("/settings/tips", name="doors:make")
def make_link(request: Request, form: Sent, visit: Setting) -> Response:
    """The address is shown on this page and never again."""
    try:
        _, token = stories.make_tip_link(visit.db, form.value("label"), by=visit.by, now=visit.now)
    except errors.BadInput as refused:
        return _doors(request, visit, form.refused(refused), status=422)
    return _doors(request, visit, forms.Form(), made=f"{_origin(request, visit)}/tip/{token}")


@router.post("/settings/tips/{door_id:int}/close", name="doors:close")
def close(door_id: int, visit: Setting) -> Response:
    stories.close_door(visit.db, door_id, by=visit.by, now=visit.now)
    return flashes.go("/settings/tips", "It is closed. Nothing comes in by it any more.")


@router.post("/settings/nominations", name="doors:open-nominations")
def open_nominations(visit: Setting) -> Response:
    stories.open_nominations(visit.db, by=visit.by, now=visit.now)
    return flashes.go("/settings/tips", "Residents can nominate officers now.")


def _tip(visit: Visit, tip_id: int) -> Tip:
    return stories.tip_of(visit.db, tip_id, visit.by.agency_id)


def _origin(request: Request, visit: Visit) -> str:
    """The address the outside world knows, where it is set."""
    public = visit.runtime.settings.public_url
    return str(public or request.base_url).rstrip("/")


def _writer(
    request: Request, visit: Visit, tip: Tip, kind: PostType, form: forms.Form, *, status: int = 200
) -> Response:
    shown = view.writer(visit, tip, kind)
    return render.page(request, "tips/post.html", status=status, shown=shown, form=form)


def _doors(
    request: Request, visit: Visit, form: forms.Form, *, made: str = "", status: int = 200
) -> Response:
    return render.page(
        request, "tips/doors.html", status=status, form=form, made=made,
        links=stories.tip_links(visit.db, visit.by.agency_id),
        nominations=stories.nominations(visit.db, visit.by.agency_id),
        origin=_origin(request, visit), public=visit.runtime.settings.public_url is not None,
    )  # fmt: skip
