"""The brand: what the agency looks and sounds like, its cards side by side, and changing it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import brand, errors
from outreach.brand import CardKind, CardSize
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import brand as view

router = APIRouter()

Reading = Annotated[Visit, Depends(visiting(Action.READ, "pictures"))]
Changing = Annotated[Visit, Depends(visiting(Action.BRAND, "pictures"))]


@router.get("/brand", name="brand:show")
def show(request: Request, visit: Reading) -> Response:
    shown = view.page(visit)
    return render.page(request, "brand/show.html", shown=shown, kinds=view.KINDS, sizes=view.SIZES)


@router.get("/brand/samples/{kind}/{size}", name="brand:sample")
def sample(kind: CardKind, size: CardSize, visit: Reading) -> Response:
    drawn = view.sample(visit, kind, size)
    keep = {"Cache-Control": "private, max-age=60", "ETag": f'"{drawn.digest}"'}
    return Response(drawn.data, media_type="image/jpeg", headers=keep)


@router.get("/brand/edit", name="brand:edit")
def edit(request: Request, visit: Changing) -> Response:
    return _form(request, visit, view.start(brand.brand_of(visit.db, by=visit.by)))


@router.post("/brand/edit", name="brand:save")
def save(request: Request, form: Sent, visit: Changing) -> Response:
    try:
        view.save(visit, form)
    except errors.BadInput as refused:
        return _form(request, visit, form.refused(refused), status=422)
    return flashes.go("/brand", "The brand was saved. What is approved already keeps its look.")


def _form(request: Request, visit: Visit, form: forms.Form, *, status: int = 200) -> Response:
    return render.page(
        request, "brand/edit.html", status=status, form=form, shades=view.SHADES,
        tones=list(brand.Tone), logos=view.logos(visit), languages=view.languages(form),
    )  # fmt: skip
