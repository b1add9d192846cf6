"""The image: its steps are replayed where no engine is needed, and read as text where one is."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import tree

SHIPPED = ("campaigns", "templates", "media", "migrations")


def steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, each with its words on one line."""
    text = (tree.ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], " ".join(line.split()[1:])) for line in lines]


def given(instruction: str) -> list[str]:
    return [words for name, words in steps() if name == instruction]


def installs(text: str) -> list[str]:
    """What pip is asked for, from `install` on, without the options that only make it quiet."""
    quiet = re.compile(r" --(quiet|disable-pip-version-check)\b")
    return [quiet.sub("", found) for found in re.findall(r"-m pip (install.*)", text)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what the lock holds and nothing fetched, as the image builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "from hatchling import build; import sys; build.build_wheel(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", build, str(folder)],
        cwd=tree.ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return next(folder.glob("outreach-*.whl"))


def copied() -> set[str]:
    """What is taken from the checkout into the image."""
    taken = [words for words in given("COPY") if not words.startswith("--from")]
    return {source for words in taken for source in words.split()[:-1]}


def test_what_is_copied_is_kept_in_the_project() -> None:
    kept = {tree.name(part) for path in tree.files() for part in (path, path.parent)}
    kept |= {name.split("/")[0] for name in kept}
    assert copied() - kept == set()


def test_what_is_copied_is_let_into_the_build() -> None:
    let_in = re.findall(r"^!(.+)$", (tree.ROOT / ".dockerignore").read_text(), re.MULTILINE)
    assert copied() == set(let_in)


@pytest.mark.process
def test_the_image_installs_what_make_installs() -> None:
    dry = subprocess.run(
        ["make", "--dry-run", "--always-make", ".venv/run"],
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout
    ours = [words.replace("--editable ", "") for words in installs(dry)]
    assert installs("\n".join(given("RUN"))) == ours


def test_the_image_runs_as_nobody_in_particular() -> None:
    made = re.search(r"useradd .*--uid (\d+) .*?(\w+)(?: |$)", "\n".join(given("RUN")))
    assert made is not None
    assert int(made.group(1)) > 0
    assert given("USER") == ["outreach"]
    order = [name for name, _ in steps()]
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert "RUN" not in order[order.index("USER") :]


def test_the_entry_point_is_the_command_of_the_project() -> None:
    scripts = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert given("ENTRYPOINT") == ['["outreach"]']
    assert "outreach" in scripts


def test_the_health_check_asks_the_port_that_is_served() -> None:
    [check] = given("HEALTHCHECK")
    port = re.search(r"OUTREACH_PORT=(\d+)", given("ENV")[-1])
    assert port is not None
    assert f"http://127.0.0.1:{port.group(1)}/healthz" in check
    assert given("EXPOSE") == [port.group(1)]
    compile(json.loads(check[check.index("[") :])[-1], "healthcheck", "exec")


@pytest.mark.process
def test_the_wheel_carries_what_a_checkout_shows(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    kept = [
        path.relative_to(tree.ROOT).as_posix()
        for path in tree.files()
        if path.relative_to(tree.ROOT).parts[0] in SHIPPED
    ]
    assert {name.split("/")[0] for name in kept} == set(SHIPPED)
    assert [name for name in kept if f"outreach/_shipped/{name}" not in inside] == []


@pytest.mark.process
def test_the_wheel_carries_every_file_of_the_program(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    source = [
        path.relative_to(tree.ROOT / "src").as_posix()
        for path in tree.files()
        if tree.SOURCE in path.parents
    ]
    assert [name for name in source if name not in inside] == []


@pytest.mark.process
def test_the_wheel_carries_no_test(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert [name for name in inside if "tests/" in name or "vendor" in name] == []
