"""What is asked again is not read again, and means the same: byte for byte, or it is for the parser."""

import asyncio

import pytest
import uvicorn
from hypothesis import example, given
from hypothesis import strategies as st
from uvicorn.server import ServerState

from okienko.actions.keeper import Answer, State
from okienko.core.people.codes import Codes
from okienko.core.people.route import DUTIES, PUBLIC, SIGNED_IN, Route
from okienko.core.people.tokens import Claims, Signer
from okienko.faces.live import app
from okienko.faces.live.access import Access, Known, Snapshot
from okienko.faces.live.again import LOOKS, cut
from okienko.faces.live.protocol import HallProtocol
from tests.faces.live.test_short_way import Wire

SIGNER = Signer.of(b"a secret of the tests")
TOKEN = SIGNER.sign(Claims("person", 17, "demo", ("clerk",), 3, 1000)).encode()
COMMAND = Route("live", ("POST",), "live/{office}/command", "live-command", "command", DUTIES, "A command")
PICTURES = [Route("live", ("GET",), f"live/{{office}}/{audience}", f"live-{audience}", "picture", who, "A picture")
            for audience, who in (("public", PUBLIC), ("staff", SIGNED_IN))]
#: Rounds of the loop in which the usual way has answered.
ROUNDS = 20
CALL, START = b'{"do":"call_next","desk":"1"}', b'{"do":"start","desk":"1"}'


def asked(body: bytes = CALL, *, key: bytes = b"key-1", name: bytes = b"idempotency-key", more: bytes = b"") -> bytes:
    return (b"POST /live/demo/command HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %b\r\n%b: %b\r\n%b"
            b"content-type: application/json\r\ncontent-length: %d\r\n\r\n%b"
            % (TOKEN, name, key, more, len(body), body))


def looked(audience: bytes = b"public", *, tag: bytes = b"", token: bytes = b"", more: bytes = b"") -> bytes:
    tagged = b"if-none-match: %b\r\n" % tag if tag else b""
    signed = b"authorization: Bearer %b\r\n" % token if token else b""
    return b"GET /live/demo/%b HTTP/1.1\r\nhost: x\r\n%b%b%b\r\n" % (audience, tagged, signed, more)


class Hall:
    """Answers each command with how many came before it, and notes them; so does its picture."""

    def __init__(self) -> None:
        self.given = []

    def peek(self, slug, audience):
        seq = len(self.given)
        return State(seq, f'"{audience[0]}{seq}"', b"%d" % seq) if slug == "demo" else None

    def ask(self, slug, command, *, by, then, any_desk=False, key=None, digest=None):
        self.given.append((slug, command, by, any_desk, key, digest))
        then(Answer(seq=len(self.given)))

    async def _submit(self, slug, command, *, by, any_desk=False, key=None):
        self.given.append((slug, command, by, any_desk, key, "usual"))
        return Answer(seq=len(self.given))

    submit = _submit


class Scene:
    """One connection to the live face; `reads` counts what the parser was given. Its memory may be taken away."""

    def __init__(self, *, remembers: bool = True) -> None:
        self.moment, self.hall, self.reads = 0.0, Hall(), 0
        self.access = Access(signer=SIGNER, now=lambda: self.moment)
        self.renew()
        self.live = app.Live([COMMAND, *PICTURES], halls=self.hall, hub=None, access=self.access, codes=Codes.of(b"k"),
                             now=lambda: 0.0, clock=None, zone_of=None, words=lambda language, text: text)
        if not remembers:
            self.live.again = lambda wire, say: False
        self.live.find_before, self.live.heads.find = self.live.heads.find, self._find
        self.look_before, self.live.looks.find = self.live.looks.find, self._look
        self.found = self.seen = 0

    def _find(self, wire):
        found = self.live.find_before(wire)
        self.found += found is not None
        return found

    def _look(self, wire):
        look = self.look_before(wire)
        self.seen += look is not None
        return look

    def renew(self, *roles: str) -> None:
        known = {("person", 17): Known("demo", 3, roles or ("clerk",), "anna")}
        self.access.renew(Snapshot(str(self.access.renewed), known))

    async def connect(self) -> None:
        self.wire = Wire()
        config = uvicorn.Config(self.live, log_config=None, lifespan="off")
        self.protocol = HallProtocol(config=config, server_state=ServerState(), app_state={})
        self.protocol.connection_made(self.wire)

    async def send(self, *pieces: bytes) -> list[bytes]:
        """The answers to each piece; a connection that was closed is opened again."""
        told = []
        for piece in pieces:
            if self.wire.closed:
                await self.connect()
            self.wire.written = b""
            self.protocol.data_received(piece)
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            told.append(self.wire.written)
        return told


def played(*pieces: bytes, remembers: bool = True, between=None) -> Scene:
    async def scene() -> Scene:
        one = Scene(remembers=remembers)
        await one.connect()
        one.told = []
        for piece in pieces:
            one.told += await one.send(piece)
            if between is not None:
                between(one)
        return one

    return asyncio.run(scene())


@pytest.mark.parametrize("name", [b"idempotency-key", b"Idempotency-Key"])
def test_the_same_head_is_read_once_and_each_key_counts(name) -> None:
    one = played(*(asked(key=b"key-%d" % number, name=name) for number in range(4)))
    assert one.found == 3
    assert [key for *_, key, _ in one.hall.given] == [f"person:anna/key-{number}" for number in range(4)]
    assert len({digest for *_, digest in one.hall.given}) == 1
    assert all(answer.startswith(b"HTTP/1.1 200 OK\r\n") for answer in one.told)


