"""Opens practice accounts: ids and keys in the form each network gives them."""

import re
import secrets

from outreach.lib import digest
from outreach.practice.kept import NetworkAccount
from outreach.practice.residents import Network
from outreach.practice.world import World

_X_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_HANDLE = re.compile(r"[A-Za-z0-9_.]{1,50}")


def open_account(
    world: World, network: Network, *, handle: str, name: str, linked_to: str | None = None
) -> NetworkAccount:
    """Open an account and give it keys. The same network and handle always get the same id.

    `linked_to` is the id of the Facebook Page whose token an Instagram account shares. Refuses a
    handle the network would not take, one that is taken, and an unknown Page.
    """
    pattern = _X_HANDLE if network is Network.X else _HANDLE
    if not pattern.fullmatch(handle):
        raise ValueError(f"{handle!r} is no {network} handle; use letters, digits and underscores.")
    account = NetworkAccount(
        network=network,
        stable_id=_stable_id(network, handle),
        handle=handle,
        name=name,
        created_at=world.clock.now(),
        credentials=_keys(world, network, linked_to),
    )
    world.store.add_account(account)
    return account


def _stable_id(network: Network, handle: str) -> str:
    """An id as long as the network's own: 19 digits on X, 15 for a Page, 17 on Instagram."""
    number = int(digest.sha256(f"{network}/{handle}".encode())[:12], 16)
    match network:
        case Network.X:
            return f"1{number % 10**18:018d}"
        case Network.FACEBOOK:
            return f"1{number % 10**14:014d}"
        case Network.INSTAGRAM:
            return f"178414{number % 10**11:011d}"


def _keys(world: World, network: Network, linked_to: str | None) -> dict[str, str]:
    if linked_to is not None:
        page = world.store.account(Network.FACEBOOK, linked_to)
        if page is None or network is not Network.INSTAGRAM:
            raise ValueError(f"There is no Facebook Page {linked_to} to link with; open it first.")
        return dict(page.credentials)
    if network is Network.X:
        return {
            "consumer_key": secrets.token_hex(12),
            "consumer_secret": secrets.token_hex(25),
            "access_token": f"{secrets.randbits(60)}-{secrets.token_hex(20)}",
            "access_token_secret": secrets.token_hex(22),
        }
    return {
        "app_id": str(10**15 + secrets.randbelow(9 * 10**15)),
        "app_secret": secrets.token_hex(16),
        "access_token": f"EAA{secrets.token_hex(60)}",
    }
