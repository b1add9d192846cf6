"""An answer that ends a request before its route does, in the network's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi.responses import HTMLResponse, JSONResponse, Response


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer: status, body and headers. A text body is a web page."""

    status: int
    body: Mapping[str, object] | str
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"

    def response(self) -> Response:
        """The answer as the web framework sends it."""
        headers = dict(self.headers)
        if isinstance(self.body, str):
            return HTMLResponse(self.body, self.status, headers)
        return JSONResponse(self.body, self.status, headers, self.media_type)


class Refusal(Exception):
    """The request is not done; `answer` is what the caller reads."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.body))
        self.answer = answer
