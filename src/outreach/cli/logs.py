"""What the program writes down while it runs: one line of JSON per event, on standard error."""

import json
import logging
from datetime import UTC, datetime

#: What every log line has by itself; the rest was said on purpose.
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class OneLine(logging.Formatter):
    """The event's name, its time and its facts. Never credentials or words that are not public."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "from": record.name,
        }
        line |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def set_up(level: str) -> None:
    """Write from `level` upwards. The client libraries may say less: they repeat secrets when
    asked.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for talkative in (
        "uvicorn",
        "tweepy",
        "requests_oauthlib",
        "oauthlib",
        "urllib3",
        "procrastinate",
    ):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    # A ring that comes while its round still runs is expected; the round sees to it.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
