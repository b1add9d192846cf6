"""Who calls X, and whether they may call again yet."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from outreach.practice.kept import NetworkAccount
from outreach.practice.nonces import Keys
from outreach.practice.oauth import Signatures, Signed, official_address
from outreach.practice.residents import Network
from outreach.practice.world import Generation, Here, World
from outreach.practice.x import problems
from outreach.practice.x.limits import DAY, WINDOW, Endpoint


@dataclass(frozen=True, slots=True)
class Caller:
    """The account whose keys signed the request, and the contract it is answered by."""

    account: NetworkAccount
    generation: Generation


async def body_of(request: Request) -> bytes:
    return await request.body()


Body = Annotated[bytes, Depends(body_of)]


def signed_for(endpoint: Endpoint) -> Callable[[Request, World, bytes], Awaitable[Caller]]:
    """A dependency that lets in a well-signed call within its limits and charges it."""

    async def check(request: Request, world: Here, body: Body) -> Caller:
        account = _account(request, world, body)
        _charge(request, world, account, endpoint)
        return Caller(account, world.switches(account).generation)

    return check


def signatures(world: World) -> Signatures:
    """The checker for one world's accounts; it remembers nonces, so there is one a world."""

    def keys_of(token: str) -> Keys | None:
        account = world.store.account_by_token(Network.X, token)
        return None if account is None else account.credentials

    return Signatures(keys_of)


def _account(request: Request, world: World, body: bytes) -> NetworkAccount:
    url, headers = request.url, request.headers
    raw_path = request.scope.get("raw_path", url.path.encode()).decode().removeprefix("/x")
    checker: Signatures = request.app.state.signatures
    token = checker.token_of(
        Signed(
            official_address(path=raw_path, query=url.query, host=headers.get("x-forwarded-host")),
            request.method,
            body.decode("utf-8", "replace") if "form-urlencoded" in _kind(request) else "",
            {"Authorization": headers.get("authorization", ""), "Content-Type": _kind(request)},
        )
    )
    account = world.store.account_by_token(Network.X, token) if token else None
    if account is None or account.expired:
        raise problems.unauthorized()
    return account


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "")


def _charge(request: Request, world: World, account: NetworkAccount, endpoint: Endpoint) -> None:
    now = world.clock.now()
    limit = world.switches(account).limits.get(endpoint.name, endpoint.per_window)
    window = world.meter.charge(
        account.stable_id, endpoint.name, limit=limit, length=WINDOW, now=now
    )
    told = window.headers("x-rate-limit")
    used_up = window.used_up
    if endpoint.per_day is not None:
        app = account.credentials["consumer_key"]
        day = world.meter.charge(app, endpoint.name, limit=endpoint.per_day, length=DAY, now=now)
        told |= day.headers("x-app-limit-24hour")
        used_up = used_up or day.used_up
    request.state.told = told
    if used_up:
        raise problems.too_many()
