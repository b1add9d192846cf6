"""The pages people signed: pictures and PDF files, kept byte for byte as they came."""

from dataclasses import dataclass
from pathlib import Path

from outreach import errors
from outreach.brand import storage

MAX_BYTES = 20_000_000

#: What a file of each kind begins with. Its name says nothing: anything may be called .pdf.
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page that was kept: its digest, what it is called, and what it is."""

    sha256: str
    name: str
    media_type: str


def keep_evidence(data: bytes, name: str, folder: Path) -> Evidence:
    """Keep a signed page as it came. Refuses what is neither a picture nor a PDF, by its bytes."""
    if len(data) > MAX_BYTES:
        raise errors.BadInput(
            f"“{name}” is larger than {MAX_BYTES // 1_000_000} MB. Scan it smaller."
        )
    kind = next((kind for begins, kind in _BEGINNINGS if data.startswith(begins)), None)
    if kind is None:
        raise errors.BadInput(
            f"“{name}” is neither a picture nor a PDF file. Scan or photograph the signed page, "
            "and choose a JPEG, PNG or PDF file."
        )
    return Evidence(storage.put(folder, data), name[:120], kind)


def load_evidence(kept: Evidence, folder: Path) -> bytes:
    """The page as it came. Refuses a file that is missing or was changed since."""
    return storage.get(folder, kept.sha256, kept.name)
