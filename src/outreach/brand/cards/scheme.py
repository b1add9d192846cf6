"""The colours of one card, worked out of a palette so that every word on it can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from outreach.brand import palette as colours
from outreach.brand.palette import Colour, Palette, best, mixed

#: Small words are quieter than large ones, yet well above the least contrast.
_QUIET_CONTRAST = 6.0


@dataclass(frozen=True, slots=True)
class Scheme:
    """What stands on what. Ink, quiet and accent can be read on the surface and on both circles; on
    what the circles share stands only what asks for `ink_on` it.
    """

    surface: Colour
    #: The two circles, and what they share.
    one: Colour
    other: Colour
    shared: Colour
    #: What they share where words may stand on it: a quieter tone.
    under: Colour
    ink: Colour
    quiet: Colour
    accent: Colour


@lru_cache(maxsize=64)
def dark(palette: Palette) -> Scheme:
    """Light words on the brand's ground."""
    wanted = (palette.paper, palette.accent, palette.second)
    return _scheme(palette.ground, palette.second, wanted, palette.accent, (0.28, 0.5, 0.92))


@lru_cache(maxsize=64)
def light(palette: Palette) -> Scheme:
    """Dark words on the brand's paper."""
    wanted = (palette.ground, palette.second, palette.accent)
    return _scheme(palette.paper, palette.second, wanted, palette.accent, (0.08, 0.15, 0.3))


def _scheme(
    surface: Colour,
    second: Colour,
    wanted: Sequence[Colour],
    accent: Colour,
    shares: Sequence[float],
) -> Scheme:
    """The strongest tones on which some colour of the brand still reads."""
    for tones in _tones(surface, second, shares):
        ink = best(wanted, (surface, *tones[:2]))
        if ink is not None:
            break
    else:
        raise AssertionError("a palette is proved before it is drawn with")
    grounds = (surface, *tones[:2])
    call = best((accent, second, ink), grounds) or ink
    quiet = _quiet(ink, surface, grounds)
    ways = (mixed(tones[1], tones[2], share / 10) for share in range(10, 0, -1))
    under = next(
        (tone for tone in ways if best([quiet], [tone]) and best([call], [tone])), tones[1]
    )
    return Scheme(surface, *tones, under, ink, quiet, call)


def _tones(
    surface: Colour, second: Colour, shares: Sequence[float]
) -> Iterator[tuple[Colour, Colour, Colour]]:
    for strength in (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.0):
        one, other, shared = (mixed(surface, second, share * strength) for share in shares)
        yield one, other, shared


def _quiet(ink: Colour, surface: Colour, grounds: Sequence[Colour]) -> Colour:
    """The ink, moved towards the surface as far as it stays easy to read."""
    for share in (0.3, 0.25, 0.2, 0.15, 0.1, 0.05):
        quiet = mixed(ink, surface, share)
        if all(colours.contrast(quiet, each) >= _QUIET_CONTRAST for each in grounds):
            return quiet
    return ink
