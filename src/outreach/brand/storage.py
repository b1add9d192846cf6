"""Files kept by the digest of their bytes: written whole or not at all, and proved when read."""

import os
import tempfile
from pathlib import Path

from outreach import errors
from outreach.lib import digest


def put(folder: Path, data: bytes) -> str:
    """Keep the bytes and give their name, the SHA-256. The same bytes twice are one file.

    Refuses a disk that is full or locked, and leaves nothing half written.
    """
    name = digest.sha256(data)
    path = _path(folder, name)
    if _holds(path, name):
        return name
    try:
        _write(path, data)
        _settle(path.parent)
        _settle(folder)
    except OSError as refused:
        raise errors.NotReady(
            f"The file could not be written to {folder} ({refused.strerror}), and nothing of it "
            "was kept. Make room on that disk, or mend who may write there, and try again."
        ) from None
    return name


def get(folder: Path, name: str, called: str) -> bytes:
    """The bytes of that name. Refuses a file that is gone or is no longer what was kept."""
    try:
        data = _path(folder, name).read_bytes()
    except OSError:
        raise errors.NotReady(
            f"The file of “{called}” is missing from {folder}. Bring it back from a copy of that "
            "folder, or choose the picture again."
        ) from None
    if digest.sha256(data) != name:
        raise errors.NotReady(
            f"The file of “{called}” was changed since it was kept. Bring it back from a copy of "
            f"{folder}, or choose the picture again."
        )
    return data


def remove(folder: Path, name: str) -> None:
    """Delete the file of that name; one that is gone already is no fault."""
    _path(folder, name).unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """Whole under its name, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, waiting = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(waiting).replace(path)
    except BaseException:
        Path(waiting).unlink(missing_ok=True)
        raise


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / name


def _holds(path: Path, name: str) -> bool:
    """A damaged file is as good as none: the next time it is kept, it is mended."""
    return path.is_file() and digest.sha256(path.read_bytes()) == name


def _settle(folder: Path) -> None:
    """A new name is safe from a power cut only once its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