def test_bodies_of_one_length_with_the_same_head_are_each_understood() -> None:
    other = CALL.replace(b'"1"', b'"2"')
    one = played(asked(), asked(other, key=b"key-2"), asked(b"x" * len(CALL), key=b"key-3"), asked(key=b"key-4"))
    assert [command.desk for _, command, *_ in one.hall.given] == ["1", "2", "1"]
    assert one.told[2].startswith(b"HTTP/1.1 400") and one.found == 3


def test_new_permissions_count_from_the_next_request_on() -> None:
    def becomes_auditor(one: Scene) -> None:
        one.renew("auditor")

    told = played(asked(), asked(key=b"key-2"), between=becomes_auditor).told
    assert told[0].startswith(b"HTTP/1.1 200") and told[1].startswith(b"HTTP/1.1 403")


def test_a_token_that_has_ended_is_refused() -> None:
    def time_goes_by(one: Scene) -> None:
        one.moment = 1000.0

    told = played(asked(), asked(key=b"key-2"), between=time_goes_by).told
    assert told[0].startswith(b"HTTP/1.1 200") and told[1].startswith(b"HTTP/1.1 401")


def test_whoever_looks_again_is_shown_what_there_is_by_then() -> None:
    known = looked(tag=b'"p0"')
    one = played(looked(), looked(), known, known, asked(), looked(), known)
    statuses = [answer.split(b" ", 2)[1] for answer in one.told]
    assert statuses == [b"200", b"200", b"304", b"304", b"200", b"200", b"200"] and one.seen == 4
    assert one.told[5].endswith(b"\r\n\r\n1") and one.told[3].endswith(b"\r\n\r\n")


def test_the_staff_s_picture_ends_with_the_permission_and_with_the_token() -> None:
    def becomes_nobody(one: Scene) -> None:
        one.access.renew(Snapshot("another", {}))

    def time_goes_by(one: Scene) -> None:
        one.moment = 1000.0

    for end in (becomes_nobody, time_goes_by):
        told = played(looked(b"staff", token=TOKEN), looked(b"staff", token=TOKEN), between=end).told
        assert told[0].startswith(b"HTTP/1.1 200") and told[1].startswith(b"HTTP/1.1 401")


def test_so_many_looks_are_remembered_and_no_more() -> None:
    one = played(*(looked(more=b"x: %d\r\n" % number) for number in range(LOOKS + 5)), looked(more=b"x: 3\r\n"))
    assert one.seen == 0 and all(answer == one.told[0] for answer in one.told)


KEYS = st.sampled_from([b"a", b"b-2", b"A" * 120, b"A" * 121, b"", b" ", b"a b", b"\xc3\xb3", b"a\tb", b"a, b", b"-"])
SOMETHING = st.one_of(
    st.builds(asked, st.sampled_from([CALL, START, b"{", b""]), key=st.one_of(KEYS, st.binary(max_size=6)),
              name=st.sampled_from([b"idempotency-key", b"Idempotency-Key", b"IDEMPOTENCY-KEY", b"x-idempotency-key"]),
              more=st.sampled_from([b"", b"", b"idempotency-key: second\r\n", b"origin: http://evil\r\n",
                                    b"x: y\r\n", b"connection: close\r\n", b"transfer-encoding: chunked\r\n"])),
    st.sampled_from([asked() + asked(key=b"behind"), asked()[:-1], b"\r\n", b"\r\n" + asked(),
                     b"GET / HTTP/1.1\r\n\r\n", asked() + b"x", asked().replace(b"1.1", b"1.0"),
                     b"idempotency-key: a\r\n\r\n"]),
    st.sampled_from([looked(), looked(tag=b'"p1"'), looked(b"staff"), looked(b"staff", token=TOKEN), looked(b"other"),
                     looked() + looked(), looked() + asked(key=b"behind"), looked()[:-2],
                     looked(more=b"expect: 100-continue\r\n"),
                     looked(more=b"content-length: 0\r\n"), looked(more=b"content-length: 2\r\n") + b"ab",
                     looked(more=b"connection: close\r\n"), looked().replace(b"demo", b"else")]),
)


@given(st.lists(SOMETHING, max_size=5), st.integers(0, 400), st.integers(0, 255))
@example([asked(), asked(b"{")], 0, 0)
def test_whatever_comes_is_answered_as_if_nothing_were_remembered(pieces, place, byte) -> None:
    """Known heads stand before; a byte of the last request is another than it was."""
    wires = [asked(), looked(), *pieces]
    for last in (asked(key=b"last"), looked()):
        at = place % len(last)
        wires.append(last[:at] + bytes([byte]) + last[at + 1 :])
    one, other = played(*wires), played(*wires, remembers=False)
    assert one.told == other.told
    assert [given[:5] for given in one.hall.given] == [given[:5] for given in other.hall.given]


@given(st.binary(max_size=300))
def test_only_what_has_a_head_a_key_and_an_end_is_cut(wire) -> None:
    assert cut(wire) is None or (b"\r\n\r\n" in wire and b"dempotency-" in wire)


def test_a_key_in_the_body_is_no_key() -> None:
    body = b"\r\nidempotency-key: a\r\n\r\n"
    assert cut(b"POST /live/demo/command HTTP/1.1\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)) is None
