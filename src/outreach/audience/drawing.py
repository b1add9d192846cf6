"""Draws charts: what to draw comes in as JSON, SVG goes out. Run in a process of its own.

It imports nothing of ours, so that it starts quickly. Colours are those of the light page; `studio`
turns them into the page's own tokens.
"""

import json
import re
import sys
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert

INK, QUIET, GRID, GREY, ACCENT, PAPER = (
    "#172032",
    "#4d5768",
    "#e5e1d8",
    "#86827a",
    "#1d4ccb",
    "#ffffff",
)
FONT = "Public Sans"
SVG = "http://www.w3.org/2000/svg"

#: How much a part of a bar stands out.
SHADES = {"strong": ACCENT, "quiet": GREY, "dark": QUIET}

#: From this width on there is room for names beside the bars.
WIDE = 640

Spec = dict[str, Any]
Layers = alt.LayerChart | alt.FacetChart


def bars(chart: Spec, width: int) -> Layers:
    """One bar for each post, parted by whom it was shown to; words where there is no number."""
    rows, parts = chart["rows"], chart["parts"]
    wide = width >= WIDE
    labels = [row["label"] for row in rows]
    y = alt.Y(
        "n:O",
        axis=_names(labels, width) if wide else None,
        scale=alt.Scale(paddingInner=0.4 if wide else 0.62, paddingOuter=0.2 if wide else 0.5),
    )
    plot = width - _beside(width) if wide else width
    most = max((_with_words(row["total"] or 0, row["text"], plot) for row in rows), default=1)
    x_scale = alt.Scale(domain=[0, max(most, 1)], nice=False)
    x = alt.X("from:Q", scale=x_scale, axis=_whole_counts(chart["axis"], 6 if wide else 3, most))
    pieces = [
        {"n": n, "part": part, "from": start, "to": start + row["parts"][part]}
        for n, row in enumerate(rows)
        for part, start in _starts(row["parts"], parts)
    ]
    colours = alt.Scale(domain=list(parts), range=[SHADES[shade] for shade in parts.values()])
    legend = _legend() if len(parts) > 1 else None
    drawn = (
        alt.Chart(_data(pieces))
        .mark_bar(cornerRadiusEnd=2)
        .encode(y=y, x=x, x2="to", color=alt.Color("part:N", scale=colours, legend=legend))
    )
    ends = [
        {"n": n, "at": row["total"] or 0, "text": row["text"], "told": row["total"] is not None}
        for n, row in enumerate(rows)
    ]
    written = (
        alt.Chart(_data(ends))
        .mark_text(align="left", dx=6, fontSize=13)
        .encode(
            y=y,
            x=alt.X("at:Q", scale=x_scale),
            text="text:N",
            color=alt.when("datum.told").then(alt.value(INK)).otherwise(alt.value(QUIET)),
        )
    )
    layers = [drawn, written]
    if not wide:
        layers.append(_names_above(labels, y))
    step = 27 if wide else 46
    return alt.layer(*layers).properties(height=len(rows) * step)


def line(chart: Spec, width: int) -> Layers:
    """A line with a dot for each number told. It breaks where a number is missing."""
    dated = chart["along"] == "days"
    if dated:
        x = alt.X("x:T", scale=alt.Scale(type="utc"), axis=_dates(6 if width >= WIDE else 3))
    else:
        x = alt.X("x:Q", scale=alt.Scale(nice=False), axis=_counts(chart["across"], 6, grid=False))
    told = [row["y"] for row in chart["rows"] if row["y"] is not None]
    scale = alt.Scale(zero=chart["zero"], nice=True)
    y = alt.Y("y:Q", scale=scale, axis=_upright(_counts(chart["axis"], 4)))
    base = alt.Chart(_data(chart["rows"])).encode(x=x, y=y)
    path = base.mark_line(color=ACCENT, strokeWidth=2, invalid="break-paths-show-domains")
    dots = base.transform_filter("isValid(datum.y)").mark_circle(
        color=ACCENT, size=36 if len(told) < 40 else 12, opacity=1
    )
    return alt.layer(path, dots).properties(height=220 if width >= WIDE else 200)


def ranges(chart: Spec, width: int) -> Layers:
    """From at least to at most, a row for each platform; words where nothing was told."""
    rows, wide = chart["rows"], width >= WIDE
    labels = [row["label"] for row in rows]
    y = alt.Y(
        "n:O",
        axis=_names(labels, width) if wide else None,
        scale=alt.Scale(paddingInner=0.5 if wide else 0.72, paddingOuter=0.25 if wide else 0.4),
    )
    ends = [(row["high"] or row["low"] or 0, row["text"] if wide else "") for row in rows]
    most = max((_with_words(end, text, width - 80) for end, text in ends), default=1)
    x_scale = alt.Scale(domain=[0, max(most, 1)], nice=False)
    x = alt.X("low:Q", scale=x_scale, axis=_whole_counts(chart["axis"], 6 if wide else 3, most))
    known = [{"n": n, **row} for n, row in enumerate(rows) if row["low"] is not None]
    closed = [row for row in known if row["high"] is not None]
    span = alt.Chart(_data(closed)).mark_bar(color=ACCENT, opacity=0.3)
    least = alt.Chart(_data(known)).mark_tick(color=ACCENT, thickness=3, opacity=1)
    greatest = alt.Chart(_data(closed)).mark_tick(color=ACCENT, thickness=3, opacity=1)
    words = [
        {"n": n, "at": (row["high"] or row["low"] or 0) if wide else 0, "text": row["text"]}
        for n, row in enumerate(rows)
    ]
    written = (
        alt.Chart(_data(words))
        .mark_text(align="left", dx=10 if wide else 0, dy=0 if wide else 19, fontSize=13, color=INK)
        .encode(y=y, x=alt.X("at:Q", scale=x_scale), text="text:N")
    )
    layers = [
        span.encode(y=y, x=x, x2="high"),
        least.encode(y=y, x=x),
        greatest.encode(y=y, x=alt.X("high:Q", scale=x_scale)),
        written,
    ]
    if not wide:
        layers.append(_names_above(labels, y))
    return alt.layer(*layers).properties(height=len(rows) * (44 if wide else 76))


