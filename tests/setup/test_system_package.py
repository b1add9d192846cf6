"""System packages are installed where that is allowed; elsewhere a sentence says what is lost."""

import subprocess
from pathlib import Path

import pytest

import tree

pytestmark = pytest.mark.process


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of pretended commands, which are all the script can find."""
    for name in ("sh", "echo"):
        (tmp_path / name).symlink_to(f"/bin/{name}")
    return tmp_path


def pretend(machine: Path, name: str, does: str) -> None:
    command = machine / name
    command.write_text(f"#!/bin/sh\n{does}\n")
    command.chmod(0o755)


def ask(machine: Path) -> str:
    """Ask for a package. The script always ends well, because set-up goes on without it."""
    done = subprocess.run(
        [tree.ROOT / "scripts" / "system-package", "libkind1", "Kindness will be missing."],
        env={"PATH": str(machine), "LOG": str(machine / "log")},
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    return done.stdout


def test_without_apt_it_says_so(machine: Path) -> None:
    assert ask(machine) == (
        "libkind1 is missing and this machine has no apt-get to install it with. "
        "Kindness will be missing.\n"
    )


def test_who_may_not_install_is_told_what_to_ask_for(machine: Path) -> None:
    pretend(machine, "apt-get", "exit 1")
    pretend(machine, "id", "echo 1000")
    pretend(machine, "sudo", "exit 1")
    assert "Ask for: apt-get install libkind1. Kindness will be missing." in ask(machine)


def test_root_installs_it(machine: Path) -> None:
    pretend(machine, "apt-get", 'echo "$@" >> "$LOG"')
    pretend(machine, "id", "echo 0")
    assert ask(machine) == "Installing libkind1 (a system package).\n"
    assert "install" in (machine / "log").read_text()


def test_a_stale_package_list_is_brought_up_to_date(machine: Path) -> None:
    pretend(machine, "id", "echo 0")
    pretend(
        machine,
        "apt-get",
        'case "$*" in *update*) echo up >> "$LOG" ;; *) read -r _ < "$LOG" ;; esac',
    )
    assert ask(machine) == "Installing libkind1 (a system package).\n"


def test_a_failed_install_is_a_sentence_and_not_an_error(machine: Path) -> None:
    pretend(machine, "id", "echo 1000")
    pretend(machine, "sudo", '[ "$2" = true ]')
    pretend(machine, "apt-get", "exit 1")
    assert ask(machine).endswith("libkind1 could not be installed. Kindness will be missing.\n")
