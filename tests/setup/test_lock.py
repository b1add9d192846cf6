"""The locks: exact versions with hashes, no addresses, and everything the project names in them."""

import re
import tomllib

import pytest

import tree

LOCKS = ("requirements.lock", "requirements-test.lock")
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,0-9-]+\])?==([^ ;]+)", re.MULTILINE)
PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((tree.ROOT / lock).read_text("utf-8")))


def plain(requirement: str) -> str:
    """A package's name alone, as locks spell it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[._-]+", "-", found.group()).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_its_hashes(lock: str) -> None:
    parts = re.split(r"^(?=[a-z0-9])", (tree.ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    assert [part for part in parts[1:] if not PIN.match(part) or "--hash=sha256:" not in part] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (tree.ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links| @ ", text)


def test_what_the_program_needs_is_locked() -> None:
    needed = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
    assert {plain(each) for each in needed} <= set(pins("requirements.lock"))


def test_what_the_tests_need_is_locked() -> None:
    needed = PROJECT["project"]["optional-dependencies"]["test"]
    assert {plain(each) for each in needed} <= set(pins("requirements-test.lock"))


def test_both_locks_agree() -> None:
    tests = pins("requirements-test.lock")
    program = pins("requirements.lock")
    assert program == {name: tests.get(name) for name in program}


def test_what_builds_the_project_is_locked() -> None:
    assert {plain(each) for each in PROJECT["build-system"]["requires"]} <= set(
        pins("requirements.lock")
    )
