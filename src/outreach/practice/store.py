"""The practice networks' one file: what was accepted is on disk before it is answered.

The values kept are in `kept.py`, the tables in `schema.sql`, the residents' part in `arrivals.py`.
"""

from datetime import datetime
from pathlib import Path

from outreach.practice import arrivals, rows
from outreach.practice.file import File, Value
from outreach.practice.instants import instant
from outreach.practice.kept import Media, NetworkAccount, NetworkPost, Request
from outreach.practice.residents import Network, Town


class Store(File):
    """Accounts, media, posts, residents and their meetings, in one SQLite file.

    Safe to share between threads. Each verb that writes is one transaction, on disk before the
    verb returns; `transaction()` joins several into one.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._town: Town | None = None

    def add_account(self, account: NetworkAccount) -> None:
        """Open an account. It has no followers until `history.seed_history`. Refuses a known id."""
        with self.transaction():
            if self.account(account.network, account.stable_id) is not None:
                raise ValueError(
                    f"The {account.network} account {account.stable_id} already exists; "
                    "choose another stable id."
                )
            self.write(rows.INSERT_ACCOUNT, *rows.from_account(account))

    def account(self, network: Network, stable_id: str) -> NetworkAccount | None:
        """The account with that id on that network."""
        found = self.read(
            "SELECT * FROM account WHERE network = ? AND stable_id = ?", network, stable_id
        )
        return rows.to_account(found[0]) if found else None

    def account_by_token(self, network: Network, token: str) -> NetworkAccount | None:
        """The account on that network that this access token opens, expired or not."""
        found = self.read(
            "SELECT * FROM account WHERE network = ? AND credentials ->> 'access_token' = ?",
            network,
            token,
        )
        return rows.to_account(found[0]) if found else None

    def accounts(self) -> list[NetworkAccount]:
        """Every account, in the order they were opened."""
        return [rows.to_account(row) for row in self.read("SELECT * FROM account ORDER BY id")]

    def set_expired(self, network: Network, stable_id: str, *, expired: bool) -> bool:
        """Let an account's token expire, or heal it; answers whether the account exists."""
        return self._changed(
            "UPDATE account SET expired = ? WHERE network = ? AND stable_id = ?",
            int(expired),
            network,
            stable_id,
        )

    def add_media(self, media: Media) -> None:
        """Keep an uploaded file. Refuses an unknown account and a known id."""
        with self.transaction():
            if self.media(media.id) is not None:
                raise ValueError(f"Media {media.id} already exists; choose another id.")
            number = self.account_number(media.network, media.account_id)
            self.write(rows.INSERT_MEDIA, *rows.from_media(media, number))

    def media(self, media_id: str) -> Media | None:
        """The uploaded file with that id."""
        found = self.read(rows.SELECT_MEDIA + " WHERE media.id = ?", media_id)
        return rows.to_media(found[0]) if found else None

    def set_alt(self, media_id: str, alt: str) -> bool:
        """Give a file its text alternative; answers whether the file exists."""
        return self._changed("UPDATE media SET alt = ? WHERE id = ?", alt, media_id)

    def add_post(self, post: NetworkPost) -> None:
        """Keep a post; a published one meets its residents. Refuses a known id."""
        with self.transaction():
            if self.post(post.id) is not None:
                raise ValueError(f"Post {post.id} already exists; choose another id.")
            number = self.account_number(post.network, post.account_id)
            self.write(rows.INSERT_POST, *rows.from_post(post, number))
            if post.published_at is not None:
                self._meet(post.id)

    def publish_post(
        self, post_id: str, at: datetime, *, visible_from: datetime | None = None
    ) -> bool:
        """Publish a draft; answers False, and changes nothing, when it is already published.

        Residents and visitors see it from `visible_from`, if that is later. Refuses a post that
        does not exist or was deleted.
        """
        with self.transaction():
            post = self.post(post_id)
            if post is None or post.deleted_at is not None:
                raise LookupError(f"There is no post {post_id} to publish; create it first.")
            if post.published_at is not None:
                return False
            self.write(
                "UPDATE post SET published_at = ?, visible_from = ? WHERE id = ?",
                instant(at),
                rows.counted(visible_from),
                post_id,
            )
            self._meet(post_id)
        return True

    def post(self, post_id: str) -> NetworkPost | None:
        """The post with that id, whether draft, published or deleted."""
        found = self.read(rows.SELECT_POST + " WHERE post.id = ?", post_id)
        return rows.to_post(found[0]) if found else None

    def posts_of(
        self,
        account: NetworkAccount,
        *,
        visible_at: datetime,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 100,
    ) -> list[NetworkPost]:
        """What a visitor of the account sees at that moment, newest first.

        Published in [since, until), not deleted by then and no longer slow to appear.
        """
        found = self.read(
            rows.SELECT_VISIBLE,
            network=account.network,
            stable_id=account.stable_id,
            now=instant(visible_at),
            since=rows.counted(since),
            until=rows.counted(until),
            limit=limit,
        )
        return [rows.to_post(row) for row in found]

    def every_post(self, account: NetworkAccount) -> list[NetworkPost]:
        """Every post the account ever had, drafts and deleted ones too, oldest first."""
        found = self.read(
            rows.SELECT_POST + " WHERE network = ? AND stable_id = ? ORDER BY number",
            account.network,
            account.stable_id,
        )
        return [rows.to_post(row) for row in found]

    def delete_post(self, post_id: str, at: datetime) -> bool:
        """Take a post down: nobody meets it after `at`; answers whether there was one to take."""
        with self.transaction():
            deleted = self._changed(
                "UPDATE post SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
                instant(at),
                post_id,
            )
            if deleted:
                arrivals.stop(self, post_id, at)
        return deleted

    def edit_text(self, post_id: str, text: str, at: datetime) -> bool:
        """Change a post's words; answers whether there is such a post."""
        return self._changed(
            "UPDATE post SET text = ?, edited_at = ? WHERE id = ? AND deleted_at IS NULL",
            text,
            instant(at),
            post_id,
        )

    def log_request(self, request: Request) -> None:
        """Append one accepted write."""
        self.write(rows.INSERT_REQUEST, *rows.from_request(request))

    def requests(self) -> list[Request]:
        """Every accepted write, in order."""
        return [
            rows.to_request(row) for row in self.read("SELECT * FROM request_log ORDER BY number")
        ]

    def settle(self, town: Town) -> None:
        """Let the town's residents move in. Refuses a second town."""
        if self.town is not None:
            raise ValueError("Residents already live here; start a new file for another town.")
        with self.transaction():
            self.write(
                "INSERT INTO town (id, seed, zone) VALUES (1, ?, ?)", town.seed, town.zone.key
            )
            self.write_all(rows.INSERT_RESIDENT, [rows.from_resident(r) for r in town.residents])
        self._town = town

    @property
    def town(self) -> Town | None:
        """The town whose residents are stored here, if any moved in."""
        with self._lock:
            if self._town is None:
                self._town = rows.to_town(
                    self.read("SELECT * FROM town"), self.read("SELECT * FROM resident ORDER BY id")
                )
            return self._town

    def account_number(self, network: Network, stable_id: str) -> int:
        """The row number of an account. Refuses an unknown one."""
        found = self.read(
            "SELECT id FROM account WHERE network = ? AND stable_id = ?", network, stable_id
        )
        if not found:
            raise LookupError(f"There is no {network} account {stable_id}; create it first.")
        return int(found[0]["id"])

    def _meet(self, post_id: str) -> None:
        if self.town is not None:
            arrivals.meet(self, self.town, post_id)

    def _changed(self, sql: str, *values: Value) -> bool:
        return self.write(sql, *values) > 0
