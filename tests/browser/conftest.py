"""The assembled program over a fresh database with the office of Legnica, and a browser that looks at it."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from okienko.core.people.tokens import Claims, Signer
from tests.browser.rooms import Rooms
from tests.faces.live.conftest import ROOT, SECRET, environment, free_port

OFFICE = "legnica"
NOON = "2026-03-02T10:00:00Z"
PASSWORD = "a password only for tests"
#: Somebody with each role: the user name is the role, the person stands in the office's files.
PEOPLE = {"clerk": "so-1", "cashier": "kasa-1", "officer": "so-7", "reception": "bok-1", "manager": "bok-3",
          "administrator": "", "auditor": ""}

_PREPARE = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from okienko.actions.office import apply
from okienko.actions.people.accounts import create_account
from okienko.links.files import read_directory
from okienko.records.people import Account

call_command("migrate", verbosity=0)
apply(read_directory(Path("offices/legnica")).files, by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
made = {role: create_account(role, office="legnica", roles=[role], person=person).pk
        for role, person in json.loads(sys.argv[1]).items()}
Account.objects.update(password=make_password(sys.argv[2]))  # made once: it is slow on purpose
print(json.dumps(made))
"""
_SERVE = "import sys; from okienko.config.serve import run; sys.exit(run(port=int(sys.argv[1])))"


@dataclass
class OfficeServer:
    """The whole program in a process of its own, on a clock that the test sets."""

    folder: Path
    accounts: dict
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    moment: str = NOON
    password: str = PASSWORD

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, or start again at the same address, and set the clock."""
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen([sys.executable, "-c", _SERVE, str(self.port)], cwd=ROOT,
                                            env=environment(self.folder), stdout=log, stderr=log)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.address}/live/health", timeout=1).status_code == 200:
                    self.at(self.moment)
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        self.process.kill()
        raise AssertionError((self.folder / "log").read_text())

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        finally:
            self.process.kill()

    def at(self, moment: str) -> None:
        """Set the clock of the halls; it only goes forward."""
        self.moment = moment
        self._post("clock", {"at": moment})

    def later(self, *, minutes: int = 0, seconds: int = 0) -> None:
        """Let so much time pass."""
        self.at((datetime.fromisoformat(self.moment) + timedelta(minutes=minutes, seconds=seconds)).isoformat())

    def clock(self, *, minutes: int = 0) -> str:
        """What the clock on the office's wall shows in so many minutes."""
        moment = datetime.fromisoformat(self.moment) + timedelta(minutes=minutes)
        return f"{moment.astimezone(ZoneInfo('Europe/Warsaw')):%H:%M}"

    def do(self, do: str, **facts) -> dict:
        """Give a command to the hall as its manager; the answer names visit, ticket, code."""
        return self._post("command", {"do": do, **facts})

    def picture(self, audience: str = "public") -> dict:
        """What the screens of an audience show now, with the number of the last entry."""
        cookies = {"okienko_live": self._token("person", self.accounts["manager"])}
        answer = httpx.get(f"{self.address}/live/{OFFICE}/{audience}", cookies=cookies, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def _post(self, where: str, body: dict) -> dict:
        headers = {"authorization": f"Bearer {self._token('player', 0)}"}
        answer = httpx.post(f"{self.address}/live/{OFFICE}/{where}", json=body, headers=headers, timeout=10)
        assert answer.status_code == 200, (body, answer.text)
        return answer.json()

    def _token(self, kind: str, number: int) -> str:
        return Signer.of(SECRET.encode()).sign(Claims(kind, number, OFFICE, (), 1, 2_000_000_000))


@pytest.fixture(scope="session")
def office_server(tmp_path_factory) -> OfficeServer:
    """Legnica on a Monday at eleven, nobody in it; whoever uses it takes `hall`, which empties it again."""
    folder = tmp_path_factory.mktemp("office")
    prepared = subprocess.run([sys.executable, "-W", "ignore", "-c", _PREPARE, json.dumps(PEOPLE), PASSWORD], cwd=ROOT,
                              env=environment(folder), capture_output=True, text=True)
    assert prepared.returncode == 0, prepared.stderr
    server = OfficeServer(folder, json.loads(prepared.stdout))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def hall(office_server) -> OfficeServer:
    """The running office, empty: nobody waits, no desk is open, tickets are given, no rules of limited contact hold."""
    empty(office_server)
    yield office_server
    empty(office_server)


def empty(server: OfficeServer) -> None:
    """Whoever is in the office leaves it, and the day is as in the morning."""
    picture = server.picture("staff")["picture"]
    if picture["hall"]["now"]["phase"] == "stopped":
        server.do("resume_tickets")
    for wish, row in picture["wishes"].items():
        if row["state"] == "meeting":
            server.do("end_meeting", wish=int(wish))
    for visit, row in server.picture("staff")["picture"]["visits"].items():
        if row["state"] != "missed":
            server.do("leave", visit=int(visit))
    for desk in server.picture("staff")["picture"]["desks"]:
        server.do("leave_desk", desk=desk)
    if picture["hall"]["now"]["regime"]:
        server.do("set_regime", regime=None)


@pytest.fixture(scope="session")
def browser(chromium):
    """One Chromium for the tests of the assembled program; its pages may sound without a touch."""
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium, args=[
            "--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def house(browser, office_server) -> Rooms:
    """Browsers for everybody who has a part in the tests of a module; who has signed in stays so."""
    rooms = Rooms(browser, office_server)
    yield rooms
    rooms.close()


@pytest.fixture
def open_page(browser, office_server):
    """Open an address in a context of its own; a fault in a script fails the test."""
    contexts, faults = [], []

    def open_at(path: str, *, size=(390, 844), context=None, **options):
        if context is None:
            options = {"locale": "pl-PL", "reduced_motion": "reduce", **options}
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{office_server.address}{path}")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def axe():
    """What axe-core finds wrong with a page by WCAG 2.2 AA: rule and places."""

    def violations(page) -> list:
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(page, options=options).response["violations"]
        return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]

    return violations


@pytest.fixture
def ticket(hall):
    """A ticket for an identity card, with the address of its page."""
    taken = hall.do("take", matters=["dowod-wniosek"])
    return {**taken, "path": f"/{OFFICE}/t/{taken['code']}/"}


@pytest.fixture
def desk(hall):
    """A desk that serves identity cards, with somebody at it."""
    hall.do("open_desk", desk="4", person="so-1")
    return "4"
