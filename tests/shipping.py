"""The templates and the stories that we ship, read once for all tests; nobody changes them."""

from outreach import posts, stories
from outreach.lib import shipped

SHELF = posts.read_templates(shipped.folder("templates"))
KIT_FOLDER = shipped.folder("campaigns") / "collaboration-principles"
STORIES_FILE = KIT_FOLDER / "stories.yaml"
STORIES = stories.read_stories(STORIES_FILE)
