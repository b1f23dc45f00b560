"""The lines of the log: moments in UTC, and no personal data.

What a database says of a row that it refuses ("DETAIL: Failing row contains …") can
hold a name or an address of mail; it is cut. So is the code of a ticket, or the key
of a forgotten password, where the address of a page is logged.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

_DETAIL = re.compile(r"^\s*(DETAIL|CONTEXT|PARAMETERS):.*$\n?", re.MULTILINE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_CODE = re.compile(r"(?P<kept>/(?:t|ticket|key)/)[^/\s\"'?]+")
CUT = "…"


def discreet(text: str) -> str:
    """The text without what may tell of a person."""
    return _CODE.sub(rf"\g<kept>{CUT}", _MAIL.sub(CUT, _DETAIL.sub("", text)))


class Lines(logging.Formatter):
    """One line for each message, and what an error left behind below it."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return f"{_moment(record)} {discreet(super().format(record))}"


class JsonLines(logging.Formatter):
    """One JSON object for each message: `at`, `level`, `logger`, `message`, and `error` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told = {"at": _moment(record), "level": record.levelname, "logger": record.name,
                "message": discreet(record.getMessage())}
        if record.exc_info:
            told["error"] = discreet(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
