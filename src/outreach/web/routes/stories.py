"""The library's pages: find, read, write, publish and retire stories, and note who agreed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import delivery, errors, stories
from outreach.identity import Action
from outreach.stories import PartnerYes
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import stories as view
from outreach.web.views import story_form, tips, yeses

router = APIRouter()

Reading = Annotated[Visit, Depends(visiting(Action.READ, "stories"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "stories"))]


class AnswerForm(BaseModel):
    who: str
    yes: PartnerYes
    said_by: str = ""


@router.get("/stories", name="stories:list")
def listing(request: Request, visit: Reading) -> Response:
    form = forms.typed(request.query_params.multi_items())
    found = view.library(visit.db, visit.by.agency_id, form)
    return render.page(request, "stories/list.html", form=form, found=found, choices=view.CHOICES)


@router.get("/stories/new", name="stories:new")
def new(request: Request, visit: Writing, tip: int | None = None) -> Response:
    if tip is None:
        return _form(request, story_form.blank(visit.agency))
    sent = stories.tip_of(visit.db, tip, visit.by.agency_id)
    return _form(request, forms.filled(tips.story_form(visit, sent)))


@router.post("/stories", name="stories:create")
def create(request: Request, form: Sent, visit: Writing) -> Response:
    try:
        given = forms.read(story_form.StoryForm, form)
        key = story_form.new_key(visit.db, given.title, visit.by.agency_id)
        made = stories.draft(visit.db, story_form.facts(given, key), by=visit.by, now=visit.now)
        tips.story_made(visit, form, made.id or 0)
    except errors.BadInput as refused:
        return _form(request, form.refused(story_form.placed(refused)), status=422)
    return flashes.go(f"/stories/{made.id}", "The story was saved as a draft.")


@router.get("/stories/yeses", name="stories:yeses")
def waiting(request: Request, visit: Reading) -> Response:
    answers = [(yes.value, said.word) for yes, said in view.ANSWERS.items()][1:]
    found = yeses.waiting(visit)
    return render.page(request, "stories/yeses.html", found=found, answers=answers)


@router.get("/stories/{story_id:int}", name="stories:show")
def show(request: Request, story_id: int, visit: Reading) -> Response:
    return _page(request, story_id, visit, forms.Form())


@router.get("/stories/{story_id:int}/edit", name="stories:edit")
def edit(request: Request, story_id: int, visit: Writing) -> Response:
    story = _story(visit, story_id)
    return _form(request, story_form.filled(story), story)


@router.post("/stories/{story_id:int}", name="stories:save")
def save(request: Request, story_id: int, form: Sent, visit: Writing) -> Response:
    story = _story(visit, story_id)
    try:
        given = forms.read(story_form.StoryForm, form)
        stories.revise(
            visit.db,
            story_id,
            story_form.facts(given, story.key),
            revision=given.revision,
            by=visit.by,
            now=visit.now,
        )
    except errors.BadInput as refused:
        return _form(request, form.refused(story_form.placed(refused)), story, status=422)
    except errors.Conflict as moved_on:
        return _form(request, *story_form.overtaken(form, story, moved_on), status=409)
    return flashes.go(f"/stories/{story_id}", "The story was saved.")


@router.post("/stories/{story_id:int}/publish", name="stories:publish")
def publish(story_id: int, visit: Writing) -> Response:
    stories.publish(visit.db, story_id, by=visit.by, now=visit.now)
    return flashes.go(f"/stories/{story_id}", "It is in the library. You can turn it into posts.")


@router.post("/stories/{story_id:int}/retire", name="stories:retire")
def retire(story_id: int, visit: Writing) -> Response:
    stories.retire(visit.db, story_id, by=visit.by, now=visit.now)
    return flashes.go(
        f"/stories/{story_id}", "It is retired: kept for the record, with no new posts."
    )


@router.post("/stories/{story_id:int}/answers", name="stories:answer")
def answer(request: Request, story_id: int, form: Sent, visit: Writing) -> Response:
    _story(visit, story_id)
    try:
        given = forms.read(AnswerForm, form)
        delivery.note_answer(
            visit.db,
            story_id,
            given.who,
            given.yes,
            by=visit.by,
            now=visit.now,
            said_by=given.said_by,
        )
    except errors.BadInput as refused:
        return _page(request, story_id, visit, form.refused(refused), status=422)
    told = view.ANSWERS[given.yes].word
    return flashes.go(f"/stories/{story_id}#partners", f"Noted for {given.who}: {told.lower()}.")


def _story(visit: Visit, story_id: int) -> stories.WholeStory:
    return stories.whole(visit.db, stories.get(visit.db, story_id, visit.by.agency_id))


def _page(
    request: Request, story_id: int, visit: Visit, form: forms.Form, *, status: int = 200
) -> Response:
    shown = view.page(visit.db, _story(visit, story_id))
    answers = [(yes.value, said.word) for yes, said in view.ANSWERS.items()][1:]
    return render.page(
        request, "stories/story.html", status=status, shown=shown, form=form, answers=answers,
        named=[(party.who, party.who) for party in shown.parties],
        principles=stories.PRINCIPLES, roles=stories.COMMUNITY_ROLES,
    )  # fmt: skip


def _form(
    request: Request,
    form: forms.Form,
    story: stories.WholeStory | None = None,
    theirs: tuple[tuple[str, str], ...] = (),
    *,
    status: int = 200,
) -> Response:
    return render.page(
        request, "stories/form.html", status=status, form=form, story=story, theirs=theirs,
        choices=view.CHOICES, audiences=story_form.audiences(form),
    )  # fmt: skip
