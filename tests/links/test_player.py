"""The player speaks to a server that breaks off, asks to wait, and refuses."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from okienko.core.replay.play import Refused
from okienko.links.player import ATTEMPTS, NotForReplay, PlayedServer, ServerLost

AT = datetime(2020, 1, 13, 7, 0, tzinfo=UTC)


class Door(BaseHTTPRequestHandler):
    """Answers what the test has laid ready, and notes what was asked; None breaks the connection off."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked.append((self.path, json.loads(body or b"null"), self.headers))
        answer = self.server.answers.pop(0)
        if answer is None:
            self.close_connection = True
            return
        status, facts, extra = answer
        data = json.dumps(facts).encode()
        self.send_response(status)
        for name, value in {**extra, "content-length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST  # noqa: N815 - the name by which http.server finds it

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def door():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    server.asked, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def played(door):
    server = PlayedServer(f"http://127.0.0.1:{door.server_port}", office="replay-x", token="pass")
    yield server
    server.close()


def test_a_command_carries_its_key_and_the_token_and_gives_the_visit(door, played):
    door.answers.append((200, {"seq": 1, "visit": 17}, {}))
    assert played.command("take", {"matters": ["a"]}, key="k-1") == 17
    path, body, headers = door.asked[0]
    assert (path, body) == ("/live/replay-x/command", {"do": "take", "matters": ["a"]})
    assert (headers["idempotency-key"], headers["authorization"]) == ("k-1", "Bearer pass")


def test_a_broken_connection_is_mended_and_the_same_key_sent_again(door, played):
    door.answers += [(200, {"visit": 16}, {}), None, (200, {"visit": 17}, {})]
    played.command("take", {}, key="k-0")
    assert played.command("take", {}, key="k-1") == 17
    assert [headers["idempotency-key"] for _, _, headers in door.asked] == ["k-0", "k-1", "k-1"]


def test_a_server_that_asks_to_wait_is_asked_again(door, played):
    door.answers += [(503, {}, {"retry-after": "0"}), (200, {"visit": 3}, {})]
    assert played.command("take", {}, key="k-1") == 3


def test_a_refusal_is_told_by_its_code(door, played):
    door.answers.append((409, {"error": "NobodyWaits", "message": "Nikt nie czeka."}, {}))
    with pytest.raises(Refused, match="NobodyWaits"):
        played.command("call_next", {"desk": "A-1"}, key="k-1")


def test_a_server_that_is_not_for_replay_is_left_alone(door, played):
    door.answers.append((404, {"error": "UnknownThing"}, {}))
    with pytest.raises(NotForReplay):
        played.set_clock(AT)
    assert door.asked[0][1] == {"at": "2020-01-13T07:00:00+00:00"}


def test_the_queues_are_read_from_the_picture_that_screens_show(door, played):
    door.answers.append((200, {"seq": 7, "picture": {"queues": {"A": {"waiting": 3}}}}, {}))
    assert played.waiting() == {"A": 3}


def test_a_server_that_never_answers_is_given_up(door, played, monkeypatch):
    monkeypatch.setattr("okienko.links.player.time.sleep", lambda seconds: None)
    door.answers += [(200, {"visit": 16}, {}), *[None] * 20]
    played.command("take", {}, key="k-0")
    with pytest.raises(ServerLost):
        played.command("take", {}, key="k-1")
    assert len(door.asked) == 1 + ATTEMPTS


def test_a_server_that_was_never_there_is_not_waited_for(door, played):
    door.answers.append(None)
    with pytest.raises(ServerLost):
        played.set_clock(AT)
    assert len(door.asked) == 1


@pytest.mark.parametrize("url", ["ftp://x", "127.0.0.1:8000", ""])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(ServerLost):
        PlayedServer(url, office="x", token="")


@pytest.mark.parametrize("address", ["http://127.0.0.1:99999", "http://127.0.0.1:-4", "http://127.0.0.1:abc"])
def test_an_address_with_a_port_that_there_is_not_is_no_server(address):
    with pytest.raises(ServerLost, match=address):
        PlayedServer(address, office="legnica", token="")
