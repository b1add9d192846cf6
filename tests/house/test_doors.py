"""Rooms speak through their doors, and each outside library has one door of its own."""

import importlib
import inspect
from collections.abc import Callable

import grimp
import pytest

import tree

#: The session and what a verb is about; all else is given by name.
MOST_POSITIONAL = 4

#: Joining the parts is what it is for, so it alone reaches inside the rooms.
WIRING = {"outreach.bootstrap"}

#: Which of our modules (or whole rooms) may import an outside library.
OUTSIDE = {
    "altair": {"outreach.audience"},
    "alembic": {"outreach.cli.schema"},
    "apscheduler": {"outreach.worker.ticker"},
    "cryptography": {"outreach.identity.vault"},
    "facebook": {"outreach.platforms.graph"},
    "fastapi": {"outreach.web", "outreach.practice"},
    "jinja2": {"outreach.posts.templates", "outreach.lib.render", "outreach.web.render"},
    "oauthlib": {"outreach.practice"},
    "PIL": {"outreach.brand"},
    "procrastinate": {"outreach.worker"},
    "psycopg": {"outreach.worker.jobs"},
    "pwdlib": {"outreach.identity.signin"},
    "pydantic_settings": {"outreach.settings"},
    "regex": {"outreach.lib", "outreach.platforms"},
    "requests": {"outreach.platforms"},
    "tweepy": {"outreach.platforms.x", "outreach.platforms.x_asking"},
    "twitter_text": {
        "outreach.platforms.x_length",
        "outreach.platforms.x_emoji",
        "outreach.practice.x.text",
    },
    "typer": {"outreach.cli"},
    "typst": {"outreach.audience"},
    "uvicorn": {"outreach.cli", "outreach.practice"},
    "vl_convert": {"outreach.audience"},
    "yaml": {
        "outreach.stories",
        "outreach.posts",
        "outreach.brand",
        "outreach.campaigns",
        "outreach.review.chains",
        "outreach.review.checks.pack_files",
    },
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("outreach", include_external_packages=True, cache_dir=None)


def room(module: str) -> str | None:
    """The room a module stands in; None for what is in no room."""
    name = module.split(".")[1] if module.startswith("outreach.") else ""
    return name if name in tree.ROOMS else None


def test_rooms_are_entered_through_their_doors(graph: grimp.ImportGraph) -> None:
    past_the_door = [
        f"{module} imports {inside}: import the room ({inside.split('.')[1]}) instead"
        for module in sorted(graph.modules)
        if module.startswith("outreach") and module not in WIRING
        for inside in sorted(graph.find_modules_directly_imported_by(module))
        if room(inside) and inside.count(".") > 1 and room(inside) != room(module)
    ]
    tree.expect_none(past_the_door)


def test_each_outside_library_has_one_door(graph: grimp.ImportGraph) -> None:
    elsewhere = [
        f"{module} imports {library}: only {', '.join(sorted(doors))} may"
        for library, doors in OUTSIDE.items()
        if library in graph.modules
        for module in sorted(graph.find_modules_that_directly_import(library))
        if not any(module == door or module.startswith(f"{door}.") for door in doors)
    ]
    tree.expect_none(elsewhere)


def test_the_practice_network_knows_nothing_of_our_rooms(graph: grimp.ImportGraph) -> None:
    """It is the outside world: it shares small tools and nothing else."""
    known = {
        f"{module} imports {ours}"
        for module in graph.modules
        if module.startswith("outreach.practice")
        for ours in graph.find_modules_directly_imported_by(module)
        if ours.startswith("outreach.") and ours.split(".")[1] not in {"practice", "lib"}
    }
    tree.expect_none(known)


@pytest.mark.parametrize("room", tree.ROOMS)
def test_a_verb_names_its_later_arguments(room: str) -> None:
    door = importlib.import_module(f"outreach.{room}")
    tree.expect_none(
        f"{room}.{verb}: put a * after the things it is about"
        for verb in door.__all__
        if inspect.isfunction(getattr(door, verb))
        and positional(getattr(door, verb)) > MOST_POSITIONAL
    )


def positional(verb: Callable[..., object]) -> int:
    """How many arguments a caller may give without naming them."""
    kinds = [argument.kind for argument in inspect.signature(verb).parameters.values()]
    return kinds.count(inspect.Parameter.POSITIONAL_OR_KEYWORD)
