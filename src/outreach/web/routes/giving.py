"""Forms for people without an account: a tip by a private link, a nomination by an address."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import errors, identity, stories
from outreach.stories import DoorKind, TipDoor
from outreach.web import flashes, forms, render, speaking
from outreach.web.deps import Db, Looks, Now, Parts, Sent, Uploaded
from outreach.web.views import giving

router = APIRouter()

DOORS = {"tip": DoorKind.TIP, "nominate": DoorKind.NOMINATION}
PAGES = {DoorKind.TIP: "tips/give.html", DoorKind.NOMINATION: "tips/nominate.html"}


def knocked(request: Request, at: str, look: Looks) -> TipDoor:
    """The door that the address names: a tip's by its secret, a nomination's by its plain name."""
    return stories.knock(look, DOORS[request.url.path.split("/")[1]], at)


def came(form: Sent, upload: Uploaded, now: Now) -> giving.Came:
    return giving.Came(form, upload, now)


Came = Annotated[giving.Came, Depends(came)]
Door = Annotated[TipDoor, Depends(knocked)]


@router.get("/tip/{at}", name="giving:tip")
@router.get("/nominate/{at}", name="giving:nomination")
def show(request: Request, door: Door, look: Looks) -> Response:
    return _page(request, look, door, giving.blank())


@router.post("/tip/{at}", name="giving:send-tip")
@router.post("/nominate/{at}", name="giving:send-nomination")
def send(request: Request, door: Door, came: Came, look: Looks, db: Db, runtime: Parts) -> Response:
    return _take(request, door, came, (look, db), runtime)


@router.get("/tip/{at}/thanks", name="giving:thanks")
@router.get("/nominate/{at}/thanks", name="giving:nomination-thanks")
def thanks(request: Request, door: Door, look: Looks) -> Response:
    agency = identity.agency(look, door.agency_id)
    again = request.url.path.removesuffix("/thanks") + _asked(request)
    with speaking.speaking(speaking.wanted(request)):
        return render.page(request, "tips/thanks.html", agency=agency, again=again, kind=door.kind)


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
    return flashes.go(f"{request.url.path}/thanks{_asked(request)}")


def _asked(request: Request) -> str:
    """The language that the address asks for, to be kept in the next one."""
    lang = request.query_params.get("lang")
    return f"?lang={lang}" if lang in speaking.LANGUAGES else ""


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
    with speaking.speaking(speaking.wanted(request)):
        return render.page(
            request, PAGES[door.kind], status=status, form=speaking.mended(form), agency=agency,
            kept=kept, roles=giving.ROLES, trap=giving.TRAP, languages=speaking.LANGUAGES,
        )  # fmt: skip
