"""What is no page: static files, pictures, and what machines ask of us."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from outreach import brand, delivery, errors
from outreach.identity import Action
from outreach.web.deps import Db, Now, Parts, Visit, visiting
from outreach.web.shelf import shelf

router = APIRouter()


@router.get("/static/{edition}/{name:path}", name="static")
def static(edition: str, name: str) -> Response:
    return shelf().answer(edition, name)


@router.get("/pictures/{asset_id:int}", name="pictures:show")
def picture(asset_id: int, visit: Annotated[Visit, Depends(visiting(Action.READ))]) -> Response:
    """A picture of the agency's own, byte for byte as it would leave."""
    asset = visit.db.get(brand.Asset, asset_id)
    if asset is None or asset.agency_id != visit.by.agency_id:
        raise errors.NotFound("There is no such picture.")
    data = brand.load(asset, visit.runtime.media)
    keep = {"Cache-Control": "private, max-age=86400", "Content-Security-Policy": "sandbox"}
    return Response(data, media_type=asset.media_type, headers=keep)


@router.get("/healthz", name="healthz")
def healthz(runtime: Parts, now: Now) -> JSONResponse:
    """Green while the schedule is looked at; red with a sentence when it is not."""
    health = delivery.health(runtime.engine, now=now)
    return JSONResponse(
        {"ok": health.ok, "says": health.sentence}, status_code=200 if health.ok else 503
    )


@router.get("/metrics", name="metrics")
def metrics(request: Request, runtime: Parts, db: Db) -> Response:
    """Posts by state, for a monitor that has the token."""
    token = runtime.settings.metrics_token
    given = request.headers.get("authorization", "")
    wanted = f"Bearer {token.get_secret_value()}" if token else None
    if wanted is None or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise errors.NotFound("There is nothing to see here.")
    lines = ["# HELP outreach_posts Posts by state.", "# TYPE outreach_posts gauge"]
    lines += [
        f'outreach_posts{{state="{state.value}"}} {count}'
        for state, count in delivery.counts(db).items()
    ]
    return PlainTextResponse("\n".join([*lines, ""]))
