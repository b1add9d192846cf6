"""Rule packs are read strictly: a fault is told by file, rule and field, and it blocks."""

from datetime import timedelta
from pathlib import Path

import pytest

from outreach.review import checks
from scripts.check_cases import NOW

GOOD = """\
id: local
title: Words of our town
language: en
effective_from: 2026-01-01
expires: 2027-01-01
source: the town clerk
reviewed_by: the town clerk
lists:
  guilt_words:
    words: [scallywag]
    unless: [scallywag theatre]
patterns:
  phone: 'ext[.] ?\\d{3}'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, text: str) -> checks.Packs:
    (folder / "local.yaml").write_text(text, "utf-8")
    return checks.read_packs((folder,), NOW)


def look(packs: checks.Packs, body: str) -> tuple[checks.Finding, ...]:
    surface = checks.Surface(checks.SurfaceKind.BODY, body)
    return checks.run(checks.Subject((surface,)), packs, NOW)


def test_the_shipped_packs_are_sound_and_hold_what_the_rules_ask_for() -> None:
    packs = checks.read_packs((), NOW)
    held = {"booking_photo"}
    for pack in packs.packs:
        held |= {each.name for each in pack.lists}
        held |= set(pack.values) | set(pack.patterns) | set(pack.texts)
    assert packs.faults == ()
    assert {name for rule in checks.RULES.values() for name in rule.data} <= held


def test_every_list_of_the_shipped_packs_is_asked_for() -> None:
    asked = {name for rule in checks.RULES.values() for name in rule.data}
    for pack in checks.read_packs((), NOW).packs:
        held = {each.name for each in pack.lists}
        assert held | set(pack.values) | set(pack.patterns) | set(pack.texts) <= asked, pack.id


def test_an_agency_adds_words_of_its_own(folder: Path) -> None:
    packs = read(folder, GOOD)
    assert [found.rule for found in look(packs, "A scallywag took it.")] == ["JUST-01"]
    assert look(packs, "The scallywag theatre opens.") == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("source: the town clerk\n", "", "local.yaml, source: This field is missing."),
        ("expires: 2027-01-01\n", "", "local.yaml, expires: This field is missing."),
        ("expires: 2027-01-01", "expires: soon", "local.yaml, expires: This is not a date."),
        ("expires: 2027", "expires: 2020", "local.yaml, expires: It ends before it begins."),
        ("title:", "tilte:", "local.yaml, tilte: This field is not known."),
        ("unless:", "except:", "local.yaml, lists, guilt_words, except: This field is not known."),
        ("words: [scallywag]", "words: scallywag", "local.yaml, lists, guilt_words, words: "),
        ("[scallywag]", "['a.b']", "guilt_words, words: “a.b” could never be found."),
        ("[scallywag]", "[yes]", "guilt_words, words: “True” is not a word."),
        ("ext[.] ?\\d{3}", "(ext", "local.yaml, patterns, phone: The pattern does not compile"),
        (
            "ext[.] ?\\d{3}",
            "(a+)+b",
            "local.yaml, patterns, phone: The pattern repeats without end",
        ),
        ("ext[.] ?\\d{3}", "(?:a{1,40}){1,40}", "phone: The pattern could take very long"),
        ("ext[.] ?\\d{3}", "(a)b\\1", "phone: The pattern points back to a group"),
        ("ext[.] ?\\d{3}", "x{0,3}", "phone: The pattern matches nothing at all"),
        ("id: local", "id: local\nid: other", "“id” stands twice"),
        ("id: local", "id: justice-en", "justice-en: Two rule packs have this id."),
        ("id: local", "id: [", "local.yaml: The file is not plain YAML"),
        ("patterns:", "allows: [booking_photo]\npatterns:", "allows: A permission needs states."),
        ("patterns:", "allows: [mugs]\npatterns:", "“mugs” is nothing a pack can permit."),
        (GOOD, "just words", "local.yaml: The file holds no fields."),
    ],
)
def test_a_broken_pack_is_told_and_blocks(folder: Path, old: str, new: str, told: str) -> None:
    packs = read(folder, GOOD.replace(old, new))
    first = look(packs, "Good morning.")[0]
    assert any(told in str(fault) for fault in packs.faults), packs.faults
    assert (first.rule, first.severity, first.override) == ("PACK-01", "block", "nobody")


def test_a_pack_that_is_no_text_or_too_large_is_told(folder: Path) -> None:
    (folder / "local.yaml").write_bytes(b"\xff\xfe\x00")
    assert "not plain YAML" in str(checks.read_packs((folder,), NOW).faults[0])
    (folder / "local.yaml").write_bytes(b"#" * 1_000_001)
    assert "larger than 1 MB" in str(checks.read_packs((folder,), NOW).faults[0])


def test_a_broken_pack_does_not_silence_the_others(folder: Path) -> None:
    packs = read(folder, "id: [")
    assert "OPS-09" in {found.rule for found in look(packs, "Time: TBD")}


def test_a_pack_of_tomorrow_does_not_count_yet(folder: Path) -> None:
    packs = read(folder, GOOD.replace("from: 2026-01-01", "from: 2026-11-24"))
    assert look(packs, "A scallywag took it.") == ()


def test_the_words_of_an_expired_pack_still_count_and_it_is_told(folder: Path) -> None:
    packs = read(folder, GOOD.replace("expires: 2027-01-01", "expires: 2026-11-22"))
    found = {each.rule: each.severity for each in look(packs, "A scallywag took it.")}
    assert found == {"PACK-02": "warn", "JUST-01": "warn"}


def test_what_a_pack_permits_ends_with_it() -> None:
    folder = Path(__file__).parent / "packs"
    later = NOW + timedelta(days=800)
    assert checks.read_packs((folder,), NOW).allows("booking_photo", "ZZ")
    assert not checks.read_packs((folder,), later).allows("booking_photo", "ZZ")
    assert not checks.read_packs((folder,), NOW).allows("booking_photo", "NM")


def test_a_pack_of_one_state_holds_there_only(folder: Path) -> None:
    packs = read(folder, GOOD.replace("language: en", "language: en\nstates: [NM]"))
    surface = checks.Surface(checks.SurfaceKind.BODY, "A scallywag took it.")
    here = checks.Subject((surface,), house=checks.House(state="NM"))
    there = checks.Subject((surface,), house=checks.House(state="TX"))
    assert [found.rule for found in checks.run(here, packs, NOW)] == ["JUST-01"]
    assert checks.run(there, packs, NOW) == ()


def test_a_language_without_lists_is_told() -> None:
    surface = checks.Surface(checks.SurfaceKind.BODY, "Xin chào", "vi")
    found = checks.run(checks.Subject((surface,)), checks.read_packs((), NOW), NOW)
    assert [each.rule for each in found] == ["PACK-03"]
