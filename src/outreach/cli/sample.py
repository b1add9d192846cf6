"""The practice agency: an invented town's police, its people, its practice accounts and a campaign.

Everything here is invented and marked practice, but for the stories, which are real and cleared for
practice only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from outreach import campaigns, delivery, identity, posts, practice, review, stories
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.identity import Actor, Role, Step
from outreach.lib import shipped
from outreach.lib.counting import plural
from outreach.platforms import Connection, PlatformName, Profile

KIT = "collaboration-principles"
TIME_ZONE = "America/Denver"
HANDLE = "RivertonPD"
TOWN = "riverton"

#: What the kit's placeholders hold here; the partner is as invented as the agency.
ANSWERS = {
    "chief_name": "Chief Sam Lang",
    "partner_name": "Riverton Neighbors (practice)",
    "event_place": "the community room of our station",
}

#: Where each platform answers on the practice network.
PATHS = {PlatformName.X: "/x", PlatformName.FACEBOOK: "/graph", PlatformName.INSTAGRAM: "/graph"}


@dataclass(frozen=True, slots=True)
class Sample:
    """What was set up: the agency, who writes, who approves, and the campaign."""

    agency_id: int
    writer: Actor
    chief: Actor
    campaign_id: int


def set_up(
    runtime: Runtime,
    network: practice.Serving,
    *,
    say: Callable[[str], object],
    starts_on: date | None = None,
) -> Sample:
    """Set up everything in one transaction. The first week has the chief's yes; the rest waits."""
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        agency = _agency(db, now)
        writer = _person(db, agency, "Dana Rivera (practice)", "rivera", Role.OFFICER, now)
        chief = _person(db, agency, "Chief Sam Lang (practice)", "lang", Role.APPROVER, now)
        setter = _person(db, agency, "Alex Kim (practice)", "kim", Role.ADMINISTRATOR, now)
        chief = _named(db, chief, (Step.CHIEF,), by=setter, now=now)
        _named(db, setter, (Step.COMMUNITY_REVIEWER,), by=setter, now=now)
        accounts = _accounts(db, runtime, network, agency, by=setter, now=now)
        say(f"  {len(accounts)} practice accounts, 90 days of routine posts, a town of readers")
        brought = stories.import_stories(
            db, shipped.folder("campaigns") / KIT / "stories.yaml", by=writer, now=now, publish=True
        )
        say(f"  stories: {brought}")
        campaign = campaigns.adopt(
            db,
            campaigns.read_kit(shipped.folder("campaigns") / KIT),
            campaigns.Means(
                posts.read_templates(shipped.folder("templates")), runtime.media, accounts
            ),
            campaigns.Wish(starts_on=starts_on or _tomorrow(now), answers=ANSWERS),
            by=writer,
            now=now,
        )
    sample = Sample(agency.id or 0, writer, chief, campaign.id or 0)
    approved = approve(runtime, sample, until=_start(runtime, sample) + timedelta(days=7))
    say(f"  campaign “{campaign.title}”: the first week ({plural(approved, 'post')}) is approved")
    return sample


def approve(runtime: Runtime, sample: Sample, *, until: datetime) -> int:
    """The invented chief says yes to every post due before `until`, each exactly as it is."""
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        due = [p for p in delivery.waiting(db, sample.agency_id) if p.due_at < until]
        for placement in due:
            digest = delivery.current_digest(db, placement)
            yes = review.Decision.APPROVE
            delivery.answer(db, placement.id or 0, digest, yes, by=sample.chief, now=now)
    return len(due)


def bring_forward(runtime: Runtime, sample: Sample, *, by: timedelta) -> datetime:
    """Move the first post to `by` from now, so that a newcomer sees one go out. The chief
    agrees.
    """
    now = runtime.clock.now()
    at = (now + by).replace(second=0, microsecond=0)
    local = at.astimezone(identity.zone(TIME_ZONE)).replace(tzinfo=None)
    with database.writing(runtime.engine) as db:
        campaign = campaigns.get(db, sample.campaign_id, sample.agency_id)
        campaign.starts_on = min(campaign.starts_on, local.date())
        db.add(campaign)
        first = delivery.first_scheduled(db, sample.agency_id)
        for placement in first:
            delivery.move(db, placement.id or 0, local, by=sample.writer, now=now)
            delivery.ask(db, placement.id or 0, by=sample.writer, now=now)
    approve(runtime, sample, until=at + timedelta(minutes=1))
    return at


