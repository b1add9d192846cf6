"""Commands of the folder of templates: what there is, and what is wrong with it."""

from pathlib import Path
from typing import Annotated

import typer

from outreach import errors, posts
from outreach.lib import shipped
from outreach.lib.counting import plural

app = typer.Typer(help="The templates that posts are made from.", no_args_is_help=True)

Folder = Annotated[
    Path | None, typer.Option(help="Another folder of templates than the one in use.")
]


@app.command()
def check(folder: Folder = None) -> None:
    """Name every fault of every template with its file, line and mend, and every template that has
    no twin in English or Spanish.
    """
    shelf = posts.read_templates(folder or shipped.folder("templates"))
    faults = (*(fault for key in sorted(shelf.faults) for fault in shelf.faults[key]),)
    if faults or shelf.alone():
        raise errors.BadInput("The templates are not in order.", (*faults, *shelf.alone()))
    typer.echo(f"{plural(len(shelf.templates), 'template')}, all in order.")


@app.command("list")
def listing(folder: Folder = None) -> None:
    """List the templates that can be used: key, tier, platforms and title."""
    shelf = posts.read_templates(folder or shipped.folder("templates"))
    for key, template in sorted(shelf.templates.items()):
        draft = "draft words" if template.machine_made and not template.accepted_by else ""
        named = ", ".join(posts.NAMES[platform] for platform in template.platforms)
        typer.echo(
            f"{key:<36}  {template.tier:<9}  {named:<30}  {template.title}  {draft}".rstrip()
        )
    typer.echo(f"{plural(len(shelf.templates), 'template')}.")
