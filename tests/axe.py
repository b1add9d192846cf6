"""Accessibility of a page as axe-core judges it: WCAG 2.0 to 2.2, A and AA, and best practice."""

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: A desk, a phone, and the narrowest width a page must fit.
SIZES = ((1440, 900), (390, 844), (320, 640))


def violations(page: "Page") -> list[str]:
    """What is wrong on the page as it stands: each fault with the elements that have it.

    The source is evaluated, not added as a script element, which the pages' content policy forbids.
    """
    page.evaluate(SOURCE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{fault['id']}: {fault['help']} ({node['html'][:120]})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def at_every_size(page: "Page") -> dict[str, list[str]]:
    """What is wrong at a desk and on phones, by day and by night, and whether it goes sideways."""
    found = {}
    for (width, height), scheme in product(SIZES, ("light", "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        sideways = [f"wider than the window by {over}"] if over > 0 else []
        found[f"{width} {scheme}"] = [*violations(page), *sideways]
    return {at: faults for at, faults in found.items() if faults}
