"""Every place of a post where words can stand: guilt leaks through file names as well as bodies."""

from dataclasses import dataclass
from enum import StrEnum


class SurfaceKind(StrEnum):
    """Where words stand."""

    #: The headline.
    TITLE = "title"
    #: The words of the post itself.
    BODY = "body"
    #: The comment that goes out right after the post.
    FIRST_COMMENT = "first_comment"
    #: The text alternative of a picture.
    ALTERNATIVE = "alternative"
    #: The words under a picture, or the captions of a video as one text.
    CAPTION = "caption"
    #: One tag that is kept beside the body, with or without its #.
    HASHTAG = "hashtag"
    #: The words of a link.
    LINK_TEXT = "link_text"
    #: The name of a picture's file as others will see it.
    FILE_NAME = "file_name"
    #: One answer of a poll.
    POLL_OPTION = "poll_option"


@dataclass(frozen=True, slots=True)
class Surface:
    """Words in one place, in one language."""

    kind: SurfaceKind
    text: str
    #: A BCP 47 tag: en, es, vi, ar, zh-Hans.
    language: str = "en"
    #: Which one, in words for the page: “picture 2”, “option 3”. Empty when there is only one.
    where: str = ""
