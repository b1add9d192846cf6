"""Which keys the accounts' credentials need, and all of them sealed with the newest one."""

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from outreach import errors
from outreach.identity.models import Account
from outreach.identity.vault import Vault


@dataclass(frozen=True, slots=True)
class Sealed:
    """The accounts that the newest key does not open."""

    #: An older key here opens them.
    older: list[Account] = field(default_factory=list)
    #: No key here opens them.
    none: list[Account] = field(default_factory=list)


def sealed_by(db: Session, vault: Vault) -> Sealed:
    """Which accounts need an older key, or one that is not here."""
    found = Sealed()
    for account in db.exec(select(Account).order_by(col(Account.id))):
        if account.sealed and not vault.is_newest(account.sealed):
            (found.older if _opens(vault, account) else found.none).append(account)
    return found


def reseal(db: Session, vault: Vault) -> Sealed:
    """Seal with the newest key what an older one sealed, in the caller's transaction. What no key
    opens stays as it is.
    """
    found = sealed_by(db, vault)
    for account in found.older:
        account.sealed = vault.seal(vault.open(account.sealed))
        db.add(account)
    db.flush()
    return found


def _opens(vault: Vault, account: Account) -> bool:
    try:
        vault.open(account.sealed)
    except errors.NotReady:
        return False
    return True
