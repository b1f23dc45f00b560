"""uvicorn's HTTP protocol, and a short way in it for the hall.

A request to the hall that has come as a whole, as nearly every one does, is given
to the live face straight from the parser, and its answer is one write. uvicorn's
usual way makes for each request a cycle, an event, a task and two messages, and
looks through each header of the answer with two regular expressions: 15 us of a
command's CPU (ADR 0005). Everything else takes that way: what comes in pieces,
pipelined requests, old versions of HTTP, queries, whatever is refused before the
hall is asked. Connections, their time limits and their end are uvicorn's in both.
"""

from __future__ import annotations

import re
import sys
from asyncio import TimerHandle, Transport
from functools import partial
from typing import Any, cast

from httptools import HttpParserInvalidMethodError
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from okienko.core.hall.refusals import Refusal
from okienko.faces.live.wire import HeadTooLarge, NotHttp, Said, TooSlow, UnknownMethod

PREFIX = b"/live/"
#: A head has so many seconds and bytes to arrive.
HEAD_SECONDS = 10.0
MOST_HEAD = 64 * 1024
#: A whole first line of a request, whatever its method is called.
REQUEST_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\.[01]\r\n")
SHORT_METHODS = {b"GET": "GET", b"POST": "POST"}


class Short:
    """What the protocol has to know of a request on the short way, under the names of uvicorn's own cycle."""

    __slots__ = ("disconnected", "keep_alive", "response_complete")

    def __init__(self) -> None:
        self.disconnected = self.response_complete = False
        self.keep_alive = True

    @property
    def message_event(self) -> Short:
        """Nobody waits for a message on the short way."""
        return self

    def set(self) -> None:
        """There is nobody to wake."""


class HallProtocol(HttpToolsProtocol):
    """One connection; `_held` is the body, as far as it has come, of a request that may take the short way."""

    _held: bytes | None = None
    #: What is being read now, when nothing was under way before it.
    _wire = b""
    #: Since when nothing is under way; None while something is.
    _quiet_since: float | None = None
    #: Since when the head of a request is coming; None when none is.
    _head_since: float | None = None
    _head_length = 0
    _head_task: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:
        super().connection_made(transport)
        self._be_quiet()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.timeout_keep_alive_task is not None:
            self.timeout_keep_alive_task.cancel()
        if self._head_task is not None:
            self._head_task.cancel()

    def data_received(self, data: bytes) -> None:
        if self._quiet_since is not None:
            if self._take_shortest_way(data):
                return
            self._wire = data
        super().data_received(data)
        self._wire = b""
        if self._held is not None:  # the rest is still on its way
            self._take_usual_way(is_whole=False)
        elif self._head_since is not None:
            self._still_in_head(len(data))
        elif self._quiet_since is None and not self._is_answering:
            self._be_quiet()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_since, self._head_length = self.loop.time(), 0

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is told as everything else is; a request of a kind that nobody knows is 501 (RFC 9110)."""
        del msg
        is_request = isinstance(sys.exception(), HttpParserInvalidMethodError) and REQUEST_LINE.match(self._wire)
        self._refuse(UnknownMethod() if is_request else NotHttp())

    def on_headers_complete(self) -> None:
        self._head_since = None
        if self._may_be_short():
            self._held = b""
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._held is None:
            super().on_body(body)
        else:
            self._held += body

    def on_message_complete(self) -> None:
        if self._held is None:
            super().on_message_complete()
        elif not self._take_short_way(self._held):
            self._take_usual_way(is_whole=True)

    @property
    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _still_in_head(self, length: int) -> None:
        """Nearly every head comes as a whole; one in pieces is waited for, neither for long nor however long it is."""
        self._head_length += length
        if self._head_length > MOST_HEAD:
            self._refuse(HeadTooLarge(limit=MOST_HEAD))
        elif self._head_task is None:
            self._head_task = self.loop.call_later(HEAD_SECONDS, self._look_at_head)

    def _look_at_head(self) -> None:
        self._head_task = None
        if self._head_since is None or self.transport.is_closing():
            return
        left = self._head_since + HEAD_SECONDS - self.loop.time()
        if left > 0:
            self._head_task = self.loop.call_later(left, self._look_at_head)
        else:
            self._refuse(TooSlow())

    def _refuse(self, refusal: Refusal) -> None:
        """Say no to what never became a request, and hang up; into an answer under way nothing is said."""
        self._head_since = None
        answer = None if self._is_answering else self.config.app.unread(refusal, self.headers or ())
        if answer is not None and not self.transport.is_closing():
            self.transport.write(b"%b%b\r\n%b" % (STATUS_LINE[answer.status], answer.lines, answer.body))
        self.transport.close()

    def on_response_complete(self) -> None:
        """What uvicorn does here, but a timer that runs already is left to run."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            cycle, app = self.pipeline.pop()
            self._start_asgi_task(cycle, app)
            return
        self._be_quiet()

    def _be_quiet(self) -> None:
        """Nothing is under way: from now on the time runs after which the connection is given up."""
        self._quiet_since = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._look_after(self.timeout_keep_alive)

    def _unset_keepalive_if_required(self) -> None:
        """Something comes. The timer is not made anew for each request; it looks how long it has been quiet."""
        self._quiet_since = None

    def timeout_keep_alive_handler(self) -> None:
        self.timeout_keep_alive_task = None
        if self._quiet_since is None:
            return
        left = self._quiet_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._look_after(left)
        else:
            super().timeout_keep_alive_handler()

    def _look_after(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def _may_be_short(self) -> bool:
        """Nothing is under way on this connection, and the request is a plain one to the hall."""
        url, parser = self.url, self.parser
        self._method = parser.get_method()
        return (
            url.startswith(PREFIX)
            and (self.cycle is None or self.cycle.response_complete)
            and not (self.flow.write_paused or self.expect_100_continue)
            and not (b"%" in url or b"?" in url)
            and self._method in SHORT_METHODS
            and parser.should_keep_alive()
            and not parser.should_upgrade()
            and parser.get_http_version() == "1.1"
        )

    def _take_shortest_way(self, data: bytes) -> bool:
        """A request like one before is not even parsed (`again`); the parser stands where it stood, between two."""
        if self.flow.write_paused or self.transport.is_closing():
            return False
        before, quiet, short = self.cycle, self._quiet_since, Short()
        self.cycle, self._quiet_since = cast(Any, short), None
        if self.config.app.again(data, partial(self._say, short)):
            return True
        self.cycle, self._quiet_since = before, quiet
        return False

    def _take_short_way(self, held: bytes) -> bool:
        self.scope["method"] = SHORT_METHODS[self._method]
        self.scope["path"] = self.url.decode("ascii")
        before, short = self.cycle, Short()
        self.cycle = cast(Any, short)
        if self.config.app.at_once(self.scope, held, partial(self._say, short), wire=self._wire):
            self._held = None
            return True
        self.cycle = before
        return False

    def _take_usual_way(self, *, is_whole: bool) -> None:
        """Catch up on what the usual way would have been told by now."""
        held, self._held = self._held, None
        if self.transport.is_closing():
            return
        super().on_headers_complete()
        if held:
            super().on_body(held)
        if is_whole:
            super().on_message_complete()

    def _say(self, short: Short, answer: Said) -> None:
        short.response_complete = True
        if short.disconnected or self.transport.is_closing():
            return
        close = b"" if short.keep_alive else b"connection: close\r\n"
        self.transport.write(b"%b%b%b\r\n%b" % (STATUS_LINE[answer.status], answer.lines, close, answer.body))
        if not short.keep_alive:
            self.transport.close()
        self.on_response_complete()
