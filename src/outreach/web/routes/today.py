"""The first page of the day."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach.identity import Action
from outreach.web import render
from outreach.web.deps import Visit, visiting
from outreach.web.views.today import today_page

router = APIRouter()


@router.get("/", name="today")
def today(
    request: Request, visit: Annotated[Visit, Depends(visiting(Action.READ, "today"))]
) -> Response:
    shown = today_page(visit.db, visit.zone, by=visit.by, now=visit.now)
    return render.page(request, "today/show.html", shown=shown)
