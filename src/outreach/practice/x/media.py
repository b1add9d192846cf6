"""X: pictures sent at once or in pieces, and their text alternatives."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile

from outreach.lib import digest
from outreach.practice import pictures
from outreach.practice.answers import Refusal
from outreach.practice.kept import Media
from outreach.practice.residents import Network
from outreach.practice.world import Generation, Here, World
from outreach.practice.x import problems
from outreach.practice.x.access import Body, Caller, signed_for
from outreach.practice.x.bodies import Described, read
from outreach.practice.x.limits import CHUNK, DESCRIBE, LOOKUP, UPLOAD
from outreach.practice.x.objects import media_key

router = APIRouter()

LARGEST = 5_000_000
EXPIRES_AFTER = 86_400
PICTURES = {"image/jpeg", "image/png", "image/gif", "image/webp"}
_ONE_SHOT = {"media", "media_category", "additional_owners"}
_INITIALIZE = {"media_type", "total_bytes", "media_category", "additional_owners", "shared"}
Fields = Mapping[str, object]


async def fields_of(request: Request) -> Fields:
    """The fields of a JSON or multipart body; a file's value is its bytes."""
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        try:
            found = json.loads(body or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
    async with request.form() as form:
        return {
            name: await value.read() if isinstance(value, UploadFile) else value
            for name, value in form.items()
        }


Sent = Annotated[Fields, Depends(fields_of)]


@dataclass(slots=True)
class _Unfinished:
    """A picture that is still arriving in pieces."""

    account_id: str
    total: int
    pieces: dict[int, bytes] = field(default_factory=dict)


class Unfinished:
    """Uploads begun and not finalized; a restart forgets them, as X does after a day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._uploads: dict[str, _Unfinished] = {}

    def begin(self, media_id: str, account_id: str, total: int) -> None:
        with self._lock:
            self._uploads[media_id] = _Unfinished(account_id, total)

    def add(self, media_id: str, account_id: str, place: int, piece: bytes) -> bool:
        """Keep one piece; answers whether such an upload was begun by this account."""
        with self._lock:
            upload = self._uploads.get(media_id)
            if upload is None or upload.account_id != account_id:
                return False
            upload.pieces[place] = piece
            return True

    def finish(self, media_id: str, account_id: str) -> bytes | None:
        """The whole picture, once every byte that was announced is there."""
        with self._lock:
            upload = self._uploads.get(media_id)
            if upload is None or upload.account_id != account_id:
                return None
            whole = b"".join(piece for _, piece in sorted(upload.pieces.items()))
            if len(whole) != upload.total:
                return None
            del self._uploads[media_id]
            return whole


def unfinished_of(request: Request) -> Unfinished:
    uploads: Unfinished = request.app.state.unfinished
    return uploads


Uploads = Annotated[Unfinished, Depends(unfinished_of)]
Chunker = Annotated[Caller, Depends(signed_for(CHUNK))]


@router.post("/2/media/upload")
def upload(
    world: Here, sent: Sent, caller: Annotated[Caller, Depends(signed_for(UPLOAD))]
) -> dict[str, object]:
    """A whole picture in one call."""
    older = caller.generation is Generation.TWEETS
    _check_names(sent, _ONE_SHOT | ({"media_type", "shared"} if older else set()), caller)
    if sent.get("media_category") not in {"tweet_image", "tweet_gif"}:
        raise _bad("media_category", "must be tweet_image here: pictures only", caller)
    return _kept(world, caller, _bytes(sent.get("media"), caller))


@router.post("/2/media/upload/initialize")
def initialize(world: Here, sent: Sent, uploads: Uploads, caller: Chunker) -> dict[str, object]:
    """Announce a picture that comes in pieces."""
    _check_names(sent, _INITIALIZE, caller)
    total = sent.get("total_bytes")
    if not isinstance(total, int) or not 0 < total <= LARGEST:
        raise _bad("total_bytes", f"must be a whole number up to {LARGEST}", caller)
    media_id = world.new_id("x media", caller.account.stable_id, str(total))
    uploads.begin(media_id, caller.account.stable_id, total)
    return _answer(caller, media_id, {})


@router.post("/2/media/upload/{media_id}/append")
def append(media_id: str, sent: Sent, uploads: Uploads, caller: Chunker) -> dict[str, object]:
    """One piece of an announced picture."""
    place = str(sent.get("segment_index", ""))
    if not place.isdecimal() or int(place) > 999:
        raise _bad("segment_index", "must be a whole number from 0 to 999", caller)
    piece = _bytes(sent.get("media"), caller)
    if not uploads.add(media_id, caller.account.stable_id, int(place), piece):
        raise _unknown(media_id, caller)
    return _envelope(caller, {"expires_at": EXPIRES_AFTER})


@router.post("/2/media/upload/{media_id}/finalize")
def finalize(media_id: str, world: Here, uploads: Uploads, caller: Chunker) -> dict[str, object]:
    """The picture is complete. Refuses one whose bytes are not those announced."""
    content = uploads.finish(media_id, caller.account.stable_id)
    if content is None:
        raise _unknown(media_id, caller)
    return _kept(world, caller, content, media_id=media_id)


@router.get("/2/media/upload")
def status(
    media_id: str, world: Here, caller: Annotated[Caller, Depends(signed_for(LOOKUP))]
) -> dict[str, object]:
    """What became of an upload. A picture needs no processing, so none is told."""
    media = world.store.media(media_id)
    if media is None or media.account_id != caller.account.stable_id:
        raise _unknown(media_id, caller)
    return _answer(caller, media_id, {"size": len(media.content)})


@router.post("/2/media/metadata")
def describe(
    world: Here, body: Body, caller: Annotated[Caller, Depends(signed_for(DESCRIBE))]
) -> dict[str, object]:
    """Give a picture its text alternative."""
    asked = read(Described, body, generation=caller.generation)
    media = world.store.media(asked.id)
    if media is None or media.account_id != caller.account.stable_id:
        raise _unknown(asked.id, caller)
    alt = asked.metadata.alt_text
    with world.store.transaction():
        if alt is not None:
            world.store.set_alt(media.id, alt.text)
        world.log(caller.account, "POST", "/2/media/metadata")
    told = {} if alt is None else {"alt_text": {"text": alt.text}}
    return {"data": {"id": media.id, "associated_metadata": told}}


def _kept(
    world: World, caller: Caller, content: bytes, media_id: str | None = None
) -> dict[str, object]:
    kind = pictures.kind_of(content)
    if kind not in PICTURES:
        raise _bad(
            "media", "media type unrecognized: send a JPEG, PNG, GIF or WebP picture", caller
        )
    if len(content) > LARGEST:
        raise _bad("media", f"file size exceeds {LARGEST} bytes", caller)
    account = caller.account
    with world.store.transaction():
        media = Media(
            id=media_id or world.new_id("x media", account.stable_id, digest.sha256(content)),
            network=Network.X,
            account_id=account.stable_id,
            content=content,
            media_type=kind,
            created_at=world.clock.now(),
        )
        world.store.add_media(media)
        world.log(account, "POST", "/2/media/upload")
    return _answer(caller, media.id, {"size": len(content)})


def _answer(caller: Caller, media_id: str, more: dict[str, object]) -> dict[str, object]:
    data = {"id": media_id, "media_key": media_key(media_id), "expires_after_secs": EXPIRES_AFTER}
    return _envelope(caller, {**data, **more})


def _envelope(caller: Caller, data: dict[str, object]) -> dict[str, object]:
    """Contract 2.166 demands a `meta` beside the data; 2.167 has none."""
    return {"data": data, **({"meta": {}} if caller.generation is Generation.TWEETS else {})}


def _bytes(value: object, caller: Caller) -> bytes:
    if isinstance(value, bytes):
        return value
    try:
        return base64.b64decode(value if isinstance(value, str) else "!", validate=True)
    except binascii.Error:
        raise _bad("media", "must be a file or base64 text", caller) from None


def _check_names(sent: Fields, allowed: set[str], caller: Caller) -> None:
    for name in sent.keys() - allowed:
        raise _bad(f"$.{name}", "is not defined in the schema", caller)


def _bad(name: str, said: str, caller: Caller) -> Refusal:
    return problems.invalid(f"{name}: {said}", {name: ""}, generation=caller.generation)


def _unknown(media_id: str, caller: Caller) -> Refusal:
    return problems.invalid(
        "Your media IDs are invalid.", {"id": media_id}, generation=caller.generation
    )
