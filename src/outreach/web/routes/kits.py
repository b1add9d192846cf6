"""Taking a kit up: fill in its placeholders once, look at the plan, and put it on the calendar."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel

from outreach import campaigns, errors, identity, posts
from outreach.identity import Action
from outreach.lib import shipped
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Parts, Sent, Visit, visiting
from outreach.web.views import kits

router = APIRouter()

Taking = Annotated[Visit, Depends(visiting(Action.WRITE, "campaigns"))]


class KitForm(BaseModel):
    """The first day, the languages besides the original, and the placeholders by their names."""

    start: date
    language: list[str] = []
    agency_name: str = ""
    agency_short: str = ""
    chief_name: str = ""
    city: str = ""
    partner_name: str = ""
    event_date: str = ""
    event_place: str = ""
    local_link: str = ""
    contact: str = ""

    @property
    def wish(self) -> campaigns.Wish:
        """What the campaigns room is asked for."""
        answers = {name: value for name in campaigns.PLACEHOLDERS if (value := getattr(self, name))}
        return campaigns.Wish(starts_on=self.start, languages=self.language, answers=answers)


@router.get("/kits/{key}", name="kits:show")
def show(request: Request, key: str, visit: Taking) -> Response:
    kit = kits.kit(kits.folder(key))
    form = forms.typed(request.query_params.multi_items())
    if not form.value("start"):
        today = campaigns.local_day(visit.now, visit.zone)
        agency = identity.agency(visit.db, visit.by.agency_id)
        return _page(request, kits.page(kit), forms.filled(kits.beginnings(kit, agency, today)))
    try:
        wish = forms.read(KitForm, form).wish
        plan = campaigns.preview(visit.db, kit, wish, by=visit.by, now=visit.now)
    except errors.BadInput as error:
        return _page(request, kits.page(kit), form.refused(error), status=422)
    return _page(request, kits.page(kit, plan), form)


@router.get("/kits/{key}/parts/{name}", name="kits:part")
def part(request: Request, key: str, name: str, visit: Taking, told: str = "en") -> Response:
    kit = kits.kit(kits.folder(key))
    form = forms.typed(request.query_params.multi_items())
    try:
        given = forms.read(KitForm, form).wish
        wish = replace(given, languages=[told])
        tellings = campaigns.prepare(visit.db, kit, wish, visit.by.agency_id)
        text = kits.part(kit, name, told, tellings)
    except errors.BadInput as error:
        return _page(request, kits.page(kit), form.refused(error), status=422)
    return PlainTextResponse(text)


@router.post("/kits/{key}", name="kits:adopt")
def adopt(request: Request, key: str, form: Sent, visit: Taking, runtime: Parts) -> Response:
    folder = kits.folder(key)
    kit = kits.kit(folder)
    try:
        wish = forms.read(KitForm, form).wish
        means = campaigns.Means(
            posts.read_templates(shipped.folder("templates")),
            runtime.media,
            campaigns.accounts_for(visit.db, kit, visit.by.agency_id),
            folder,
        )
        with visit.db.begin_nested():
            campaign = campaigns.adopt(visit.db, kit, means, wish, by=visit.by, now=visit.now)
    except (errors.BadInput, errors.NotReady, errors.Conflict) as error:
        said = error if isinstance(error, errors.BadInput) else errors.BadInput(str(error))
        return _page(request, kits.page(kit), form.refused(said), status=422)
    count = words.plural(len(kit.posts), "post")
    return flashes.go(f"/campaigns/{campaign.id}", f"{count} were made. Each waits for a yes.")


def _page(
    request: Request, shown: kits.KitPage, form: forms.Form, *, status: int = 200
) -> Response:
    return render.page(request, "campaigns/kit.html", status=status, shown=shown, form=form)