def _start(runtime: Runtime, sample: Sample) -> datetime:
    with database.reading(runtime.engine) as db:
        return min(placement.due_at for placement in delivery.waiting(db, sample.agency_id))


def _tomorrow(now: datetime) -> date:
    return now.astimezone(identity.zone(TIME_ZONE)).date() + timedelta(days=1)


def _agency(db: Session, now: datetime) -> identity.Agency:
    return identity.found_agency(
        db,
        name="Riverton Police Department (practice)",
        short_name="Riverton PD",
        city="Riverton",
        state="CO",
        time_zone=TIME_ZONE,
        now=now,
        practice=True,
        contact="555-0100",
    )


def _person(
    db: Session, agency: identity.Agency, name: str, address: str, role: Role, now: datetime
) -> Actor:
    person = identity.add_person(db, name=name, email=f"{address}@riverton.example", now=now)
    identity.give_role(db, person.id or 0, agency.id or 0, role)
    return identity.actor(db, person.id or 0, agency.id or 0)


def _named(
    db: Session, person: Actor, steps: tuple[Step, ...], *, by: Actor, now: datetime
) -> Actor:
    """The person, whose yes can be that of these steps from now on."""
    identity.name_for(db, person.person_id, steps, by=by, now=now)
    return identity.actor(db, person.person_id, person.agency_id)


def _accounts(
    db: Session,
    runtime: Runtime,
    network: practice.Serving,
    agency: identity.Agency,
    *,
    by: Actor,
    now: datetime,
) -> dict[PlatformName, int]:
    """Open the practice accounts, give the town its past, and connect each by trying its keys."""
    world = network.world
    opened = {
        PlatformName.X: practice.open_account(
            world, practice.Network.X, handle=HANDLE, name=agency.short_name
        ),
        PlatformName.FACEBOOK: practice.open_account(
            world, practice.Network.FACEBOOK, handle=HANDLE, name=agency.short_name
        ),
    }
    opened[PlatformName.INSTAGRAM] = practice.open_account(
        world,
        practice.Network.INSTAGRAM,
        handle=HANDLE.lower(),
        name=agency.short_name,
        linked_to=opened[PlatformName.FACEBOOK].stable_id,
    )
    town = practice.build(seed=TOWN, zone=identity.zone(TIME_ZONE))
    practice.seed_history(world.store, town, until=now)
    made = {
        platform: _connect(db, runtime, network, platform, account, by=by, now=now)
        for platform, account in opened.items()
    }
    made[PlatformName.HANDOFF] = _by_hand(db, runtime, by=by, now=now)
    return made


def _connect(  # noqa: PLR0913 - a connection has this many parts
    db: Session,
    runtime: Runtime,
    network: practice.Serving,
    platform: PlatformName,
    opened: practice.NetworkAccount,
    *,
    by: Actor,
    now: datetime,
) -> int:
    url = network.address + PATHS[platform]
    secrets = dict(opened.credentials)
    trial = Connection(platform, opened.stable_id, opened.handle, secrets, url)
    profile = runtime.platforms[platform].profile(trial)
    account = identity.connect(
        db, platform, profile, secrets, by=by, vault=runtime.vault, now=now, practice_url=url
    )
    return account.id or 0


def _by_hand(db: Session, runtime: Runtime, *, by: Actor, now: datetime) -> int:
    profile = Profile("nextdoor", "Riverton neighborhoods", "Nextdoor (by hand)")
    account = identity.connect(
        db, PlatformName.HANDOFF, profile, {}, by=by, vault=runtime.vault, now=now
    )
    return account.id or 0
