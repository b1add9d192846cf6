"""A group of variants as they would leave now: the words of each, and what stands against it."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from outreach import errors, stories
from outreach.posts import pieces, steps
from outreach.posts.fitness import Content


class Leaving:
    """Read with a few queries for the whole group. What is wrong with one is met when it is asked
    about, so that it stops no other.
    """

    def __init__(self, db: Session, variant_ids: Collection[int], *, at: datetime) -> None:
        self._db = db
        self._at = at
        self._pieces = pieces.read(db, variant_ids)
        told = {piece.story_id for piece in self._pieces.values()}
        self._stories = stories.wholes(db, {number for number in told if number is not None})
        self._unreleased: dict[tuple[object, ...], tuple[str, ...]] = {}

    def content(self, variant_id: int) -> Content:
        """What it says and shows. Refuses a variant that is not there."""
        return pieces.content_of(self._piece(variant_id))

    def clearance(self, variant_id: int, *, practice: bool) -> steps.Clearance:
        """What it needs to be seen now. Each picture is asked about once, whoever shows it."""
        piece = self._piece(variant_id)
        shown = (piece.asset_id, piece.platform, piece.language, practice)
        if shown not in self._unreleased:
            found = steps.unreleased(self._db, piece, practice=practice, at=self._at)
            self._unreleased[shown] = found
        story, against = self._story(piece), self._unreleased[shown]
        return steps.weigh(self._db, piece, story, against, practice=practice, at=self._at)

    def _piece(self, variant_id: int) -> pieces.Piece:
        found = self._pieces.get(variant_id)
        if found is None:
            raise errors.NotFound("There is no such post.")
        return found

    def _story(self, piece: pieces.Piece) -> stories.WholeStory | None:
        if piece.story_id is None:
            return None
        found = self._stories.get(piece.story_id)
        if found is None or found.agency_id != piece.agency_id:
            raise errors.NotFound("There is no such story.")
        return found
