"""What the numbers say, in sentences that are true whatever is missing."""

from outreach.audience import wording
from outreach.audience.figures import AccountLine, Missing, PlatformLine, Total
from outreach.platforms import PlatformName, Split


def of_platform(line: PlatformLine) -> str:
    """One platform: how often posts were shown, to whom, and how many accounts that can be."""
    if line.platform is PlatformName.HANDOFF:
        return f"{_posts(line.posts)} put out by hand, where no numbers can be read."
    return " ".join(part for part in (_showings(line), _split(line), _reach(line)) if part)


def of_followers(line: AccountLine) -> str:
    """One account's followers: from, to, gained and lost, each with its day."""
    if line.end is None:
        return f"{line.handle}: the number of followers was not told."
    said = f"{line.handle}: {line.end.value:,} followers at the end of {_day(line.end.on)}"
    if line.start is not None and line.net is not None:
        said += f", {line.start.value:,} at the end of {_day(line.start.on)}"
    said += "."
    if line.gained.value is None or line.lost.value is None:
        return f"{said} {wording.PLATFORMS[line.platform]} does not tell gains and losses."
    return f"{said} Gained {line.gained.shown}, lost {line.lost.shown}."


def of_windows(accounts: tuple[AccountLine, ...]) -> list[str]:
    """The de-duplicated windows of whole accounts, which hold more than the posts of a report."""
    return [
        f"{account.handle} on {wording.PLATFORMS[account.platform]}, whole account, "
        f"{_length(window.days)} to {_day(window.ends_on)}: "
        f"{window.number.title.lower()} {window.number.shown}."
        for account in accounts
        for window in account.windows
        if window.number.value is not None
    ]


def of_missing(missing: Missing) -> str:
    """What is not there, for how many posts, and why."""
    state = wording.STATES.get(missing.state, "not available")
    said = f"{wording.PLATFORMS[missing.platform]}, {missing.title.lower()}: {state}"
    return f"{said} for {_posts(missing.posts)}. {missing.why}".rstrip()


def share(part: Total | None, *others: Total | None) -> int | None:
    """What part of the showings this is, in whole percent; None unless every post was told."""
    values = [total.value for total in (part, *others) if total is not None and total.complete]
    told = [value for value in values if value is not None]
    if part is None or part.value is None or len(told) < 1 + len(others) or not sum(told):
        return None
    return round(100 * part.value / sum(told))


def _showings(line: PlatformLine) -> str:
    total = line.showings
    if total is None or total.value is None:
        return f"{_posts(line.posts)} out; how often they were shown is not available."
    times = f"{_posts(line.posts)} shown {total.shown} times ({total.title.lower()})"
    return f"{times}." if total.complete else f"{times}; {total.told} of {total.posts} were told."


def _split(line: PlatformLine) -> str:
    metric = wording.SHOWN_BY.get(line.platform, "views")
    strangers = line.total(metric, Split.NON_FOLLOWERS)
    percent = share(strangers, line.total(metric, Split.FOLLOWERS))
    if strangers is None or strangers.value is None:
        return f"{line.title} does not say which of them were to followers."
    known = f"{strangers.shown} of them were to people who did not follow"
    return f"{known}, {percent} percent." if percent is not None else f"{known}."


def _reach(line: PlatformLine) -> str:
    low, high = line.reach.low, line.reach.high
    if low is None:
        return line.reach_why or "How many different accounts that is was not told."
    if high is None:
        return f"At least {low:,} different accounts; not every post was told."
    if low == high:
        return f"They reached {low:,} different accounts."
    return f"They reached at least {low:,} and at most {high:,} different accounts."


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count:,} posts"


def _length(days: int) -> str:
    return "the day" if days == 1 else f"{days} days"


def _day(on: object) -> str:
    return f"{on:%B} {on:%-d}"
