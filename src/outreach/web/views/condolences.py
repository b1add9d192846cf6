"""Beginning a condolence: its words at once, locked until the agency itself told of its loss."""

from datetime import datetime

from pydantic import BaseModel, Field

from outreach import posts
from outreach.errors import BadInput, Fault
from outreach.lib.clock import resolve
from outreach.posts import Post, PostType, Template
from outreach.web import forms
from outreach.web.deps import Visit
from outreach.web.views import drafts

NOTHING = "Nothing was saved yet."
TEMPLATE = "condolence/for-residents"


class CondolenceForm(BaseModel):
    """Whose loss it is, what we say, and, once it is known, who there made it public."""

    venue: str = Field(max_length=120)
    who: str = Field("", max_length=120)
    wish: str = Field(max_length=500)
    released_by: str = Field("", max_length=200)
    released_at: datetime | None = None


def begin(visit: Visit, form: forms.Form) -> Post:
    """Draft it for every platform an account is connected on, and keep the release if it is told.

    Refuses with each fault at its field. The caller undoes what a refused beginning did.
    """
    given = forms.read(CondolenceForm, form)
    template = _template(visit.agency.language)
    typed = {"wish": given.wish, "who": given.who}
    idea = posts.Idea(
        title=f"Sympathy with {given.venue}"[:200],
        type=PostType.CONDOLENCE,
        tier=template.tier,
        template=template.key,
        blanks={name: said for name, said in typed.items() if said},
        venue_release_id=_release(visit, given),
    )
    known = {"venue_agency": given.venue, "our_agency": visit.agency.name}
    text = posts.fill(template, known | typed)
    machine = template.machine_made and not template.accepted_by
    connected = {account.platform for account in drafts.accounts(visit)}
    said = [
        posts.Words(platform, text, template.language, machine_made=machine)
        for platform in template.platforms
        if platform in connected or not connected
    ]
    return posts.draft(visit.db, idea, said, by=visit.by, now=visit.now)[0]


def _template(language: str) -> Template:
    """The words in the agency's language, or in English where nobody wrote them in it."""
    twins = drafts.twins_of(TEMPLATE)
    return next((each for each in twins if each.language == language), twins[0])


def _release(visit: Visit, given: CondolenceForm) -> int | None:
    """The release, put on record; None while nothing is told of one."""
    if not given.released_by and given.released_at is None:
        return None
    if given.released_at is None:
        raise BadInput(NOTHING, (Fault("released_at", "Say when it was made public."),))
    at = resolve(given.released_at.replace(tzinfo=None), visit.zone).at
    told = posts.ToldByVenue(given.venue, given.released_by, at)
    try:
        return posts.note_release(visit.db, told, by=visit.by, now=visit.now).id
    except BadInput as refused:
        faults = tuple(
            Fault(each.where, each.what.capitalize(), each.mend) for each in refused.faults
        )
        raise BadInput(refused.message, faults) from None
