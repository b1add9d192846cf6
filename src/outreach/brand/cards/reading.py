"""What makes words readable on a ground that is no scheme's: another ink, or a veil."""

from functools import lru_cache

from outreach.brand import palette as colours
from outreach.brand.palette import BLACK, WHITE, Colour, Palette, best, mixed


def ink_on(surface: Colour, palette: Palette) -> Colour:
    """The brand's colour that reads best there; black or white where none of them does."""
    own = (palette.paper, palette.ground, palette.accent, palette.second)
    wanted = own if best(own, [surface]) else (WHITE, BLACK)
    return max(wanted, key=lambda each: colours.contrast(each, surface))


@lru_cache(maxsize=256)
def veil(surface: Colour, inks: tuple[Colour, ...]) -> float:
    """How much of the surface must cover a photo so that words read on its worst pixel."""
    for share in range(101):
        worst = [mixed(end, surface, share / 100) for end in (BLACK, WHITE)]
        if all(best([ink], worst) for ink in inks):
            return min(1.0, share / 100 + 0.02)
    return 1.0
