"""Commands for whoever looks after every agency of this installation: who that is, and advice."""

from typing import Annotated

import typer

from outreach import delivery, identity
from outreach.cli import opening
from outreach.cli.opening import As
from outreach.delivery import KIND, Scope


def add_to(app: typer.Typer) -> None:
    for command in (national, advise, call_off):
        app.command()(command)


def national(
    address: Annotated[str, typer.Argument(help="E-mail address of a person known here.")],
    no_longer: Annotated[bool, typer.Option(help="Take it back.")] = False,
) -> None:
    """Let a person pause every agency here and recommend pauses to them, or take that back."""
    with opening.working() as desk:
        person = identity.appoint_national(desk.db, address, appointed=not no_longer, now=desk.now)
        now = "no longer looks" if no_longer else "looks"
        typer.echo(f"{person.name} {now} after every agency here.")


def advise(
    words: Annotated[str, typer.Argument(help="Why, in one sentence.")],
    issuer: Annotated[str, typer.Option(help="Who asks, as agencies know them.")],
    platform: Annotated[str, typer.Option(help="Only a platform, such as x.")] = "",
    language: Annotated[str, typer.Option(help="Only a language, such as es.")] = "",
    kind: Annotated[str, typer.Option(help="Only a kind of post, such as event.")] = "",
    email: As = None,
) -> None:
    """Recommend a pause to every agency here. It stops nothing: each agency decides."""
    given = {
        Scope.PLATFORM: platform,
        Scope.LANGUAGE: language,
        Scope.TOPIC: f"{KIND}:{kind}" if kind else "",
    }
    scope, about = opening.one_of(given) or (Scope.AGENCY, "")
    with opening.working(email) as desk:
        made = delivery.advise(
            desk.db, scope, about, words=words, issuer=issuer, by=desk.national, now=desk.now
        )
        typer.echo(f"Recommended (number {made.id}). Each agency sees it on Today and decides.")


def call_off(
    number: Annotated[int, typer.Argument(help="Which recommendation.")], email: As = None
) -> None:
    """Recommend it no more. Pauses that follow it stay until a person lifts them."""
    with opening.working(email) as desk:
        delivery.call_off(desk.db, number, by=desk.national, now=desk.now)
        typer.echo(f"Recommendation {number} is called off. No pause was lifted by this.")
