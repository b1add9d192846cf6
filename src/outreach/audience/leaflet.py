"""The report as one HTML file that needs nothing else: no script, no other file, no network."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from outreach.audience.gallery import Chart
from outreach.audience.studio import Picture, themed
from outreach.lib import render, shipped

WEIGHTS = (("Regular", 400), ("SemiBold", 600), ("Bold", 700))


def html(words: Mapping[str, Any], charts: Iterable[Chart], pictures: Mapping[str, Picture]) -> str:
    """The report as a page that reads well on a phone, in the dark, on paper and by ear."""
    folder = shipped.folder("media") / "report"
    style = (folder / "report.css").read_text("utf-8") + _fonts()
    figures = [
        {
            "chart": chart,
            "picture": _inline(pictures[chart.key]) if chart.key in pictures else None,
        }
        for chart in charts
    ]
    return render.render(
        folder,
        "report.html",
        **words,
        figures=figures,
        style=render.trusted(style),
        style_digest=b64encode(sha256(style.encode()).digest()).decode(),
    )


def _inline(picture: Picture) -> dict[str, str]:
    """The picture for each width; only one is shown at a time."""
    return {
        "wide": render.trusted(themed(picture.wide)),
        "narrow": render.trusted(themed(picture.narrow)),
    }


def _fonts() -> str:
    """The letters, inside the file."""
    folder = shipped.folder("media") / "fonts"
    return "".join(
        f'@font-face{{font-family:"Public Sans";font-weight:{weight};font-display:swap;'
        f"src:url(data:font/ttf;base64,{_base64(folder / f'PublicSans-{name}.ttf')})}}"
        for name, weight in WEIGHTS
    )


def _base64(path: Path) -> str:
    return b64encode(path.read_bytes()).decode()
