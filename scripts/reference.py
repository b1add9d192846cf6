"""The reference pages made from the code: settings, commands, states, chains and checks.

`make docs` writes them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import typer
from pydantic.fields import FieldInfo
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from outreach import cli, review, settings
from outreach.identity import NAMED_STEPS, Step
from scripts import amendments_page, check_cases, faults_page, states_page

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

CHAINS = """\
# Chains of approval

Whose yes a post needs after its author, in order. The first chain that fits counts. Each yes is to
exactly one version, and nobody says yes to their own work. This page is made from
`src/outreach/review/chains.yaml` by `make docs`.

| chain | fits | steps | why |
| --- | --- | --- | --- |
"""

STEPS = """
A post that fits none needs a second reader and the chief. The partners are asked only where a story
is told, the people quoted only where somebody is quoted, and neither on a practice account.

## Who gives a step

| step | given by |
| --- | --- |
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


def chains_page() -> str:
    rows = "".join(_chain(chain) for chain in review.shipped())
    given = "".join(f"| {step.words} | {_giver(step)} |\n" for step in Step)
    return CHAINS + rows + STEPS + given


def _chain(chain: review.Chain) -> str:
    kinds = ", ".join(f"`{kind}`" for kind in sorted(chain.kinds or ())) or "every kind"
    when = "".join(f", where `{trait}`" for trait in sorted(chain.when))
    steps = ", then ".join(step.words for step in chain.steps)
    return f"| {chain.name} | {kinds}{when} | {steps} | {chain.why} |\n"


def _giver(step: Step) -> str:
    if step not in review.BY_PEOPLE:
        return "what is on record of their answer"
    if step in NAMED_STEPS:
        return "who may approve and was named for it under People"
    return "who may approve and is no author"


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


def _spelling(parameter: TyperArgument | TyperOption) -> str:
    if isinstance(parameter, TyperOption):
        return ", ".join(parameter.opts)
    return (parameter.name or "").upper()


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "states.md": states_page.page,
    "faults.md": faults_page.page,
    "amendments.md": amendments_page.page,
    "chains.md": chains_page,
    "checks.md": check_cases.page,
}

if __name__ == "__main__":
    for page, written in PAGES.items():
        (FOLDER / page).write_text(written(), encoding="utf-8")
