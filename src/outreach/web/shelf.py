"""The static files, read once, each at an address that carries the digest of them all."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
#: The sheet is written as several files, one per concern, and served as one.
SHEET = "site"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".woff2": "font/woff2",
}
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files by name. `edition` changes when a byte of any of them does."""

    edition: str
    files: Mapping[str, bytes] = field(repr=False)

    def address(self, name: str) -> str:
        """Where a browser finds the file. A name that is not on the shelf is our mistake."""
        if name not in self.files:
            raise LookupError(f"There is no static file named {name}. Put it in {FOLDER.name}/.")
        return f"/static/{self.edition}/{name}"

    def answer(self, edition: str, name: str) -> Response:
        """The file, to be kept for ever; asked for under another edition it is not to be kept."""
        content = self.files.get(name)
        if content is None:
            return Response("There is no such file.", status_code=404, media_type="text/plain")
        keep = FOR_EVER if edition == self.edition else "no-store"
        return Response(
            content,
            media_type=MEDIA_TYPES[Path(name).suffix],
            headers={"Cache-Control": keep},
        )


@cache
def shelf() -> Shelf:
    """The shelf of this installation."""
    files = {**_single_files(), f"{SHEET}.css": _sheet()}
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return Shelf(digest.hexdigest()[:12], files)


def _single_files() -> dict[str, bytes]:
    return {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file() and path.parent.name != SHEET
    }


def _sheet() -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted((FOLDER / SHEET).glob("*.css")))
