"""The live stream in a real browser: eight tabs, one connection, right again after a cut."""

import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.faces.ui.gallery_site import UI

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><title>hall</title><p id=now></p><script type=module>
import { subscribe } from "/static/ui/stream.js";
subscribe("demo", "public", (picture, news) => {
  document.getElementById("now").textContent = JSON.stringify([news.seq, news.live, picture]);
});
</script>"""


class Hall:
    """The smallest server that speaks the protocol of the live hall."""

    def __init__(self):
        self.lock = threading.Lock()
        self.seq, self.picture, self.changes = 1, {"calls": {}}, []
        self.lines, self.opened, self.resumed = set(), 0, []

    def call(self, ticket, desk):
        with self.lock:
            change = {
                "from": self.seq,
                "seq": self.seq + 1,
                "set": {"calls": {ticket: {"desk": desk}}},
                "drop": {},
            }
            self.seq += 1
            self.picture["calls"][ticket] = {"desk": desk}
            self.changes.append(change)
            for line in self.lines:
                line.put(("change", self.seq, change))

    def join(self, last):
        line = queue.Queue()
        with self.lock:
            self.opened += 1
            self.resumed.append(last)
            if last is None:
                line.put(("picture", self.seq, {"seq": self.seq, "picture": self.picture}))
            for change in self.changes if last is not None else ():
                if change["seq"] > last:
                    line.put(("change", change["seq"], change))
            self.lines.add(line)
        return line

    def cut(self):
        with self.lock:
            lines, self.lines = self.lines, set()
        for line in lines:
            line.put(None)

    def state(self):
        with self.lock:
            return json.dumps({"seq": self.seq, "picture": self.picture})


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        hall = self.server.hall
        if self.path == "/live/demo/public/stream":
            last = self.headers.get("Last-Event-ID")
            self._stream(hall.join(int(last) if last else None))
        elif self.path == "/live/demo/public":
            self._send("application/json", hall.state().encode())
        elif self.path.startswith("/static/"):
            self._send("text/javascript", (UI / self.path.lstrip("/")).read_bytes())
        else:
            self._send("text/html", PAGE.encode())

    def _send(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, line):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"retry: 200\n\n: beat\n\n")
        while (event := line.get()) is not None:
            name, seq, body = event
            self.wfile.write(f"id: {seq}\nevent: {name}\ndata: {json.dumps(body)}\n\n".encode())
            self.wfile.flush()
        self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture
def hall():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.hall = Hall()
    server.hall.address = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.hall
    server.hall.cut()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tabs(browser, hall):
    context = browser.new_context()

    def open_tabs(count, script=""):
        context.add_init_script(script)
        pages = [context.new_page() for _ in range(count)]
        for page in pages:
            page.goto(hall.address)
        return pages

    yield open_tabs
    context.close()


def shows(page, hall, live="true"):
    expected = json.dumps([hall.seq, live == "true", hall.picture], separators=(",", ":"))
    page.wait_for_function(
        "(text) => document.getElementById('now').textContent === text", arg=expected, timeout=8000
    )


def test_eight_tabs_share_one_stream_and_all_stay_alive(hall, tabs):
    pages = tabs(8)
    for page in pages:
        shows(page, hall)
    hall.call("D012", 4)
    hall.call("K018", 2)
    for page in pages:
        shows(page, hall)
    assert hall.opened == 1


def test_when_tabs_close_the_others_go_on(hall, tabs):
    first, second, third = tabs(3)
    first.close()
    second.close()
    hall.call("D013", 5)
    shows(third, hall)


def test_after_a_cut_the_picture_is_right_again_without_a_reload(hall, tabs):
    (page,) = tabs(1)
    hall.call("D012", 4)
    shows(page, hall)
    hall.cut()
    hall.call("D013", 5)
    shows(page, hall)
    assert hall.resumed == [None, 2]


def test_a_change_that_was_missed_leads_to_a_fresh_picture(hall, tabs):
    (page,) = tabs(1)
    shows(page, hall)
    with hall.lock:
        hall.seq, hall.picture = 40, {"calls": {"R001": {"desk": 7}}}
    hall.call("R002", 8)
    shows(page, hall)
    assert hall.resumed == [None, None]


def test_where_there_is_no_shared_worker_one_tab_leads_and_another_takes_over(hall, tabs):
    leader, follower, late = tabs(3, "delete window.SharedWorker;")
    hall.call("D012", 4)
    for page in (leader, follower, late):
        shows(page, hall)
    assert hall.opened == 1
    leader.close()
    hall.call("D013", 5)
    shows(follower, hall)
    shows(late, hall)


def test_where_tabs_cannot_talk_each_has_a_stream_of_its_own(hall, tabs):
    pages = tabs(2, "delete window.SharedWorker; delete window.BroadcastChannel;")
    hall.call("D012", 4)
    for page in pages:
        shows(page, hall)
    assert hall.opened == 2
