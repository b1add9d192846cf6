"""The control room: accounts, time, faults, switches and the truth."""

import hmac
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from outreach.practice import accounts, counters
from outreach.practice.faults import Fault, Host, Kind, Operation
from outreach.practice.kept import NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import Generation, Here, PracticeClock, World


def guarded(request: Request, world: Here) -> None:
    """Lets in only who has the token made at the start."""
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {world.control_token}".encode()):
        raise HTTPException(401, "The control room needs the token made when the network started.")


router = APIRouter(prefix="/control", dependencies=[Depends(guarded)])


class Asked(BaseModel):
    """What is asked of the control room; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid")


class NewAccount(Asked):
    network: Network
    handle: str
    name: str
    linked_to: str | None = None


class Change(Asked):
    """Switches to set; what is not named stays."""

    expired: bool | None = None
    generation: Generation | None = None
    require_proof: bool | None = None
    post_breakdown: bool | None = None
    least_audience: Annotated[int, Field(ge=0)] | None = None
    insights_late: Annotated[int, Field(ge=0)] | None = None
    limits: dict[str, int] | None = None


class Time(Asked):
    """Set the time, move it on, or follow the machine again."""

    at: AwareDatetime | None = None
    advance_seconds: Annotated[float, Field(ge=0)] | None = None
    follow: Literal["machine"] | None = None


class NewFault(Asked):
    kind: Kind
    host: Host = Host.ANY
    operation: Operation = Operation.ANY
    count: Annotated[int, Field(ge=1)] = 1
    seconds: Annotated[float, Field(ge=0)] = 0.0


class ByHand(Asked):
    """A post made in the network's own app by a person, not through its API."""

    network: Network
    account_id: str
    text: str


class Campaign(Asked):
    post_ids: list[str]
    start: AwareDatetime
    end: AwareDatetime
    baseline_days: int = 90


@router.get("/accounts")
def list_accounts(world: Here) -> list[dict[str, object]]:
    return [_account(world, account) for account in world.store.accounts()]


@router.post("/accounts", status_code=201)
def open_account(asked: NewAccount, world: Here) -> dict[str, object]:
    """Open an account; the answer is the only place that tells its keys."""
    try:
        account = accounts.open_account(
            world, asked.network, handle=asked.handle, name=asked.name, linked_to=asked.linked_to
        )
    except ValueError as fault:
        raise HTTPException(422, str(fault)) from None
    return _account(world, account) | {"credentials": dict(account.credentials)}


@router.patch("/accounts/{network}/{stable_id}")
def change_account(
    network: Network, stable_id: str, asked: Change, world: Here
) -> dict[str, object]:
    account = _found(world, network, stable_id)
    changes = asked.model_dump(exclude_none=True)
    expired = changes.pop("expired", None)
    if expired is not None:
        world.store.set_expired(network, stable_id, expired=expired)
    world.switch(account, **changes)
    return _account(world, _found(world, network, stable_id))


@router.get("/clock")
def tell_time(world: Here) -> dict[str, datetime]:
    return {"now": world.clock.now()}


@router.put("/clock")
def set_time(asked: Time, world: Here) -> dict[str, datetime]:
    """Refuses when the network shares somebody else's clock."""
    clock = world.clock
    if not isinstance(clock, PracticeClock):
        raise HTTPException(409, "The time is kept by the program that started the network.")
    if asked.follow:
        clock.release()
    if asked.at:
        clock.set(asked.at)
    if asked.advance_seconds:
        clock.advance(timedelta(seconds=asked.advance_seconds))
    return {"now": clock.now()}


@router.get("/faults")
def list_faults(world: Here) -> list[dict[str, object]]:
    return [asdict(fault) for fault in world.faults.waiting()]


@router.post("/faults", status_code=201)
def order_fault(asked: NewFault, world: Here) -> list[dict[str, object]]:
    world.faults.order(Fault(**asked.model_dump()))
    return list_faults(world)


@router.delete("/faults", status_code=204)
def clear_faults(world: Here) -> None:
    world.faults.clear()


@router.get("/posts/{network}/{stable_id}")
def list_posts(network: Network, stable_id: str, world: Here) -> list[dict[str, object]]:
    """Everything the account ever posted, drafts and removed posts too, with the counters now."""
    account = _found(world, network, stable_id)
    return [_post(world, post) for post in world.store.every_post(account)]


@router.post("/posts", status_code=201)
def post_by_hand(asked: ByHand, world: Here) -> dict[str, object]:
    account, now = _found(world, asked.network, asked.account_id), world.clock.now()
    pattern = f"{account.stable_id}_{{}}" if account.network is Network.FACEBOOK else "{}"
    post = NetworkPost(
        id=world.new_id("by hand", account.stable_id, asked.text, pattern=pattern),
        network=account.network,
        account_id=account.stable_id,
        text=asked.text,
        created_at=now,
        published_at=now,
    )
    world.store.add_post(post)
    return _post(world, post)


@router.get("/requests")
def list_requests(world: Here) -> list[dict[str, object]]:
    """Every write that was accepted, in order."""
    return [asdict(request) for request in world.store.requests()]


@router.post("/truth")
def tell_truth(asked: Campaign, world: Here) -> dict[str, object]:
    """What no real network could say: whom the posts reached and who of them was new."""
    truth = counters.truth(
        world.store,
        asked.post_ids,
        start=asked.start,
        end=asked.end,
        baseline_days=asked.baseline_days,
    )
    return {
        "reached": len(truth.reached),
        "new": len(truth.new),
        "new_in_town": len(truth.new_in_town),
        "by_network": {
            network: {"reached": len(found.reached), "new": len(found.new)}
            for network, found in truth.by_network.items()
        },
    }


def _found(world: World, network: Network, stable_id: str) -> NetworkAccount:
    account = world.store.account(network, stable_id)
    if account is None:
        raise HTTPException(404, f"There is no {network} account {stable_id}; open it first.")
    return account


def _account(world: World, account: NetworkAccount) -> dict[str, object]:
    return {
        "network": account.network,
        "stable_id": account.stable_id,
        "handle": account.handle,
        "name": account.name,
        "expired": account.expired,
        "followers": counters.followers(world.store, account, world.clock.now()),
        "switches": asdict(world.switches(account)),
    }


def _post(world: World, post: NetworkPost) -> dict[str, object]:
    counted = counters.post_counters(world.store, post.id, world.clock.now())
    media = [found for id in post.media_ids if (found := world.store.media(id))]
    return asdict(post) | {
        "counters": asdict(counted),
        "media": [{"id": one.id, "alt": one.alt, "sha256": one.sha256} for one in media],
    }
