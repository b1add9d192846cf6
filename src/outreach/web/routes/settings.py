"""The agency's settings: what it says of itself, and the accounts its posts go out by."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from outreach import errors, identity
from outreach.identity import Action
from outreach.platforms import PlatformName
from outreach.web import connecting, flashes, forms, render, words
from outreach.web.deps import Sent, Visit, looking, visiting
from outreach.web.views import settings

router = APIRouter()

Setting = Annotated[Visit, Depends(visiting(Action.CONNECT, "settings"))]
#: A platform is asked before anything is written, so the visit itself only looks.
Trying = Annotated[Visit, Depends(looking(Action.CONNECT, "settings"))]


class AgencyForm(BaseModel):
    name: str = Field(max_length=120)
    short_name: str = Field(max_length=40)
    city: str = Field(max_length=80)
    state: str = Field(max_length=40)
    time_zone: str
    contact: str = Field("", max_length=200)


@router.get("/settings", name="settings:show")
def show(request: Request, visit: Setting) -> Response:
    lines = settings.account_lines(visit.db, visit.by.agency_id)
    return render.page(request, "settings/show.html", agency=visit.agency, lines=lines)


@router.get("/settings/agency", name="settings:agency")
def show_agency(request: Request, visit: Setting) -> Response:
    form = forms.filled(settings.answers(visit.agency))
    return _agency_page(request, visit, form)


@router.post("/settings/agency", name="settings:save-agency")
def save_agency(request: Request, form: Sent, visit: Setting) -> Response:
    try:
        given = forms.read(AgencyForm, form)
        settings.check_zone(visit.agency, given.time_zone, sure=form.chosen("sure", "yes"))
        facts = identity.AgencyFacts(**given.model_dump())
        identity.revise_agency(visit.db, facts, by=visit.by, now=visit.now)
    except errors.BadInput as error:
        return _agency_page(request, visit, form.refused(error), status=422)
    return flashes.go("/settings", "The agency's facts were saved.")


@router.get("/settings/accounts/new/{platform}", name="accounts:form")
def show_new(request: Request, platform: settings.Offered, visit: Setting) -> Response:
    form = connecting.starting(None, practice_only=visit.agency.practice)
    return _connect_page(request, visit, PlatformName(platform), form)


@router.post("/settings/accounts/new/{platform}", name="accounts:connect")
def connect(request: Request, platform: settings.Offered, form: Sent, visit: Trying) -> Response:
    name = PlatformName(platform)
    try:
        account = connecting.connect(visit, name, form)
    except (errors.BadInput, errors.Conflict) as error:
        return _connect_page(request, visit, name, _refused(form, error), status=422)
    return _connected(account)


@router.get("/settings/accounts/{account_id}/connect", name="accounts:again-form")
def show_again(request: Request, account_id: int, visit: Setting) -> Response:
    known = identity.account_of(visit.db, account_id, visit.by.agency_id)
    form = connecting.starting(known, practice_only=visit.agency.practice)
    return _connect_page(request, visit, known.platform, form, known=known)


@router.post("/settings/accounts/{account_id}/connect", name="accounts:connect-again")
def connect_again(request: Request, account_id: int, form: Sent, visit: Trying) -> Response:
    known = identity.account_of(visit.db, account_id, visit.by.agency_id)
    try:
        account = connecting.connect(visit, known.platform, form, known)
    except (errors.BadInput, errors.Conflict) as error:
        refused = _refused(form, error)
        return _connect_page(request, visit, known.platform, refused, known=known, status=422)
    return _connected(account)


@router.get("/settings/accounts/{account_id}/disconnect", name="accounts:disconnect-form")
def show_disconnect(request: Request, account_id: int, visit: Setting) -> Response:
    line = settings.account_line(visit.db, account_id, visit.by.agency_id)
    return render.page(request, "settings/disconnect.html", line=line)


@router.post("/settings/accounts/{account_id}/disconnect", name="accounts:disconnect")
def disconnect(account_id: int, visit: Setting) -> Response:
    account = identity.disconnect(visit.db, account_id, by=visit.by, now=visit.now)
    said = words.account(account.platform, account.handle)
    return flashes.go("/settings", f"The {said} is disconnected, and its keys are forgotten.")


def _connected(account: identity.Account) -> Response:
    said = words.account(account.platform, account.handle)
    return flashes.go("/settings", f"The {said} is connected.")


def _refused(form: forms.Form, error: errors.OutreachError) -> forms.Form:
    return form.refused(
        error if isinstance(error, errors.BadInput) else errors.BadInput(str(error))
    )


def _agency_page(
    request: Request, visit: Visit, form: forms.Form, *, status: int = 200
) -> Response:
    waiting = settings.count_ahead(visit.db, visit.by.agency_id)
    return render.page(
        request,
        "settings/agency.html",
        status=status,
        form=form,
        zones=settings.ZONES,
        ahead=waiting,
        zone=visit.agency.time_zone,
    )


def _connect_page(
    request: Request,
    visit: Visit,
    platform: PlatformName,
    form: forms.Form,
    *,
    known: identity.Account | None = None,
    status: int = 200,
) -> Response:
    return render.page(
        request,
        "settings/connect.html",
        status=status,
        platform=platform,
        known=known,
        form=form,
        secrets=connecting.SECRETS.get(platform, ()),
        practice_only=visit.agency.practice,
        sentence=connecting.PUBLIC,
    )
