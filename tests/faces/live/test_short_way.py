"""Whole requests to the hall are answered from the parser; whichever way one takes, the answer is the same."""

import asyncio

import pytest
import uvicorn
from uvicorn.server import ServerState

from okienko.faces.live.protocol import HallProtocol
from okienko.faces.live.wire import Said
from tests.faces.live.test_commands import raw, request

SAID = Said(200, b"content-length: 2\r\n", b"ok")


class App:
    """Notes which way each request takes; `says` whether the short way answers."""

    def __init__(self, *, says: bool = True) -> None:
        self.says, self.short, self.usual = says, [], []

    def again(self, wire, say):
        return False

    def at_once(self, scope, data, say, *, wire=b""):
        self.short.append((scope["method"], scope["path"], data))
        if self.says:
            self.say = say
        return self.says

    async def __call__(self, scope, receive, send):
        data, message = b"", {"more_body": True}
        while message.get("more_body"):
            message = await receive()
            data += message["body"]
        self.usual.append((scope["method"], scope["path"], data))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
        await send({"type": "http.response.body", "body": b"usual"})


class Wire(asyncio.Transport):
    """A connection that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.closed = b"", False

    def write(self, data):
        self.written += data

    def close(self):
        self.closed = True

    def is_closing(self):
        return self.closed

    def pause_reading(self):
        self.is_read = False

    def resume_reading(self):
        self.is_read = True


def driven(app: App, *pieces: bytes, before_last=None) -> Wire:
    """The pieces through a protocol over this application, each with the loop's rounds that it needs."""
    async def scene():
        wire, config = Wire(), uvicorn.Config(app, log_config=None, lifespan="off")
        protocol = HallProtocol(config=config, server_state=ServerState(), app_state={})
        protocol.connection_made(wire)
        for piece in pieces:
            protocol.data_received(piece)
            await asyncio.sleep(0.01)
        if before_last is not None:
            before_last(protocol)
        if app.short and app.says:
            app.say(SAID)
        await asyncio.sleep(0.01)
        return wire

    return asyncio.run(scene())


POST = b"POST /live/demo/command HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nbody"
ASKED = ("POST", "/live/demo/command", b"body")


def test_a_whole_request_takes_the_short_way_in_one_write() -> None:
    app = App()
    wire = driven(app, POST)
    assert (app.short, app.usual) == ([ASKED], [])
    assert wire.written == b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
    assert not wire.closed


@pytest.mark.parametrize("pieces", [
    (POST[:-4], POST[-4:]), (POST[:-2], POST[-2:]), (POST.replace(b"1.1", b"1.0"),),
    (POST.replace(b"command", b"command?x=1"),), (POST.replace(b"host", b"expect: 100-continue\r\nhost"),),
    (POST.replace(b"host", b"connection: close\r\nhost"),), (POST.replace(b"POST", b"PUT"),),
    (POST.replace(b"live", b"life"),),
])
def test_whatever_is_not_whole_and_plain_takes_the_usual_way(pieces) -> None:
    app = App()
    wire = driven(app, *pieces)
    assert (len(app.usual), app.usual[0][2]) == (1, b"body") and not app.short[:-1]
    assert wire.written.endswith(b"usual")


def test_what_the_short_way_does_not_answer_takes_the_usual_one_once() -> None:
    app = App(says=False)
    wire = driven(app, POST)
    assert (app.short, app.usual) == ([ASKED], [ASKED])
    assert wire.written.count(b"HTTP/1.1 200") == 1


def test_a_request_behind_one_on_the_short_way_waits_for_it() -> None:
    app = App()
    wire = driven(app, POST + POST)
    assert (app.short, app.usual) == ([ASKED], [ASKED])
    assert wire.written.index(b"ok") < wire.written.index(b"usual")


def test_a_server_that_ends_closes_after_the_answer() -> None:
    wire = driven(App(), POST, before_last=HallProtocol.shutdown)
    assert b"connection: close\r\n" in wire.written and wire.closed


def test_an_answer_for_whoever_has_gone_is_written_nowhere() -> None:
    wire = driven(App(), POST, before_last=lambda protocol: protocol.connection_lost(ConnectionResetError()))
    assert wire.written == b""


@pytest.mark.parametrize(("seconds", "is_closed"), [((0, 0.75), True), ((0, 0.2, 0.2, 0.2), False),
                                                    ((0, 0.2, 0.9), True)])
def test_a_connection_that_is_quiet_for_too_long_is_closed_and_no_other(seconds, is_closed) -> None:
    """Each pause ends with another request but the last; quiet is what no pause may be for half a second."""
    async def scene():
        wire, app = Wire(), App()
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_keep_alive=0.5)
        protocol = HallProtocol(config=config, server_state=ServerState(), app_state={})
        protocol.connection_made(wire)
        for pause in seconds[:-1]:
            await asyncio.sleep(pause)
            protocol.data_received(POST)
            app.say(SAID)
        await asyncio.sleep(seconds[-1])
        return wire.closed

    assert asyncio.run(scene()) is is_closed


def test_a_request_that_waits_for_its_answer_is_not_quiet() -> None:
    async def scene():
        wire, app = Wire(), App()
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_keep_alive=0.1)
        protocol = HallProtocol(config=config, server_state=ServerState(), app_state={})
        protocol.connection_made(wire)
        protocol.data_received(POST)
        app.say(SAID)
        protocol.data_received(POST)
        await asyncio.sleep(0.2)
        assert not wire.closed
        app.say(SAID)
        await asyncio.sleep(0.2)
        return wire.closed

    assert asyncio.run(scene())


@pytest.mark.parametrize("body", [
    b'{"do":"take","matters":["unknown"]}', b'{"do":"call_next","desk":"1"}', b'{"do":"take"', b"[]",
])
def test_a_refusal_is_the_same_whichever_way_the_request_took(served, body) -> None:
    sent = request(served, body)
    whole, in_pieces = raw(served, sent), raw(served, sent[:50], sent[50:], pause=0.05)
    assert whole.startswith(b"HTTP/1.1 4")
    assert sorted(whole.split(b"\r\n")) == sorted(in_pieces.split(b"\r\n"))


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_a_picture_is_the_same_whichever_way_the_request_took(served, audience) -> None:
    sent = b"GET /live/demo/%b HTTP/1.1\r\nhost: x\r\n\r\n" % audience.encode()
    raw(served, sent)
    whole, in_pieces = raw(served, sent), raw(served, sent[:20], sent[20:], pause=0.05)
    assert sorted(whole.split(b"\r\n")) == sorted(in_pieces.split(b"\r\n"))

