"""The typefaces of cards, cut from the whole fonts to the letters that cards are set in.

Run by hand when Noto has a new release: see `docs/how-to/renew-the-fonts.md`.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "media" / "fonts"
WEIGHTS = ("Regular", "Bold")
MOST_BYTES = 6_000_000

#: Punctuation, currency and the marks that join or part letters, which every script borrows.
COMMON = "U+0020-007E,U+00A0-00FF,U+200C-200F,U+2010-2027,U+2030-205E,U+20AC,U+2116,U+2122,U+2212"
LATIN = f"{COMMON},U+0100-024F,U+0259,U+02BB-02BC,U+0300-0331,U+1E00-1EFF"
EUROPEAN = f"{LATIN},U+0370-03FF,U+0400-052F"
ARABIC = f"{COMMON},U+0600-06FF,U+0750-077F,U+FB50-FDFF,U+FE70-FEFF"
#: Sentence marks, full-width letters and the marks that open and close.
CHINESE = f"{COMMON},U+3000-301F,U+FF01-FF5E,U+FFE5"

#: Where the simplified Chinese font stands in the collection.
SIMPLIFIED = 2

#: A fixed day goes into the files, so that the same sources make the same bytes.
EPOCH = {"SOURCE_DATE_EPOCH": "1640995200"}


def main(sources: Path) -> None:
    """Write every cut font. Refuses a folder that lacks a source, and cuts that grew too large."""
    for weight in ("Regular", "SemiBold", "Bold"):
        cut(find(sources, f"PublicSans-{weight}.ttf"), FOLDER / f"PublicSans-{weight}.ttf", "*")
    for weight in WEIGHTS:
        latin = find(sources, f"NotoSans-{weight}.ttf")
        cut(latin, FOLDER / f"NotoSans-{weight}.ttf", EUROPEAN)
        join_arabic(find(sources, f"NotoSansArabic-{weight}.ttf"), latin, weight)
        whole = find(sources, f"NotoSansCJK-{weight}.ttc")
        letters = f"{CHINESE},{characters()}"
        target = FOLDER / f"NotoSansSC-{weight}.otf"
        cut(whole, target, letters, features="ccmp,kern,liga", number=SIMPLIFIED)
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    if size > MOST_BYTES:
        raise SystemExit(f"media/fonts has {size:,} bytes; at most {MOST_BYTES:,} are shipped.")


def find(sources: Path, name: str) -> Path:
    """Where the source lies, however deep."""
    for path in sorted(sources.rglob(name)):
        return path
    raise SystemExit(f"{sources} has no {name}. Unpack the sources there.")


def cut(source: Path, target: Path, unicodes: str, *, features: str = "*", number: int = 0) -> None:
    """Keep only the letters named, and of what shapes them only the features named.

    Hints are for small letters on coarse screens; without them letters are drawn three times as
    fast, and words are as wide at one size as at every other.
    """
    run(
        "fontTools.subset",
        source,
        f"--output-file={target}",
        f"--unicodes={unicodes}",
        f"--font-number={number}",
        f"--layout-features={features}",
        "--notdef-outline",
        "--no-hinting",
    )


def join_arabic(arabic: Path, latin: Path, weight: str) -> None:
    """One font for Arabic and the Latin names within it: a line is shaped in a single font, so
    that the order of its words is worked out once, over all of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder) / name for name in ("arabic.ttf", "latin.ttf")]
        cut(arabic, parts[0], ARABIC)
        cut(latin, parts[1], LATIN)
        target = FOLDER / f"NotoSansArabic-{weight}.ttf"
        run("fontTools.merge", f"--output-file={target}", *parts)


def characters() -> str:
    """The 6,763 simplified characters of GB 2312 and the commonest traditional ones, of Big5.
    Both lists come with Python, as codecs.
    """
    simplified = set(decoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)))
    low = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = set(decoded("big5", range(0xA4, 0xC7), low))
    return ",".join(f"U+{ord(letter):04X}" for letter in sorted(simplified | traditional))


def decoded(codec: str, first: Iterable[int], second: Iterable[int]) -> str:
    """Every letter whose two bytes are in those ranges."""
    tails = tuple(second)
    pairs = (bytes((head, tail)) for head in first for tail in tails)
    return "".join(pair.decode(codec, "ignore") for pair in pairs)


def run(module: str, *arguments: object) -> None:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    subprocess.run(command, check=True, env={**os.environ, **EPOCH})  # noqa: S603 - our own words


if __name__ == "__main__":
    main(Path(sys.argv[1]))
