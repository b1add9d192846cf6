"""Seal and open credentials. The key is kept apart from the database; a sealed value without it is
noise.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from outreach import errors
from outreach.identity import keyfile


class Vault:
    """Seals with the first key and opens with any of them, so that keys can be rotated.

    Where keys can change while it lives, it looks for them again: before it seals, and before it
    says that it cannot open.
    """

    def __init__(
        self, keys: tuple[str, ...], *, again: Callable[[], tuple[str, ...]] | None = None
    ) -> None:
        self._again = again
        self._keys: tuple[str, ...] = ()
        self._take(keys)

    @property
    def keys(self) -> int:
        """How many keys are in use; one unless they are being rotated."""
        self._look_again()
        return len(self._keys)

    def seal(self, secrets: Mapping[str, str]) -> bytes:
        """The credentials as sealed bytes."""
        self._look_again()
        return self._every.encrypt(json.dumps(dict(secrets), sort_keys=True).encode())

    def open(self, sealed: bytes) -> dict[str, str]:
        """The credentials again. Refuses what another key sealed or someone altered."""
        if not sealed:
            return {}
        try:
            return self._open(sealed)
        except InvalidToken:
            self._look_again()
        try:
            return self._open(sealed)
        except InvalidToken:
            raise errors.NotReady(
                "The saved credentials were sealed with another key. "
                "Put back the copy of the key file that you kept, or connect the account again."
            ) from None

    def is_newest(self, sealed: bytes) -> bool:
        """Whether the key that seals now sealed this."""
        self._look_again()
        try:
            self._first.decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def _open(self, sealed: bytes) -> dict[str, str]:
        opened: dict[str, str] = json.loads(self._every.decrypt(sealed))
        return opened

    def _look_again(self) -> None:
        if self._again is not None:
            self._take(self._again())

    def _take(self, keys: tuple[str, ...]) -> None:
        if keys == self._keys:
            return
        try:
            fernets = [Fernet(key) for key in keys]
            self._every, self._first = MultiFernet(fernets), fernets[0]
        except (ValueError, IndexError):
            raise errors.NotReady(
                "The key that seals credentials is not a valid key. "
                "Put back the copy of the key file that you kept, or set OUTREACH_SEAL_KEY to it."
            ) from None
        self._keys = keys


def open_vault(folder: Path, given: str | None) -> Vault:
    """The vault of this installation. A key that was not given is made once, readable by its owner
    only.
    """
    if given is not None:
        return Vault(tuple(given.split()))
    return Vault(keyfile.read(folder), again=lambda: keyfile.read(folder))
