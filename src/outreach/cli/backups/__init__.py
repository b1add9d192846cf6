"""Backups of a whole installation: made while it runs, proved when they are put back."""

from outreach.cli.backups.commands import add_to

__all__ = ["add_to"]
