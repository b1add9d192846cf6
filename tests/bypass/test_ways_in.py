"""Each way in, and each way around: what leaves is byte for byte what was approved, or stays here.

There is no recurrence yet: no post repeats by itself. The nearest to it are the copies that taking
up a kit makes, so those stand here in its place.
"""

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

import build
from bypass.line import Line
from outreach import brand, campaigns, cli, delivery, identity, posts, stories
from outreach import db as database
from outreach.delivery import State
from outreach.lib import shipped
from web.reading import fields_of

KIT = shipped.folder("campaigns") / "collaboration-principles"


def test_page(line: Line) -> None:
    line.compose()
    line.approve()
    line.run(days=2)
    assert line.sent_as_approved() == len(line.approved) == 2


def test_nothing_leaves_without_a_yes(line: Line) -> None:
    line.compose()
    line.run(days=2)
    assert line.received() == []


def test_form_without_javascript_that_sends_other_words_after_the_yes(line: Line) -> None:
    at = line.compose()
    line.approve()
    rivera = line.browser(line.people.rivera)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    changed = {**fields, "words.0.text": fields["words.0.text"][0] + " Come and see."}
    assert rivera.post(at, data=changed, files={"file": ("", b"")}).status_code == 303
    line.run(days=2)
    assert line.sent_as_approved() == 1


def test_form_that_approves_other_bytes_than_were_shown(line: Line) -> None:
    line.compose()
    lang = line.browser(line.people.lang)
    for number in line.waiting():
        forged = {"digest": "0" * 64, "decision": "approve"}
        assert lang.post(f"/approvals/{number}", data=forged).status_code == 409
    line.run(days=2)
    assert line.received() == []


def test_one_word_let_pass_takes_no_other_with_it(line: Line) -> None:
    at = line.compose(act="save")
    placed = line.placed()[0]
    line.change(_guilty_twice, placed.variant_id)
    with database.writing(line.runtime.engine) as db:
        chief, by = line.people.lang.person_id, line.people.admin
        identity.name_for(db, chief, (identity.Step.LEGAL,), by=by, now=line.clock.now())
    lang = line.browser(line.people.lang)
    fields = fields_of(lang.get(at).text)
    given = {"digest": fields["digest"][0], "finding": fields["finding"][0], "reason": "Told."}
    assert lang.post(f"{at}/sends/{placed.id}/overrule", data=given).status_code == 303
    left = fields_of(lang.get(at).text)["finding"]
    assert fields["finding"][0] not in left
    assert left
    asked = line.browser(line.people.rivera).post(f"{at}/sends/{placed.id}/ask")
    assert asked.status_code == 422
    line.run(days=2)
    assert line.received() == []


def test_import_of_the_story_with_other_words_after_the_yes(line: Line) -> None:
    line.compose()
    line.approve()
    with database.reading(line.runtime.engine) as db:
        row = stories.get(db, line.story_id, line.people.agency.id or 0)
        told = stories.whole(db, row)
    text = (KIT / "stories.yaml").read_text(encoding="utf-8")
    other = text.replace(told.title, f"{told.title}, told anew")
    file = line.runtime.settings.home / "stories.yaml"
    file.write_text(other, encoding="utf-8")
    line.change(stories.import_stories, file, publish=True)
    line.run(days=2)
    assert line.sent_as_approved() == len(line.received())


def test_adoption_of_a_kit_approved_by_the_week(line: Line) -> None:
    _adopt(line, posts.read_templates(shipped.folder("templates")))
    lang = line.browser(line.people.lang)
    week = "2026-W49"
    fields = fields_of(lang.get(f"/approvals?week={week}").text)
    with database.reading(line.runtime.engine) as db:
        chosen = [one.id or 0 for one in delivery.in_week(db, line.people.agency.id or 0, week)]
    for number in chosen:
        line.witness(number)
    assert lang.post("/approvals", data=fields).status_code == 303
    line.run(days=16)
    assert line.sent_as_approved() == len(line.received()) > 5
    assert len(line.received()) <= len(chosen)


def test_template_edited_after_the_yes(line: Line, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(shipped.folder("templates"), folder)
    _adopt(line, posts.read_templates(folder))
    line.approve(line.waiting()[:4])
    for file in folder.rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("neighbors", "customers"))
    posts.read_templates(folder)
    line.run(days=16)
    assert line.sent_as_approved() == len(line.received()) > 0


def test_copies_of_a_post_need_a_yes_of_their_own(line: Line) -> None:
    """Two posts with the same words, as two runs of the same idea would make them."""
    line.compose(title="The first")
    line.compose(title="The second", on="2026-11-26")
    line.approve(line.waiting()[:2])
    line.run(days=5)
    assert line.sent_as_approved() == 2


