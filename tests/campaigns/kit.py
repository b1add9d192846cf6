"""The shipped kit, read once for the tests of this folder."""

from outreach import campaigns, posts
from outreach.lib import shipped

FOLDER = shipped.folder("campaigns") / "collaboration-principles"
KIT = campaigns.read_kit(FOLDER)
SHELF = posts.read_templates(shipped.folder("templates"))
TEXT = (FOLDER / "kit.yaml").read_text(encoding="utf-8")
