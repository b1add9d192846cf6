"""The judge of the pages' accessibility sees faults, and sees none where there are none."""

import pytest
from playwright.sync_api import Page

import axe

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A page</h1>{}</main></body></html>"""


def test_a_sound_page_has_no_fault(page: Page) -> None:
    page.set_content(PAGE.format("<p>Words.</p>"))
    assert axe.violations(page) == []


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "image-alt"),
        ("<input type='text'>", "label"),
        ("<p style='color:#aaa;background:#fff'>Pale words.</p>", "color-contrast"),
        ("<h4>Too deep</h4>", "heading-order"),
    ],
)
def test_a_fault_is_seen(page: Page, fault: str, rule: str) -> None:
    page.set_content(PAGE.format(fault))
    assert any(found.startswith(f"{rule}:") for found in axe.violations(page))
