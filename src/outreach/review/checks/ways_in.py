"""A11Y on the ways in: links that say where they lead, events that everybody can take part in."""

from collections.abc import Iterator

from outreach.review.checks import links
from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule
from outreach.review.checks.running import Event
from outreach.review.checks.surfaces import SurfaceKind

BLOCK, WARN = Severity.BLOCK, Severity.WARN
REVIEWER = Override.ACCESSIBILITY


@rule(
    "A11Y-14",
    "A link that does not say where it leads",
    WARN,
    source="GSA social media accessibility toolkit",
    data=("vague_links", "bare_link_texts", "short_link_hosts", "media_hints"),
)
def vague_links(case: Case) -> Iterator[Flag]:
    """“Click here”, unknown short links, and links to a PDF or a video that do not say so."""
    for read, hit in case.hits("vague_links"):
        yield read.flag(
            hit.span,
            f"{read.said(hit.span)} does not say where the link leads.",
            "Name what people will find there.",
        )
    bare = case.packs.values("bare_link_texts")
    shorteners = case.packs.values("short_link_hosts") - case.subject.house.short_links
    hinted = any(not read.in_address(hit.span) for read, hit in case.hits("media_hints"))
    for read in case.reads:
        if read.kind is SurfaceKind.LINK_TEXT and read.text.strip(" .").lower() in bare:
            yield read.flag(None, "These words alone do not say where it leads.", "Name the page.")
        for url, span in read.urls:
            if links.host(url) in shorteners:
                yield read.flag(
                    span,
                    "This short link hides where it leads.",
                    "Use the full address, or a short link of your own.",
                )
            elif links.media(url) and not hinted:
                yield read.flag(
                    span,
                    f"The link leads to a {links.media(url)}, and the words do not say so.",
                    f"Write [{links.media(url).upper()}] beside it.",
                )


@rule(
    "A11Y-17",
    "An event without how to ask for help to take part, live captions or a time zone",
    BLOCK,
    source="Section 508 page on accessible meetings; WCAG 1.2.4",
    override=REVIEWER,
    data=("accommodation", "live_captions", "time_zones"),
)
def event_access(case: Case) -> Iterator[Flag]:
    """A post of kind event or webinar of which nothing else is known is asked all the same. Live
    captions and the zone are asked of events that people join by network.
    """
    post, event = case.subject.post, case.subject.event
    if event is None:
        if post.kind not in {"event", "webinar"}:
            return
        event = Event(online=post.kind == "webinar")
    if not event.accommodation and not case.has("accommodation"):
        yield Flag(
            "Nobody is told how to ask for an interpreter, a ramp or other help to take part.",
            "Add one sentence: whom to ask, and by when.",
        )
    if event.online and not event.captioning and not case.has("live_captions"):
        yield Flag(
            "It is not said whether speech will be captioned live.",
            "Arrange live captions and say so.",
        )
    if event.online and not event.zone_said and not case.has("time_zones"):
        yield Flag(
            "People may join from elsewhere, and the time zone is not said.",
            "Write the zone after the time, such as “2 p.m. Mountain Time”.",
        )
