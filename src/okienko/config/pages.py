"""Django behind the live hall: imported after the hall is up, its pages answered in threads.

Django's own async stack costs one to three milliseconds a request; synchronous
views in a few threads cost a fraction, and cannot hold up the hall. A thread is
given only a request that has arrived whole: whoever sends slowly, or too much,
waits on the event loop, where waiting costs nobody anything.
"""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from typing import Any

from a2wsgi import WSGIMiddleware

#: A form has so many seconds to arrive, all of it.
BODY_SECONDS = 10.0
#: What is too much is thrown away up to this bound, so that the browser has sent it all and reads why it was refused.
THROWN_AWAY = 64 * 1024 * 1024
#: Pieces of an answer that wait for a slow reader; a static file fits, so that its thread is free at once.
WAITING_PIECES = 256
#: Where the request tells Django that it did not arrive: 408 or 413. No header of a client reaches this key.
NOT_ARRIVED = "okienko.not_arrived"


class Gone(Exception):
    """The client hung up before the request was whole."""


class Pages:
    """An ASGI application that becomes Django at its first request, or when `load` is called."""

    def __init__(self, *, threads: int, largest: int, body_seconds: float = BODY_SECONDS) -> None:
        self._threads, self._largest, self._body_seconds = threads, largest, body_seconds
        self._lock = threading.Lock()
        self._app: WSGIMiddleware | None = None

    def load(self) -> WSGIMiddleware:
        """Import Django, once; takes a third of a second of one core."""
        with self._lock:
            if self._app is None:
                os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okienko.config.settings")
                from django.core.wsgi import get_wsgi_application

                self._app = WSGIMiddleware(get_wsgi_application(), workers=self._threads,
                                           send_queue_size=WAITING_PIECES)
                gc.freeze()  # what was imported stays: no collection needs to walk it again
            return self._app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if _has_body(scope):
            try:
                scope, receive = await self._whole(scope, receive)
            except Gone:
                return
        app = self._app or await asyncio.to_thread(self.load)
        await app(scope, receive, send)

    async def _whole(self, scope: Any, receive: Any) -> tuple[Any, Any]:
        """The same request with its body at hand; without one, and marked, when it is too large or too slow."""
        body, status = b"", 0
        try:
            async with asyncio.timeout(self._body_seconds):
                body = await _read(receive, largest=self._largest)
        except TimeoutError:
            status = 408
        if len(body) > self._largest:
            body, status = b"", 413
        headers = [line for line in scope["headers"] if line[0] not in (b"content-length", b"transfer-encoding")]
        headers.append((b"content-length", b"%d" % len(body)))

        async def at_hand() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        return {**scope, "headers": headers, NOT_ARRIVED: status}, at_hand


def _has_body(scope: Any) -> bool:
    return any(name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
               for name, value in scope["headers"])


async def _read(receive: Any, *, largest: int) -> bytes:
    """All that was sent; of what is larger than allowed only the beginning. Raises Gone."""
    kept, length, more = bytearray(), 0, True
    while more and length <= THROWN_AWAY:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        piece = message.get("body", b"")
        length += len(piece)
        if len(kept) <= largest:
            kept += piece
        more = message.get("more_body", False)
    return bytes(kept)
