"""Commands of kits: check one, look at it on the calendar, take it up, write out a part of it."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from outreach import campaigns, errors, posts
from outreach.cli import opening
from outreach.cli.opening import As
from outreach.lib import shipped
from outreach.lib.counting import plural

app = typer.Typer(help="Campaigns that any agency can take up.", no_args_is_help=True)

_Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The kit's folder.")]
_Start = Annotated[
    datetime, typer.Option("--start", formats=["%Y-%m-%d"], help="The first day, a Monday at best.")
]
_Say = Annotated[
    list[str] | None,
    typer.Option("--say", metavar="NAME=WORDS", help="Fill a placeholder; again for each."),
]
_Languages = Annotated[
    list[str] | None, typer.Option("--language", help="A language of the kit; again for each.")
]


@app.command()
def check(folder: _Folder) -> None:
    """Read a kit and say everything that is wrong with it."""
    kit = campaigns.read_kit(folder)
    misfits = campaigns.unfit(kit, _shelf())
    if misfits:
        raise errors.BadInput(f"“{kit.title}” does not go with the templates.", misfits)
    languages = ", ".join(f"{code} ({each.standing})" for code, each in kit.languages.items())
    typer.echo(f"“{kit.title}”, version {kit.version}: {plural(len(kit.posts), 'post')}.")
    typer.echo(f"Languages: {languages}. Parts: {', '.join((*kit.templates, *kit.print))}.")


@app.command()
def preview(
    folder: _Folder,
    start: _Start,
    say: _Say = None,
    language: _Languages = None,
    email: As = None,
) -> None:
    """Show each post on its day, with solemn days and days on which observances meet."""
    kit = campaigns.read_kit(folder)
    with opening.looking(email) as desk:
        wish = _wish(start.date(), say, language)
        seen = campaigns.preview(desk.db, kit, wish, by=desk.by, now=desk.now)
    for each in seen.posts:
        names = ", ".join(posts.NAMES[platform] for platform in each.post.platforms)
        typer.echo(f"{each.local:%Y-%m-%d %H:%M}  {each.post.title}  ({names})")
        for note in each.notes:
            typer.echo(f"{'':18}{note}")
    typer.echo(f"{plural(len(seen.posts), 'post')}; {seen.noted} to think about.")
    if seen.drafts:
        typer.echo(f"Kept as drafts and not placed, until accepted: {', '.join(seen.drafts)}.")


@app.command()
def adopt(
    folder: _Folder,
    start: _Start,
    say: _Say = None,
    language: _Languages = None,
    email: As = None,
) -> None:
    """Take a kit up: draft every post, place it and ask for approval. It approves nothing."""
    kit = campaigns.read_kit(folder)
    with opening.working(email) as desk:
        accounts = campaigns.accounts_for(desk.db, kit, desk.by.agency_id)
        campaign = campaigns.adopt(
            desk.db,
            kit,
            campaigns.Means(_shelf(), desk.runtime.media, accounts, folder),
            _wish(start.date(), say, language),
            by=desk.by,
            now=desk.now,
        )
        typer.echo(
            f"“{campaign.title}” runs from {campaign.starts_on} to {campaign.ends_on}. "
            f"{plural(len(kit.posts), 'post')} wait for approval."
        )


@app.command()
def part(
    folder: _Folder,
    name: Annotated[str, typer.Argument(help="Such as news_release or table_card.")],
    start: _Start,
    say: _Say = None,
    language: Annotated[str, typer.Option(help="A language of the kit.")] = "en",
    email: As = None,
) -> None:
    """Write out a part that is no post, filled in: a news release, a proclamation, a table card."""
    kit = campaigns.read_kit(folder)
    words = campaigns.read_part(folder, kit, name, language)
    with opening.looking(email) as desk:
        wish = _wish(start.date(), say, [language])
        told = campaigns.prepare(desk.db, kit, wish, desk.by.agency_id)
    (said,) = [each for each in told if each.language == language]
    typer.echo(said.say(words), nl=False)


def _shelf() -> posts.Shelf:
    return posts.read_templates(shipped.folder("templates"))


def _wish(start: date, say: list[str] | None, languages: list[str] | None) -> campaigns.Wish:
    pairs = [each.partition("=") for each in say or ()]
    for name, sign, _ in pairs:
        if not sign:
            raise errors.BadInput(f"“{name}” says nothing. Write --say name=words.")
    answers = {name.strip(): words for name, _, words in pairs}
    return campaigns.Wish(starts_on=start, languages=languages, answers=answers)
