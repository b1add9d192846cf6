"""Faults on command: which calls go wrong next, how, and how often."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from threading import Lock


class Kind(StrEnum):
    """One way a call can go wrong."""

    #: The call waits, then is done and answered as usual.
    DELAY = "delay"
    #: The call is done at once; the answer waits.
    HOLD_ANSWER = "hold_answer"
    #: The post is accepted, but timelines and look-ups leave it out for a while.
    SLOW_TO_SHOW = "slow_to_show"
    #: The connection is closed; nothing was done.
    DROP_BEFORE = "drop_before"
    #: The call is done, then the connection is closed without an answer.
    DROP_AFTER = "drop_after"
    #: Turned away for calling too often, with the time after which to come back.
    TOO_MANY = "too_many"
    #: A server error; nothing was done.
    BROKEN = "broken"
    #: The call is done, and the answer is a server error.
    DONE_BUT_BROKEN = "done_but_broken"
    #: An HTML page with status 503, as a load balancer sends it; nothing was done.
    HTML_503 = "html_503"
    #: The network no longer accepts the account's token; nothing was done.
    EXPIRED_TOKEN = "expired_token"  # noqa: S105
    #: The network holds the account for its behaviour; nothing was done.
    BLOCKED = "blocked"

    @property
    def ends_the_call(self) -> bool:
        """Whether the caller gets this for an answer; the other kinds only bend the call."""
        return self not in {Kind.DELAY, Kind.HOLD_ANSWER, Kind.SLOW_TO_SHOW}


class Operation(StrEnum):
    """What a call is for, alike on every network."""

    #: Make a post, or a draft of one.
    CREATE = "create"
    #: Publish a draft or change a post (Graph: a write to the post itself).
    PUBLISH = "publish"
    #: Send a picture.
    UPLOAD = "upload"
    #: Give a picture its text alternative.
    DESCRIBE = "describe"
    #: Write beneath a post.
    COMMENT = "comment"
    #: Take something down.
    DELETE = "delete"
    #: Read posts, accounts or media.
    READ = "read"
    #: Read analytics or insights.
    INSIGHTS = "insights"
    #: Every one of them.
    ANY = "any"


class Host(StrEnum):
    """The two services that are imitated; Instagram is read from the Graph's."""

    #: The X API.
    X = "x"
    #: The Graph API: Facebook Pages and Instagram accounts.
    GRAPH = "graph"
    #: Both.
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Fault:
    """The next `count` such calls go wrong. `seconds` is the wait, or the time to a reset."""

    kind: Kind
    host: Host = Host.ANY
    operation: Operation = Operation.ANY
    count: int = 1
    seconds: float = 0.0

    @property
    def lasts_for(self) -> timedelta:
        return timedelta(seconds=self.seconds)

    def meets(self, host: Host, operation: Operation) -> bool:
        """Whether a call of this host and operation is one this fault is for."""
        return self.host in {host, Host.ANY} and self.operation in {operation, Operation.ANY}


class Faults:
    """The faults still to come, in the order they were ordered. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Let this fault happen. Refuses a count below one, which would never happen."""
        if fault.count < 1:
            raise ValueError("A fault must happen at least once: give a count of 1 or more.")
        with self._lock:
            self._waiting.append(fault)

    def take(self, host: Host, operation: Operation) -> tuple[Fault, ...]:
        """The faults this call meets: the first that ends it, and the first of each that bends it.

        So a late answer and a closed connection can fall on one call, while two endings ordered
        one after the other fall on two calls.
        """
        with self._lock:
            taken: dict[Kind | None, Fault] = {}
            for fault in self._waiting:
                slot = None if fault.kind.ends_the_call else fault.kind
                if fault.meets(host, operation) and slot not in taken:
                    taken[slot] = fault
            for fault in taken.values():
                self._use_up(fault)
            return tuple(taken.values())

    def waiting(self) -> tuple[Fault, ...]:
        """What is still to come."""
        with self._lock:
            return tuple(self._waiting)

    def clear(self) -> None:
        """Call off everything still to come."""
        with self._lock:
            self._waiting.clear()

    def _use_up(self, fault: Fault) -> None:
        place = self._waiting.index(fault)
        if fault.count == 1:
            del self._waiting[place]
        else:
            self._waiting[place] = replace(fault, count=fault.count - 1)


def call_of(method: str, path: str) -> tuple[Host, Operation] | None:
    """Which host and operation a request is for; None for pages and the control room."""
    parts = path.strip("/").split("/")
    match parts:
        case ["x", "2", *rest]:
            return Host.X, _x_operation(method, rest)
        case ["graph", _version, *rest]:
            return Host.GRAPH, _graph_operation(method, rest)
        case _:
            return None


def _x_operation(method: str, path: list[str]) -> Operation:
    match method, path:
        case "DELETE", _:
            return Operation.DELETE
        case "POST", ["media", "metadata"]:
            return Operation.DESCRIBE
        case "POST", ["media", *_]:
            return Operation.UPLOAD
        case "POST", _:
            return Operation.CREATE
        case _, ["tweets", "analytics"]:
            return Operation.INSIGHTS
        case _:
            return Operation.READ


def _graph_operation(method: str, path: list[str]) -> Operation:
    match method, path:
        case "DELETE", _:
            return Operation.DELETE
        case "POST", [_, "photos"]:
            return Operation.UPLOAD
        case "POST", [_, "comments"]:
            return Operation.COMMENT
        case "POST", [_, _]:
            return Operation.CREATE
        case "POST", _:
            return Operation.PUBLISH
        case _, [_, "insights"]:
            return Operation.INSIGHTS
        case _:
            return Operation.READ
