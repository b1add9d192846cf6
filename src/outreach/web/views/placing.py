"""What all pages that put a post on the calendar ask alike: accounts, languages, day and time."""

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from outreach import delivery, identity
from outreach.errors import BadInput, Fault
from outreach.lib.clock import Moment, resolve
from outreach.web import forms
from outreach.web.deps import Visit

NOTHING = "Nothing was saved or sent yet."
#: When a post goes out unless a person chooses otherwise.
USUAL_TIME = time(9, 0)
#: Between the languages of one account, so that neither hides the other.
APART = timedelta(minutes=45)


def _some_account(chosen: list[int]) -> list[int]:
    if not chosen:
        raise ValueError("Choose at least one account.")
    return chosen


def _some_language(chosen: list[str]) -> list[str]:
    if not chosen:
        raise ValueError("Choose at least one language.")
    return chosen


Accounts = Annotated[list[int], AfterValidator(_some_account)]
Languages = Annotated[list[str], AfterValidator(_some_language)]


def next_weekday(now: datetime, zone: ZoneInfo) -> date:
    """The first day after today, as the zone has it, that is neither Saturday nor Sunday."""
    ahead = (now.astimezone(zone).date() + timedelta(days=n) for n in range(1, 4))
    return next(on for on in ahead if on.weekday() < 5)


def moment(visit: Visit, form: forms.Form) -> Moment | None:
    """The instant chosen, when the day and the time can be read."""
    try:
        local = datetime.fromisoformat(f"{form.value('on')}T{form.value('at')}")
    except ValueError:
        return None
    return resolve(local.replace(tzinfo=None), visit.zone)


def place(
    visit: Visit, variant_id: int, account: identity.Account, local: datetime, *, ask: bool
) -> delivery.Placement:
    """Put words on the calendar of an account and, with `ask`, send them for approval."""
    try:
        placed = delivery.place(
            visit.db, variant_id, account.id or 0, local, by=visit.by, now=visit.now
        )
    except BadInput as refused:
        raise BadInput(NOTHING, refused.faults or (Fault("on", refused.message),)) from None
    if ask:
        delivery.ask(visit.db, placed.id or 0, by=visit.by, now=visit.now)
    return placed
