"""Seal and open credentials. The key is kept apart from the database; a sealed value without it is
noise.
"""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from outreach import errors

#: How many accounts' credentials stay open in memory, where the key is too.
LATELY = 2_000


class Vault:
    """Seals with the first key and opens with any of them, so that keys can be rotated."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise errors.NotReady(
                "The key that seals credentials is not a valid key. "
                "Put back the key file from your backup, or set OUTREACH_SEAL_KEY to it."
            ) from None

        # Opening costs more than all else a send needs; who sent lately will send again.
        self._opened = lru_cache(maxsize=LATELY)(self._open)

    def seal(self, secrets: Mapping[str, str]) -> bytes:
        """The credentials as sealed bytes."""
        return self._fernet.encrypt(json.dumps(dict(secrets), sort_keys=True).encode())

    def open(self, sealed: bytes) -> dict[str, str]:
        """The credentials again. Refuses what another key sealed or someone altered."""
        return dict(self._opened(sealed))

    def _open(self, sealed: bytes) -> dict[str, str]:
        if not sealed:
            return {}
        try:
            opened: dict[str, str] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            raise errors.NotReady(
                "The saved credentials were sealed with another key. "
                "Put back the key file from your backup, or connect the account again."
            ) from None
        return opened


def open_vault(folder: Path, given: str | None) -> Vault:
    """The vault of this installation. A key that was not given is made once, readable by its owner
    only.
    """
    if given is not None:
        return Vault(tuple(given.split()))
    path = folder / "seal.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, Fernet.generate_key())
    return Vault(tuple(path.read_text(encoding="ascii").split()))


def _write_once(path: Path, key: bytes) -> None:
    """Create the key file unless another process just did; never leave a half-written one."""
    draft = path.with_suffix(f".{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
