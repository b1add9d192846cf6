"""The form that changes a post's words and picture on every platform at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, Field

from outreach import brand, delivery, errors, posts
from outreach.errors import BadInput, Fault
from outreach.platforms import LIMITS, Poll
from outreach.web import forms
from outreach.web.deps import Upload, Visit
from outreach.web.views.posts import in_order


class WordsRow(BaseModel):
    """One platform's words as the person saw and changed them."""

    variant: int
    revision: int
    text: str = ""
    link: str | None = None
    comment: str = ""


class EditForm(BaseModel):
    words: list[WordsRow] = Field(min_length=1)
    #: What a person who cannot see the picture is told.
    alt: str = ""
    #: "keep" the picture as it is, or have "none".
    picture: str = "keep"
    #: A picture that is kept already, in place of the one the post has.
    album: int | None = None


@dataclass(frozen=True, slots=True)
class Editor:
    """What the form shows beside what is typed: each platform's words as they are now."""

    post: posts.Post
    variants: tuple[posts.Variant, ...]
    picture: brand.Asset | None
    #: Photos that are described in the post's language, the newest first.
    album: tuple[brand.Asset, ...] = ()
    #: Words of somebody else's that are newer than those the person began with.
    newer: tuple[posts.Variant, ...] = ()

    @property
    def language(self) -> str:
        """The language whose picture the form shows."""
        return self.variants[0].language

    @property
    def more_languages(self) -> bool:
        """Whether there are words in another language too, which keep their own picture."""
        return len({variant.language for variant in self.variants}) > 1

    def takes_comment(self, variant: posts.Variant) -> bool:
        """Whether the platform has a place for a first comment."""
        return LIMITS[variant.platform].comment_characters > 0

    def most(self, variant: posts.Variant) -> int:
        """How many characters the platform takes."""
        return LIMITS[variant.platform].characters


def editor(visit: Visit, post_id: int) -> Editor:
    """The post, with those of its words that may still change."""
    post = posts.get(visit.db, post_id, visit.by.agency_id)
    variants = in_order(posts.variants_of(visit.db, post_id))
    if not variants:
        raise errors.Conflict("This post has no words that can be changed.")
    first = variants[0].language
    assets = [each.asset_id for each in variants if each.asset_id and each.language == first]
    picture = visit.db.get(brand.Asset, assets[0]) if assets else None
    return Editor(post, tuple(variants), picture, _album(visit, first))


def start(shown: Editor) -> forms.Form:
    """The form with everything as it is."""
    values: dict[str, object] = {"picture": "keep", "alt": _alt(shown)}
    for number, variant in enumerate(shown.variants):
        values |= {
            f"words.{number}.variant": variant.id,
            f"words.{number}.revision": variant.revision,
            f"words.{number}.text": variant.text,
            f"words.{number}.link": variant.link,
            f"words.{number}.comment": variant.first_comment,
        }
    return forms.filled(values)


def save(visit: Visit, shown: Editor, form: forms.Form, upload: Upload) -> tuple[Fault, ...]:
    """Keep every platform's words, fit or not; gives what keeps any of them from going out.

    Refuses an overtaken revision and a picture that cannot be used. The caller undoes what a
    refused saving began.
    """
    given = forms.read(EditForm, form)
    known = {variant.id: variant for variant in shown.variants}
    rows = [row for row in given.words if row.variant in known]
    asset_id = _picture(visit, shown, given, upload)
    for row in rows:
        variant = known[row.variant]
        shows = _shows(variant, shown, given, asset_id)
        if not _differs(variant, row, shows):
            continue
        words = posts.Words(
            platform=variant.platform,
            text=row.text,
            language=variant.language,
            link=row.link,
            asset_id=shows,
            poll=Poll(tuple(variant.poll_options), variant.poll_minutes)
            if variant.poll_options
            else None,
            first_comment=row.comment,
        )
        delivery.reword(
            visit.db, row.variant, words, revision=row.revision, by=visit.by, now=visit.now
        )
    return tuple(fault for row in rows for fault in posts.faults(visit.db, row.variant))


def overtaken(
    shown: Editor, form: forms.Form, moved_on: errors.Conflict
) -> tuple[Editor, forms.Form]:
    """The form again after somebody else saved: every word kept, and theirs to compare with."""
    seen = dict(form.values)
    newer: list[posts.Variant] = []
    numbers = {str(variant.id): variant for variant in shown.variants}
    for number in form.rows("words", spare=0):
        variant = numbers.get(form.value(f"words.{number}.variant"))
        revision = f"words.{number}.revision"
        if variant is not None and form.value(revision) != str(variant.revision):
            newer.append(variant)
            seen[revision] = (str(variant.revision),)
    told = replace(form, values=seen).refused(BadInput(str(moved_on)))
    return replace(shown, newer=tuple(newer)), told


def told(faults: Sequence[Fault]) -> str:
    """What was saved, and which platforms cannot have it as it is."""
    if not faults:
        return "Saved. What is on the calendar needs a new yes where its words changed."
    return "Saved as it was typed. " + " ".join(str(fault) for fault in faults)


def _shows(
    variant: posts.Variant, shown: Editor, given: EditForm, asset_id: int | None
) -> int | None:
    """The picture of these words from now on: a card in another language stays with its words."""
    if variant.poll_options:
        return variant.asset_id
    if variant.language == shown.language:
        return asset_id
    return None if given.picture == "none" else variant.asset_id


def _differs(variant: posts.Variant, row: WordsRow, picture: int | None) -> bool:
    seen = (variant.text, variant.link, variant.first_comment, variant.asset_id)
    return (row.text, row.link, row.comment, picture) != seen


def _alt(shown: Editor) -> str:
    if shown.picture is None:
        return ""
    return shown.picture.alt.get(shown.variants[0].language, "")


def _album(visit: Visit, language: str) -> tuple[brand.Asset, ...]:
    photos = brand.pictures(visit.db, visit.by.agency_id, kind=brand.AssetKind.PHOTO, limit=60)
    return tuple(photo for photo in photos if language in photo.alt)


def _picture(visit: Visit, shown: Editor, given: EditForm, upload: Upload) -> int | None:
    """The picture the post has from now on: a new one, one of the album, none, or the old one
    described anew.
    """
    if upload.name:
        return _keep(visit, shown, given.alt, upload)
    chosen = next((photo.id for photo in shown.album if photo.id == given.album), None)
    if chosen is not None:
        return chosen
    if given.picture == "none" or shown.picture is None:
        return None
    if given.alt == _alt(shown):
        return shown.picture.id
    data = brand.load(shown.picture, visit.runtime.media)
    return _keep(visit, shown, given.alt, Upload(shown.picture.name, data))


def _keep(visit: Visit, shown: Editor, alt: str, upload: Upload) -> int | None:
    if not alt:
        fault = Fault("alt", "Say what the picture shows.", "Write it for someone on the phone.")
        raise BadInput("Nothing was saved yet.", (fault,))
    try:
        kept = brand.keep(
            visit.db,
            upload.data,
            alt={shown.variants[0].language: alt},
            name=upload.name,
            by=visit.by,
            now=visit.now,
            folder=visit.runtime.media,
        )
    except BadInput as refused:
        raise BadInput("Nothing was saved yet.", (Fault("file", refused.message),)) from None
    return kept.id
