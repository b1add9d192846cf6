"""Commands that stop the send and let it go on: hold, explain, lift, keep.

They talk to the database, so they work with the pages and the worker down.
"""

from typing import Annotated

import typer

from outreach import bootstrap, delivery, errors
from outreach import db as database
from outreach.cli import opening
from outreach.cli.opening import As, Desk
from outreach.cli.placing import say
from outreach.delivery import Scope
from outreach.lib.counting import plural

Number = Annotated[int, typer.Argument(help="Which pause, by its number.")]


def add_to(app: typer.Typer) -> None:
    for command in (hold, explain, lift, keep):
        app.command()(command)


def hold(  # noqa: PLR0913 - one option for each scope
    reason: Annotated[str, typer.Option(help="Why; it may also be said later.")] = "",
    account: Annotated[str, typer.Option(help="Only this account, by number.")] = "",
    campaign: Annotated[str, typer.Option(help="Only this campaign, by number.")] = "",
    topic: Annotated[
        str, typer.Option(help="Only a kind of post or a story, as kind:event or story:12.")
    ] = "",
    platform: Annotated[str, typer.Option(help="Only this platform, such as facebook.")] = "",
    language: Annotated[str, typer.Option(help="Only this language, such as es.")] = "",
    everyone: Annotated[bool, typer.Option(help="Every agency of this installation.")] = False,
    drill: Annotated[bool, typer.Option(help="Practise it, touch nothing, say the time.")] = False,
    email: As = None,
) -> None:
    """Stop everything at once, or only a part. It works with the server down too."""
    parts = {
        Scope.ACCOUNT: account,
        Scope.CAMPAIGN: campaign,
        Scope.TOPIC: topic,
        Scope.PLATFORM: platform,
        Scope.LANGUAGE: language,
    }
    part = opening.one_of(parts)
    if part and (everyone or drill):
        raise errors.BadInput("A drill and a pause of every agency are of everything.")
    if drill:
        _drill(email)
        return
    scope, about = part or (Scope.ALL if everyone else Scope.AGENCY, "")
    with opening.working(email) as desk:
        by = desk.national if everyone else desk.by
        made = delivery.hold(desk.db, scope, about, reason=reason, by=by, now=desk.now)
        stopped = delivery.stopped_by(desk.db, made)
        typer.echo(
            f"Paused (number {made.id}). {plural(len(stopped), 'scheduled post')} will not go out."
        )


def _drill(email: str | None) -> None:
    """The person is known before anything is practised, and the figure is kept after."""
    with opening.looking(email) as desk:
        by = desk.by
    drilled = bootstrap.drill(desk.runtime)
    with database.writing(desk.runtime.engine) as db:
        delivery.note_drill(db, drilled, by=by, now=desk.runtime.clock.now())
    typer.echo(f"A drill: nothing real was paused. {drilled.sentence}")
    raise typer.Exit(0 if drilled.passed else 1)


def explain(
    number: Number,
    reason: Annotated[str, typer.Argument(help="Why, in one sentence.")],
    email: As = None,
) -> None:
    """Say why something was paused, after the fact."""
    with opening.working(email) as desk:
        delivery.explain(desk.db, number, reason, by=desk.by, now=desk.now)
        typer.echo(f"Pause {number}: {reason}")


def lift(
    number: Annotated[
        int | None, typer.Argument(help="Which pause; all of your agency's if not given.")
    ] = None,
    email: As = None,
) -> None:
    """Lift a pause. Nothing goes out by itself: each post it stopped waits to be kept or
    dropped.
    """
    with opening.working(email) as desk:
        chosen = [number] if number is not None else _own(desk)
        if not chosen:
            typer.echo("Nothing is paused.")
        for one in chosen:
            held = delivery.lift(desk.db, one, by=desk.by, now=desk.now)
            typer.echo(f"Lifted pause {one}. {plural(len(held), 'post')} to keep or drop.")


def keep(
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER...", help="Posts to keep.")],
    email: As = None,
) -> None:
    """After a pause: let these posts go out at their time."""
    with opening.working(email) as desk:
        for number in numbers:
            say(delivery.keep(desk.db, number, by=desk.by, now=desk.now), "kept")


def _own(desk: Desk) -> list[int]:
    """Whoever looks after one agency does not lift what was ordered for all."""
    return [
        hold.id or 0
        for hold in delivery.active(desk.db, desk.by.agency_id)
        if hold.order.scope is not Scope.ALL
    ]
