"""From a story to posts in two clicks: what the form offers, what it drafts, and what it makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from pydantic import BaseModel, Field

from outreach import brand, campaigns, identity, posts, stories
from outreach.errors import BadInput, Fault
from outreach.lib.clock import Moment
from outreach.posts import Template
from outreach.web import forms
from outreach.web.deps import Visit
from outreach.web.views import drafts, hashtags, placing
from outreach.web.views.made import Made
from outreach.web.views.placing import NOTHING, Accounts, Languages

#: A longer title seldom fits on a card, so none is offered.
LONGEST_HEADLINE = 80


class ComposeForm(BaseModel):
    """What the form asks, but for what is asked once in each language."""

    title: str = Field(max_length=200)
    template: str
    outcome: int = Field(1, ge=1)
    activity: int = Field(1, ge=1)
    languages: Languages
    accounts: Accounts
    on: date
    at: time
    campaign: int | None = None
    declared: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Composer:
    """One story being turned into posts, with everything the form offers."""

    story: stories.WholeStory
    template: Template
    templates: tuple[Template, ...]
    accounts: tuple[identity.Account, ...]
    campaigns: tuple[campaigns.Campaign, ...]
    pieces: tuple[drafts.Piece, ...]
    tongues: tuple[drafts.Tongue, ...]
    #: The languages that were chosen, in the order they go out.
    spoken: tuple[str, ...]
    pictures: tuple[drafts.Picture, ...]
    #: The instant chosen, when the day and time can be read.
    moment: Moment | None
    #: What keeps the story off the real accounts among those chosen.
    blocks: tuple[str, ...]

    #: What the first comments of this page were written for.
    comment_of: str
    #: What was typed in languages that are not chosen now, by its field: choosing again shows it.
    put_by: tuple[tuple[str, str], ...]

    @property
    def also(self) -> tuple[drafts.Tongue, ...]:
        """The languages beside the story's own that it can be told in."""
        return tuple(each for each in self.tongues[1:] if not each.absent)

    @property
    def asked(self) -> tuple[posts.Blank, ...]:
        """The blanks that the story cannot fill; those that must be filled come first."""
        own = (blank for blank in self.template.blanks if blank.name not in posts.FACTS)
        return tuple(sorted(own, key=lambda blank: blank.may_be_empty))

    def asked_in(self, language: str) -> tuple[posts.Blank, ...]:
        """The same in another language; names and numbers are typed once."""
        twin = next((t for t in drafts.twins(self.template) if t.language == language), None)
        own = twin.blanks if twin else ()
        return tuple(b for b in own if b.name not in posts.FACTS and not b.any_language)

    def has(self, blank: str) -> bool:
        """Whether the template has this blank."""
        return blank in {each.name for each in self.template.blanks}


def start(visit: Visit, story: stories.WholeStory) -> forms.Form:
    """The form as it first stands: every account that may tell it now, the next weekday at nine."""
    connected = drafts.accounts(visit)
    cleared = not stories.cleared_for(story, practice=False)
    accounts = [account for account in connected if cleared or account.practice] or connected
    template = drafts.offered(story)[0]
    spoken = [each for each in drafts.tongues(story, template) if not each.absent]
    return forms.filled(
        {
            "title": story.title,
            "template": template.key,
            "languages": [each.code for each in spoken if not each.unsettled],
            "accounts": [account.id for account in accounts],
            "on": placing.next_weekday(visit.now, visit.zone),
            "at": placing.USUAL_TIME.strftime("%H:%M"),
            **dict(_headline(story, each.code) for each in spoken),
        }
    )


def _headline(story: stories.WholeStory, language: str) -> tuple[str, str]:
    """The headline that is offered in a language: the story's title, where it is short enough."""
    title = stories.told_in(story, language).title
    offered = title if len(title) <= LONGEST_HEADLINE else ""
    return drafts.field("card_headline", language, story.language), offered


def composer(visit: Visit, story: stories.WholeStory, form: forms.Form) -> Composer:
    """The form with its drafts, whatever was typed so far."""
    offered = drafts.offered(story)
    template = next((t for t in offered if t.key == form.value("template")), offered[0])
    accounts = tuple(a for a in drafts.accounts(visit) if a.platform in template.platforms)
    chosen = tuple(a for a in accounts if form.chosen("accounts", str(a.id)))
    live = any(not account.practice for account in chosen)
    tongues = drafts.tongues(story, template)
    spoken = drafts.chosen(form, tongues)
    pictures = (drafts.picture(visit, story, form, language) for language in spoken)
    return Composer(
        story=story,
        template=template,
        templates=offered,
        accounts=accounts,
        campaigns=tuple(campaigns.listing(visit.db, visit.by.agency_id)),
        pieces=drafts.pieces(visit, story, template, form, chosen),
        tongues=tongues,
        spoken=spoken,
        pictures=tuple(filter(None, pictures)),
        moment=placing.moment(visit, form),
        blocks=stories.cleared_for(story, practice=False) if live else (),
        comment_of=drafts.comment_of(template, form),
        put_by=drafts.put_by(form, {each.code for each in tongues} - set(spoken)),
    )


