"""Cards made up at random, but always the same: every kind, size, script and length."""

import io
import random
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice, product

from PIL import Image

from outreach import brand
from outreach.brand.palette import PLAIN, Palette, parse

#: Words of one script, how they are joined, and the language's tag.
SCRIPTS: dict[str, tuple[str, str]] = {
    "en": (
        "walk in and ask for help with your neighbors officers listened A library "
        "after-school bikes Tuesday O'Brien's “open” 24 community-led Ågren's partnerships of "
        "3rd Street",
        " ",
    ),
    "es": (
        "¿Qué cambiaría usted en la colonia? Ánimo, niñez: agentes y vecindad juntos Ñandú ¡Sí! "
        "corresponsabilidad útil pingüino 12 Óscar",
        " ",
    ),
    "vi": (
        "Cảnh sát và người dân cùng lắng nghe Ẫn Ở đường phố Nguyễn Trỗi những buổi họp Ệ Ự "
        "2026 khu-phố ổn định",
        " ",
    ),
    "ar": (
        "الشرطة والمجتمع يعملان معًا لأجل حيٍّ آمن، ونستمع إليكم كلَّ ثلاثاء في المكتبة "
        "Riverton 24 200 Elm الإصلاح؟",
        " ",
    ),
    "zh": (
        "警察 与 社區 携手 ， 倾听 邻里 的 声音 。 “面对面” 建立 信任 ， 2026 年 Riverton "
        "（ 图书馆 ）",
        "",
    ),
    "uk": ("Поліція й громада разом слухають сусідів щовівторка ґанок їжа Ёлка", " "),
}
#: The plain one, one of few contrasts, one whose accent is dark, and one turned upside down.
PALETTES = (
    PLAIN,
    Palette(parse("#5A1F1F"), parse("#B5651D"), parse("#F2C14E"), parse("#FFFFFF")),
    Palette(parse("#1F4D3A"), parse("#2E7D5B"), parse("#3A3A3A"), parse("#EFEAD8")),
    Palette(parse("#F4F1EA"), parse("#9CC5E8"), parse("#C02942"), parse("#14213D")),
)
FIGURES = ("7", "24%", "1,200", "3 of 4", "−18%", "٢٤٪", "12 345")


@cache
def photo() -> brand.Picture:
    """The worst a photo can be for words: black beside white, all over."""
    noise = random.Random(1).randbytes(320 * 240)
    picture = Image.frombytes("L", (320, 240), noise).point(lambda part: 255 * (part > 127))
    picture = picture.resize((640, 480), Image.Resampling.NEAREST)
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG")
    return brand.Picture(out.getvalue(), "Neighbors at a fair", (70, 30))


@cache
def logo(colour: str, width: int, height: int) -> brand.Picture:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return brand.Picture(out.getvalue(), f"{colour} logo")


def cards(number: int, seed: int = 20261122) -> Iterator[brand.Card]:
    """So many cards, going round the kinds, sizes and scripts."""
    chance = random.Random(seed)
    around = product(brand.CardKind, brand.CardSize, SCRIPTS)
    shuffled = chance.sample(list(around), k=6 * 4 * len(SCRIPTS))
    for kind, size, script in islice(cycle(shuffled), number):
        yield _card(chance, kind, size, script)


def _card(
    chance: random.Random, kind: brand.CardKind, size: brand.CardSize, script: str
) -> brand.Card:
    def words(least: int, most: int) -> str:
        vocabulary, joint = SCRIPTS[script]
        return joint.join(chance.choices(vocabulary.split(), k=chance.randint(least, most)))

    pictured = kind in (brand.CardKind.STORY, brand.CardKind.RECOGNITION)
    figure = (
        chance.choice(FIGURES) if kind is brand.CardKind.OUTCOME else str(chance.randint(1, 31))
    )
    partners = tuple(logo(c, w, 60) for c, w in (("navy", 90), ("white", 200), ("gray", 60)))
    return brand.Card(
        headline=words(1, 5 if kind is brand.CardKind.RECOGNITION else 12),
        line=words(0, 3 if kind is brand.CardKind.QUOTE else 14),
        agency=words(1, 5),
        credit=words(0, 5),
        size=size,
        kind=kind,
        mark=figure,
        note=words(0, 1),
        place=words(0, 5),
        language=script,
        photo=photo() if pictured and chance.random() < 0.6 else None,
        look=brand.Look(
            chance.choice(PALETTES),
            logo("black", 120, 120) if chance.random() < 0.3 else None,
            partners[: chance.choice((0, 0, 1, 3))],
        ),
    )
