"""Connecting an account: what to ask for, a trial at the platform, and only then the saving.

Secrets go from the form to the trial and into the vault: on no page, in no address, in no log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from pydantic import BaseModel, Field

from outreach import db as database
from outreach import delivery, errors, identity
from outreach.platforms import Connection, PlatformFault, PlatformName, Profile
from outreach.web import forms, words
from outreach.web.deps import Visit

#: What a person types before an account is used on which posts are public.
PUBLIC = "Posts on this account are public"


class Where(StrEnum):
    """Where an account is."""

    #: On the practice network of this machine: nothing is public.
    PRACTICE = "practice"
    #: On the real platform.
    LIVE = "live"


class _Place(BaseModel):
    """Where the account is, and the sentence that the real platform asks for."""

    where: Where
    public: str = ""


class XKeys(_Place):
    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str


class FacebookKeys(_Place):
    page_id: str
    access_token: str
    app_secret: str


class ByHand(BaseModel):
    name: str = Field(max_length=120)
    handle: str = Field(max_length=120)


@dataclass(frozen=True, slots=True)
class Secret:
    """One key of an account: its field, its label, and where to find it."""

    name: str
    label: str
    hint: str = ""


SECRETS: Mapping[PlatformName, tuple[Secret, ...]] = MappingProxyType(
    {
        PlatformName.X: (
            Secret("consumer_key", "API key", "In X's developer portal, under Keys and tokens."),
            Secret("consumer_secret", "API key secret"),
            Secret("access_token", "Access token", "Of the account itself, with read and write."),
            Secret("access_token_secret", "Access token secret"),
        ),
        PlatformName.FACEBOOK: (
            Secret("access_token", "Page access token", "A token of the Page, not of a person."),
            Secret("app_secret", "App secret", "In Meta's app dashboard, under App settings."),
        ),
    }
)
#: Where each platform answers on the practice network.
PRACTICE_PATHS = MappingProxyType({PlatformName.X: "/x", PlatformName.FACEBOOK: "/graph"})


def connect(
    visit: Visit, platform: PlatformName, form: forms.Form, known: identity.Account | None = None
) -> identity.Account:
    """Try the account as it was typed in, then keep it; posts that waited for it go on.

    Refuses what the platform refuses, the real platform without the typed sentence or for a
    practice agency, and another account's keys for a `known` one.
    """
    if platform.by_hand:
        given = forms.read(ByHand, form)
        stable_id = known.stable_id if known else "-".join(given.handle.lower().split())[:64]
        return _keep(visit, platform, Profile(stable_id, given.handle, given.name), {}, None)
    keys = forms.read(XKeys if platform is PlatformName.X else FacebookKeys, form)
    secrets = {secret.name: getattr(keys, secret.name) for secret in SECRETS[platform]}
    page_id = keys.page_id if isinstance(keys, FacebookKeys) else ""
    url = _destination(visit, platform, keys, known)
    trial = Connection(platform, page_id or (known.stable_id if known else ""), "", secrets, url)
    profile = _tried(visit, trial)
    _same(profile, page_id, known)
    return _keep(visit, platform, profile, secrets, url)


def practice_address(visit: Visit, platform: PlatformName) -> str:
    """Where the practice network answers for this platform, as the accounts there know it."""
    known = (account.practice_url for account in identity.accounts_of(visit.db, visit.by.agency_id))
    origin = next((urlsplit(url).netloc for url in known if url), None)
    place = origin or f"127.0.0.1:{visit.runtime.settings.practice_port}"
    return f"http://{place}{PRACTICE_PATHS[platform]}"


def starting(known: identity.Account | None, *, practice_only: bool) -> forms.Form:
    """The form with what is no secret."""
    if known is None:
        return forms.filled({"where": Where.PRACTICE if practice_only else None})
    where = Where.PRACTICE if known.practice else Where.LIVE
    page_id = known.stable_id if known.platform is PlatformName.FACEBOOK else ""
    return forms.filled(
        {"where": where, "page_id": page_id, "name": known.name, "handle": known.handle}
    )


def _destination(
    visit: Visit, platform: PlatformName, place: _Place, known: identity.Account | None
) -> str | None:
    """The practice address, or None for the real platform, which must be meant."""
    where = place.where if known is None else Where.PRACTICE if known.practice else Where.LIVE
    if where is Where.PRACTICE:
        return practice_address(visit, platform)
    if visit.agency.practice:
        raise _refused(
            "where",
            f"{visit.agency.name} is a practice agency.",
            "It can only use practice accounts.",
        )
    if place.public.rstrip(".").casefold() != PUBLIC.casefold():
        raise _refused("public", "This is the real platform.", f"Type: {PUBLIC}")
    return None


def _tried(visit: Visit, trial: Connection) -> Profile:
    try:
        return visit.runtime.platforms[trial.platform].profile(trial)
    except PlatformFault as fault:
        name = words.platform(trial.platform)
        raise errors.BadInput(f"{name} did not accept this. Nothing was saved. {fault}") from None


def _same(profile: Profile, page_id: str, known: identity.Account | None) -> None:
    if page_id and profile.stable_id != page_id:
        raise _refused("page_id", "These keys are those of another Page.", "Look at both again.")
    if known is not None and profile.stable_id != known.stable_id:
        raise errors.BadInput(
            f"These keys are those of {profile.handle}, not of {known.handle}. "
            "Give the keys of this account, or connect the other one as a new account."
        )


def _keep(
    visit: Visit,
    platform: PlatformName,
    profile: Profile,
    secrets: Mapping[str, str],
    url: str | None,
) -> identity.Account:
    with database.writing(visit.runtime.engine) as db:
        account = identity.connect(
            db,
            platform,
            profile,
            secrets,
            by=visit.by,
            vault=visit.runtime.vault,
            now=visit.now,
            practice_url=url,
        )
        delivery.resume_account(db, account.id or 0, by=visit.by, now=visit.now)
    return account


def _refused(field: str, what: str, mend: str) -> errors.BadInput:
    return errors.BadInput("Nothing was saved yet.", (errors.Fault(field, what, mend),))
