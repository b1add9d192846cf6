"""Whom posts reached: the page with its charts, and the same numbers as PDF, CSV and JSON."""

import re
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import audience, campaigns, errors
from outreach.identity import Action
from outreach.web import forms, render
from outreach.web.deps import Visit, visiting
from outreach.web.views import report

router = APIRouter()

Looking = Annotated[Visit, Depends(visiting(Action.READ, "report"))]


class FileKind(StrEnum):
    """A way to take the report along."""

    #: On paper, with its charts.
    PDF = "pdf"
    #: For a spreadsheet: a row for each number.
    CSV = "csv"
    #: For other programs: everything.
    JSON = "json"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.JSON: "application/json",
}


@router.get("/report", name="report:show")
def show(
    request: Request, visit: Looking, days: str = "", campaign: str = "", post: str = ""
) -> Response:
    try:
        asked = report.asked(days, campaign, post)
    except errors.BadInput as error:
        usual = _shown(visit, report.Asked(), forms.Form().refused(error))
        return render.page(request, "report/show.html", status=422, **usual)
    shown = _shown(visit, asked, forms.filled({"campaign": asked.campaign_id}))
    return render.streamed(request, "report/show.html", **shown)


@router.get("/report/{kind}", name="report:download")
def download(
    kind: FileKind, visit: Looking, days: str = "", campaign: str = "", post: str = ""
) -> Response:
    told = _report(visit, report.asked(days, campaign, post))
    name = re.sub(r"[^a-z0-9]+", "-", told.title.lower()).strip("-")
    return Response(
        _file(kind, told, _studio(visit)),
        media_type=MEDIA_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="report-{name}.{kind}"'},
    )


def _shown(visit: Visit, asked: report.Asked, form: forms.Form) -> dict[str, Any]:
    """What the page shows."""
    return {
        "shown": report.page(asked, _report(visit, asked), _studio(visit)),
        "campaigns": campaigns.listing(visit.db, visit.by.agency_id),
        "form": form,
        "notes": audience.NOTES,
        "practice": audience.PRACTICE,
    }


def _file(kind: FileKind, told: audience.Report, studio: audience.Studio) -> bytes:
    if kind is FileKind.PDF:
        return audience.pdf(told, studio)
    return audience.csv_file(told) if kind is FileKind.CSV else audience.json_file(told)


def _report(visit: Visit, asked: report.Asked) -> audience.Report:
    about = report.subject(visit.db, visit.by.agency_id, asked, visit.zone, visit.now)
    return audience.report(visit.db, visit.by.agency_id, about, now=visit.now)


def _studio(visit: Visit) -> audience.Studio:
    return audience.Studio(visit.runtime.settings.home / "pictures")
