"""The reference page of corrections and take-downs: what each platform lets be done, and the ways
from state to state.
"""

from outreach.delivery.amends import AMEND_WAYS, AmendState
from outreach.platforms import AFTERWARDS
from outreach.posts import NAMES

HEAD = """\
# Corrections and take-downs

What may follow once a post is out. This page is made from the code by `make docs`; how it is done
stands in [Correct a post or take it down](../how-to/correct-or-take-down.md).

## What each platform allows

| platform | correcting | taking down | read in |
| --- | --- | --- | --- |
"""

STATES = """
## States

A correction or take-down is in one of these states, and goes from one to the next only by a way in
this table. It is done only by reading the post back, or by the word of a named person.

| from | to | who | under what guard |
| --- | --- | --- | --- |
"""


def page() -> str:
    platforms = "".join(
        f"| {NAMES[name]} | {lets.on_correcting} | {lets.on_removing} "
        f"| {lets.source}, {lets.checked_on} |\n"
        for name, lets in AFTERWARDS.items()
    )
    order = list(AmendState)
    ways = sorted(AMEND_WAYS, key=lambda way: (order.index(way.origin), order.index(way.goal)))
    rows = "".join(f"| `{way.origin}` | `{way.goal}` | {way.who} | {way.guard} |\n" for way in ways)
    return HEAD + platforms + STATES + rows
