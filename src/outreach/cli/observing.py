"""Commands of observances: list a year's, confirm one's days, choose among a family's."""

from datetime import date, datetime
from typing import Annotated

import typer

from outreach import almanac
from outreach.cli import opening
from outreach.cli.opening import As

app = typer.Typer(help="Days and weeks that agencies speak of.", no_args_is_help=True)

_Id = Annotated[str, typer.Argument(metavar="ID", help="As `outreach observances list` names it.")]
_DATE = ["%Y-%m-%d"]


@app.command("list")
def listing(
    year: Annotated[
        int | None, typer.Option(min=1900, max=2200, help="Without it, this one.")
    ] = None,
    email: As = None,
) -> None:
    """List a year's observances in order, with their tone, and those without a date."""
    with opening.looking(email) as desk:
        chosen = year or desk.now.year
        here = almanac.here(desk.db, desk.by.agency_id)
    whole = almanac.Span(date(chosen, 1, 1), date(chosen, 12, 31))
    found = [each for each in almanac.during(whole, here) if each.span.first.year == chosen]
    for each in sorted(found, key=lambda one: (one.span, one.observance.id)):
        sure = "  estimated" if each.estimated else ""
        typer.echo(
            f"{each.span.first}  {each.span.last}  {each.observance.tone:<13}  "
            f"{each.observance.id:<38}  {each.observance.name}{sure}"
        )
    dated = {each.observance.id for each in found}
    for observance in almanac.kept(here):
        if observance.id not in dated:
            typer.echo(
                f"{'no date yet':<22}  {observance.tone:<13}  {observance.id:<38}  "
                f"{observance.name}, {observance.told}"
            )


@app.command()
def confirm(
    observance: _Id,
    first: Annotated[
        datetime, typer.Argument(formats=_DATE, metavar="DATE", help="Its first day.")
    ],
    last: Annotated[
        datetime | None, typer.Option(formats=_DATE, help="Its last day, when it is not the usual.")
    ] = None,
    email: As = None,
) -> None:
    """Note the days that somebody announced, in place of the estimate."""
    with opening.working(email) as desk:
        span = almanac.confirm(
            desk.db,
            observance,
            first.date(),
            last=last.date() if last else None,
            by=desk.by,
            now=desk.now,
        )
    typer.echo(f"{almanac.find(observance).name}: {span}, confirmed.")


@app.command()
def choose(observance: _Id, email: As = None) -> None:
    """Keep this one of several dates, such as Night Out in October."""
    with opening.working(email) as desk:
        chosen = almanac.choose(desk.db, observance, by=desk.by, now=desk.now)
    typer.echo(f"Your calendar now has: {chosen.name}, the {chosen.told}.")
