"""The agency's record: found, read one by one, checked, and taken along."""

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse

from outreach import db as database
from outreach import errors, records
from outreach.bootstrap import Runtime
from outreach.identity import Action
from outreach.web import forms, render
from outreach.web.deps import Visit, visiting
from outreach.web.views import records as view

router = APIRouter()

Looking = Annotated[Visit, Depends(visiting(Action.READ, "records"))]


@router.get("/records", name="records:list")
def listing(request: Request, visit: Looking, before: str = "") -> Response:
    form = forms.typed(request.query_params.multi_items())
    try:
        shown = _page(visit, form, before)
        return render.page(request, "records/list.html", shown=shown, form=form)
    except errors.BadInput as error:
        shown = _page(visit, forms.Form(), "")
        refused = form.refused(error)
        return render.page(request, "records/list.html", status=422, shown=shown, form=refused)


@router.get("/records/check", name="records:check")
def check(request: Request, visit: Looking) -> Response:
    """Every record is read again and held against its digest and the one before it."""
    count, broken = records.verify(visit.db, visit.by.agency_id)
    verdict = view.verdict(count, broken)
    return render.page(request, "records/check.html", verdict=verdict, holds=broken is None)


@router.get("/records/export", name="records:export")
def export(visit: Looking) -> Response:
    return StreamingResponse(
        _lines(visit.runtime, visit.by.agency_id),
        media_type="application/jsonl",
        headers={"Content-Disposition": 'attachment; filename="records.jsonl"'},
    )


@router.get("/records/{sequence}", name="records:show")
def show(request: Request, sequence: int, visit: Looking) -> Response:
    shown = view.one(visit.db, visit.by.agency_id, sequence)
    return render.page(request, "records/show.html", shown=shown)


def _page(visit: Visit, form: forms.Form, before: str) -> view.RecordsPage:
    return view.page(visit.db, visit.by.agency_id, form, before=before, zone=visit.zone)


def _lines(runtime: Runtime, agency_id: int) -> Iterator[str]:
    """Line by line in a session of its own: the request's is closed before the first one leaves."""
    with database.reading(runtime.engine) as db:
        for record in records.export(db, agency_id):
            yield f"{json.dumps(record)}\n"