def make(visit: Visit, story: stories.WholeStory, form: forms.Form, *, ask: bool) -> Made:
    """Draft the post, place it on every chosen account and, with `ask`, send it for approval.

    Refuses with each fault at its field. The caller undoes what a refused making began.
    """
    given = forms.read(ComposeForm, form)
    template = _template(story, given.template)
    pieces = _pieces_or_faults(visit, story, template, form, given.accounts)
    spoken = tuple(dict.fromkeys(piece.language for piece in pieces))
    cards = {each: _keep_card(visit, story, form, each) for each in spoken}
    said = {
        (piece.account.platform, piece.language): replace(
            posts.words_of(piece.draft, asset_id=cards[piece.language]),
            first_comment=piece.comment,
        )
        for piece in pieces
        if piece.draft
    }
    if given.campaign is not None:
        campaigns.get(visit.db, given.campaign, visit.by.agency_id)
    idea = posts.Idea(
        title=given.title,
        type=template.kind,
        tier=template.tier,
        story_id=story.id,
        campaign_id=given.campaign,
        template=template.key,
        blanks=drafts.typed(template, form, story.language),
    )
    post, variants = posts.draft(visit.db, idea, tuple(said.values()), by=visit.by, now=visit.now)
    posts.declare(visit.db, post.id or 0, given.declared, by=visit.by, now=visit.now)
    ids = {(each.platform, each.language): each.id or 0 for each in variants}
    local = datetime.combine(given.on, given.at)
    placed = tuple(
        placing.place(
            visit,
            ids[piece.account.platform, piece.language],
            piece.account,
            local + placing.APART * spoken.index(piece.language),
            ask=ask and piece.askable,
        )
        for piece in pieces
    )
    return Made(post, placed, sum(not piece.askable for piece in pieces))


def _template(story: stories.WholeStory, key: str) -> Template:
    found = next((each for each in drafts.offered(story) if each.key == key), None)
    if found is None:
        raise BadInput(NOTHING, (Fault("template", "Choose one of these."),))
    return found


def _pieces_or_faults(
    visit: Visit,
    story: stories.WholeStory,
    template: Template,
    form: forms.Form,
    account_ids: Sequence[int],
) -> tuple[drafts.Piece, ...]:
    """A draft for each chosen account. Refuses empty blanks by name, and a platform without one."""
    empty = [
        Fault(f"blank_{blank.name}", "Fill this in.")
        for blank in template.blanks
        if blank.name not in posts.FACTS and not blank.may_be_empty
        if not form.value(f"blank_{blank.name}")
    ]
    empty += hashtags.faults(template, form)
    known = {account.id: account for account in drafts.accounts(visit)}
    chosen = [known[n] for n in account_ids if n in known]
    fit = [account for account in chosen if account.platform in template.platforms]
    unfit = [
        Fault("accounts", f"{template.title} has no words for this platform.", "Leave it out.")
        for account in chosen
        if account not in fit
    ]
    if not drafts.chosen(form, drafts.tongues(story, template)):
        unfit.append(Fault("languages", "Choose a language that the story has words in."))
    if not chosen:
        unfit = [Fault("accounts", "This account is not connected now.", "Choose another.")]
    if empty or unfit:
        raise BadInput(NOTHING, (*empty, *unfit))
    pieces = drafts.pieces(visit, story, template, form, fit)
    lacking = tuple(Fault("accounts", piece.reason) for piece in pieces if piece.draft is None)
    if lacking:
        raise BadInput(NOTHING, lacking)
    return pieces


def _keep_card(
    visit: Visit, story: stories.WholeStory, form: forms.Form, language: str
) -> int | None:
    at = drafts.field("card_headline", language, story.language)
    try:
        card = drafts.card(visit, story, form, language)
        if card is None:
            return None
        kept = brand.keep_card(
            visit.db,
            card,
            language=language,
            name=f"{story.key}-{language}.jpg",
            by=visit.by,
            now=visit.now,
            folder=visit.runtime.media,
        )
    except BadInput as refused:
        raise BadInput(NOTHING, (Fault(at, refused.message),)) from None
    return kept.id
