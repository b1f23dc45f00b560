"""Django writing beside the hall: somebody changes a page's data over and over, as an office does in its breaks."""

import http.client
import re
import threading
import urllib.parse
from http.cookies import SimpleCookie

from tools.bench.program import Program

#: Ten pages a second are more than all clerks of a city save.
REST_SECONDS = 0.1
SHOWN = b"<svg"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class DjangoWriter:
    """Adds one device after another on the setup page, signed in as the administrator, until it is stopped."""

    def __init__(self, program: Program) -> None:
        self.path = f"/{program.offices[0].slug}/setup/devices/"
        self.cookie = SimpleCookie({"okienko_session": program.doors.session})
        self.port, self.written, self.refused = program.server.port, 0, ""
        self._stop, self._begun = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "DjangoWriter":
        """Begin; the first page, for which Django reads its templates and translations, is over then."""
        self._thread.start()
        self._begun.wait(timeout=30)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        token = TOKEN.search(self._ask(connection, "GET", None))
        if token is None:
            self.refused = self.refused or f"{self.path}: the page has no form"
            self._begun.set()
            return
        while not self._stop.is_set() and not self.refused:
            name = f"Kiosk {self.written}"
            form = {"csrfmiddlewaretoken": token[1].decode(), "name": name, "kind": "kiosk", "place": ""}
            said = self._ask(connection, "POST", urllib.parse.urlencode(form))
            if SHOWN not in said and not self.refused:
                self.refused = f"{self.path}: no code was shown for the new device"
            self.written += not self.refused
            self._begun.set()
            self._stop.wait(REST_SECONDS)
        connection.close()

    def _ask(self, connection: http.client.HTTPConnection, method: str, body: str | None) -> bytes:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookie.items())
        headers = {"cookie": cookies, "content-type": "application/x-www-form-urlencoded"}
        connection.request(method, self.path, body=body, headers=headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookie.load(value)
        said = answer.read()
        if answer.status >= http.HTTPStatus.BAD_REQUEST or "login" in (answer.getheader("location") or ""):
            self.refused = f"{method} {self.path}: {answer.status} {said[:120].decode(errors='replace')}"
        return said
