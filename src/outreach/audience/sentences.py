"""What the numbers say, in sentences that are true whatever is missing."""

from outreach.audience import wording
from outreach.audience.figures import AccountLine, Missing, PlatformLine, Total
from outreach.lib.counting import plural
from outreach.platforms import ReadingState, Split


def of_platform(line: PlatformLine) -> str:
    """One platform: how often posts were shown, to whom, and how many accounts that can be."""
    if line.platform.by_hand:
        return f"{plural(line.posts, 'post')} put out by hand, where no numbers can be read."
    if line.state is None:
        return f"{plural(line.posts, 'post')} out, and no number was asked for yet."
    split = _split(line) if line.state is ReadingState.VALUE else ""
    return " ".join(part for part in (_showings(line), split, _reach(line)) if part)


def of_followers(line: AccountLine) -> str:
    """One account's followers: from, to, gained and lost, each with its day."""
    if line.end is None:
        return f"{line.handle}: the number of followers {wording.IS[line.state]}."
    said = f"{line.handle}: {line.end.value:,} followers at the end of {_day(line.end.on)}"
    if line.start is not None and line.net is not None:
        said += f", {line.start.value:,} at the end of {_day(line.start.on)}"
    said += "."
    return f"{said} {_changes(line)}"


def of_missing(missing: Missing) -> str:
    """What is not there, for how many posts, and why."""
    state = wording.STATES.get(missing.state, "not available")
    said = f"{wording.PLATFORMS[missing.platform]}, {missing.title.lower()}: {state}"
    return f"{said} for {plural(missing.posts, 'post')}. {missing.why}".rstrip()


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
        were = "it was" if line.posts == 1 else "they were"
        return f"{plural(line.posts, 'post')} out; how often {were} shown {wording.IS[line.state]}."
    times = f"{plural(line.posts, 'post')} shown {total.shown} times ({total.title.lower()})"
    return f"{times}." if total.complete else f"{times}; {total.told} of {total.posts} were told."


def _split(line: PlatformLine) -> str:
    metric = wording.SHOWN_BY.get(line.platform, "views")
    strangers = line.total(metric, Split.NON_FOLLOWERS)
    percent = share(strangers, line.total(metric, Split.FOLLOWERS))
    if strangers is None or strangers.value is None:
        if line.split_state is ReadingState.NOT_OFFERED:
            return f"{line.title} does not say which of them were to followers."
        return f"Which of them were to followers {wording.IS[line.split_state]}."
    known = f"{strangers.shown} of them were to people who did not follow"
    return f"{known}, {percent} percent." if percent is not None else f"{known}."


def _reach(line: PlatformLine) -> str:
    low, high = line.reach.low, line.reach.high
    if low is None:
        said = f"How many different accounts that is {wording.IS[line.reach_state]}."
        return line.reach_why or said
    if high is None:
        return f"At least {low:,} different accounts; not every post was told."
    if low == high:
        return f"They reached {low:,} different accounts."
    return f"They reached at least {low:,} and at most {high:,} different accounts."


def _changes(line: AccountLine) -> str:
    """Follows and unfollows, and the days of which they are."""
    gained, lost = line.gained, line.lost
    if gained.value is None or lost.value is None:
        state = gained.state if gained.value is None else lost.state
        if state is ReadingState.NOT_OFFERED:
            return f"{wording.PLATFORMS[line.platform]} does not tell gains and losses."
        return f"How many were gained and lost {wording.IS[state]}."
    days = f"On {_day(gained.first)}"
    if gained.days > 1:
        days = f"From {_day(gained.first)} to {_day(gained.last)}"
    return f"{days}: gained {gained.shown}, lost {lost.shown}."


def _posts(count: int) -> str:
    return plural(count, "post")


def _day(on: object) -> str:
    return f"{on:%B} {on:%-d}"