def test_command(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """By command the same verbs are asked: nothing is scheduled by who wrote it."""
    line.compose(act="save")
    with database.writing(line.runtime.engine) as db:
        for placed in line.placed():
            delivery.ask(db, placed.id or 0, by=line.people.rivera, now=line.clock.now())
    monkeypatch.setattr("outreach.bootstrap.build", lambda _settings: line.runtime)
    numbers = [str(number) for number in line.waiting()]
    assert _typed(monkeypatch, "approve", *numbers, "--as", "rivera@example.org") == 1
    line.run(hours=1)
    assert line.received() == []
    for number in line.waiting():
        line.witness(number)
    assert _typed(monkeypatch, "approve", *numbers, "--as", "lang@example.org") == 0
    line.run(days=2)
    assert line.sent_as_approved() == 2


def test_command_that_moves_after_the_yes(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line.compose()
    line.approve()
    monkeypatch.setattr("outreach.bootstrap.build", lambda _settings: line.runtime)
    number = str(line.placed()[0].id)
    to = ("--to", "2026-11-24 15:00")
    assert _typed(monkeypatch, "posts", "move", number, *to, "--as", "rivera@example.org") == 0
    line.run(days=3)
    assert line.sent_as_approved() == 1


def test_picture_whose_bytes_were_exchanged_on_the_disk(line: Line) -> None:
    line.compose()
    line.approve()
    [sha] = {seen.pictures[0][0] for seen in line.approved.values()}
    [file] = [path for path in line.runtime.media.rglob("*") if path.name.startswith(sha)]
    file.chmod(0o600)
    file.write_bytes(file.read_bytes() + b"one byte more")
    line.run(days=2)
    assert line.received() == []
    assert line.states() == {State.FAILED}


def test_picture_described_otherwise_after_the_yes(line: Line) -> None:
    line.compose()
    line.approve()
    with database.reading(line.runtime.engine) as db:
        variant = posts.variants_of(db, line.placed()[0].post_id)[0]
        asset = db.get_one(brand.Asset, variant.asset_id)
        facts = brand.facts_of(asset)
    other = _described(facts, "Other words for the same picture.")
    line.change(delivery.describe, asset.id, other)
    line.run(days=2)
    assert line.received() == []
    assert line.states() == {State.DRAFT}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE variant SET text = text || ' And more.'",
        "UPDATE variant SET link = 'https://example.org/elsewhere'",
        """UPDATE asset SET alt = '{"en": "Something else."}'""",
        "UPDATE asset SET sha256 = original_sha256 || 'x'",
        "UPDATE placement SET due_at = datetime(due_at, '-1 hour')",
        "UPDATE placement SET digest = 'x'",
        "UPDATE approval SET digest = 'x'",
        "UPDATE approval SET decision = 'refuse'",
        "UPDATE approval SET by_id = (SELECT placed_by FROM placement)",
    ],
)
def test_rows_changed_behind_our_back(line: Line, sql: str) -> None:
    line.compose()
    line.approve()
    with database.writing(line.runtime.engine) as db:
        db.execute(sa.text(sql))
    line.run(days=2)
    assert line.received() == []


def test_move_on_the_page(line: Line) -> None:
    at = line.compose()
    line.approve()
    number = line.placed()[0].id
    rivera = line.browser(line.people.rivera)
    answer = rivera.post(f"{at}/sends/{number}/move", data={"on": "2026-11-25", "at": "10:00"})
    assert answer.status_code == 303
    line.run(days=3)
    assert line.sent_as_approved() == 1


def test_move_and_move_back_keeps_the_yes(line: Line) -> None:
    at = line.compose()
    line.approve()
    moved = line.placed()[0]
    back = moved.local_time
    rivera = line.browser(line.people.rivera)
    way = f"{at}/sends/{moved.id}/move"
    rivera.post(way, data={"on": "2026-11-25", "at": "10:00"})
    rivera.post(way, data={"on": back[:10], "at": back[11:16]})
    line.run(days=3)
    assert line.sent_as_approved() == 2


def _adopt(line: Line, shelf: posts.Shelf) -> None:
    """The shipped kit, taken up by Rivera; the other stories it needs come with it."""
    now, rivera = line.clock.now(), line.people.rivera
    with database.writing(line.runtime.engine) as db:
        stories.import_stories(db, KIT / "stories.yaml", by=rivera, now=now, publish=True)
        accounts = {
            platform: build.an_account(
                db, line.people, now=now, platform=platform, vault=line.runtime.vault
            ).id
            or 0
            for platform in posts.WRITABLE
        }
        line.people.agency.contact = "555-0100"
        db.merge(line.people.agency)
    with database.writing(line.runtime.engine) as db:
        campaigns.adopt(
            db,
            campaigns.read_kit(KIT),
            campaigns.Means(shelf, line.runtime.media, accounts),
            campaigns.Wish(starts_on=date(2026, 11, 30), answers=ANSWERS),
            by=rivera,
            now=now,
        )


def _guilty_twice(db: Session, variant_id: int, *, by: identity.Actor, now: datetime) -> None:
    """The variant's own words, and two that call people guilty."""
    variant = db.get_one(posts.Variant, variant_id)
    text = "Officers arrested a thief on Main Street. A burglar ran from Elm Street."
    words = posts.Words(variant.platform, text, variant.language)
    delivery.reword(db, variant_id, words, revision=variant.revision, by=by, now=now)


def _described(facts: brand.PictureFacts, words: str) -> brand.PictureFacts:
    return replace(facts, alt={**facts.alt, "en": words})


def _typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["outreach", *words])
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


ANSWERS = {
    "chief_name": "Chief Lang",
    "partner_name": "Riverton Neighbors",
    "event_place": "the community room of our station",
}
