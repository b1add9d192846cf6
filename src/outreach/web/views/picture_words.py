"""How pictures, people in them and releases are told: their names on pages, and the crops."""

from collections.abc import Mapping
from types import MappingProxyType

from outreach import brand
from outreach.brand import AiUse, AssetKind, Basis, PictureRole, Redistribution, Use
from outreach.web.words import Said, Tone

KINDS: Mapping[str, str] = MappingProxyType(
    {
        AssetKind.PHOTO: "Photo",
        AssetKind.LOGO: "Logo",
        AssetKind.CARD: "Card drawn here",
        AssetKind.VIDEO: "Film",
    }
)
ROLES: Mapping[str, str] = MappingProxyType(
    {
        PictureRole.RESIDENT: "Resident",
        PictureRole.OFFICER_ON_DUTY: "Officer on duty",
        PictureRole.PARTNER: "Partner",
        PictureRole.CHILD: "Child",
    }
)
BASES: Mapping[str, str] = MappingProxyType(
    {
        Basis.WRITTEN: "Signed page",
        Basis.VERBAL_LOGGED: "Said yes, and who heard it is noted",
        Basis.NOTICE_AND_OPT_OUT: "Signs told of pictures, and they did not opt out",
        Basis.PUBLIC_OFFICIAL_ON_DUTY: "Public official on duty",
        Basis.NOT_IDENTIFIABLE: "Nobody could tell who it is",
    }
)
USES: Mapping[str, str] = MappingProxyType(
    {Use.POST: "Posts", Use.WEBSITE: "Website", Use.PRINT: "Print", Use.REPORT: "Reports"}
)
REACHES: Mapping[str, str] = MappingProxyType(
    {
        Redistribution.AGENCY_ONLY: "Only this agency",
        Redistribution.NETWORK: "Agencies of the network too",
        Redistribution.PUBLIC: "Anyone",
    }
)
AI: Mapping[str, str] = MappingProxyType(
    {
        AiUse.NONE: "Nothing",
        AiUse.EDITED: "It changed a real picture",
        AiUse.MADE: "It made the whole picture",
    }
)


def said(asset: brand.Asset, blocks: tuple[str, ...]) -> Said:
    """Whether the picture may go to a real account, in a word."""
    if not blocks:
        return Said("May be shown", Tone.GOOD, "check")
    if asset.kind is AssetKind.PHOTO and asset.people_told_at is None:
        return Said("Who is in it?", Tone.WARN, "help")
    return Said("Not to be shown", Tone.BAD, "do-not-disturb")


def crops(asset: brand.Asset) -> tuple[tuple[str, int, int, int, int], ...]:
    """The part of the picture that each usual shape shows, with the point that matters inside."""
    return tuple(
        (name, *_crop(asset, across, down))
        for name, across, down in (("Wide", 16, 9), ("Square", 1, 1), ("Tall", 4, 5))
    )


def _crop(asset: brand.Asset, across: int, down: int) -> tuple[int, int, int, int]:
    width = min(asset.width, asset.height * across // down)
    height = min(asset.height, asset.width * down // across)
    left = min(max(round(asset.focal_x * asset.width - width / 2), 0), asset.width - width)
    top = min(max(round(asset.focal_y * asset.height - height / 2), 0), asset.height - height)
    return left, top, width, height
