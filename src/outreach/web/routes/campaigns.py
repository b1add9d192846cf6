"""Campaigns: what each wants, with whom, and how its weeks stand."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import campaigns as room
from outreach.identity import Action
from outreach.web import render
from outreach.web.deps import Visit, visiting
from outreach.web.views import campaigns, kits

router = APIRouter()

Looking = Annotated[Visit, Depends(visiting(Action.READ, "campaigns"))]


@router.get("/campaigns", name="campaigns:list")
def listing(request: Request, visit: Looking) -> Response:
    today = room.local_day(visit.now, visit.zone)
    lines = campaigns.listing(visit.db, visit.by.agency_id, today)
    offered = kits.offered(visit.db, visit.by.agency_id) if visit.by.may(Action.WRITE) else ()
    addresses = {line.campaign.id: _kit(visit, line.campaign) for line in lines}
    return render.page(request, "campaigns/list.html", lines=lines, offered=offered, kits=addresses)


@router.get("/campaigns/{campaign_id}", name="campaigns:show")
def show(request: Request, campaign_id: int, visit: Looking) -> Response:
    today = room.local_day(visit.now, visit.zone)
    shown = campaigns.page(visit.db, visit.by.agency_id, campaign_id, today)
    kit = _kit(visit, shown.campaign)
    return render.page(request, "campaigns/show.html", shown=shown, kit=kit)


def _kit(visit: Visit, campaign: room.Campaign) -> str:
    """Where to find its news release and other parts, for those who may use them."""
    return kits.address(campaign, visit.agency) if visit.by.may(Action.WRITE) else ""
