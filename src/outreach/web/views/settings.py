"""What the settings show: accounts with the posts that wait for them, and the agency's answers."""

from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlmodel import Session

from outreach import campaigns, delivery, errors, identity

#: Zones of the United States by their IANA names; any other name may be typed.
ZONES = (
    "America/New_York", "America/Detroit", "America/Chicago", "America/Denver", "America/Boise",
    "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
    "America/Puerto_Rico", "Pacific/Guam",
)  # fmt: skip

#: Posts that have yet to go out.
AHEAD = frozenset(
    {
        delivery.State.DRAFT,
        delivery.State.SCHEDULED,
        delivery.State.HELD,
        delivery.State.NEEDS_SIGN_IN,
    }
)


class Offered(StrEnum):
    """The platforms on which a person may connect an account."""

    #: X, by its v2 API.
    X = "x"
    #: A Facebook Page.
    FACEBOOK = "facebook"
    #: A place that people post to by hand.
    HANDOFF = "handoff"
    #: Paper that people print and put up.
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account, and how many posts have yet to go out by it."""

    account: identity.Account
    ahead: int

    @property
    def by_hand(self) -> bool:
        return self.account.platform.by_hand

    @property
    def may_connect(self) -> bool:
        """Whether it can be connected again on a page."""
        return self.account.platform.value in tuple(Offered)


def account_lines(db: Session, agency_id: int) -> tuple[AccountLine, ...]:
    """The agency's accounts, connected ones first."""
    ahead = Counter(
        (entry.platform, entry.account) for entry in campaigns.entries_in(db, agency_id, AHEAD)
    )
    lines = [
        AccountLine(account, ahead[account.platform, account.handle])
        for account in identity.accounts_of(db, agency_id)
    ]
    gone = identity.AccountState.DISCONNECTED
    return tuple(sorted(lines, key=lambda line: line.account.state is gone))


def account_line(db: Session, account_id: int, agency_id: int) -> AccountLine:
    """One account. Refuses one that is not the agency's."""
    identity.account_of(db, account_id, agency_id)
    return next(line for line in account_lines(db, agency_id) if line.account.id == account_id)


def answers(agency: identity.Agency) -> dict[str, object]:
    """The agency's facts as the form starts with them."""
    return asdict(identity.facts_of(agency))


def count_ahead(db: Session, agency_id: int) -> int:
    """How many posts stand on the calendar and have not gone out."""
    return len(campaigns.entries_in(db, agency_id, AHEAD))


def check_zone(agency: identity.Agency, time_zone: str, *, sure: bool) -> None:
    """Refuse another zone unless the person has read what it does and is sure."""
    identity.zone(time_zone)
    if time_zone == agency.time_zone or sure:
        return
    raise errors.BadInput(
        "Nothing was saved yet.",
        (
            errors.Fault(
                "sure",
                f"The zone changes from {agency.time_zone} to {time_zone}.",
                "Read what that means for posts on the calendar, and tick the box.",
            ),
        ),
    )
