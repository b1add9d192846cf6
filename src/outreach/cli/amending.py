"""Commands for a post that is out: correct it, take it down, and see how far that is."""

from collections.abc import Callable
from typing import Annotated

import typer

from outreach import delivery, errors, platforms, review
from outreach.cli import opening
from outreach.cli.opening import As

Placement = Annotated[
    int, typer.Argument(metavar="NUMBER", help="The post's number on the calendar.")
]
Number = Annotated[
    int, typer.Argument(metavar="NUMBER", help="The number, from `outreach amendments`.")
]
Reason = Annotated[str, typer.Option(help="Why, in one sentence. It goes on the public record.")]


def add_to(app: typer.Typer) -> None:
    for command in (take_down, correct, amendments, amend):
        app.command()(command)


def take_down(
    number: Placement,
    reason: Reason,
    at_once: Annotated[
        bool, typer.Option("--at-once", help="Without a second person: somebody may come to harm.")
    ] = False,
    email: As = None,
) -> None:
    """Take down a post that is out. A pause does not stop it; it is called done only once the
    platform shows the post no more.
    """
    with opening.working(email) as desk:
        placement = delivery.get(desk.db, number, desk.by)
        typer.echo(platforms.AFTERWARDS[placement.platform].on_removing)
        row = delivery.amends.take_down(
            desk.db, number, reason, at_once=at_once, by=desk.by, now=desk.now
        )
        _say(row)


def correct(
    number: Placement,
    text: Annotated[str, typer.Option(help="The words as they should read, whole.")],
    reason: Reason,
    new_post: Annotated[
        bool, typer.Option("--new-post", help="Begin a new post that corrects this one.")
    ] = False,
    email: As = None,
) -> None:
    """Ask for a yes to other words of a post that is out, or begin a new post that corrects it."""
    with opening.working(email) as desk:
        placement = delivery.get(desk.db, number, desk.by)
        typer.echo(platforms.AFTERWARDS[placement.platform].on_correcting)
        if new_post:
            new = delivery.amends.follow_up(desk.db, number, text, reason, by=desk.by, now=desk.now)
            typer.echo(f"Post {new.id} is begun: “{new.title}”. Place it, then ask for its yes.")
            return
        _say(delivery.amends.correct(desk.db, number, text, reason, by=desk.by, now=desk.now))


def amendments(email: As = None) -> None:
    """List the corrections and take-downs that are under way."""
    with opening.looking(email) as desk:
        states = frozenset(delivery.amends.AmendState) - delivery.amends.AMENDED
        found = delivery.amends.amendments_in(desk.db, desk.by.agency_id, states)
        for row, placement in found:
            _say(row)
            typer.echo(f"       {placement.permalink or placement.external_id}")
        if not found:
            typer.echo("Nothing is under way.")


def amend(  # noqa: PLR0913 - each answer is an option of its own
    number: Number,
    yes: Annotated[bool, typer.Option("--yes", help="Say yes to exactly this.")] = False,
    no: Annotated[str | None, typer.Option(help="Say no to a correction, and why.")] = None,
    go_on: Annotated[bool, typer.Option("--go-on", help="Try it again.")] = False,
    done: Annotated[bool, typer.Option("--done", help="You looked, and it is so.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Leave the post as it is.")] = False,
    email: As = None,
) -> None:
    """Answer a correction or take-down, or decide what becomes of it."""
    acts: list[Callable[..., delivery.amends.Amendment]] = [
        act
        for act, said in (
            (delivery.amends.go_on, go_on),
            (delivery.amends.say_done, done),
            (delivery.amends.drop, drop),
        )
        if said
    ]
    if len(acts) + yes + (no is not None) != 1:
        raise errors.BadInput("Say one of --yes, --no, --go-on, --done and --drop.")
    with opening.working(email) as desk:
        row = delivery.amends.get_amendment(desk.db, number, desk.by)
        if acts:
            row = acts[0](desk.db, number, by=desk.by, now=desk.now)
        elif row.kind is delivery.amends.AmendKind.CORRECT:
            decision = review.Decision.APPROVE if yes else review.Decision.REFUSE
            typer.echo(f"Now:\n{row.before}\nThen:\n{row.text}")
            row = delivery.amends.answer_correction(
                desk.db, number, row.digest, decision, by=desk.by, now=desk.now, comment=no or ""
            )
        elif yes:
            row = delivery.amends.confirm(desk.db, number, by=desk.by, now=desk.now)
        else:
            row = delivery.amends.drop(desk.db, number, by=desk.by, now=desk.now)
        _say(row)


def _say(row: delivery.amends.Amendment) -> None:
    kind = "take-down" if row.kind is delivery.amends.AmendKind.TAKE_DOWN else "correction"
    typer.echo(
        f"{row.id:>5}  {kind} of post {row.placement_id} ({row.platform}): {row.state.words}"
    )
    if row.trouble:
        typer.echo(f"       {row.trouble}")
