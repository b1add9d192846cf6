"""The reference pages say what the code says."""

import pytest

import tree
from scripts import reference

FOLDER = tree.ROOT / "docs" / "reference"


#: The page of faults tells what the model finds, which takes the model its time.
MODELLED = "faults.md"


@pytest.mark.parametrize(
    "page",
    [
        *sorted(reference.PAGES.keys() - {MODELLED}),
        pytest.param(MODELLED, marks=pytest.mark.process),
    ],
)
def test_a_page_made_from_the_code_is_up_to_date(page: str) -> None:
    written = (FOLDER / page).read_text("utf-8")
    assert written == reference.PAGES[page](), "Type `make docs` and look at what changed."


def test_every_setting_says_what_it_does() -> None:
    silent = [name for name, field in reference.fields().items() if not field.description]
    assert silent == []


def test_every_command_and_option_says_what_it_does() -> None:
    silent = [
        f"{name} {getattr(part, 'name', '')}"
        for name, command in reference.commands()
        for part in (command, *reference.options(command))
        if not getattr(part, "help", None)
    ]
    assert silent == []
