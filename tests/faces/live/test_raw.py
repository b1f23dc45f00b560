"""What no browser sends, byte by byte: an answer in words and the right status; nobody holds a connection for ever."""

import json
import socket
import time
from contextlib import contextmanager

import pytest

from okienko.faces.live import protocol

TAKE = b'{"do":"take","matters":["pismo"]}'


@contextmanager
def line(served, *, wait=3.0):
    with socket.create_connection(("127.0.0.1", served.port), timeout=wait) as connection:
        yield connection


def told(connection) -> tuple[int, dict]:
    """The status and the body of one answer."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += connection.recv(65536)
    head, _, body = read.partition(b"\r\n\r\n")
    length = next(int(row[15:]) for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
    while len(body) < length:
        body += connection.recv(65536)
    assert b"content-type: application/json" in head.lower(), head
    return int(head.split(b" ")[1]), json.loads(body[:length])


def ask(served, raw: bytes) -> tuple[int, dict]:
    with line(served) as connection:
        connection.sendall(raw)
        return told(connection)


def command(body: bytes, more: bytes = b"", *, host: bytes = b"Host: localhost\r\n", version: bytes = b"1.1") -> bytes:
    return (b"POST /live/demo/command HTTP/%b\r\n%bContent-Type: application/json\r\n%bContent-Length: %d\r\n\r\n%b"
            % (version, host, more, len(body), body))


@pytest.mark.parametrize("raw", [
    b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"BREW: /live/health HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /live/\xff HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /live/health HTTP/9.9\r\nHost: x\r\n\r\n",
    command(TAKE, b"Idempotency-Key: a\x01b\r\n"), command(TAKE, b"Transfer-Encoding: chunked\r\n"),
    b"POST /live/demo/command HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    b"POST /live/demo/command HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
], ids=["tls", "method", "address", "version", "key", "two-lengths", "negative", "chunk"])
def test_what_is_no_http_is_told_in_polish_and_the_line_is_cut(served, raw):
    with line(served) as connection:
        connection.sendall(raw)
        status, answer = told(connection)
        assert (status, answer["error"]) == (400, "NotHttp")
        assert answer["message"] == "Żądanie jest uszkodzone i nie dało się go odczytać."
        assert connection.recv(10) == b""


def test_it_is_told_in_the_language_of_the_headers_that_could_be_read(served):
    raw = b"GET /live/health HTTP/1.1\r\nAccept-Language: en\r\nHost: localhost\r\nbroken\r\n\r\n"
    assert ask(served, raw)[1]["message"] == "The request is damaged and could not be read."


@pytest.mark.parametrize("body", [
    b'{"do":"take","matters":["other"],"matters":["pismo"]}',
    b'{"do":"take","m\\u0061tters":["other"],"matters":["pismo"]}',
], ids=["plain", "escaped"])
def test_a_key_that_stands_twice_is_refused(served, body):
    status, answer = ask(served, command(body))
    assert (status, answer["error"]) == (422, "Malformed") and answer["facts"] == {"field": "matters"}


def test_a_text_that_looks_like_a_key_is_none(served):
    body = b'{"do":"ask_officer","department":"a\\":\\"b","named":"\\"named\\": "}'
    assert ask(served, command(body))[1]["error"] not in ("Malformed", "NotJson")


@pytest.mark.parametrize(("version", "error"), [(b"1.1", "HostMissing"), (b"1.0", None)])
def test_a_request_names_its_host(served, version, error):
    raw = b"GET /live/health HTTP/%b\r\n\r\n" % version
    status, answer = ask(served, raw)
    assert (status, answer.get("error")) == ((400, error) if error else (200, None))


def test_a_head_without_end_is_cut(served):
    with line(served) as connection:
        connection.sendall(b"GET /live/health HTTP/1.1\r\nHost: localhost\r\n")
        with pytest.raises(OSError):
            for _ in range(100):
                connection.sendall(b"X-More: " + b"a" * 8000 + b"\r\n")
                time.sleep(0.005)


def test_a_head_that_does_not_come_is_not_waited_for(served):
    with line(served, wait=protocol.HEAD_SECONDS + 5) as connection:
        connection.sendall(b"GET /live/health HTTP/1.1\r\nHost: local")
        began = time.monotonic()
        assert told(connection)[0] == 408
        assert time.monotonic() - began > protocol.HEAD_SECONDS - 1
        assert connection.recv(10) == b""


def test_a_head_in_pieces_and_pipelined_requests_are_answered(served):
    with line(served) as connection:
        for letter in b"GET /live/health HTTP/1.1\r\nHost: localhost\r\n\r\n":
            connection.sendall(bytes([letter]))
        assert told(connection)[0] == 200
        connection.sendall(b"GET /live/health HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
        time.sleep(0.3)
        assert connection.recv(65536).count(b"HTTP/1.1 200") == 3


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59Z", "1900-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_clock_is_set_to_no_year_in_which_calendars_end(served, at):
    with served.client("player") as player:
        answer = player.post("/live/demo/clock", json={"at": at})
        assert (answer.status_code, answer.json()["error"]) == (422, "Malformed")
        assert player.get("/live/demo/public").status_code == 200
