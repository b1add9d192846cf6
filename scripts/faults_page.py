"""The reference page of faults: what can go wrong while a post is sent, what comes of it, and the
test that shows it; and what the model finds when a rule is missing.
"""

from scripts.faults import FAULTS
from tests.delivery.model_removals import ALL, REMOVALS, Removal
from tests.delivery.model_search import Wrong, search

HEAD = """\
# Faults and what comes of them

The promise: a post goes out at most once, if a platform shows what it took within the grace time;
where that cannot be known, a person is asked; and nothing is lost in silence. This page is made by
`make docs`, and every test it names exists.

## Each fault

| what goes wrong | what comes of it | test |
| --- | --- | --- |
"""

MODEL = """
## Every moment of a model

One post, two workers that may die anywhere, a network that loses and delays, a platform that shows
late, and people who pause, lift, cancel and plan anew: {moments:,} moments, all of them looked at,
by the [table of ways](states.md) that the code itself uses. Nothing is posted twice, lost, recorded
as posted without being so, or the other way round, and nothing leaves under a pause. Without one
rule, it goes wrong; the last column tells the shortest way to the worst of it.

| without this rule | moments | what goes wrong | how |
| --- | --- | --- | --- |
"""


def page() -> str:
    faults = "".join(
        f"| {fault.what} | {fault.outcome} | `{fault.test}`, {fault.file} |\n" for fault in FAULTS
    )
    model = MODEL.format(moments=search(ALL).moments)
    return HEAD + faults + model + "".join(_removed(each) for each in REMOVALS.values())


def _removed(removal: Removal) -> str:
    found = removal.found
    wrong = [each for each in Wrong if each in found.wrong]
    story = "; ".join(found.wrong[wrong[0]])
    return f"| {removal.missing} | {found.moments:,} | {'; '.join(wrong)} | {story} |\n"
