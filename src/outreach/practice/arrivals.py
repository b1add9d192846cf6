"""Residents meeting a post: stored with their times when it is published, cut short when deleted.

Who follows changes with them, and so does whether a later meeting is a follower's.
"""

import json
from datetime import datetime
from sqlite3 import Row

from outreach.practice import reading
from outreach.practice.acts import CHANGES_FOLLOWING, Act
from outreach.practice.file import File
from outreach.practice.instants import Instant, instant
from outreach.practice.residents import Network, Town
from outreach.practice.town import HORIZON, Follow, Meeting, Shown, meetings

_POST = """
SELECT post.*, network, stable_id FROM post JOIN account ON account.id = account_id
WHERE post.id = ?
"""

_FOLLOWS = """
SELECT resident_id, since, until FROM follow
WHERE account_id = ? AND (until IS NULL OR until >= ?)
"""

_MEET = """
INSERT INTO meeting (post_number, resident_id, at, as_follower, acts) VALUES (?, ?, ?, ?, ?)
"""

_FOLLOW = """
INSERT INTO follow (account_id, resident_id, since, gained_by) VALUES (?, ?, ?, ?)
"""

_UNFOLLOW = """
UPDATE follow SET until = :at, lost_by = :post
WHERE account_id = :account AND resident_id = :resident AND since < :at AND until IS NULL
"""

#: A resident's meetings after an instant, with every post still going through the town then.
_TELL_FOLLOWER_AGAIN = """
UPDATE meeting SET as_follower = EXISTS (
  SELECT 1 FROM follow
  WHERE account_id = :account AND follow.resident_id = :resident
    AND since < meeting.at AND (until IS NULL OR until >= meeting.at)
)
WHERE resident_id = :resident AND at > :after AND post_number IN (
  SELECT number FROM post WHERE account_id = :account AND shown_at > :after - :horizon
)
"""

#: The stretches of following that a post changed after an instant.
_CHANGED_AFTER = """
SELECT * FROM follow WHERE account_id = :account
  AND (gained_by = :post AND since > :after OR lost_by = :post AND until > :after)
"""

_NEXT_STRETCH = """
SELECT * FROM follow WHERE account_id = ? AND resident_id = ? AND since > ? ORDER BY since LIMIT 1
"""

_REMOVE_STRETCH = "DELETE FROM follow WHERE account_id = ? AND resident_id = ? AND since = ?"

_END_STRETCH = """
UPDATE follow SET until = ?, lost_by = ? WHERE account_id = ? AND resident_id = ? AND since = ?
"""

_NOT_DONE = """
UPDATE meeting SET acts = acts & ~? WHERE post_number = ? AND resident_id = ? AND at = ?
"""


def meet(file: File, town: Town, post_id: str) -> None:
    """Store every meeting the published post will have, and who follows or leaves because of it."""
    post = file.read(_POST, post_id)[0]
    if post["reply_to"] is not None:
        return
    follows = map(Follow._make, file.read(_FOLLOWS, post["account_id"], post["shown_at"]))
    met = meetings(town, _shown(post), follows)
    file.write_all(_MEET, [(post["number"], *meeting) for meeting in met])
    for meeting in met:
        if meeting.acts & CHANGES_FOLLOWING:
            _change_following(file, post, meeting)


def stop(file: File, post_id: str, at: datetime) -> None:
    """Undo what would have happened after the post was deleted."""
    post = file.read(_POST, post_id)[0]
    account, number, end = post["account_id"], post["number"], instant(at)
    file.write("DELETE FROM meeting WHERE post_number = ? AND at > ?", number, end)
    for stretch in file.read(_CHANGED_AFTER, account=account, post=number, after=end):
        if stretch["gained_by"] == number and stretch["since"] > end:
            _never_begin(file, stretch)
        else:
            _never_end(file, stretch)
        _tell_follower_again(file, account, stretch["resident_id"], end)


def _shown(post: Row) -> Shown:
    text = post["text"]
    has_poll = bool(json.loads(post["poll_options"]))
    has_media = bool(json.loads(post["media_ids"]))
    return Shown(
        id=post["id"],
        account_id=post["stable_id"],
        network=Network(post["network"]),
        shown_at=post["shown_at"],
        language=reading.language_of(text),
        appeal=reading.appeal(text, has_media=has_media, has_poll=has_poll),
        has_link=post["link"] is not None,
        has_poll=has_poll,
    )


def _change_following(file: File, post: Row, meeting: Meeting) -> None:
    account, resident, at = post["account_id"], meeting.resident_id, meeting.at
    if meeting.acts & Act.FOLLOW:
        file.write(_FOLLOW, account, resident, at, post["number"])
    else:
        file.write(_UNFOLLOW, account=account, resident=resident, at=at, post=post["number"])
    _tell_follower_again(file, account, resident, at)


def _never_begin(file: File, stretch: Row) -> None:
    """Take back a follow, and with it the farewell another post would have caused."""
    if stretch["lost_by"] is not None:
        _not_done(file, stretch, Act.UNFOLLOW, by=stretch["lost_by"], at=stretch["until"])
    file.write(_REMOVE_STRETCH, *_key(stretch))


def _never_end(file: File, stretch: Row) -> None:
    """Take back a farewell; a later return is then no return, and its own end is this one's."""
    until, lost_by = None, None
    for later in file.read(_NEXT_STRETCH, *_key(stretch)):
        until, lost_by = later["until"], later["lost_by"]
        _not_done(file, later, Act.FOLLOW, by=later["gained_by"], at=later["since"])
        file.write(_REMOVE_STRETCH, *_key(later))
    file.write(_END_STRETCH, until, lost_by, *_key(stretch))


def _not_done(file: File, stretch: Row, act: Act, *, by: int, at: Instant) -> None:
    file.write(_NOT_DONE, act, by, stretch["resident_id"], at)


def _tell_follower_again(file: File, account: int, resident: int, after: Instant) -> None:
    file.write(
        _TELL_FOLLOWER_AGAIN, account=account, resident=resident, after=after, horizon=HORIZON
    )


def _key(stretch: Row) -> tuple[int, int, Instant]:
    return stretch["account_id"], stretch["resident_id"], stretch["since"]
