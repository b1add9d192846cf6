"""What only the author can say of a post: a few plain questions, and what the answers mean.

Words cannot show what a picture shows, so these answers decide who has to say yes.
"""

from collections.abc import Collection
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlmodel import Session

from outreach import errors, records
from outreach.identity import Action, Actor
from outreach.posts import cabinet
from outreach.posts.models import Post

#: Each question by the name under which a yes to it is kept.
QUESTIONS: Final = MappingProxyType(
    {
        "arrest": "Does this speak of an arrest or a charge?",
        "open_case": "Does it touch a case that is still open?",
        "convicted": "Did a court find the person guilty?",
        "suspect": "Did somebody say why “suspect” is the right word?",
        "ongoing": "Is an operation still going on?",
        "address": "Does somebody who was harmed live at an address in it?",
        "minor": "Is someone under 18 shown or named?",
        "guardian": "Did a parent or guardian say yes to that?",
        "quotes": "Does it quote somebody's own words?",
        "general_advice": "Is it general advice that speaks of no real case?",
    }
)

#: A yes to one of these makes it a matter of those who investigate.
CASE_LINKED = frozenset({"arrest", "open_case"})


def declare(
    db: Session, post_id: int, answers: Collection[str], *, by: Actor, now: datetime
) -> Post:
    """Keep which questions the author answers with yes. Refuses a question that nobody asks."""
    by.must(Action.WRITE)
    post = cabinet.get(db, post_id, by.agency_id)
    strange = sorted(set(answers) - set(QUESTIONS))
    if strange:
        raise errors.BadInput(f"Nobody asks “{strange[0]}”. Answer the questions of the form.")
    before, said = list(post.declared), sorted(answers)
    if before == said:
        return post
    post.declared = said
    db.add(post)
    db.flush()
    records.append(
        db,
        "posts.declared",
        ("post", post_id),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={"before": list(before), "said": list(said)},
    )
    return post
