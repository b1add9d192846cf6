"""The shipped kit, read once for the tests of this folder."""

from outreach import campaigns
from shipping import KIT_FOLDER

KIT = campaigns.read_kit(KIT_FOLDER)
TEXT = (KIT_FOLDER / "kit.yaml").read_text(encoding="utf-8")
