"""A post without a story: what the form offers, what it drafts, and what it makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from pydantic import BaseModel, Field

from outreach import campaigns, delivery, identity, posts, stories
from outreach.errors import BadInput, Fault
from outreach.lib.clock import Moment
from outreach.posts import PostType, Template
from outreach.web import forms
from outreach.web.deps import Visit
from outreach.web.views import drafts, hashtags, occasions, placing, polls
from outreach.web.views.kinds import Kind
from outreach.web.views.made import Made
from outreach.web.views.occasions import Occasion
from outreach.web.views.placing import NOTHING, Accounts, Languages


class SayForm(BaseModel):
    """What the form asks, but for what is asked once in each language."""

    title: str = Field(max_length=200)
    template: str
    principle: int | None = Field(None, ge=1, le=7)
    days: int = Field(1, ge=1, le=7)
    languages: Languages
    accounts: Accounts
    on: date
    at: time
    campaign: int | None = None
    declared: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sayer:
    """One post being written, with everything the form offers."""

    kind: Kind
    template: Template
    templates: tuple[Template, ...]
    twins: tuple[Template, ...]
    accounts: tuple[identity.Account, ...]
    campaigns: tuple[campaigns.Campaign, ...]
    #: The days that a post about one can choose from.
    occasions: tuple[Occasion, ...]
    occasion: Occasion | None
    #: The languages that were chosen, the one typed first at the front.
    spoken: tuple[str, ...]
    pieces: tuple[drafts.Piece, ...]
    moment: Moment | None
    comment_of: str
    #: What was typed in languages that are not chosen now, by its field: choosing again shows it.
    put_by: tuple[tuple[str, str], ...]

    @property
    def own(self) -> str:
        """The language whose fields stand first."""
        return self.template.language

    @property
    def days(self) -> tuple[tuple[str, str], ...]:
        """The days to choose from, by id, as people read them."""
        return tuple((each.id, each.label) for each in self.occasions)

    @property
    def principles(self) -> tuple[tuple[str, str], ...]:
        """The seven to choose from, where the words are about one."""
        if self.kind.type is not PostType.PRINCIPLE:
            return ()
        told = ((n, stories.principle_in(n, self.own)) for n in stories.PRINCIPLES)
        return tuple((str(n), f"{n}. {each.title}") for n, each in told if each)

    def asked_in(self, language: str) -> tuple[posts.Blank, ...]:
        """The blanks to fill; names and numbers are typed once. Those that must be come first."""
        twin = next(each for each in self.twins if each.language == language)
        own = (each for each in twin.blanks if each.name not in posts.FACTS)
        asked = (each for each in own if language == self.own or not each.any_language)
        return tuple(sorted(asked, key=lambda blank: blank.may_be_empty))


def start(visit: Visit, kind: Kind, day: str) -> forms.Form:
    """The form as it first stands: every account, the next weekday at nine, or the day chosen."""
    template = drafts.of_kind(kind.type, visit.agency.language)[0]
    held: dict[str, object] = {
        "template": template.key,
        "languages": [template.language],
        "accounts": [each.id for each in _accounts(visit, template)],
        "on": placing.next_weekday(visit.now, visit.zone),
        "at": placing.USUAL_TIME.strftime("%H:%M"),
        "days": 1,
    }
    return begun(visit, forms.filled(held | {"day": day}))


def begun(visit: Visit, form: forms.Form) -> forms.Form:
    """The form with what the chosen day knows of itself filled in."""
    found = occasions.chosen(occasions.ahead(visit), form.value("day"))
    if found is None:
        return form
    today = campaigns.local_day(visit.now, visit.zone)
    known = {name: (said,) for name, said in found.beginning(today).items()}
    return replace(form, values={**form.values, **known})


def sayer(visit: Visit, kind: Kind, form: forms.Form) -> Sayer:
    """The form with its drafts, whatever was typed so far."""
    offered = drafts.of_kind(kind.type, visit.agency.language)
    template = next((t for t in offered if t.key == form.value("template")), offered[0])
    twins, accounts = drafts.twins(template), _accounts(visit, template)
    spoken = _spoken(template, form)
    days = occasions.ahead(visit) if kind.type is PostType.OBSERVANCE else ()
    picked = [each for each in accounts if form.chosen("accounts", str(each.id))]
    return Sayer(
        kind=kind,
        template=template,
        templates=offered,
        twins=twins,
        accounts=accounts,
        campaigns=tuple(campaigns.listing(visit.db, visit.by.agency_id)),
        occasions=days,
        occasion=occasions.chosen(days, form.value("day")),
        spoken=spoken,
        pieces=_pieces(visit, template, form, picked) if _any_words(form) else (),
        moment=placing.moment(visit, form),
        comment_of=drafts.comment_of(template, form),
        put_by=drafts.put_by(form, {each.language for each in twins} - set(spoken)),
    )


def make(visit: Visit, kind: Kind, form: forms.Form, *, ask: bool) -> Made:
    """Draft the post, place it on every chosen account and, with `ask`, send it for approval.

    Refuses with each fault at its field. The caller undoes what a refused making began.
    """
    given = forms.read(SayForm, form)
    template = next(
        (t for t in drafts.of_kind(kind.type, visit.agency.language) if t.key == given.template),
        None,
    )
    if template is None:
        raise BadInput(NOTHING, (Fault("template", "Choose one of these."),))
    if given.campaign is not None:
        campaigns.get(visit.db, given.campaign, visit.by.agency_id)
    pieces = _pieces_or_faults(visit, template, form, given)
    idea = posts.Idea(
        title=given.title,
        type=kind.type,
        tier=template.tier,
        campaign_id=given.campaign,
        template=template.key,
        blanks=drafts.typed(template, form, template.language),
    )
    words = _words(kind, template, form, given, pieces)
    post, variants = posts.draft(visit.db, idea, words, by=visit.by, now=visit.now)
    posts.declare(visit.db, post.id or 0, given.declared, by=visit.by, now=visit.now)
    placed = _place(visit, given, pieces, variants, ask=ask)
    return Made(post, placed, sum(not piece.askable for piece in pieces))


def _place(
    visit: Visit,
    given: SayForm,
    pieces: Sequence[drafts.Piece],
    variants: Sequence[posts.Variant],
    *,
    ask: bool,
) -> tuple[delivery.Placement, ...]:
    ids = {(each.platform, each.language): each.id or 0 for each in variants}
    spoken = tuple(dict.fromkeys(piece.language for piece in pieces))
    local = datetime.combine(given.on, given.at)
    return tuple(
        placing.place(
            visit,
            ids[piece.account.platform, piece.language],
            piece.account,
            local + placing.APART * spoken.index(piece.language),
            ask=ask and piece.askable,
        )
        for piece in pieces
    )


def _words(
    kind: Kind,
    template: Template,
    form: forms.Form,
    given: SayForm,
    pieces: Sequence[drafts.Piece],
) -> tuple[posts.Words, ...]:
    """The words of each platform and language, with the answers of a poll."""
    said: dict[tuple[str, str], posts.Words] = {}
    for piece in pieces:
        if piece.draft is None:
            continue
        asked = None
        if kind.type is PostType.POLL:
            asked = polls.poll(form, piece.language, template.language, given.days)
        words = replace(posts.words_of(piece.draft, poll=asked), first_comment=piece.comment)
        said[piece.account.platform, piece.language] = words
    return tuple(said.values())


def _pieces_or_faults(
    visit: Visit, template: Template, form: forms.Form, given: SayForm
) -> tuple[drafts.Piece, ...]:
    """A draft for each chosen account. Refuses empty blanks by name, and a platform without one."""
    picked = [each for each in _accounts(visit, template) if each.id in given.accounts]
    found = [*_empty(template, form, given), *_poll_faults(template, form, given)]
    found += hashtags.faults(template, form)
    if not picked:
        found.append(Fault("accounts", "This account is not connected now.", "Choose another."))
    if not _spoken(template, form):
        found.append(Fault("languages", "Choose a language that there are words in."))
    if found:
        raise BadInput(NOTHING, tuple(found))
    pieces = _pieces(visit, template, form, picked)
    lacking = tuple(Fault("accounts", piece.reason) for piece in pieces if piece.draft is None)
    if lacking:
        raise BadInput(NOTHING, tuple(dict.fromkeys(lacking)))
    return pieces


def _empty(template: Template, form: forms.Form, given: SayForm) -> list[Fault]:
    """The fields that every chosen language needs words in, and a principle to speak of."""
    spoken, own = _spoken(template, form), template.language
    found = [
        Fault(field, "Fill this in.")
        for twin in drafts.twins(template)
        if twin.language in spoken
        for blank in twin.blanks
        if blank.name not in posts.FACTS and not blank.may_be_empty
        if not (blank.any_language and twin.language != own)
        if not form.value(field := drafts.blank_field(blank.name, twin.language, own))
    ]
    if template.kind is PostType.PRINCIPLE and given.principle is None:
        found.append(Fault("principle", "Choose one of the seven."))
    return found


def _poll_faults(template: Template, form: forms.Form, given: SayForm) -> list[Fault]:
    if template.kind is not PostType.POLL:
        return []
    own = template.language
    return [
        fault
        for each in _spoken(template, form)
        for fault in polls.faults(
            polls.poll(form, each, own, given.days), drafts.field("answers", each, own)
        )
    ]


def _accounts(visit: Visit, template: Template) -> tuple[identity.Account, ...]:
    return tuple(a for a in drafts.accounts(visit) if a.platform in template.platforms)


def _spoken(template: Template, form: forms.Form) -> tuple[str, ...]:
    """The languages that were ticked and that the template has."""
    known = (each.language for each in drafts.twins(template))
    return tuple(code for code in known if form.chosen("languages", code))


def _pieces(
    visit: Visit, template: Template, form: forms.Form, picked: Sequence[identity.Account]
) -> tuple[drafts.Piece, ...]:
    number = form.value("principle")
    about = posts.Choice(principle=int(number) if number in _NUMBERS else None)
    aim = drafts.Aim(_spoken(template, form), template.language, picked)
    return drafts.written(visit, about, template, form, aim)


def _any_words(form: forms.Form) -> bool:
    """Whether anything was written yet: before that every draft would only say what it lacks."""
    return any(form.value(name) for name in form.values if name.startswith("blank_"))


_NUMBERS = frozenset(map(str, stories.PRINCIPLES))
