"""Who calls the Graph: token, proof of the app's secret, and the calls the page has left."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request

from outreach.practice.graph import errors
from outreach.practice.graph.given import Given
from outreach.practice.graph.params import Params
from outreach.practice.kept import NetworkAccount
from outreach.practice.meter import Allowance
from outreach.practice.residents import Network
from outreach.practice.world import Here, Switches, World

DAY = timedelta(hours=24)
#: A page may call 4,800 times for each person engaged in 24 hours; this is a page with a hundred.
CALLS_A_DAY = 480_000
VERSION = "v26.0"


@dataclass(frozen=True, slots=True)
class Caller:
    """The accounts one token opens: a Page, an Instagram account, or the two linked."""

    accounts: tuple[NetworkAccount, ...]
    switches: Switches

    @property
    def account(self) -> NetworkAccount:
        """The Page, or the Instagram account that has none."""
        return self.accounts[0]

    def owns(self, account_id: str) -> bool:
        """Whether the token opens this account."""
        return account_id in {account.stable_id for account in self.accounts}


async def caller_of(request: Request, world: Here, params: Given) -> Caller:
    """The caller behind a valid token, charged for the call."""
    request.state.told = {"facebook-api-version": VERSION}
    token = _token(request, params)
    found = (
        world.store.account_by_token(network, token)
        for network in (Network.FACEBOOK, Network.INSTAGRAM)
    )
    accounts = tuple(account for account in found if account)
    if not accounts:
        raise errors.unknown_token()
    account = accounts[0]
    if account.expired:
        raise errors.expired()
    switches = world.switches(account)
    _check_proof(params.text("appsecret_proof"), token, account, required=switches.require_proof)
    _charge(request, world, account)
    return Caller(accounts, switches)


def proof_of(token: str, secret: str) -> str:
    """The appsecret_proof: HMAC-SHA256 of the token under the app's secret, in hexadecimal."""
    return hmac.new(secret.encode(), token.encode(), sha256).hexdigest()


Signed = Annotated[Caller, Depends(caller_of)]


def _token(request: Request, params: Params) -> str:
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    token = params.text("access_token") or (credential if scheme in {"Bearer", "OAuth"} else "")
    if not token:
        raise errors.no_token()
    return token


def _check_proof(proof: str | None, token: str, account: NetworkAccount, *, required: bool) -> None:
    if proof is None:
        if required:
            raise errors.no_proof()
        return
    right = proof_of(token, account.credentials["app_secret"])
    if not hmac.compare_digest(proof.encode(), right.encode()):
        raise errors.wrong_proof()


def _charge(request: Request, world: World, account: NetworkAccount) -> None:
    limit = world.switches(account).limits.get("graph", CALLS_A_DAY)
    now = world.clock.now()
    left = world.meter.charge(account.stable_id, "graph", limit=limit, length=DAY, now=now)
    request.state.told |= {errors.USAGE: errors.usage(account.stable_id, percent=_percent(left))}
    if left.used_up:
        raise errors.too_many(left.resets_at - now, account.stable_id)


def _percent(left: Allowance) -> int:
    return 100 * (left.limit - left.remaining) // max(1, left.limit)
