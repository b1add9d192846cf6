"""A story in another language: put it there field by field, accept it, take it back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import errors, stories
from outreach.identity import Action
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import languages as view

router = APIRouter()

Reading = Annotated[Visit, Depends(visiting(Action.READ, "stories"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "stories"))]
PATH = "/stories/{story_id:int}/languages/{language}"


@router.get(PATH, name="languages:show")
def show(request: Request, story_id: int, language: str, visit: Reading) -> Response:
    shown = view.translating(visit, _story(visit, story_id), language)
    return _page(request, shown, view.start(shown))


@router.post(PATH, name="languages:save")
def save(request: Request, story_id: int, language: str, form: Sent, visit: Writing) -> Response:
    shown = view.translating(visit, _story(visit, story_id), language)
    try:
        view.save(visit, shown, form)
    except errors.BadInput as refused:
        return _page(request, shown, form.refused(refused), status=422)
    except errors.Conflict as moved_on:
        return _page(request, shown, form.refused(errors.BadInput(str(moved_on))), status=409)
    told = f"The story is kept in {words.language(language)}."
    return flashes.go(f"/stories/{story_id}#languages", told)


@router.post(PATH + "/accept", name="languages:accept")
def accept(story_id: int, language: str, form: Sent, visit: Reading) -> Response:
    """Whoever may write or approve takes a machine's words for right; the story's room says so."""
    view.accept(visit, _story(visit, story_id), language, form.value("seen"))
    told = f"Accepted. Posts in {words.language(language)} can go to real accounts."
    return flashes.go(f"/stories/{story_id}#languages", told)


@router.post(PATH + "/withdraw", name="languages:withdraw")
def withdraw(story_id: int, language: str, visit: Writing) -> Response:
    stories.withdraw(visit.db, story_id, language, by=visit.by, now=visit.now)
    told = f"Taken back: no new post is made from it in {words.language(language)}."
    return flashes.go(f"/stories/{story_id}#languages", told)


def _story(visit: Visit, story_id: int) -> stories.WholeStory:
    return stories.whole(visit.db, stories.get(visit.db, story_id, visit.by.agency_id))


def _page(
    request: Request, shown: view.Translating, form: forms.Form, *, status: int = 200
) -> Response:
    return render.page(request, "stories/language.html", status=status, shown=shown, form=form)
