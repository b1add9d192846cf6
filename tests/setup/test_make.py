"""Set-up by make: it says what a machine lacks, and does nothing twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import tree

pytestmark = pytest.mark.process


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a pretended Python that only notes what it is asked to do."""
    shutil.copy(tree.ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "requirements-test.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@" >> log\n')
    python.chmod(0o755)
    return tmp_path


def make(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=checkout,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def asked(checkout: Path) -> int:
    """How often Python was asked to do something so far."""
    log = checkout / "log"
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_a_machine_without_a_new_enough_python_is_told_what_to_install(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    done = make(checkout, "run", "PYTHON=")
    assert done.returncode != 0
    assert "Outreach needs Python 3.11 or later" in done.stdout
    assert "apt-get install python3 python3-venv" in done.stdout


def test_a_python_without_venv_is_told_what_to_install(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    done = make(checkout, "run", "PYTHON=false")
    assert done.returncode != 0
    assert "apt-get install python3-venv" in done.stdout
    assert not (checkout / ".venv").exists()


def test_a_second_set_up_installs_nothing(checkout: Path) -> None:
    make(checkout, ".venv/test")
    before = asked(checkout)
    make(checkout, ".venv/test", ".venv/run")
    assert before == 2
    assert asked(checkout) == before


@pytest.mark.parametrize("changed", ["requirements-test.lock", "pyproject.toml"])
def test_a_changed_lock_is_installed(checkout: Path, changed: str) -> None:
    make(checkout, ".venv/test")
    before = asked(checkout)
    stamp = (checkout / ".venv" / "test").stat().st_mtime
    os.utime(checkout / changed, (stamp + 10, stamp + 10))
    make(checkout, ".venv/test")
    assert asked(checkout) == before + 2


def test_make_alone_lists_what_it_can_do(checkout: Path) -> None:
    assert "make run" in make(checkout).stdout
