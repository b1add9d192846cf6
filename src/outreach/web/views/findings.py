"""What the checks found, as a person reads it: the words it is about, why, and what can be done."""

from dataclasses import dataclass

from outreach import review
from outreach.identity import Actor
from outreach.review import Severity, SurfaceKind
from outreach.web.words import Tone

#: So much of the words stands on each side of what was found.
AROUND = 40

PLACES = {
    SurfaceKind.TITLE: "in the title",
    SurfaceKind.BODY: "in the words",
    SurfaceKind.FIRST_COMMENT: "in the first comment",
    SurfaceKind.ALTERNATIVE: "in the picture's description",
    SurfaceKind.CAPTION: "in the captions",
    SurfaceKind.HASHTAG: "in a hashtag",
    SurfaceKind.LINK_TEXT: "in the words of a link",
    SurfaceKind.FILE_NAME: "in the name of the file",
    SurfaceKind.POLL_OPTION: "in an answer of the poll",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding on a page."""

    rule: str
    message: str
    fix: str
    source: str
    tone: Tone
    #: It stops the post, and nobody let it pass.
    stops: bool
    #: Where it stands; the words before it, its own, and those after.
    place: str = ""
    before: str = ""
    marked: str = ""
    after: str = ""
    language: str = "en"
    #: Where in the words it begins, and what one click would put there; None: write it yourself.
    start: int = 0
    replacement: str | None = None
    #: Why it was let pass; empty when it was not.
    passed_because: str = ""
    #: Who may let it pass; empty when nobody may, or nothing has to.
    may_pass: str = ""
    #: The person looking is one of them.
    mine_to_pass: bool = False
    #: Which one it is, when it is let pass.
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one post: what stops it, what is worth a look, and details."""

    stops: tuple[Shown, ...] = ()
    worth_a_look: tuple[Shown, ...] = ()
    details: tuple[Shown, ...] = ()
    passed: tuple[Shown, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.stops or self.worth_a_look or self.details or self.passed)

    def without(self, rule: str) -> "Findings":
        """All but those of a rule that the page tells by itself."""
        kept = (
            tuple(each for each in kind if each.rule != rule)
            for kind in (self.stops, self.worth_a_look, self.details, self.passed)
        )
        return Findings(*kept)


def shown(looked: review.Looked, by: Actor, *, is_author: bool) -> Findings:
    """The findings sorted by what they ask of the reader."""
    kinds: dict[str, list[Shown]] = {"stops": [], "passed": [], "warn": [], "note": []}
    for found in looked.findings:
        one = _shown(found, looked, by, is_author=is_author)
        if found.severity is Severity.BLOCK:
            kinds["stops" if one.stops else "passed"].append(one)
        else:
            kinds[found.severity.value].append(one)
    return Findings(
        tuple(kinds["stops"]), tuple(kinds["warn"]), tuple(kinds["note"]), tuple(kinds["passed"])
    )


def _shown(found: review.Finding, looked: review.Looked, by: Actor, *, is_author: bool) -> Shown:
    before, marked, after = _excerpt(found)
    step = review.STEPS.get(found.override)
    block = found.severity is Severity.BLOCK
    stops = block and not looked.passed(found)
    reasons = [row.reason for row in looked.behind(found)]
    surface = found.surface
    in_body = surface is not None and surface.kind is SurfaceKind.BODY
    return Shown(
        rule=found.rule,
        message=found.message,
        fix=found.fix,
        source=found.source,
        tone=Tone.BAD if stops else Tone.WARN if found.severity is Severity.WARN else Tone.IDLE,
        stops=stops,
        place=PLACES[surface.kind] if surface else "",
        before=before,
        marked=marked,
        after=after,
        language=surface.language if surface else "en",
        start=found.span[0] if found.span else 0,
        replacement=found.replacement if in_body and found.span else None,
        passed_because=" ".join(reasons) if block and not stops else "",
        may_pass=step.words if stops and step else "",
        mine_to_pass=bool(stops and step and by.may_give(step) and not is_author),
        mark=found.mark if stops else "",
    )


def _excerpt(found: review.Finding) -> tuple[str, str, str]:
    """The words that were found with a few around them; nothing when it is about the whole."""
    if found.surface is None or found.span is None:
        return "", "", ""
    text, (start, end) = found.surface.text, found.span
    left, right = max(0, start - AROUND), end + AROUND
    before = ("…" if left else "") + text[left:start]
    return before, text[start:end], text[end:right] + ("…" if right < len(text) else "")
