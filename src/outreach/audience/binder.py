"""Puts a report into a folder: PDF, HTML, CSV and JSON, all with the same numbers."""

from pathlib import Path

from outreach.audience import edition, gallery, leaflet, sheet
from outreach.audience.figures import Report
from outreach.audience.studio import Studio


def pdf(report: Report, studio: Studio) -> bytes:
    """The report on paper, with its pictures."""
    made = gallery.charts(report)
    pictures = studio.pictures(made)
    figures = [
        {
            "title": chart.title,
            "description": chart.description,
            "half": chart.half,
            "svg": pictures[chart.key].paper,
        }
        for chart in made
        if chart.key in pictures
    ]
    return studio.paper({**edition.words(report), "figures": figures})


def html(report: Report, studio: Studio) -> str:
    """The report as one page file."""
    made = gallery.charts(report)
    return leaflet.html(edition.words(report), made, studio.pictures(made))


def bind(report: Report, into: Path, studio: Studio) -> tuple[Path, ...]:
    """Write the report as report.pdf, .html, .csv and .json, and say where they are."""
    into.mkdir(parents=True, exist_ok=True)
    files = {
        "report.pdf": pdf(report, studio),
        "report.html": html(report, studio).encode(),
        "report.csv": sheet.csv_file(report),
        "report.json": sheet.json_file(report),
    }
    for name, data in files.items():
        (into / name).write_bytes(data)
    return tuple(into / name for name in files)
