"""Accessibility of a page as axe-core judges it: WCAG 2.0 to 2.2, A and AA, and best practice."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
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
