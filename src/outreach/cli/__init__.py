"""The command line. Every command works on OUTREACH_HOME with no server running."""

from outreach.cli.program import app, main

__all__ = ["app", "main"]
