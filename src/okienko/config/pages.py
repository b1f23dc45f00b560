"""Django behind the live hall: imported after the hall is up, its pages answered in threads.

Django's own async stack costs one to three milliseconds a request; synchronous
views in a few threads cost a fraction, and cannot hold up the hall.
"""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from typing import Any

from a2wsgi import WSGIMiddleware


class Pages:
    """An ASGI application that becomes Django at its first request, or when `load` is called."""

    def __init__(self, *, threads: int) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._app: WSGIMiddleware | None = None

    def load(self) -> WSGIMiddleware:
        """Import Django, once; takes a third of a second of one core."""
        with self._lock:
            if self._app is None:
                os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okienko.config.settings")
                from django.core.wsgi import get_wsgi_application

                self._app = WSGIMiddleware(get_wsgi_application(), workers=self._threads)
                gc.freeze()  # what was imported stays: no collection needs to walk it again
            return self._app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        app = self._app or await asyncio.to_thread(self.load)
        await app(scope, receive, send)
