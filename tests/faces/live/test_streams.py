"""Streams through a real server and plain sockets: what a screen shows is what a fresh one would show."""

import json
import random
import socket
import time

import httpx
import pytest

from okienko.core.hall.picture import apply_changes
from tests.faces.live.conftest import serve, start, stop


class Screen:
    """A browser's stream on a plain socket: reads events, keeps a picture, comes back with the last id."""

    def __init__(self, served, who: str | None = None, audience: str = "public") -> None:
        self.served, self.who, self.audience = served, who, audience
        self.picture, self.last, self.events, self.retry = None, None, [], None
        self._data, self._socket = b"", None

    def connect(self, **headers: str) -> "Screen":
        self._data = b""
        self._socket = socket.create_connection(("127.0.0.1", self.served.port), timeout=5)
        cookie = "okienko_device" if self.who in ("kiosk", "board") else "okienko_live"
        lines = [f"GET /live/demo/{self.audience}/stream HTTP/1.1", "host: localhost"]
        lines += [f"cookie: {cookie}={self.served.token(self.who)}"] if self.who else []
        lines += [f"last-event-id: {self.last}"] if self.last is not None else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.head = self._until(b"\r\n\r\n").decode()
        return self

    @property
    def status(self) -> int:
        return int(self.head.split()[1])

    def cut(self) -> None:
        self._socket.close()

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._data:
            chunk = self._socket.recv(65536)
            if not chunk:
                raise EOFError
            self._data += chunk
        found, _, self._data = self._data.partition(mark)
        return found

    def _chunk(self) -> bytes:
        size = int(self._until(b"\r\n"), 16)
        while len(self._data) < size + 2:
            chunk = self._socket.recv(65536)
            if not chunk:
                raise EOFError
            self._data += chunk
        found, self._data = self._data[:size], self._data[size + 2:]
        return found

    def read(self, *, seconds: float = 0.4) -> "Screen":
        """Take in events until nothing comes any more."""
        self._socket.settimeout(seconds)
        try:
            while True:
                for block in self._chunk().decode().split("\n\n"):
                    self._event(block)
        except TimeoutError:
            return self

    def _event(self, block: str) -> None:
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        self.retry = fields.get("retry", self.retry)
        if "event" not in fields:
            return
        told = json.loads(fields["data"])
        if fields["event"] == "picture":
            self.picture = told["picture"]
        else:
            assert told["from"] == self.last
            assert told["seq"] == int(fields["id"])
            self.picture = apply_changes(self.picture, told)
        self.last = int(fields["id"])
        self.events.append(fields["event"])


def fresh(served, audience: str = "public") -> tuple[int, dict]:
    with served.client("manager") as client:
        told = client.get(f"/live/demo/{audience}").json()
    return told["seq"], told["picture"]


def do_something(served, rng: random.Random) -> None:
    what = rng.choice(["take", "take", "move", "leave", "presence"])
    if what == "take":
        served.command("kiosk", do="take", matters=[rng.choice(["pismo", "oplata"])])
    elif what == "presence":
        served.command("officer", do="set_presence", person="ug-3", presence=rng.choice(["here", "busy", "out"]))
    else:
        visits = list(fresh(served)[1]["visits"])
        if visits:
            more = {"service": rng.choice(["pismo", "oplata"])} if what == "move" else {}
            served.command("reception", do=what, visit=int(rng.choice(visits)), **more)


@pytest.mark.parametrize("seed", range(3))
def test_every_live_screen_ends_with_the_fresh_picture_after_cuts(served, seed) -> None:
    rng = random.Random(seed)
    screens = [Screen(served), Screen(served, "board"),
               Screen(served, "clerk", "staff"), Screen(served, "manager", "staff")]
    for screen in screens:
        screen.connect().read(seconds=0.1)
    for _ in range(12):
        do_something(served, rng)
        if rng.random() < 0.4:
            screen = rng.choice(screens)
            screen.read(seconds=0.08)
            screen.cut()
            do_something(served, rng)
            screen.connect()
    for screen in screens:
        screen.read()
        assert (screen.last, screen.picture) == fresh(served, screen.audience)
        screen.cut()


def test_whoever_comes_back_is_sent_only_what_was_missed(served) -> None:
    keeps, goes = Screen(served).connect().read(), Screen(served).connect().read()
    goes.cut()
    served.command("kiosk", do="take", matters=["pismo"])
    keeps.read()
    goes.connect().read()
    assert goes.events == ["picture", "change"]
    assert goes.picture == keeps.picture
    goes.cut()
    keeps.cut()


