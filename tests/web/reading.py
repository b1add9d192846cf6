"""What a browser would send back from a page as it stands: the fields of its main form."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """Collects inputs, text areas and chosen options, in the way a browser submits them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name, value = has.get("name") or "", has.get("value") or ""
        kind = has.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in has:
            self._add(self._select, value)
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "input" and name and _is_sent(kind, "checked" in has):
            self._add(name, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area][-1] += data.removeprefix("\n")

    def _add(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def _is_sent(kind: str | None, checked: bool) -> bool:
    return kind not in ("file", "submit") and (checked or kind not in ("checkbox", "radio"))


def fields_of(page: str) -> dict[str, list[str]]:
    """The fields of the page and what they hold."""
    reader = _Fields()
    reader.feed(page)
    return reader.found
