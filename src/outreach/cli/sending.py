"""Commands of the send: schedule, approve, cancel, and the list of what is waiting."""

from typing import Annotated

import typer
from sqlmodel import col, select

from outreach import campaigns, delivery, errors, posts, review
from outreach.cli import opening
from outreach.cli.opening import As, Desk
from outreach.cli.placing import say, wall_clock
from outreach.lib.counting import plural

Placement = Annotated[
    int, typer.Argument(metavar="NUMBER", help="The post's number on the calendar.")
]


def add_to(app: typer.Typer) -> None:
    for command in (schedule, ask, approve, cancel, queue):
        app.command()(command)


def schedule(
    variant: Annotated[int, typer.Argument(help="Number of the post's words, from `posts show`.")],
    account: Annotated[int, typer.Argument(help="Number of the account, from `outreach doctor`.")],
    at: Annotated[str, typer.Argument(help="Local time of the agency, as 2026-12-01T09:00.")],
    email: As = None,
) -> None:
    """Put a post on the calendar and send it for approval."""
    with opening.working(email) as desk:
        placement = delivery.place(
            desk.db, variant, account, wall_clock(at), by=desk.by, now=desk.now
        )
        delivery.ask(desk.db, placement.id or 0, by=desk.by, now=desk.now)
        say(placement, "placed and sent for approval")


def ask(number: Placement, email: As = None) -> None:
    """Send a post for approval exactly as it is now."""
    with opening.working(email) as desk:
        say(delivery.ask(desk.db, number, by=desk.by, now=desk.now), "sent for approval")


def approve(
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="[NUMBER...]", help="Posts to answer.")
    ] = None,
    week: Annotated[
        str | None, typer.Option(help="Everything that waits and is due in a week, as 2026-W49.")
    ] = None,
    campaign: Annotated[
        int | None, typer.Option(help="Everything of a campaign or kit that waits.")
    ] = None,
    refuse: Annotated[
        str | None, typer.Option(help="Refuse instead, and say why in one sentence.")
    ] = None,
    email: As = None,
) -> None:
    """Say yes to posts exactly as they are now (or no, with --refuse). Nobody approves their own
    work. Of a week or a campaign each post gets its own yes; what cannot be approved is named.
    """
    with opening.working(email) as desk:
        if week is not None or campaign is not None:
            if numbers or refuse is not None:
                raise errors.BadInput("Name posts, or a week or campaign to approve, not both.")
            _approve_set(desk, week, campaign)
            return
        if not numbers:
            raise errors.BadInput("Name the posts by their numbers, or give --week or --campaign.")
        _answer(desk, numbers, refuse)


def _answer(desk: Desk, numbers: list[int], refuse: str | None) -> None:
    decision = review.Decision.APPROVE if refuse is None else review.Decision.REFUSE
    for number in numbers:
        placement = delivery.get(desk.db, number, desk.by)
        digest = delivery.current_digest(desk.db, placement)
        delivery.answer(
            desk.db, number, digest, decision, by=desk.by, now=desk.now, comment=refuse or ""
        )
        say(placement, "approved" if refuse is None else "refused")


def _approve_set(desk: Desk, week: str | None, campaign: int | None) -> None:
    """Show every post in full, then say what became of each."""
    agency_id = desk.by.agency_id
    chosen = delivery.waiting(desk.db, agency_id)
    if week is not None:
        chosen = delivery.in_week(desk.db, agency_id, week)
    if campaign is not None:
        campaigns.get(desk.db, campaign, agency_id)
        of_campaign = {one.id for one in delivery.in_campaign(desk.db, agency_id, campaign)}
        chosen = [one for one in chosen if one.id in of_campaign]
    for one in chosen:
        words = posts.content(desk.db, one.variant_id)
        picture = f"\nPicture: {words.alt}" if words.asset_id else ""
        typer.echo(f"\n{one.id}  {one.local_time}  {one.platform}\n{words.text}{picture}")
    ticks = [delivery.Tick(one.id or 0, one.digest) for one in chosen]
    told = delivery.approve(desk.db, ticks, by=desk.by, now=desk.now)
    typer.echo("")
    for placement in told.approved:
        say(placement, "approved")
    for title, why in told.refused:
        typer.echo(f"Left: “{title}”. {why}")
    typer.echo(f"{plural(len(told.approved), 'post')} approved, {len(told.refused)} left.")


def cancel(number: Placement, email: As = None) -> None:
    """Take a post off the calendar."""
    with opening.working(email) as desk:
        say(delivery.cancel(desk.db, number, by=desk.by, now=desk.now), "cancelled")


def queue(email: As = None) -> None:
    """List the posts on the calendar that are not out yet."""
    with opening.looking(email) as desk:
        rows = desk.db.exec(
            select(delivery.Placement)
            .where(
                delivery.Placement.agency_id == desk.by.agency_id,
                col(delivery.Placement.state).not_in(delivery.ENDED),
            )
            .order_by(col(delivery.Placement.due_at), col(delivery.Placement.id))
        ).all()
        for row in rows:
            typer.echo(f"{row.id:>5}  {row.local_time}  {row.platform:<9}  {row.state.words}")
            if row.trouble:
                typer.echo(f"       {row.trouble}")
        if not rows:
            typer.echo("Nothing is on the calendar.")
