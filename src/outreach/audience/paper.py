"""Sets a report as PDF: words and pictures come in as JSON, the PDF goes out. Run on its own.

It imports nothing of ours, so that it starts quickly.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import typst


def pdf(template: Path, fonts: Path, words: dict[str, Any]) -> bytes:
    """The report as PDF/UA-1. Words are values to the template, never its code."""
    compiler = typst.Compiler(
        str(template / "report.typ"),
        root=str(template),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(words)},
    )
    made = compiler.compile(
        format="pdf",
        pdf_standards="ua-1",
        # A PDF's date has whole seconds only, and the compiler refuses any other.
        timestamp=datetime.fromisoformat(words["made_at"]).replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("One PDF was expected.")
    return made


def main() -> None:
    """Read the words from standard input, write the PDF to standard output."""
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(pdf(Path(asked["template"]), Path(asked["fonts"]), asked["words"]))


if __name__ == "__main__":
    main()
