"""OPS on what is sent along: addresses, repeats, lengths, embargoes, machine-made pictures."""

from collections.abc import Iterator
from functools import lru_cache

from outreach.review.checks import links, when
from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.media import PictureKind
from outreach.review.checks.registry import rule
from outreach.review.checks.surfaces import SurfaceKind
from outreach.review.checks.text import Token, tokens

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
_SHINGLE, _ALIKE = 4, 0.7
_SOBER = frozenset({"alert", "transparency", "standby", "condolence"})
_DISPLAYS = {"evidence": "evidence", "weapon": "a weapon", "drugs": "drugs", "money": "money"}


@rule(
    "OPS-08",
    "An address that cannot be right, is not safe or leads elsewhere",
    BLOCK,
    WARN,
    NOTE,
    source="GSA cyber-vandalism toolkit; accessed dates of the principles",
    override=Override.NOBODY,
    data=("short_link_hosts",),
)
def addresses(case: Case) -> Iterator[Flag]:
    """Only the shape is looked at, nobody is asked. A site that is not on the agency's list is a
    note, once it has such a list.
    """
    house = case.subject.house
    shorteners = case.packs.values("short_link_hosts") - house.short_links
    for read in case.reads:
        for url, span in read.urls:
            if not links.sound(url):
                yield read.flag(span, "This address cannot be right.", "Copy it again.")
            elif url.lower().startswith("http://"):
                yield read.flag(
                    span,
                    "Others can read and change what is sent to this address.",
                    "Use https.",
                    severity=WARN,
                    replacement=f"https{url[4:]}",
                )
            elif links.host(url) in shorteners:
                yield read.flag(
                    span,
                    "Nobody knows where this short link will lead next year.",
                    "Use the full address, or a short link of your own.",
                    severity=WARN,
                )
            elif house.domains and not links.covered(url, house.domains | house.short_links):
                yield read.flag(
                    span,
                    f"{links.host(url)} is not on your agency's list of sites.",
                    "Look at the page once more before it is sent.",
                    severity=NOTE,
                )


@rule(
    "OPS-10",
    "Nearly the same as a recent post",
    WARN,
    source="The makers of Outreach",
)
def repeats(case: Case) -> Iterator[Flag]:
    """Reminders on purpose are the writer's to decide, so it only warns."""
    if not case.subject.recent:
        return
    for read in case.reads:
        mine = _shingles(read.tokens) if read.kind is SurfaceKind.BODY else frozenset()
        for other in case.subject.recent if mine else ():
            theirs = _kept(other)
            if len(mine & theirs) >= _ALIKE * len(mine | theirs):
                yield read.flag(
                    None,
                    "This is nearly the same as a recent post on this account.",
                    "Say it in other words, or leave it if it is a reminder.",
                )
                break


def _shingles(words: tuple[Token, ...]) -> frozenset[tuple[str, ...]]:
    plain = [token.word for token in words]
    return frozenset(tuple(plain[at : at + _SHINGLE]) for at in range(len(plain) - _SHINGLE + 1))


@lru_cache(maxsize=512)
def _kept(text: str) -> frozenset[tuple[str, ...]]:
    """Posts of one account are compared with the same recent ones again and again."""
    return _shingles(tokens(text))


@rule(
    "OPS-11",
    "Longer than the platform takes",
    BLOCK,
    source="The table of platforms",
    override=Override.NOBODY,
)
def lengths(case: Case) -> Iterator[Flag]:
    """Lengths come counted as the platform counts them, with link and tags."""
    for fit in case.subject.fits:
        if fit.length > fit.limit:
            yield Flag(
                f"The platform takes {fit.limit} for {fit.what}, and there are {fit.length}.",
                f"Take away {fit.length - fit.limit}.",
            )


@rule(
    "OPS-12",
    "Before the embargo ends or the product is out",
    BLOCK,
    source="SPI Collaboration Principles: products in six months",
    override=Override.CHIEF,
)
def embargo(case: Case) -> Iterator[Flag]:
    """Compared with the instant the post is due, or with now while it is not on the calendar."""
    campaign = case.subject.campaign
    due = case.subject.post.due_at or case.now
    if campaign.embargo_until is not None and due < campaign.embargo_until:
        yield Flag("The embargo has not ended when this is due.", "Move it past the embargo.")
    if campaign.released_on is not None and case.due_on < campaign.released_on:
        yield Flag(
            f"What this points to comes out on {when.told(campaign.released_on)}.",
            "Move the post to that day or later.",
        )


@rule(
    "OPS-13",
    "A picture that a machine made or changed, and nobody is told; any change to evidence",
    BLOCK,
    source="Westbrook, Maine, 2025: a machine that added a patch changed a photo of evidence",
    override=Override.CHIEF,
)
def machine_pictures(case: Case) -> Iterator[Flag]:
    """Nobody overrides for evidence. Cropping, scaling and a frame are no change."""
    for picture in case.subject.pictures:
        made = picture.provenance
        by_machine = made.ai_made or made.ai_edited
        evidence = picture.kind is PictureKind.EVIDENCE or "evidence" in picture.tags
        if evidence and (by_machine or made.altered):
            yield Flag(
                f"A picture of evidence was changed: {picture.where}.",
                "Use the original.",
                override=Override.NOBODY,
            )
        elif by_machine and not made.ai_disclosed:
            yield Flag(
                f"A machine made or changed {picture.where}, and readers are not told.",
                "Say so beside the picture, or use the original.",
            )


@rule(
    "OPS-14",
    "Evidence, weapons, drugs or money shown in a friendly campaign",
    WARN,
    source="Westbrook, Maine, 2025: a machine that added a patch changed a photo of evidence",
)
def displays(case: Case) -> Iterator[Flag]:
    """Goes by the picture's tags; alerts, transparency and solemn posts pass."""
    post = case.subject.post
    if post.kind in _SOBER or post.tone == "solemn":
        return
    for picture in case.subject.pictures:
        shown = [what for tag, what in _DISPLAYS.items() if tag in picture.tags]
        if picture.kind is PictureKind.EVIDENCE and not shown:
            shown = ["evidence"]
        for what in shown:
            yield Flag(
                f"There is {what} in {picture.where}, and this is a friendly post.",
                "Choose a picture of people instead.",
            )
