"""Times of posts as commands take them and say them."""

from datetime import datetime

import typer

from outreach import delivery, errors


def wall_clock(text: str) -> datetime:
    """The agency's own local time as a person writes it. Refuses what is none, and a zone."""
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise errors.BadInput(f"“{text}” is not a time. Write it as 2026-12-01 09:00.") from None
    if local.tzinfo is not None:
        raise errors.BadInput("Give the agency's own local time, without a zone.")
    return local


def say(placement: delivery.Placement, what: str) -> None:
    """Say what was done with a post, when it goes out now, and what the clocks made of that."""
    shifted = {
        delivery.Shift.GAP: " The clocks jump over that time, so it was moved forward.",
        delivery.Shift.FOLD: " That time happens twice; the first one was taken.",
    }.get(placement.shift, "")
    typer.echo(
        f"Post {placement.id} ({placement.platform}, {placement.local_time} "
        f"{placement.time_zone}): {what}. It is now “{placement.state.words}”.{shifted}"
    )
