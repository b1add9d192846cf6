"""The door of jinja2 for words that leave: reports, mail and kits. Pages are rendered in `web`."""

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup


def render(folder: Path, name: str, **values: object) -> str:
    """The template `name` of `folder`, filled in: escaped, and refused if a value is missing."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name).render(**values)


def trusted(markup: str) -> Markup:
    """Markup made by this program itself, such as a drawn chart: put in as it is."""
    return Markup(markup)  # noqa: S704 - the one place where that is said
