"""Makes pictures and PDFs in a process of its own, and keeps them by what went into them.

A fault or a hang there costs a picture, never the service, and the numbers are shown regardless.
"""

import importlib.metadata
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from types import MappingProxyType
from typing import Any

from outreach import errors
from outreach.audience.gallery import Chart
from outreach.lib import digest, shipped

log = logging.getLogger(__name__)

#: Text in a scaled picture is unreadable, so each place has its own: two kinds of page, and paper.
WIDE, NARROW, PAPER = 1080, 360, 820

#: How many pictures and papers are kept.
KEPT = 500

#: The colours of the pictures, as the tokens of a page that may be light or dark.
TOKENS = MappingProxyType(
    {
        "#172032": "ink",
        "#4d5768": "ink-2",
        "#e5e1d8": "line",
        "#86827a": "line-2",
        "#1d4ccb": "accent",
    }
)

#: One at a time: each takes a core and a hundred megabytes.
_DESK = BoundedSemaphore(1)
_LIBRARIES = ("altair", "vl-convert-python", "typst")


class Spoilt(Exception):
    """The other process did not finish; `done` is what it had answered by then."""

    def __init__(self, message: str, done: bytes | None) -> None:
        super().__init__(message)
        self.done = done or b""


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart, drawn once for each place. `themed` gives a picture the colours of its page."""

    wide: str
    narrow: str
    paper: str


@dataclass(frozen=True, slots=True)
class Studio:
    """Where finished work is kept, how long one piece of work may take, and who does it."""

    cache: Path
    timeout: float = 60.0
    scripts: Path = Path(__file__).parent

    def pictures(self, charts: Iterable[Chart]) -> dict[str, Picture]:
        """The pictures by the charts' keys. A chart that cannot be drawn is left out and logged."""
        wanted = tuple(charts)
        jobs = {
            (chart.key, width): (chart.drawn, width)
            for chart in wanted
            for width in (WIDE, NARROW, _on_paper(chart))
        }
        places = {name: self._place(job, "svg") for name, job in jobs.items()}
        missing = [name for name, place in places.items() if not place.exists()]
        if missing:
            self._draw([jobs[name] for name in missing], [places[name] for name in missing])
        drawn = {name: place.read_text("utf-8") for name, place in places.items() if place.exists()}
        sizes = {chart.key: (WIDE, NARROW, _on_paper(chart)) for chart in wanted}
        return {
            key: Picture(*(drawn[key, width] for width in widths))
            for key, widths in sizes.items()
            if all((key, width) in drawn for width in widths)
        }

    def paper(self, words: Mapping[str, Any]) -> bytes:
        """The PDF of a report. Refuses with a sentence when it cannot be made."""
        place = self._place(words, "pdf")
        if not place.exists():
            request = {
                "template": str(shipped.folder("media") / "report"),
                "fonts": str(_fonts()),
                "words": words,
            }
            try:
                self._keep(place, self._work("paper.py", request))
            except Spoilt as fault:
                log.exception("audience.paper_failed")
                raise errors.NotReady(
                    "The PDF could not be made. Try again; the page and the CSV file have the "
                    "same numbers."
                ) from fault
        return place.read_bytes()

    def _draw(self, jobs: list[tuple[dict[str, Any], int]], places: list[Path]) -> None:
        """Draw and keep. What was drawn before a time-out is kept too, so the next try goes on."""
        try:
            answer = self._work("drawing.py", {"fonts": str(_fonts()), "charts": jobs})
        except Spoilt as fault:
            log.exception("audience.drawing_failed", extra={"pictures": len(jobs)})
            answer = fault.done
        for place, line in zip(places, answer.split(b"\n")[:-1], strict=False):
            self._keep(place, json.loads(line).encode())

    def _work(self, script: str, request: Mapping[str, Any]) -> bytes:
        """Run one of our scripts, which import nothing of ours, and give what it answers."""
        command = [sys.executable, "-I", str(self.scripts / script)]
        with _DESK:
            try:
                done = subprocess.run(  # noqa: S603 - our own script, no shell
                    command,
                    input=json.dumps(request).encode(),
                    capture_output=True,
                    timeout=self.timeout,
                    check=True,
                )
            except subprocess.TimeoutExpired as late:
                raise Spoilt(
                    f"{script} took longer than {self.timeout:g} s.", late.stdout
                ) from late
            except subprocess.CalledProcessError as fault:
                said = fault.stderr.decode(errors="replace")[-2_000:]
                raise Spoilt(
                    f"{script} ended with {fault.returncode}: {said}", fault.stdout
                ) from fault
        return done.stdout

    def _place(self, job: object, ending: str) -> Path:
        given = json.dumps([job, _makers()], sort_keys=True).encode()
        return self.cache / f"{digest.sha256(given)}.{ending}"

    def _keep(self, place: Path, made: bytes) -> None:
        """Whole or not at all, whoever makes the same; the oldest go when there are many."""
        self.cache.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{digest.sha256(made)[:12]}.part")
        draft.write_bytes(made)
        draft.replace(place)
        kept = sorted(self.cache.iterdir(), key=lambda path: path.stat().st_mtime)
        for old in kept[:-KEPT]:
            old.unlink(missing_ok=True)


def themed(svg: str) -> str:
    """The picture in the colours of the page it stands on, light or dark."""
    return re.sub(
        r'"(#[0-9a-f]{6})"',
        lambda found: (
            f'"var(--{TOKENS[found[1]]}, {found[1]})"' if found[1] in TOKENS else found[0]
        ),
        svg,
    )


def _on_paper(chart: Chart) -> int:
    return NARROW if chart.half else PAPER


def _fonts() -> Path:
    return shipped.folder("media") / "fonts"


def _makers() -> list[str]:
    """What else decides how a picture looks: our scripts and template, fonts, and libraries."""
    here = Path(__file__).parent
    files = [here / "drawing.py", here / "paper.py", *sorted(_fonts().glob("*.ttf"))]
    files += sorted((shipped.folder("media") / "report").glob("*.typ"))
    return [
        *(digest.sha256(path.read_bytes()) for path in files),
        *(importlib.metadata.version(library) for library in _LIBRARIES),
    ]