KINDS = {"bars": bars, "line": line, "ranges": ranges}


def draw(chart: Spec, width: int) -> str:
    """One chart as SVG, `width` pixels wide, with its title and description inside."""
    made = KINDS[chart["kind"]](chart, width).properties(
        width=width, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
    themed = (
        made.configure(
            font=FONT,
            background="transparent",
            padding={"left": 2, "top": 2, "right": 22, "bottom": 2},
            aria=False,
        )
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13, titleFontWeight="normal")
    )
    svg = vl_convert.vegalite_to_svg(themed.to_dict(), allowed_base_urls=[])
    return _finished(svg, f"{chart['key']}-{width}", chart["title"], chart["description"])


def _beside(width: int) -> int:
    """How much room names may take beside the bars."""
    return min(330, round(width * 0.38))


def _with_words(end: float, text: str, plot: int) -> float:
    """How far an axis must go so that words after `end` still stand on a plot this wide."""
    letters = 8 * len(text) + 12
    return end * plot / max(plot - letters, plot / 4)


def _starts(values: dict[str, int], parts: Iterable[str]) -> list[tuple[str, int]]:
    """Each part with the place where it starts, in order."""
    starts, at = [], 0
    for part in parts:
        if part in values:
            starts.append((part, at))
            at += values[part]
    return starts


def _data(rows: list[Spec]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _names(labels: list[str], width: int) -> alt.Axis:
    """Names at the left, by their place, so that two posts may bear the same one."""
    return alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelPadding=10,
        labelLimit=_beside(width),
        labelColor=INK,
        labelExpr=f"{json.dumps(labels)}[datum.value]",
    )


def _names_above(labels: list[str], y: alt.Y) -> alt.Chart:
    """Names above their bars, where there is no room beside them."""
    rows = [{"n": n, "label": label} for n, label in enumerate(labels)]
    named: alt.Chart = (
        alt.Chart(_data(rows))
        .mark_text(align="left", baseline="bottom", dy=-11, fontSize=13, color=INK, limit=340)
        .encode(y=y, x=alt.value(0), text="label:N")
    )
    return named


def _counts(title: str, ticks: int, *, grid: bool = True) -> alt.Axis:
    return alt.Axis(
        title=title,
        titleColor=QUIET,
        titleAnchor="start",
        titlePadding=10,
        grid=grid,
        labelColor=QUIET,
        format=",d",
        tickCount=ticks,
        tickMinStep=1,
        ticks=False,
        domain=False,
        labelPadding=6,
        gridColor=GRID,
    )


def _whole_counts(title: str, ticks: int, most: float) -> alt.Axis:
    """No more ticks than there are whole numbers, so that none is written twice."""
    return _counts(title, min(ticks, max(1, int(most))))


def _upright(axis: alt.Axis) -> alt.Axis:
    """The axis with its title above it, to be read without turning the head."""
    axis.titleAngle, axis.titleAlign, axis.titleAnchor = 0, "left", "end"
    axis.titleBaseline, axis.titleX, axis.titleY = "bottom", 0, -12
    return axis


def _dates(ticks: int) -> alt.Axis:
    return alt.Axis(
        title=None,
        labelColor=QUIET,
        format="%b %-d",
        tickCount=ticks,
        ticks=False,
        domainColor=GRID,
        grid=False,
        labelPadding=8,
        labelOverlap=True,
    )


def _legend() -> alt.Legend:
    return alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        labelColor=INK,
        labelFontSize=13,
        symbolType="square",
        columnPadding=18,
        offset=14,
    )


def _finished(svg: str, name: str, title: str, description: str) -> str:
    """The picture named for those who hear it, with ids of its own: several stand on one page."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn a line above, by us
    for element in root.iter():
        for attribute in [key for key in element.attrib if key == "role" or key[:5] == "aria-"]:
            del element.attrib[attribute]
    for tag, text in (("desc", description), ("title", title)):
        made = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        made.text = text
        root.insert(0, made)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    root.set("class", "chart-picture")
    drawn = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r'(id="|url\(#)(clip)', rf"\1{name}-\2", drawn)


def main() -> None:
    """Read what to draw from standard input, and answer with each picture as soon as it is made."""
    asked = json.load(sys.stdin)
    vl_convert.register_font_directory(asked["fonts"])
    for chart, width in asked["charts"]:
        sys.stdout.write(json.dumps(draw(chart, width)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
