"""What a caller of X may send: the request bodies of its contract, checked field by field."""

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from outreach.practice.world import Generation
from outreach.practice.x import problems

Id = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,19}$")]
Repliers = Literal["following", "mentionedUsers", "subscribers", "verified"]


class Body(BaseModel):
    """One JSON body: every field typed, no field unknown."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Attached(Body):
    media_ids: Annotated[list[Id], Field(min_length=1, max_length=4)]
    tagged_user_ids: Annotated[list[Id], Field(max_length=10)] = []


class AskedPoll(Body):
    options: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=25)]],
        Field(min_length=2, max_length=4),
    ]
    duration_minutes: Annotated[int, Field(ge=5, le=10_080)]
    reply_settings: Repliers | None = None


class InReply(Body):
    in_reply_to_tweet_id: Id
    auto_populate_reply_metadata: bool = False
    exclude_reply_user_ids: list[Id] = []


class Edited(Body):
    previous_post_id: Id


class NewPost(Body):
    """`POST /2/tweets`. What has no effect here (who may reply, labels) is checked and let pass."""

    text: str = ""
    media: Attached | None = None
    poll: AskedPoll | None = None
    reply: InReply | None = None
    quote_tweet_id: Id | None = None
    edit_options: Edited | None = None
    community_id: Id | None = None
    reply_settings: Repliers | None = None
    made_with_ai: bool = False
    paid_partnership: bool = False
    share_with_followers: bool = False
    for_super_followers_only: bool = False
    nullcast: bool = False


class AltText(Body):
    text: Annotated[str, StringConstraints(max_length=1_000)]


class MediaMetadata(BaseModel):
    """The one kind of metadata kept here; X's others are let pass."""

    model_config = ConfigDict(strict=True)
    alt_text: AltText | None = None


class Described(BaseModel):
    """`POST /2/media/metadata`."""

    model_config = ConfigDict(strict=True)
    id: Id
    metadata: MediaMetadata = MediaMetadata()


Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], body: bytes, *, generation: Generation) -> Model:
    """The body as its model, or X's 400 that names the first field at fault."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(["$", *map(str, first["loc"])])
        value = first["input"] if isinstance(first["input"], str) else ""
        raise problems.invalid(
            f"{place}: {_said(first['type'], first['msg'])}", {place: value}, generation=generation
        ) from None


def _said(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "is not defined in the schema and the schema does not allow additional properties"
    return message
