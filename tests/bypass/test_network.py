"""The same over the practice network: what its store holds is what was approved, byte for byte."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bypass.line import Line
from outreach import brand, identity, posts, practice
from outreach import db as database
from outreach.platforms import PlatformName
from outreach.platforms.x import X

pytestmark = pytest.mark.network


@contextmanager
def on_the_network(line: Line) -> Iterator[tuple[Line, practice.World, practice.NetworkAccount]]:
    """The line with its X account on a practice network that answers over HTTP."""
    home = line.runtime.settings.home
    world = practice.World(practice.Store(home / "practice.db"), line.clock)
    owner = practice.open_account(world, practice.Network.X, handle="riverton", name="Riverton")
    with practice.serve_in_thread(world) as network:
        with database.writing(line.runtime.engine) as db:
            for account in identity.accounts_of(db, line.people.agency.id or 0):
                if account.platform is PlatformName.X:
                    account.stable_id, account.handle = owner.stable_id, owner.handle
                    account.practice_url = f"{network.address}/x"
                    account.sealed = line.runtime.vault.seal(dict(owner.credentials))
                    db.add(account)
        platforms = {**line.runtime.platforms, PlatformName.X: X(5.0)}
        line.runtime = replace(line.runtime, platforms=platforms)
        yield line, world, owner
    world.store.close()


def test_the_network_holds_what_was_approved(line: Line) -> None:
    with on_the_network(line) as (joined, world, owner):
        joined.compose()
        joined.approve()
        joined.run(days=2)
        [post] = world.store.every_post(owner)
        seen = next(one for one in joined.approved.values() if one.text == post.text)
        media = [world.store.media(one) for one in post.media_ids]
        assert tuple((one.sha256, one.alt) for one in media if one) == seen.pictures
        assert post.published_at is not None
        assert post.published_at >= seen.due_at


def test_the_network_receives_nothing_that_changed(line: Line) -> None:
    with on_the_network(line) as (joined, world, owner):
        joined.compose()
        joined.approve()
        with database.writing(joined.runtime.engine) as db:
            [variant] = [
                each
                for each in posts.variants_of(db, joined.placed()[0].post_id)
                if each.platform is PlatformName.X
            ]
            asset = db.get_one(brand.Asset, variant.asset_id)
            asset.alt = {"en": "Something else."}
            db.add(asset)
        joined.run(days=2)
        assert world.store.every_post(owner) == []
        assert world.store.requests() == []
