"""A running server as the stage of a replay: its live interface over HTTP, on one connection kept alive.

Every command carries an idempotency key, so that it may be sent again when the
connection broke or the server asked to wait: it is done once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from okienko.core.replay.play import Refused

TIMEOUT = 30.0
ATTEMPTS = 6
LONGEST_PAUSE = 5.0


class NotForReplay(Exception):
    """The server does not let a player set its clock: it is not on a replay database, or the token is wrong."""


class ServerLost(Exception):
    """The server does not answer."""


class PlayedServer:
    """One office of a running server, which says in this language what it refuses."""

    def __init__(self, url: str, *, office: str, token: str, language: str = "pl") -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ServerLost(url)
        try:
            port = parts.port
        except ValueError:  # none, or one that there is not
            raise ServerLost(url) from None
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.hostname, port, timeout=TIMEOUT)
        self._base = f"{parts.path.rstrip('/')}/live/{office}"
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json",
                         "accept-language": language}
        self._has_answered = False

    def close(self) -> None:
        self._connection.close()

    def set_clock(self, at: datetime) -> None:
        """From now on it is this moment; raises NotForReplay where the server refuses."""
        status, answer = self._ask("POST", "/clock", {"at": at.isoformat()})
        if status != 200:
            raise NotForReplay(f"{status} {answer.get('message', '')}".strip())

    def command(self, do: str, body: Mapping[str, object], *, key: str) -> int | None:
        """Say a command; the visit taken or called. Raises Refused."""
        status, answer = self._ask("POST", "/command", {"do": do, **body}, key=key)
        if status != 200:
            raise Refused(str(answer.get("error", status)), str(answer.get("message", "")))
        return answer.get("visit")

    def waiting(self) -> Mapping[str, int]:
        """How many wait in each queue, from the picture that every screen shows."""
        status, answer = self._ask("GET", "/public")
        if status != 200:
            raise ServerLost(f"{status} {answer.get('message', '')}".strip())
        return {queue: row["waiting"] for queue, row in answer["picture"]["queues"].items()}

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None, *,
             key: str = "") -> tuple[int, dict[str, Any]]:
        """Ask until it is answered; what was sent once may be sent again because of its key."""
        data = None if body is None else json.dumps(body).encode()
        headers = {**self._headers, "idempotency-key": key} if key else self._headers
        trouble = ""
        for attempt in range(ATTEMPTS):
            if attempt and not self._has_answered:
                break  # a server that was never there is not waited for
            try:
                self._connection.request(method, self._base + path, data, headers)
                answer = self._connection.getresponse()
                content = answer.read()
            except (OSError, HTTPException) as error:
                self._connection.close()
                trouble = getattr(error, "strerror", None) or str(error) or type(error).__name__
                time.sleep(min(LONGEST_PAUSE, 0.1 * 2**attempt))
                continue
            self._has_answered = True
            if answer.status != 503:
                return answer.status, _read(content)
            trouble = "503"
            time.sleep(min(LONGEST_PAUSE, _seconds(answer.headers.get("retry-after"))))
        raise ServerLost(trouble)


def _read(content: bytes) -> dict[str, Any]:
    try:
        read = json.loads(content or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _seconds(text: str | None) -> float:
    try:
        return max(0.1, float(text or 1))
    except ValueError:
        return 1.0
