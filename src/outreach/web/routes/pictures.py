"""The pictures: the list, one picture, who is in it, what they agreed to, and taking that back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import brand, delivery, errors
from outreach.identity import Action
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Sent, Uploaded, UploadedByName, Visit, visiting
from outreach.web.views import picture_words as called
from outreach.web.views import pictures as view

router = APIRouter()

Reading = Annotated[Visit, Depends(visiting(Action.READ, "pictures"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "pictures"))]


@router.get("/pictures", name="pictures:list")
def listing(request: Request, visit: Reading) -> Response:
    form = forms.typed(request.query_params.multi_items())
    found = view.album(visit, form)
    return render.page(request, "pictures/list.html", form=form, found=found, kinds=called.KINDS)


@router.get("/pictures/new", name="pictures:new")
def new(request: Request, visit: Writing) -> Response:
    form = forms.filled({"language": visit.agency.language})
    return _new(request, form)


@router.post("/pictures/new", name="pictures:keep")
def keep(request: Request, form: Sent, files: UploadedByName, visit: Writing) -> Response:
    try:
        kept = view.keep(visit, form, files)
    except errors.BadInput as refused:
        return _new(request, form.refused(refused), status=422)
    return flashes.go(f"/pictures/{kept.id}/about", "It is kept. Now say who is in it.")


@router.get("/pictures/{asset_id:int}/about", name="pictures:about")
def about(request: Request, asset_id: int, visit: Reading) -> Response:
    return _page(request, visit, asset_id)


@router.post("/pictures/{asset_id:int}/about", name="pictures:describe")
def describe(request: Request, asset_id: int, form: Sent, visit: Writing) -> Response:
    asset = brand.asset_of(visit.db, asset_id, visit.by.agency_id)
    try:
        with visit.db.begin_nested():
            changed = view.describe(visit, asset, form)
    except (errors.BadInput, errors.Conflict) as refused:
        return _page(request, visit, asset_id, told=_refused(form, refused), status=422)
    again = f" {words.plural(changed, 'post')} must be approved again." if changed else ""
    return flashes.go(f"/pictures/{asset_id}/about", f"Saved.{again}")


@router.post("/pictures/{asset_id:int}/focal", name="pictures:focus")
def focus(request: Request, asset_id: int, form: Sent, visit: Writing) -> Response:
    asset = brand.asset_of(visit.db, asset_id, visit.by.agency_id)
    try:
        point = view.focal_point(asset, form)
        brand.focus(visit.db, asset_id, point, by=visit.by, now=visit.now)
    except errors.BadInput as refused:
        return _page(request, visit, asset_id, point=form.refused(refused), status=422)
    return flashes.go(f"/pictures/{asset_id}/about#focal", "The point that matters is kept.")


@router.post("/pictures/{asset_id:int}/people", name="pictures:tell")
def tell(request: Request, asset_id: int, form: Sent, visit: Writing) -> Response:
    try:
        view.tell(visit, asset_id, form)
    except errors.BadInput as refused:
        return _page(request, visit, asset_id, person=form.refused(refused), status=422)
    return flashes.go(f"/pictures/{asset_id}/about#people", "The person is in the list.")


@router.post("/pictures/{asset_id:int}/nobody", name="pictures:nobody")
def nobody(asset_id: int, visit: Writing) -> Response:
    brand.tell_nobody(visit.db, asset_id, by=visit.by, now=visit.now)
    return flashes.go(f"/pictures/{asset_id}/about#people", "Noted: nobody can be recognized.")


@router.post("/pictures/people/{shown_id:int}/out", name="pictures:take-out")
def take_out(shown_id: int, visit: Writing) -> Response:
    shown = brand.shown_person(visit.db, shown_id, visit.by.agency_id)
    brand.take_out(visit.db, shown_id, by=visit.by, now=visit.now)
    return flashes.go(f"/pictures/{shown.asset_id}/about#people", "The person is out of the list.")


@router.get("/pictures/people/{shown_id:int}/release", name="releases:new")
def new_release(request: Request, shown_id: int, visit: Writing) -> Response:
    return _release(request, visit, shown_id, view.release_form(visit))


@router.post("/pictures/people/{shown_id:int}/release", name="releases:note")
def note(request: Request, shown_id: int, form: Sent, upload: Uploaded, visit: Writing) -> Response:
    try:
        kept = view.note(visit, shown_id, form, upload)
    except errors.BadInput as refused:
        return _release(request, visit, shown_id, form.refused(refused), status=422)
    return flashes.go(f"/pictures/{kept.asset_id}/about#people", "The release is noted.")


@router.post("/pictures/releases/{release_id:int}/confirm", name="releases:confirm")
def confirm(release_id: int, visit: Writing) -> Response:
    kept = brand.confirm_release(visit.db, release_id, by=visit.by, now=visit.now)
    return flashes.go(f"/pictures/{kept.asset_id}/about#people", "Confirmed, with your name.")


@router.get("/pictures/releases/{release_id:int}/withdraw", name="releases:ask-back")
def ask_back(request: Request, release_id: int, visit: Writing) -> Response:
    release = brand.release_of(visit.db, release_id, visit.by.agency_id)
    asset = brand.asset_of(visit.db, release.asset_id, visit.by.agency_id)
    shown = brand.shown_person(visit.db, release.shown_person_id, visit.by.agency_id)
    page = view.page(visit, asset)
    return render.page(
        request, "pictures/withdraw.html", release=release, asset=asset, shown=shown,
        entries=page.entries, ticks=page.ticks, form=forms.Form(),
    )  # fmt: skip


@router.post("/pictures/releases/{release_id:int}/withdraw", name="releases:take-back")
def take_back(release_id: int, form: Sent, visit: Writing) -> Response:
    asset_id = brand.release_of(visit.db, release_id, visit.by.agency_id).asset_id
    found = delivery.withdraw(
        visit.db, release_id, why=form.value("why"), by=visit.by, now=visit.now
    )
    told = (
        f"The release is taken back. To take down: {words.plural(len(found.take_down), 'post')}. "
        f"Stopped: {words.plural(len(found.stop), 'post')}."
    )
    return flashes.go(f"/pictures/{asset_id}/about#posts", told)


@router.get("/pictures/releases/{release_id:int}/evidence", name="releases:evidence")
def evidence(release_id: int, visit: Reading) -> Response:
    """The signed page as it came, to be saved; a browser opens none of it here."""
    release = brand.release_of(visit.db, release_id, visit.by.agency_id)
    if release.evidence_sha256 is None:
        raise errors.NotFound("No page was kept with this release.")
    kept = brand.Evidence(release.evidence_sha256, release.evidence_name, release.evidence_type)
    data = brand.load_evidence(kept, visit.runtime.media)
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(kept.media_type, "jpg")
    saved = {"Content-Disposition": f'attachment; filename="release-{release_id}.{ending}"'}
    return Response(data, media_type=kept.media_type, headers=saved)


@router.get("/pictures/{asset_id:int}/poster", name="pictures:poster")
def poster(asset_id: int, visit: Reading) -> Response:
    asset = brand.asset_of(visit.db, asset_id, visit.by.agency_id)
    data, kind = brand.load_poster(asset, visit.runtime.media)
    return Response(data, media_type=kind, headers={"Content-Security-Policy": "sandbox"})


@router.get("/pictures/{asset_id:int}/captions/{language}", name="pictures:captions")
def captions(asset_id: int, language: str, visit: Reading) -> Response:
    asset = brand.asset_of(visit.db, asset_id, visit.by.agency_id)
    data = brand.load_captions(asset, language, visit.runtime.media)
    return Response(data, media_type="text/plain; charset=utf-8")


def _refused(form: forms.Form, refused: errors.OutreachError) -> forms.Form:
    if isinstance(refused, errors.BadInput):
        return form.refused(refused)
    return form.refused(errors.BadInput(str(refused)))


def _new(request: Request, form: forms.Form, *, status: int = 200) -> Response:
    return render.page(
        request, "pictures/new.html", status=status, form=form, languages=words.LANGUAGES
    )


def _page(  # noqa: PLR0913 - the page has three forms, each with its own faults
    request: Request,
    visit: Visit,
    asset_id: int,
    *,
    told: forms.Form | None = None,
    point: forms.Form | None = None,
    person: forms.Form | None = None,
    status: int = 200,
) -> Response:
    asset = brand.asset_of(visit.db, asset_id, visit.by.agency_id)
    shown = view.page(visit, asset)
    return render.page(
        request, "pictures/about.html", status=status, shown=shown,
        stands=called.said(asset, shown.blocks), form=told or view.facts_form(asset),
        point=point or forms.filled({"left": round(asset.focal_x * 100),
                                     "top": round(asset.focal_y * 100)}),
        person=person or forms.Form(), kinds=called.KINDS, roles=called.ROLES,
        bases=called.BASES, reaches=called.REACHES, ai=called.AI, width=view.FOCAL_WIDTH,
    )  # fmt: skip


def _release(
    request: Request, visit: Visit, shown_id: int, form: forms.Form, *, status: int = 200
) -> Response:
    shown = brand.shown_person(visit.db, shown_id, visit.by.agency_id)
    return render.page(
        request, "pictures/release.html", status=status, form=form, shown=shown,
        asset=brand.asset_of(visit.db, shown.asset_id, visit.by.agency_id),
        bases=called.BASES, uses=called.USES, reaches=called.REACHES,
        languages=words.LANGUAGES, platforms=view.platform_choices(visit),
    )  # fmt: skip
