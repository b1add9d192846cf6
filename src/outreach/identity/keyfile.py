"""The file of keys that seal credentials: the newest first, and never half written."""

import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path

from outreach import errors

NAME = "seal.key"


def read(folder: Path) -> tuple[str, ...]:
    """The keys, the one that seals first. Makes the first one where there is none."""
    path = folder / NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, (new_key(),), replace=False)
    return tuple(path.read_text(encoding="ascii").split())


def new_key() -> str:
    """A key nobody has seen."""
    return urlsafe_b64encode(os.urandom(32)).decode("ascii")


def seal_with(folder: Path, key: str) -> None:
    """Seal with this key from now on; those before still open."""
    _write(folder / NAME, (key, *read(folder)), replace=True)


def keep_newest_key(folder: Path) -> None:
    """Leave only the key that seals. What another one sealed is lost for good."""
    _write(folder / NAME, read(folder)[:1], replace=True)


def _write(path: Path, keys: tuple[str, ...], *, replace: bool) -> None:
    """Whole and for its owner's eyes, or not at all. Unless it is to `replace` one, a file that
    another process has just made stays.
    """
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("\n".join(keys) + "\n")
            file.flush()
            os.fsync(file.fileno())
        if replace:
            draft.replace(path)
        else:
            with suppress(FileExistsError):
                path.hardlink_to(draft)
        _settle(path.parent)
    except OSError as fault:
        raise errors.NotReady(
            f"The key file {path} could not be written ({fault.strerror}), and is as it was. Make "
            "room on its disk, or mend who may write there, and try again."
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
