"""Who has to say yes to a variant as it stands, and what keeps it here whatever anybody says."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from outreach import brand, identity, review, stories
from outreach.identity import Step
from outreach.platforms import PlatformName
from outreach.posts import clearance, pieces
from outreach.posts.declaring import CASE_LINKED
from outreach.posts.pieces import Piece
from outreach.review import Trait
from outreach.stories import PartnerYes, WholeStory


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it may not leave, under the rule of the checks that it belongs to."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """What stands between a variant and an account of one kind at one instant."""

    needs: review.Needs
    #: What no yes of ours mends: a release, a licence, an embargo, a lock, a partner's no.
    closed: tuple[Reason, ...]
    #: Answers of named parties that are still awaited.
    awaited: tuple[str, ...]
    #: What stops a real account and is only told in practice: a partner's no, words not accepted.
    rehearsed: tuple[Reason, ...] = ()
    #: The story it tells, as it was read for this.
    story: WholeStory | None = None

    @property
    def stops(self) -> tuple[str, ...]:
        """All of it, as sentences."""
        return tuple(dict.fromkeys((*(each.sentence for each in self.closed), *self.awaited)))


def clearance_of(db: Session, variant_id: int, *, practice: bool, at: datetime) -> Clearance:
    """What the variant needs to be seen at this instant, by a practice account or a real one."""
    piece = pieces.piece_of(db, variant_id)
    story = clearance.story_of(db, piece)
    shown = unreleased(db, piece, practice=practice, at=at)
    return weigh(db, piece, story, shown, practice=practice, at=at)


def weigh(
    db: Session,
    piece: Piece,
    story: WholeStory | None,
    unreleased: tuple[str, ...],
    *,
    practice: bool,
    at: datetime,
) -> Clearance:
    """The same, of a piece whose story and whose picture's obstacles were read already."""
    awaited = stories.cleared_for(story, practice=practice) if story else ()
    found = (
        ("OPS-12", _embargo(db, piece, at)),
        ("CONS-02", unreleased),
        ("OPS-03", clearance.locked(piece)),
    )
    others = (
        *(Reason("CONS-05", each) for each in _refused(story)),
        *(Reason("EQ-02", each) for each in clearance.unsettled(piece, story)),
    )
    return Clearance(
        review.Needs(_steps(db, piece, story, practice=practice), _met(piece, awaited)),
        (
            *(Reason(rule, each) for rule, sentences in found for each in sentences),
            *(() if practice else others),
        ),
        awaited,
        others if practice else (),
        story,
    )


def unreleased(db: Session, piece: Piece, *, practice: bool, at: datetime) -> tuple[str, ...]:
    """What keeps its picture from being shown there at this instant."""
    if piece.asset_id is None:
        return ()
    use = brand.Use.PRINT if piece.platform is PlatformName.PRINT else brand.Use.POST
    return brand.unreleased(
        db,
        piece.asset_id,
        use=use,
        platform=piece.platform,
        language=piece.language,
        practice=practice,
        at=at,
    )


def _steps(
    db: Session, piece: Piece, story: WholeStory | None, *, practice: bool
) -> tuple[Step, ...]:
    traits = set()
    if CASE_LINKED & set(piece.declared):
        traits.add(Trait.CASE_LINKED)
    if piece.kit and _as_it_came(piece):
        traits.add(Trait.KIT_UNCHANGED)
    if story is not None and _is_anothers(db, piece, story):
        traits.add(Trait.OTHER_AGENCY)
    if story is not None and not practice:
        traits.add(Trait.TELLS_STORY)
    if "quotes" in piece.declared and not practice:
        traits.add(Trait.QUOTES_PEOPLE)
    return review.steps_for(piece.type.value, frozenset(traits))


def _as_it_came(piece: Piece) -> bool:
    """Whether the words came with the post and nobody changed them; later ones are not a kit's."""
    return piece.revision == 1 and piece.revised_at == piece.created_at


def _is_anothers(db: Session, piece: Piece, story: WholeStory) -> bool:
    ours = identity.agency(db, piece.agency_id).name
    return story.featured.name.casefold() != ours.casefold()


def _met(piece: Piece, missing_answers: tuple[str, ...]) -> frozenset[Step]:
    """The steps that what is on record elsewhere has met."""
    met = set() if missing_answers else {Step.PARTNER}
    if piece.venue_release_id is not None:
        met.add(Step.VENUE_AGENCY)
    return frozenset(met)


def _refused(story: WholeStory | None) -> tuple[str, ...]:
    """The named parties that said no or took their yes back."""
    if story is None:
        return ()
    gone = {PartnerYes.REFUSED, PartnerYes.WITHDRAWN}
    said = [answer.who for answer in story.answers if answer.yes in gone]
    return tuple(
        f"{who} does not want to be named in “{story.title}”. Leave it unused, or take them out."
        for who in said
    )


def _embargo(db: Session, piece: Piece, at: datetime) -> tuple[str, ...]:
    until = piece.embargo_until
    if until is None or at >= until:
        return ()
    local = until.astimezone(identity.zone(identity.agency(db, piece.agency_id).time_zone))
    return (f"It may not be seen before {local:%B %-d, %Y, %-I:%M %p}. Choose a later time.",)
