"""Commands of posts: measure texts, list posts, show one with its words."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from outreach import delivery, errors, posts
from outreach.cli import opening
from outreach.cli.opening import As
from outreach.cli.placing import say, wall_clock
from outreach.lib.counting import plural
from outreach.platforms import PlatformName

app = typer.Typer(help="Posts and their words.", no_args_is_help=True)


@app.command()
def measure(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A JSON list of texts; - reads them.")
    ],
    platform: Annotated[PlatformName, typer.Option(help="The platform that counts.")],
) -> None:
    """Count texts as the platform counts them: a JSON list of {length, limit, fits}."""
    measures = posts.measure(platform, _texts(path))
    answer = [{"length": m.length, "limit": m.limit, "fits": m.fits} for m in measures]
    typer.echo(json.dumps(answer))


@app.command("list")
def listing(email: As = None) -> None:
    """List the agency's posts."""
    with opening.looking(email) as desk:
        found = posts.listing(desk.db, desk.by.agency_id)
        for post in found:
            typer.echo(f"{post.id:>5}  {post.type:<10}  {post.title}")
    typer.echo(f"{plural(len(found), 'post')}.")


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="The post's number.")], email: As = None
) -> None:
    """Show a post's words for each platform, with their lengths."""
    with opening.looking(email) as desk:
        post = _post(desk, number)
        typer.echo(post.title)
        for variant in posts.variants_of(desk.db, number):
            measured = posts.measure(variant.platform, [variant.text])[0]
            typer.echo(
                f"\n{posts.NAMES[variant.platform]}, {variant.language} "
                f"(words number {variant.id}): {measured.length} of {measured.limit}\n"
                f"{variant.text}"
            )


@app.command()
def move(
    number: Annotated[
        int, typer.Argument(help="The post's number on the calendar, from `outreach queue`.")
    ],
    to: Annotated[str, typer.Option(help="New local time of the agency, as 2026-12-01 09:00.")],
    email: As = None,
) -> None:
    """Choose another time for a post. A yes holds for one time only, so it asks for a new one."""
    with opening.working(email) as desk:
        moved = delivery.move(desk.db, number, wall_clock(to), by=desk.by, now=desk.now)
        say(moved, "moved")
        if moved.state is delivery.State.DRAFT:
            typer.echo(f"It needs a new yes. Send it for approval: outreach ask {number}")


def _post(desk: opening.Desk, number: int) -> posts.Post:
    try:
        return posts.get(desk.db, number, desk.by.agency_id)
    except errors.NotFound:
        raise errors.NotFound(f"There is no post {number}. See `outreach posts list`.") from None


def _texts(path: str) -> list[str]:
    try:
        given = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        texts = json.loads(given)
    except OSError as fault:
        raise errors.BadInput(f"{path} cannot be read ({fault.strerror}).") from None
    except ValueError as fault:
        raise errors.BadInput(f"This is not JSON: {fault}.") from None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise errors.BadInput('Give a JSON list of texts, such as ["Hello", "Good morning"].')
    return texts
