"""What fields are called on a page, so that the summary of faults calls them the same."""

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

#: A place in the summary: a link to its field, with a name that stands until the page tells it.
_PLACE = re.compile(r'<a href="#([^"]+)" data-field>(.*?)</a>')
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "use"})


def said(html: str) -> str:
    """The page with each fault under the name its field bears; what has no field is not linked."""
    if " data-field>" not in html:
        return html
    page = _Page()
    page.feed(html)
    names = page.names()

    def place(found: re.Match[str]) -> str:
        field, otherwise = found.groups()
        if field not in page.ids:
            return otherwise
        return f'<a href="#{field}">{escape(names[field]) if field in names else otherwise}</a>'

    return _PLACE.sub(place, html)


class _Page(HTMLParser):
    """Collects the ids of a page, its labels and legends, and the group each label stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._labels: dict[str, tuple[str, str]] = {}
        self._field = ""
        self._words: list[str] = []

    def names(self) -> dict[str, str]:
        """The label of each field; one that several fields bear begins with its group."""
        uses = Counter(label for label, _ in self._labels.values())
        return {
            field: f"{group}, {label}" if uses[label] > 1 and group else label
            for field, (label, group) in self._labels.items()
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self.ids.add(about.get("id") or "")
        if tag not in _VOID:
            self._open.append((tag, about))
        if tag == "label":
            self._begin(about.get("for") or "")
        if tag == "legend":
            self._begin(self._group().get("id") or "legend")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"label", "legend"} and self._field:
            self._keep(tag)
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._field and not any(about.get("class") == "optional" for _, about in self._open):
            self._words.append(data)

    def _begin(self, field: str) -> None:
        self._field, self._words = field, []

    def _keep(self, tag: str) -> None:
        label, group = " ".join("".join(self._words).split()), self._group()
        if tag == "legend":
            group["aria-label"] = label
            group = {}
        self._labels[self._field] = (label, group.get("aria-label") or "")
        self._field = ""

    def _group(self) -> dict[str, str | None]:
        """The nearest group of fields that is open here."""
        for tag, about in reversed(self._open):
            if tag == "fieldset" or about.get("role") == "group":
                return about
        return {}
