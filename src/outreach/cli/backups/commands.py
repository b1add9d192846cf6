"""Commands that look after what must not be lost: backup and restore."""

from pathlib import Path
from typing import Annotated

import typer

from outreach import bootstrap, settings
from outreach.cli import opening
from outreach.cli.backups.making import MEDIA, back_up
from outreach.cli.backups.restoring import Restored
from outreach.cli.backups.restoring import restore as put_back
from outreach.cli.opening import As
from outreach.lib.counting import plural


def add_to(app: typer.Typer) -> None:
    app.command()(backup)
    app.command()(restore)


def backup(path: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]) -> None:
    """Copy the database and the media to one file, also while Outreach runs. The key that opens the
    accounts' credentials is not in it: keep that apart.
    """
    made = back_up(opening.runtime(), path)
    files = sum(name.startswith(f"{MEDIA}/") for name in made.parts)
    typer.echo(
        f"Wrote {path}: {sum(made.rows.values()):,} rows, {plural(files, 'picture or film')}.\n"
        "The key that opens the accounts' credentials is not in it. Keep a copy of it elsewhere: "
        "the folder `keys` of the home, or OUTREACH_SEAL_KEY."
    )


def restore(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `backup` wrote.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what is here.")
    ] = False,
    email: As = None,
) -> None:
    """Put a backup back, with all sending paused. Refuses while Outreach runs. What could have gone
    out since the backup is read on the accounts before anything is sent.
    """
    runtime = bootstrap.build(settings.load())
    for line in _told(put_back(runtime, path, email=email, over=replace)):
        typer.echo(line)


def _told(restored: Restored) -> list[str]:
    recovered = restored.recovered
    said = [
        f"Restored what was there on {restored.taken_at:%Y-%m-%d at %H:%M} UTC. Nothing goes out: "
        f"sending is paused for {plural(recovered.paused, 'agency', 'agencies')}.",
        f"Since then {plural(recovered.asked, 'post')} may have gone out. Their accounts are read "
        "before anything is sent, and what is found becomes Published.",
    ]
    if recovered.by_hand:
        said.append(f"People may have posted {recovered.by_hand} by hand. Look at those accounts.")
    said += [
        "Posts made, moved or approved after that time are not known here: compare the accounts.",
        "What to do next:",
    ]
    steps = ["Start `outreach serve`.", "Wait until no post says Checking."]
    if restored.closed:
        steps.insert(
            0,
            f"Put back the key: the one here does not open "
            f"{plural(restored.closed, 'account')}. Without it, connect them again.",
        )
    steps.append("Look at what is paused, then lift the pause of each agency.")
    return said + [f"  {number}. {step}" for number, step in enumerate(steps, start=1)]
