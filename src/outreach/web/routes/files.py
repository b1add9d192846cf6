"""Story files: bring stories in from one, and take the whole library out as one."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import errors, stories
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Uploaded, Visit, visiting

router = APIRouter()

MEDIA_TYPES = {
    stories.FileFormat.YAML: "application/yaml",
    stories.FileFormat.JSON: "application/json",
    stories.FileFormat.CSV: "text/csv; charset=utf-8",
}

Reading = Annotated[Visit, Depends(visiting(Action.READ, "stories"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "stories"))]


@router.get("/stories/import", name="stories:import")
def show_import(request: Request, _visit: Writing) -> Response:
    return render.page(request, "stories/import.html", form=forms.Form(), faults=())


@router.post("/stories/import", name="stories:bring")
def bring(request: Request, form: Sent, upload: Uploaded, visit: Writing) -> Response:
    if not upload.name:
        fault = errors.Fault("file", "No file was chosen.", "Choose a YAML, JSON or CSV file.")
        told = form.refused(errors.BadInput("Nothing was read yet.", (fault,)))
        return render.page(request, "stories/import.html", status=422, form=told, faults=())
    try:
        brought = stories.take_in(
            visit.db,
            stories.parse_stories(upload.data, stories.format_of(Path(upload.name))),
            by=visit.by,
            now=visit.now,
            publish=form.chosen("publish", "yes"),
        )
    except errors.BadInput as refused:
        told = form.refused(errors.BadInput(refused.message))
        return render.page(
            request, "stories/import.html", status=422, form=told, faults=_by_story(refused)
        )
    return flashes.go("/stories", f"“{upload.name}” was read: {brought}.")


@router.get("/stories/export.{file_format}", name="stories:export")
def export(file_format: str, visit: Reading) -> Response:
    if file_format not in list(stories.FileFormat):
        raise errors.NotFound("The library can be taken out as yaml, json or csv.")
    chosen = stories.FileFormat(file_format)
    return Response(
        stories.export_stories(visit.db, visit.by.agency_id, chosen),
        media_type=MEDIA_TYPES[chosen],
        headers={"Content-Disposition": f'attachment; filename="stories.{chosen}"'},
    )


def _by_story(refused: errors.BadInput) -> tuple[tuple[str, str, str, str], ...]:
    """Each fault as its story, its field, what is wrong and how to mend it."""
    parted = ((fault.where.partition(", "), fault) for fault in refused.faults)
    return tuple((place[0], place[2], fault.what, fault.mend) for place, fault in parted)
