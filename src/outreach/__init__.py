"""Outreach holds a police agency's positive collaboration stories, sends them once, and counts
honestly.

Read docs/architecture.md for the picture: each room here may use only the rooms below it.
"""

__version__ = "0.1.0"
