"""Commands of the story library: import, export, list, show."""

from pathlib import Path
from typing import Annotated

import typer

from outreach import stories
from outreach.cli import opening
from outreach.cli.opening import As
from outreach.lib.counting import plural

app = typer.Typer(help="The library of success stories.", no_args_is_help=True)


@app.command("import")
def bring(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML, JSON or CSV file.")],
    publish: Annotated[
        bool, typer.Option("--publish", help="Let posts be made from them at once.")
    ] = False,
    email: As = None,
) -> None:
    """Bring in every story of a file, or none: each fault is named with its story, field and
    mend.
    """
    with opening.working(email) as desk:
        result = stories.import_stories(desk.db, path, by=desk.by, now=desk.now, publish=publish)
    typer.echo(str(result))


@app.command()
def export(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .yaml, .json or .csv.")],
    email: As = None,
) -> None:
    """Write every story to a file that can be imported again."""
    with opening.looking(email) as desk:
        text = stories.export_stories(desk.db, desk.by.agency_id, stories.format_of(path))
    path.write_text(text, encoding="utf-8")
    typer.echo(f"Wrote the stories to {path}.")


@app.command("list")
def listing(
    word: Annotated[str, typer.Argument(help="Only stories with this word.")] = "",
    email: As = None,
) -> None:
    """List the stories."""
    with opening.looking(email) as desk:
        found = stories.search(desk.db, desk.by.agency_id, stories.Sought(words=word), limit=None)
        for story in found:
            typer.echo(f"{story.key:<44}  {story.title}")
    typer.echo(f"{plural(len(found), 'story', 'stories')}.")
