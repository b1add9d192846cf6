"""Who agreed to be named: what the partners and the featured agency answered, and what follows."""

from datetime import datetime
from types import MappingProxyType

from sqlmodel import Session

from outreach import errors, records
from outreach.identity import Action, Actor
from outreach.stories import library
from outreach.stories.models import Answer, PartnerYes
from outreach.stories.rows import PartyAnswer, WholeStory

#: What a party may have said before; a yes can be taken back, a no can become a yes.
_AFTER = MappingProxyType(
    {
        PartnerYes.ASKED: frozenset(PartnerYes),
        PartnerYes.GIVEN: frozenset(PartnerYes),
        PartnerYes.REFUSED: frozenset(PartnerYes) - {PartnerYes.GIVEN},
        PartnerYes.WITHDRAWN: frozenset({PartnerYes.GIVEN}),
    }
)


def cleared_for(story: WholeStory, *, practice: bool) -> tuple[str, ...]:
    """What keeps posts of this story off an account, each as a sentence. Empty: it may be used.

    Practice accounts reach nobody, so a rehearsal needs no yes. A real account needs the yes of the
    featured agency and of each named partner, to the words the story has now.
    """
    if practice:
        return ()
    return tuple(sentence for answer in story.answers if (sentence := _missing_yes(answer)))


def note_answer(  # noqa: PLR0913 - an answer has this many parts, each named
    db: Session,
    story_id: int,
    who: str,
    yes: PartnerYes,
    *,
    by: Actor,
    now: datetime,
    said_by: str = "",
) -> WholeStory:
    """Record that a party was asked, said yes, said no, or took its yes back.

    `said_by` is the person who spoke for the party. Refuses a party the story does not name, an
    answer that nobody gave, and taking back a yes that was never given.
    """
    by.must(Action.WRITE)
    row = library.get(db, story_id, by.agency_id)
    story = library.whole(db, row)
    before = _party(story, who)
    _check(before, yes, said_by.strip())
    answer = Answer(
        story_id=story_id,
        who=who,
        yes=yes,
        words=story.words,
        said_by=said_by.strip(),
        by_id=by.person_id,
        at=now,
    )
    db.add(answer)
    db.flush()
    records.append(
        db,
        "stories.party_answered",
        ("story", story_id),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={"who": who, "yes": yes.value, "words": story.words, "said_by": answer.said_by},
    )
    return library.whole(db, row)


def _party(story: WholeStory, who: str) -> PartyAnswer:
    for answer in story.answers:
        if answer.who == who:
            return answer
    raise errors.NotFound(
        f"“{story.title}” does not name “{who}”. Add the partner to the story first."
    )


def _check(before: PartyAnswer, yes: PartnerYes, said_by: str) -> None:
    if before.yes not in _AFTER.get(yes, frozenset()):
        raise errors.Conflict(
            f"{before.who} {_SAID[before.yes]}, so “{yes.replace('_', ' ')}” cannot follow. "
            "Look at the answer again."
        )
    if yes is not PartnerYes.ASKED and not said_by:
        raise errors.BadInput(
            f"An answer needs the person who gave it for {before.who}. "
            "Write their name and how they told you."
        )


def _missing_yes(answer: PartyAnswer) -> str | None:
    if answer.yes is not PartnerYes.GIVEN:
        return f"{answer.who} {_SAID[answer.yes]}. {_MEND[answer.yes]}"
    if not answer.current:
        return f"{answer.who} said yes to earlier words. Show them the new ones and ask again."
    return None


_SAID = MappingProxyType(
    {
        PartnerYes.NOT_SOUGHT: "was not asked yet",
        PartnerYes.ASKED: "was asked and has not answered",
        PartnerYes.GIVEN: "said yes",
        PartnerYes.REFUSED: "said no",
        PartnerYes.WITHDRAWN: "took the yes back",
    }
)
_MEND = MappingProxyType(
    {
        PartnerYes.NOT_SOUGHT: "Ask them, and note the answer on the story's page.",
        PartnerYes.ASKED: "Wait for the answer, or ask again.",
        PartnerYes.REFUSED: "Leave the story unused, or take them out of it.",
        PartnerYes.WITHDRAWN: "Leave the story unused, or take them out of it.",
    }
)
