"""The reference pages made from the code: settings, commands, states, checks. `make docs` writes
them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import typer
from pydantic.fields import FieldInfo
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from outreach import cli, settings
from outreach.delivery import states
from scripts import check_cases

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"

SETTINGS = """\
# Settings

Outreach is set up by environment variables. None of them has to be set: without any, `make run`
serves on this machine only, keeps everything in the folder `home`, and sends nothing anywhere.
This page is made from the code by `make docs`.

| variable | when it is not set | what it does |
| --- | --- | --- |
"""

SECRETS = """
## Secrets from files

A secret can stay out of the environment: put it into a file, and the file's path into the variable
with `_FILE` at its end.

"""

COMMANDS = """\
# Commands

Every command works on the database in `OUTREACH_HOME`, with or without a server running, and ends
with exit code 0 when it did what was asked. This page is made from the code by `make docs`.
"""

STATES = """\
# States of a post

Every post on the calendar is in one of these states, and goes from one to the next only by a way in
this table. A crash leaves it in one of them, and the table says what happens then. This page is
made from the code by `make docs`.
"""


def fields() -> dict[str, FieldInfo]:
    """Every setting by the variable that sets it."""
    return {
        f"OUTREACH_{name.upper()}": field for name, field in settings.Settings.model_fields.items()
    }


def commands() -> Iterator[tuple[str, TyperCommand]]:
    """Every command a person can type, by what they type."""
    yield from _below(typer.main.get_command(cli.app), "outreach")


def options(command: TyperCommand) -> list[TyperArgument | TyperOption]:
    """What may follow a command, but for --help."""
    return [
        parameter
        for parameter in command.params
        if isinstance(parameter, TyperArgument | TyperOption) and parameter.name != "help"
    ]


def settings_page() -> str:
    rows = "".join(
        f"| `{name}` | {_default(field.default)} | {field.description} |\n"
        for name, field in fields().items()
    )
    files = "".join(f"- `OUTREACH_{name.upper()}_FILE`\n" for name in settings.SECRETS)
    return SETTINGS + rows + SECRETS + files


def commands_page() -> str:
    return COMMANDS + "".join(_section(name, command) for name, command in commands())


def states_page() -> str:
    return STATES + "".join(_state(state) for state in states.State)


def _default(value: object) -> str:
    return "nothing" if value is None else f"`{value}`"


def _below(command: object, name: str) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        for each in sorted(command.commands):
            yield from _below(command.commands[each], f"{name} {each}")
    elif isinstance(command, TyperCommand):
        yield name, command


def _section(name: str, command: TyperCommand) -> str:
    rows = [f"| `{_spelling(each)}` | {getattr(each, 'help', '')} |\n" for each in options(command)]
    table = "".join(["\n| | |\n| --- | --- |\n", *rows]) if rows else ""
    return f"\n## `{name}`\n\n{' '.join((command.help or '').split())}\n{table}"


def _state(state: states.State) -> str:
    """A state as code and pages call it, and where it can go from there."""
    heading = f"\n## `{state}` (“{state.words}”)\n\n"
    rows = [
        f"| `{way.goal}` | {way.who} | {way.guard} |\n"
        for way in states.WAYS
        if way.origin is state
    ]
    head = "| goes to | taken by | when |\n| --- | --- | --- |\n"
    return heading + (head + "".join(rows) if rows else "It stays so.\n")


def _spelling(parameter: TyperArgument | TyperOption) -> str:
    if isinstance(parameter, TyperOption):
        return ", ".join(parameter.opts)
    return (parameter.name or "").upper()


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "states.md": states_page,
    "checks.md": check_cases.page,
}

if __name__ == "__main__":
    for page, written in PAGES.items():
        (FOLDER / page).write_text(written(), encoding="utf-8")
