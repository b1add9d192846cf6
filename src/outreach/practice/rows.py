"""How each kept value is spelled as a row of `schema.sql`, and read back."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row
from zoneinfo import ZoneInfo

from outreach.practice.file import Value
from outreach.practice.instants import Instant, instant, moment
from outreach.practice.kept import Media, NetworkAccount, NetworkPost, Request
from outreach.practice.residents import AgeBand, App, Language, Network, Resident, Town
from outreach.practice.timetable import Opening

INSERT_ACCOUNT = """
INSERT INTO account (network, stable_id, handle, name, credentials, expired, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

INSERT_MEDIA = """
INSERT INTO media (id, account_id, content, sha256, media_type, alt, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

SELECT_MEDIA = """
SELECT media.*, network, stable_id
FROM media JOIN account ON account.id = media.account_id
"""

INSERT_POST = """
INSERT INTO post (id, account_id, text, media_ids, poll_options, poll_minutes, link, reply_to,
  created_at, published_at, visible_from, edited_at, deleted_at, routine, campaign)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SELECT_POST = """
SELECT post.*, network, stable_id
FROM post JOIN account ON account.id = post.account_id
"""

SELECT_VISIBLE = f"""
{SELECT_POST}
WHERE network = :network AND stable_id = :stable_id
  AND shown_at <= :now AND (deleted_at IS NULL OR deleted_at > :now)
  AND (:since IS NULL OR published_at >= :since) AND (:until IS NULL OR published_at < :until)
ORDER BY published_at DESC, number DESC LIMIT :limit
"""

INSERT_REQUEST = """
INSERT INTO request_log (network, method, path, account, at, status) VALUES (?, ?, ?, ?, ?, ?)
"""

INSERT_RESIDENT = """
INSERT INTO resident (id, household, district, age, languages, interest, apps, friends, circles)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def from_account(account: NetworkAccount) -> tuple[Value, ...]:
    return (
        account.network,
        account.stable_id,
        account.handle,
        account.name,
        json.dumps(dict(account.credentials)),
        int(account.expired),
        instant(account.created_at),
    )


def to_account(row: Row) -> NetworkAccount:
    return NetworkAccount(
        network=Network(row["network"]),
        stable_id=row["stable_id"],
        handle=row["handle"],
        name=row["name"],
        credentials=json.loads(row["credentials"]),
        expired=bool(row["expired"]),
        created_at=moment(row["created_at"]),
    )


def from_media(media: Media, account_number: int) -> tuple[Value, ...]:
    return (
        media.id,
        account_number,
        media.content,
        media.sha256,
        media.media_type,
        media.alt,
        instant(media.created_at),
    )


def to_media(row: Row) -> Media:
    return Media(
        id=row["id"],
        network=Network(row["network"]),
        account_id=row["stable_id"],
        content=row["content"],
        media_type=row["media_type"],
        alt=row["alt"],
        created_at=moment(row["created_at"]),
    )


def from_post(post: NetworkPost, account_number: int) -> tuple[Value, ...]:
    return (
        post.id,
        account_number,
        post.text,
        json.dumps(post.media_ids),
        json.dumps(post.poll_options),
        post.poll_minutes,
        post.link,
        post.reply_to,
        instant(post.created_at),
        *(counted(at) for at in (post.published_at, post.visible_from)),
        *(counted(at) for at in (post.edited_at, post.deleted_at)),
        int(post.routine),
        post.campaign,
    )


def to_post(row: Row) -> NetworkPost:
    return NetworkPost(
        id=row["id"],
        network=Network(row["network"]),
        account_id=row["stable_id"],
        text=row["text"],
        created_at=moment(row["created_at"]),
        media_ids=tuple(json.loads(row["media_ids"])),
        poll_options=tuple(json.loads(row["poll_options"])),
        poll_minutes=row["poll_minutes"],
        link=row["link"],
        reply_to=row["reply_to"],
        published_at=_moment(row["published_at"]),
        visible_from=_moment(row["visible_from"]),
        edited_at=_moment(row["edited_at"]),
        deleted_at=_moment(row["deleted_at"]),
        routine=bool(row["routine"]),
        campaign=row["campaign"],
    )


def from_request(request: Request) -> tuple[Value, ...]:
    return (
        request.network,
        request.method,
        request.path,
        request.account,
        instant(request.at),
        request.status,
    )


def to_request(row: Row) -> Request:
    return Request(
        network=Network(row["network"]),
        method=row["method"],
        path=row["path"],
        account=row["account"],
        at=moment(row["at"]),
        status=row["status"],
    )


def from_resident(resident: Resident) -> tuple[Value, ...]:
    apps = {
        network: [app.openings, app.depth, app.inflow] for network, app in resident.apps.items()
    }
    return (
        resident.id,
        resident.household,
        resident.district,
        resident.age,
        json.dumps(resident.languages),
        resident.interest,
        json.dumps(apps),
        json.dumps(resident.friends),
        json.dumps(resident.circles),
    )


def to_resident(row: Row) -> Resident:
    return Resident(
        id=row["id"],
        household=row["household"],
        district=row["district"],
        age=AgeBand(row["age"]),
        languages=tuple(Language(spoken) for spoken in json.loads(row["languages"])),
        interest=row["interest"],
        apps={
            Network(network): App(tuple(Opening(*slot) for slot in openings), depth, inflow)
            for network, (openings, depth, inflow) in json.loads(row["apps"]).items()
        },
        friends=tuple(json.loads(row["friends"])),
        circles=tuple(json.loads(row["circles"])),
    )


def to_town(towns: Sequence[Row], residents: Sequence[Row]) -> Town | None:
    """The stored town, or None before anybody moved in."""
    if not towns:
        return None
    return Town(
        seed=towns[0]["seed"],
        zone=ZoneInfo(towns[0]["zone"]),
        residents=tuple(to_resident(row) for row in residents),
    )


def counted(at: datetime | None) -> Instant | None:
    """The instant of a time that may not have come."""
    return None if at is None else instant(at)


def _moment(count: Instant | None) -> datetime | None:
    return None if count is None else moment(count)
