"""Puts a report into a folder: PDF, HTML, CSV and JSON, all with the same numbers."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from outreach.audience import edition, gallery, leaflet, sheet
from outreach.audience.figures import Report
from outreach.audience.gallery import Chart
from outreach.audience.studio import Picture, Studio


def pdf(report: Report, studio: Studio) -> bytes:
    """The report on paper, with its pictures."""
    charts = gallery.charts(report)
    return _pdf(report, charts, studio.pictures(charts), studio)


def html(report: Report, studio: Studio) -> str:
    """The report as one page file."""
    charts = gallery.charts(report)
    return leaflet.html(edition.words(report), charts, studio.pictures(charts))


def bind(report: Report, into: Path, studio: Studio) -> tuple[Path, ...]:
    """Write the report as report.pdf, .html, .csv and .json, and say where they are."""
    into.mkdir(parents=True, exist_ok=True)
    charts = gallery.charts(report)
    pictures = studio.pictures(charts)
    files = {
        "report.pdf": _pdf(report, charts, pictures, studio),
        "report.html": leaflet.html(edition.words(report), charts, pictures).encode(),
        "report.csv": sheet.csv_file(report),
        "report.json": sheet.json_file(report),
    }
    for name, data in files.items():
        (into / name).write_bytes(data)
    return tuple(into / name for name in files)


def _pdf(
    report: Report, charts: Iterable[Chart], pictures: Mapping[str, Picture], studio: Studio
) -> bytes:
    figures = [
        {
            "title": chart.title,
            "description": chart.description,
            "half": chart.half,
            "svg": pictures[chart.key].paper,
        }
        for chart in charts
        if chart.key in pictures
    ]
    return studio.paper({**edition.words(report), "figures": figures})