def test_the_head_of_a_stream_says_not_to_keep_it_and_the_wait_before_coming_back_differs(served) -> None:
    waits = set()
    for _ in range(5):
        screen = Screen(served).connect().read(seconds=0.1)
        assert screen.status == 200
        assert "text/event-stream" in screen.head
        assert "no-store" in screen.head
        waits.add(int(screen.retry))
        screen.cut()
    assert len(waits) > 1
    assert all(1000 <= wait <= 5000 for wait in waits)


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("kiosk", 403), ("stranger", 404), ("clerk", 200)])
def test_the_staff_stream_needs_the_permission(served, who, status) -> None:
    screen = Screen(served, who, "staff").connect()
    assert screen.status == status
    screen.cut()


def test_a_page_of_another_site_cannot_listen(served) -> None:
    screen = Screen(served, "clerk", "staff").connect(origin="https://elsewhere.example")
    assert screen.status == 403
    screen.cut()


def test_eight_tabs_of_one_browser_stay_alive(served) -> None:
    tabs = [Screen(served, "clerk", "staff").connect().read(seconds=0.1) for _ in range(8)]
    served.command("kiosk", do="take", matters=["pismo"])
    for tab in tabs:
        assert (tab.read(seconds=0.3).last, tab.picture) == fresh(served, "staff")
        tab.cut()


def test_a_listener_who_never_reads_holds_nobody_up(served) -> None:
    deaf, hears = Screen(served).connect(), Screen(served).connect().read(seconds=0.1)
    began = time.monotonic()
    for _ in range(20):
        served.command("kiosk", do="take", matters=["pismo"])
    assert time.monotonic() - began < 5
    assert (hears.read().last, hears.picture) == fresh(served)
    deaf.cut()
    hears.cut()


@pytest.fixture
def own_server(tmp_path):
    """A server of this test alone, which may be ended."""
    server = serve(tmp_path)
    with server.client("player") as player:
        assert player.post("/live/demo/clock", json={"at": "2026-03-02T10:00:00Z"}).status_code == 200
    yield server
    stop(server)


def test_a_restart_ends_the_streams_quickly_and_every_screen_is_right_again(own_server) -> None:
    screen = Screen(own_server).connect().read(seconds=0.1)
    own_server.command("kiosk", do="take", matters=["pismo"])
    screen.read(seconds=0.2)
    began = time.monotonic()
    own_server.process.terminate()
    assert own_server.process.wait(timeout=4) is not None
    assert time.monotonic() - began < 3
    screen.cut()
    again = start(own_server.folder, own_server.ids)
    own_server.process = again.process
    screen.served = again
    screen.connect().read()
    assert (screen.last, screen.picture) == fresh(again)
    assert screen.events[-1] == "picture"
    screen.cut()


def test_the_whole_process_serves_from_postgresql_too(new_postgres, tmp_path) -> None:
    server = serve(tmp_path, url=new_postgres())
    try:
        with server.client("player") as player:
            assert player.post("/live/demo/clock", json={"at": "2026-03-02T10:00:00Z"}).status_code == 200
        screen = Screen(server, "clerk", "staff").connect().read(seconds=0.1)
        first = server.command("kiosk", key="one", do="take", matters=["pismo"]).json()
        assert server.command("kiosk", key="one", do="take", matters=["pismo"]).json() == first
        assert (screen.read().last, screen.picture) == fresh(server, "staff")
        screen.cut()
        with server.client() as client:
            assert client.get(f"/live/demo/ticket/{first['code']}").json()["ticket"] == first["ticket"]
            assert client.get("/account/login/").status_code == 200
    finally:
        stop(server)


def test_a_person_who_is_closed_out_is_cut_from_the_staff_stream(own_server) -> None:
    import contextlib
    import sqlite3

    screen = Screen(own_server, "clerk", "staff").connect().read(seconds=0.1)
    with contextlib.closing(sqlite3.connect(own_server.folder / "okienko.sqlite3", isolation_level=None)) as database:
        database.execute("UPDATE records_account SET is_active = 0, version = version + 1 WHERE username = 'clerk'")
    with pytest.raises((EOFError, ConnectionError)):
        screen.read(seconds=1.5).read(seconds=0.1)
    with pytest.raises(httpx.HTTPStatusError):
        own_server.command("clerk", do="call_next", desk="1").raise_for_status()
    screen.cut()
