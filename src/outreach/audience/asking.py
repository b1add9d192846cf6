"""Asking one account's platform for numbers, so that its trouble stays its own."""

import logging
from collections.abc import Callable, Mapping

from outreach import errors, identity
from outreach.platforms import Connection, Platform, PlatformFault, PlatformName, Reading

log = logging.getLogger(__name__)

Question = Callable[[Platform, Connection], list[Reading]]

#: How much of a reason is kept.
REASON = 300


class Untold(Exception):
    """The account's platform told nothing; the message is the reason, for people."""


def ask(
    account: identity.Account,
    question: Question,
    *,
    platforms: Mapping[PlatformName, Platform],
    vault: identity.Vault,
) -> list[Reading]:
    """What the platform answers. Raises `Untold` whatever goes wrong, so that others are asked."""
    if account.state is not identity.AccountState.CONNECTED:
        raise Untold(f"{account.handle} was not connected. Connect the account again.")
    platform = platforms.get(account.platform)
    if platform is None:
        raise Untold(f"Outreach has no way to read numbers from {account.platform.value}.")
    try:
        return question(platform, identity.connection(account, vault))
    except (PlatformFault, errors.OutreachError) as fault:
        raise Untold(str(fault)[:REASON]) from fault
    except Exception as fault:
        # A fault of ours in one adapter must not cost the numbers of every other account.
        log.exception("audience.asking_broke", extra={"account_id": account.id})
        raise Untold("The answer could not be read; the log tells more.") from fault
