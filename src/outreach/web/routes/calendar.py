"""The calendar as a month and as an agenda, for all campaigns or for one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from outreach import campaigns
from outreach.identity import Action
from outreach.web import forms, render
from outreach.web.deps import Visit, visiting
from outreach.web.views import calendar

router = APIRouter()

Looking = Annotated[Visit, Depends(visiting(Action.READ, "calendar"))]


@router.get("/calendar", name="calendar:month")
def month(request: Request, visit: Looking, month: str = "", campaign: str = "") -> Response:
    asked = _asked(visit, campaign)
    shown = calendar.month_page(visit.db, asked, calendar.month_of(month, asked.today))
    return _page(request, "calendar/month.html", visit, asked, shown)


@router.get("/calendar/agenda", name="calendar:agenda")
def agenda(
    request: Request,
    visit: Looking,
    first: Annotated[str, Query(alias="from")] = "",
    campaign: str = "",
) -> Response:
    asked = _asked(visit, campaign)
    shown = calendar.agenda_page(visit.db, asked, calendar.day_of(first, asked.today))
    return _page(request, "calendar/agenda.html", visit, asked, shown)


def _asked(visit: Visit, campaign: str) -> calendar.Asked:
    today = campaigns.local_day(visit.now, visit.zone)
    chosen = int(campaign) if campaign.isdecimal() else None
    if chosen is not None:
        campaigns.get(visit.db, chosen, visit.by.agency_id)
    return calendar.Asked(visit.by.agency_id, visit.zone, today, chosen)


def _page(
    request: Request,
    name: str,
    visit: Visit,
    asked: calendar.Asked,
    shown: calendar.MonthPage | calendar.AgendaPage,
) -> Response:
    return render.page(
        request,
        name,
        shown=shown,
        asked=asked,
        campaigns=campaigns.listing(visit.db, visit.by.agency_id),
        form=forms.filled({"campaign": asked.campaign_id}),
    )
