"""The one list of all rules: what each looks for, how much it weighs, and who may override it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity

Check = Callable[[Case], Iterator[Flag]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table of checks, with the function that carries it out."""

    id: str
    title: str
    #: What it may raise; the first is the usual one.
    severities: tuple[Severity, ...]
    source: str
    #: Who may override its blocks.
    override: Override
    #: The lists, patterns and sentences of rule packs that it reads.
    data: tuple[str, ...]
    check: Check


RULES: dict[str, Rule] = {}


def table() -> list[Rule]:
    """All rules in the order of the table of checks: by group, then by number."""
    groups = list(dict.fromkeys(_group(each) for each in RULES))
    return sorted(RULES.values(), key=lambda each: (groups.index(_group(each.id)), each.id))


def _group(rule_id: str) -> str:
    return rule_id.partition("-")[0]


def rule(
    rule_id: str,
    title: str,
    *severities: Severity,
    source: str,
    override: Override = Override.NOT_NEEDED,
    data: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Put a function on the list. A rule that may block has to name who overrides it."""
    if rule_id in RULES:
        raise ValueError(f"There are two rules {rule_id}.")
    if (Severity.BLOCK in severities) == (override is Override.NOT_NEEDED):
        raise ValueError(f"{rule_id}: a rule that blocks, and no other, names who may override it.")

    def put(check: Check) -> Check:
        RULES[rule_id] = Rule(rule_id, title, severities, source, override, data, check)
        return check

    return put
