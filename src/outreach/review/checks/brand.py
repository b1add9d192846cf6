"""BRND: looks and sounds like the agency."""

from collections.abc import Iterator

from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Severity
from outreach.review.checks.registry import rule
from outreach.review.checks.surfaces import SurfaceKind


@rule(
    "BRND-01",
    "The campaign's tag or closing line is missing, or tags, colours or a logo are off",
    Severity.WARN,
    source="SPI Collaboration Principles: an organisational brand",
)
def brand(case: Case) -> Iterator[Flag]:
    """What the brand leaves empty is not asked for."""
    held = case.subject.brand
    tags = {tag.lower(): (read, span) for read in case.reads for tag, span in read.tags}
    wanted = held.campaign_tag.lstrip("#").lower()
    allowed = {each.lstrip("#").lower() for each in held.hashtags} | {wanted}
    if wanted and wanted not in tags:
        yield Flag("The campaign's hashtag is missing.", f"Add #{held.campaign_tag.lstrip('#')}.")
    for tag, (read, span) in tags.items():
        if held.hashtags and tag not in allowed:
            yield read.flag(
                span, f"#{tag} is not one of the brand's hashtags.", "Use one that is, or add it."
            )
    bodies = [" ".join(r.text.split()) for r in case.reads if r.kind is SurfaceKind.BODY]
    closing = " ".join(held.boilerplate.split())
    if closing and bodies and not any(closing in body for body in bodies):
        yield Flag("The agency's closing line is missing.", f"Add: {closing}")
    for colour in held.off_palette:
        yield Flag(f"{colour} is not one of the brand's colours.", "Choose one of the palette.")
    for picture in case.subject.pictures:
        if picture.stretched:
            yield Flag(f"The logo in {picture.where} is stretched.", "Keep its proportion.")
