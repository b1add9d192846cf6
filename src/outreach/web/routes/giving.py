"""Forms for people without an account: a tip by a private link, a nomination by an address."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import errors, identity, stories
from outreach.stories import DoorKind, TipDoor
from outreach.web import flashes, forms, render
from outreach.web.deps import Db, Looks, Now, Parts, Sent, Uploaded
from outreach.web.views import giving

router = APIRouter()

PAGES = {DoorKind.TIP: "tips/give.html", DoorKind.NOMINATION: "tips/nominate.html"}


def tip_door(token: str, look: Looks) -> TipDoor:
    return stories.knock(look, DoorKind.TIP, token)


def nomination_door(address: str, look: Looks) -> TipDoor:
    return stories.knock(look, DoorKind.NOMINATION, address)


def came(form: Sent, upload: Uploaded, now: Now) -> giving.Came:
    return giving.Came(form, upload, now)


Came = Annotated[giving.Came, Depends(came)]
ByLink = Annotated[TipDoor, Depends(tip_door)]
ByAddress = Annotated[TipDoor, Depends(nomination_door)]


@router.get("/tip/{token}", name="giving:tip")
def show_tip(request: Request, door: ByLink, look: Looks) -> Response:
    return _page(request, look, door, giving.blank())


@router.post("/tip/{token}", name="giving:send-tip")
def send_tip(
    request: Request, door: ByLink, came: Came, look: Looks, db: Db, runtime: Parts
) -> Response:
    return _take(request, door, came, (look, db), runtime)


@router.get("/tip/{token}/thanks", name="giving:thanks")
def tip_thanks(request: Request, door: ByLink, look: Looks) -> Response:
    return _thanks(request, look, door)


@router.get("/nominate/{address}", name="giving:nomination")
def show_nomination(request: Request, door: ByAddress, look: Looks) -> Response:
    return _page(request, look, door, giving.blank())


@router.post("/nominate/{address}", name="giving:send-nomination")
def send_nomination(
    request: Request, door: ByAddress, came: Came, look: Looks, db: Db, runtime: Parts
) -> Response:
    return _take(request, door, came, (look, db), runtime)


@router.get("/nominate/{address}/thanks", name="giving:nomination-thanks")
def nomination_thanks(request: Request, door: ByAddress, look: Looks) -> Response:
    return _thanks(request, look, door)


def _take(
    request: Request, door: TipDoor, came: giving.Came, sessions: tuple[Looks, Db], runtime: Parts
) -> Response:
    """A machine that filled in what people do not see is thanked, and nothing is kept of it."""
    look, db = sessions
    try:
        if not came.form.value(giving.TRAP):
            giving.take(db, door, came, runtime.media)
    except errors.BadInput as refused:
        kept = stories.held_photo(db, door, key=came.form.value("key"))
        return _page(request, look, door, came.form.refused(refused), kept=kept, status=422)
    except errors.Conflict as full:
        told = came.form.refused(errors.BadInput(str(full)))
        return _page(request, look, door, told, status=429)
    return flashes.go(f"{request.url.path}/thanks")


def _page(
    request: Request,
    look: Looks,
    door: TipDoor,
    form: forms.Form,
    *,
    kept: bool = False,
    status: int = 200,
) -> Response:
    agency = identity.agency(look, door.agency_id)
    return render.page(
        request, PAGES[door.kind], status=status, form=form, agency=agency, kept=kept,
        roles=giving.ROLES, trap=giving.TRAP,
    )  # fmt: skip


def _thanks(request: Request, look: Looks, door: TipDoor) -> Response:
    agency = identity.agency(look, door.agency_id)
    again = request.url.path.removesuffix("/thanks")
    return render.page(request, "tips/thanks.html", agency=agency, again=again, kind=door.kind)
