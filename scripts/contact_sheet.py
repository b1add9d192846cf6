"""Every kind of card in every size and script on one small picture, to be looked at.

Run it after a change to how cards are drawn: `.venv/bin/python -m scripts.contact_sheet`.
"""

import io
from pathlib import Path

from PIL import Image

from outreach import brand
from scripts.contact_words import WORDS

SHEET = Path(__file__).resolve().parents[1] / "docs" / "cards.jpg"
MOST_BYTES = 300_000
WIDTH, GAP, BETWEEN = 160, 8, 22
SIZES = (
    brand.CardSize.WIDE,
    brand.CardSize.LINK,
    brand.CardSize.SQUARE,
    brand.CardSize.TALL,
)


def main() -> None:
    """Draw the sheet, as good as its share of the repository allows."""
    sheet = drawn()
    for quality in range(88, 40, -4):
        out = io.BytesIO()
        sheet.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_BYTES:
            SHEET.write_bytes(out.getvalue())
            return
    raise SystemExit(f"The sheet does not fit into {MOST_BYTES:,} bytes. Make WIDTH smaller.")


def drawn() -> Image.Image:
    """A column for each kind; for each language a row of each size."""
    rows = [row(language, size) for language in WORDS for size in SIZES]
    ends = [len(SIZES) * number - 1 for number in range(1, len(WORDS) + 1)]
    gaps = [BETWEEN if number in ends else GAP for number in range(len(rows))]
    height = BETWEEN + sum(each.height for each in rows) + sum(gaps)
    sheet = Image.new("RGB", (rows[0].width, height), "#8a8f98")
    top = BETWEEN
    for each, gap in zip(rows, gaps, strict=True):
        sheet.paste(each, (0, top))
        top += each.height + gap
    return sheet


def row(language: str, size: brand.CardSize) -> Image.Image:
    """The cards of one language and size, side by side."""
    cards = [small(card(language, kind, size)) for kind in brand.CardKind]
    made = Image.new("RGB", (GAP + (WIDTH + GAP) * len(cards), cards[0].height), "#8a8f98")
    for number, each in enumerate(cards):
        made.paste(each, (GAP + (WIDTH + GAP) * number, 0))
    return made


def card(language: str, kind: brand.CardKind, size: brand.CardSize) -> brand.Card:
    agency, kinds = WORDS[language]
    words = {"line": "", **kinds[kind]}
    # The words of a kind are given by the names of a card's own fields.
    return brand.Card(agency=agency, kind=kind, size=size, language=language, **words)  # type: ignore[arg-type]


def small(each: brand.Card) -> Image.Image:
    picture = Image.open(io.BytesIO(brand.draw(each)))
    height = round(WIDTH * picture.height / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
