"""A real server with Legnica over a fresh database, on a clock that the test drives; people sign in by password."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from okienko.core.people.tokens import Claims, Signer

ROOT = Path(__file__).parents[1]
SECRET = "only for tests: a secret of forty letters and more"
PASSWORD = "only-for-tests-1"
OFFICE = "legnica"
PEOPLE = {
    "so-1": ["clerk"], "so-2": ["clerk"], "so-3": ["clerk"], "km-1": ["clerk"], "bok-1": ["reception", "clerk"],
    "kasa-1": ["cashier"], "so-6": ["officer"], "so-7": ["officer"], "so-8": ["officer"], "bok-3": ["manager"],
    "nobody": ["clerk"],
}
#: A Monday at eight; no holiday and no change of the clocks follows for eleven weeks.
FIRST_MORNING = datetime(2026, 1, 12, 7, 0, tzinfo=UTC)

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
apply(dict(read_directory(Path("offices/legnica")).files), by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
people, password = json.loads(sys.argv[1]), sys.argv[2]
for name, roles in people.items():
    create_account(name, office="legnica", roles=roles, person="" if name == "nobody" else name, name=name)
Account.objects.update(password=make_password(password))  # made once: it is slow on purpose
"""
_SERVE = "import sys; from okienko.config.serve import run; sys.exit(run(port=int(sys.argv[1])))"


@dataclass
class OfficeServer:
    """The running server; `now` is what its clock says."""

    port: int
    folder: Path
    process: subprocess.Popen
    now: datetime = FIRST_MORNING - timedelta(days=3)
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def player(self) -> httpx.Client:
        token = Signer.of(SECRET.encode()).sign(Claims("player", 0, OFFICE, (), 1, 2_000_000_000))
        return httpx.Client(base_url=self.address, headers={"authorization": f"Bearer {token}"}, timeout=10)

    def clock(self, at: datetime) -> None:
        """Set the clock, never backwards."""
        self.now = at
        with self.player() as player:
            answer = player.post(f"/live/{OFFICE}/clock", json={"at": at.isoformat()})
            assert answer.status_code == 200, answer.text

    def later(self, **span: float) -> None:
        self.clock(self.now + timedelta(**span))

    def next_morning(self) -> None:
        """The next working day at eight: a fresh hall, open, without anybody in it."""
        day = self.now + timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
        self.clock(day.replace(hour=7, minute=0, second=0, microsecond=0))

    def meet_all(self) -> None:
        """Bring every open wish to its meeting: one that is left open would be there tomorrow as well."""
        for number, wish in self.picture()["wishes"].items():
            facts = {"wish": int(number), "person": wish["named"] or wish["person"] or "so-6"}
            if wish["state"] in ("seeking", "offering"):
                self.do(do="answer_wish", **facts)
            if wish["state"] != "meeting":
                self.do(do="start_meeting", **facts)
            self.do(do="end_meeting", wish=int(number))

    def do(self, **command: object) -> dict:
        """Say a command as the player of the day, who may everything."""
        with self.player() as player:
            answer = player.post(f"/live/{OFFICE}/command", json=command)
            assert answer.status_code == 200, (command, answer.text)
            return answer.json()

    def take(self, *services: str, **facts: object) -> dict:
        return self.do(do="take", matters=list(services) or ["dowod-wniosek"], **facts)

    def picture(self) -> dict:
        return self.sign_in("bok-3").get(f"/live/{OFFICE}/staff").json()["picture"]

    def sign_in(self, name: str) -> httpx.Client:
        """A browser without scripts, signed in; one for each person."""
        if name in self.clients:
            return self.clients[name]
        client = httpx.Client(base_url=self.address, timeout=10, follow_redirects=True)
        self.clients[name] = client
        page = client.get("/account/login/")
        answer = client.post("/account/login/", data={"login": name, "password": PASSWORD,
                                                      "csrfmiddlewaretoken": csrf(page.text)})
        assert answer.url.path != "/account/login/", answer.text
        return client

    def cookies_of(self, name: str) -> list[dict]:
        """The cookies of somebody who has signed in, for a browser with scripts."""
        jar = self.sign_in(name).cookies.jar
        return [{"name": each.name, "value": each.value, "domain": "127.0.0.1", "path": each.path} for each in jar]

    def stop(self) -> None:
        for client in self.clients.values():
            client.close()
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        finally:
            self.process.kill()


def csrf(page: str) -> str:
    """The hidden field of a form."""
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def start(folder: Path) -> OfficeServer:
    """Prepare a database in the folder and serve it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OKIENKO_VAR": str(folder), "DATABASE_URL": "",
                   "DJANGO_SETTINGS_MODULE": "okienko.config.settings", "OKIENKO_SECRET": SECRET,
                   "OKIENKO_REPLAY": "1", "OKIENKO_LOG_LEVEL": "WARNING"}
    subprocess.run([sys.executable, "-m", "tools.translations", "compile"], cwd=ROOT, check=True)
    prepared = subprocess.run([sys.executable, "-W", "ignore", "-c", _PREPARE, json.dumps(PEOPLE), PASSWORD], cwd=ROOT,
                              env=environment, capture_output=True, text=True)
    assert prepared.returncode == 0, prepared.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with (folder / "log").open("a") as log:
        process = subprocess.Popen([sys.executable, "-c", _SERVE, str(port)], cwd=ROOT, env=environment, stdout=log,
                                   stderr=log)
    server = OfficeServer(port, folder, process)
    for _ in range(400):
        try:
            if httpx.get(f"{server.address}/live/health", timeout=1).status_code == 200:
                return server
        except httpx.TransportError:
            time.sleep(0.05)
    process.kill()
    raise AssertionError((folder / "log").read_text())
