"""compose.yaml, read as text: its parts, its secrets, and what waits for what."""

import re
from typing import Any

import yaml
from typer.main import get_command

import tree
from outreach.cli import app
from outreach.settings import SECRETS, Settings

FILE: dict[str, Any] = yaml.safe_load((tree.ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = ("migrate", "web", "worker")


def test_there_are_two_web_processes_three_workers_and_a_database() -> None:
    assert SERVICES["web"]["deploy"] == {"replicas": 2}
    assert SERVICES["worker"]["deploy"] == {"replicas": 3}
    assert SERVICES["postgres"]["image"].startswith("postgres:")


def test_every_part_of_ours_runs_a_command_that_exists() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # it is a group
    assert {SERVICES[name]["command"] for name in OURS} == {"migrate", "serve", "work"}
    assert {SERVICES[name]["command"] for name in OURS} <= set(commands)


def test_secrets_come_from_files_and_from_nowhere_else() -> None:
    for service in SERVICES.values():
        said = [name for name in service["environment"] if re.search("(PASSWORD|KEY|URL)$", name)]
        assert set(said) <= {"OUTREACH_PUBLIC_URL"}
        for name, value in service["environment"].items():
            if name.endswith("_FILE"):
                secret = value.removeprefix("/run/secrets/")
                assert secret in service["secrets"]
                assert FILE["secrets"][secret] == {"file": f"./secrets/{secret}"}


def test_every_setting_exists() -> None:
    for name in OURS:
        for variable in SERVICES[name]["environment"]:
            setting = variable.removeprefix("OUTREACH_").lower()
            assert setting in Settings.model_fields or setting.removesuffix("_file") in SECRETS


def test_nothing_starts_before_the_database_is_up_and_up_to_date() -> None:
    assert SERVICES["postgres"]["healthcheck"]["test"][1] == "pg_isready"
    assert SERVICES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        ready = {"migrate": {"condition": "service_completed_successfully"}}
        assert SERVICES[name]["depends_on"] == ready


def test_the_pages_keep_the_health_check_of_their_image() -> None:
    assert "healthcheck" not in SERVICES["web"]
    assert SERVICES["worker"]["healthcheck"] == {"disable": True}


def test_the_database_keeps_its_rows_and_is_reached_from_inside_alone() -> None:
    assert SERVICES["postgres"]["volumes"] == ["data:/var/lib/postgresql/data"]
    assert "ports" not in SERVICES["postgres"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


def test_a_worker_has_the_time_to_finish_what_it_marked() -> None:
    seconds = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert seconds > Settings.model_fields["send_timeout"].default * 2
