"""Commands of the keys that seal the accounts' credentials: check, rotate, drop."""

from collections.abc import Sequence

import typer

from outreach import bootstrap, errors, identity, posts, settings
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.cli import schema
from outreach.lib.counting import plural

app = typer.Typer(help="The keys that seal the accounts' credentials.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Say whether the keys here open every account, and whether older ones are still needed."""
    runtime = _runtime()
    with database.reading(runtime.engine) as db:
        sealed = identity.sealed_by(db, runtime.vault)
    _refuse_closed(sealed.none)
    older = plural(len(sealed.older), "account")
    typer.echo(
        f"Every account opens. There are {runtime.vault.keys} keys, and {older} need an older one."
        if runtime.vault.keys > 1
        else "Every account opens. There is one key."
    )


@app.command()
def rotate() -> None:
    """Make a new key and seal every account's credentials with it. Older keys stay until `drop`. A
    rotation that was cut short is finished, with the key it had made.
    """
    runtime = _runtime()
    with database.reading(runtime.engine) as db:
        unfinished = bool(identity.sealed_by(db, runtime.vault).older)
    if not unfinished:
        _take_new_key(runtime)
    with database.writing(runtime.engine) as db:
        sealed = identity.reseal(db, runtime.vault)
    typer.echo(
        f"Sealed {plural(len(sealed.older), 'account')} with the newest key. Copy the keys to "
        "where you keep them, then let go of the old: `outreach keys drop`."
    )
    _refuse_closed(sealed.none)


@app.command()
def drop() -> None:
    """Let go of the older keys. Refuses while an account needs one."""
    runtime = _runtime()
    # Nobody connects an account while this looks and writes.
    with database.writing(runtime.engine) as db:
        older = identity.sealed_by(db, runtime.vault).older
        if older:
            raise errors.Conflict(
                f"{plural(len(older), 'account')} still need an older key. "
                "Run `outreach keys rotate` first."
            )
        if runtime.settings.seal_key is not None:
            raise errors.BadInput(
                "No account needs an older key. Leave only the first one in OUTREACH_SEAL_KEY, "
                "and start Outreach again."
            )
        identity.keep_newest_key(runtime.settings.keys)
    typer.echo("One key is left, and every account that opened still does.")


def _runtime() -> Runtime:
    runtime = bootstrap.build(settings.load())
    schema.check(runtime.engine)
    return runtime


def _take_new_key(runtime: Runtime) -> None:
    if runtime.settings.seal_key is not None:
        raise errors.BadInput(
            "The key is given by OUTREACH_SEAL_KEY. Put the new key below before it, with a space "
            "between them, start Outreach again everywhere, then run this once more.\n"
            f"{identity.new_key()}"
        )
    identity.seal_with(runtime.settings.keys, identity.new_key())


def _refuse_closed(accounts: Sequence[identity.Account]) -> None:
    if accounts:
        named = ", ".join(f"{posts.NAMES[one.platform]} {one.handle}" for one in accounts)
        raise errors.NotReady(
            f"No key here opens {named}. Put back the copy of the key file that you kept, or "
            "connect each of them again."
        )
