"""What a running server says of itself: whether what people do can be stored."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException

SECONDS = 3.0
#: Where a server is reached from this machine that listens at every address.
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
#: It took the connection and did not answer in time.
SILENT = "silent"


class NotReached(Exception):
    """Nothing answers at this address."""


def trouble_at(host: str, port: int, *, name: str) -> str | None:
    """Why the server at this address cannot store what people do; None when it can. Raises NotReached.

    `name` is a host name to which it answers.
    """
    connection = HTTPConnection(ANYWHERE.get(host, host), port, timeout=SECONDS)
    try:
        connection.connect()
    except OSError as error:
        raise NotReached(str(error)) from error
    try:
        connection.request("GET", "/live/health", headers={"host": name})
        answer = connection.getresponse()
        told = json.loads(answer.read())
    except TimeoutError:
        return SILENT
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(str(error)) from error
    finally:
        connection.close()
    if not isinstance(told, dict) or "ok" not in told:
        raise NotReached(f"HTTP {answer.status}")
    return None if told["ok"] else str(told.get("why", SILENT))
