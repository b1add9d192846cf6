"""What the shape of an address tells, without asking anyone."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z]{2,24}")
_VIDEO = ("youtube.com", "youtu.be", "vimeo.com")


def host(url: str) -> str:
    """The site of an address in small letters, without www; empty when there is none."""
    try:
        named = urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    except ValueError:
        return ""
    return named.removeprefix("www.")


def sound(url: str) -> bool:
    """Whether the address could lead somewhere: a named site, and no name or password before it."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        named = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return "@" not in parts.netloc and _HOST.fullmatch(named) is not None


def covered(url: str, domains: Collection[str]) -> bool:
    """Whether the site is one of these, or a part of one."""
    site = host(url)
    return any(site == each or site.endswith(f".{each}") for each in domains)


def media(url: str) -> str:
    """“PDF” or “video” when the address leads to one, else nothing."""
    if covered(url, _VIDEO) or url.lower().endswith((".mp4", ".mov")):
        return "video"
    return "PDF" if url.lower().partition("?")[0].endswith(".pdf") else ""
