"""A real server over a fresh database, on a replay clock, for tests that speak to it through sockets."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from okienko.core.people.roles import PERSON_ROLES
from okienko.core.people.tokens import Claims, Signer
from tools.translations import compile_all

ROOT = Path(__file__).parents[3]
SECRET = "only for tests: a secret of forty letters and more"
NOON = "2026-03-02T10:00:00Z"
PEOPLE = {"clerk": "ug-1", "cashier": "ug-2", "officer": "ug-3"}

_PREPARE = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from okienko.actions.office import apply
from okienko.actions.people.accounts import create_account
from okienko.actions.people.devices import add_device, redeem_code
from okienko.links.files import read_directory

call_command("migrate", verbosity=0)
files = dict(read_directory(Path("offices/demo")).files)
for slug in ("demo", "other"):
    own = {path: text.replace('slug = "demo"', f'slug = "{slug}"') for path, text in files.items()}
    apply(own, by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
roles, people = json.loads(sys.argv[1]), json.loads(sys.argv[2])
made = {}
for role in roles:
    made[role] = create_account(role, office="demo", roles=[role], person=people.get(role, ""), password=None).pk
made["stranger"] = create_account("stranger", office="other", roles=roles, person="ug-1", password=None).pk
for kind in ("kiosk", "board", "printer"):
    device, code = add_device(kind, office="demo", kind=kind)
    device = redeem_code(code)
    made[kind] = [device.pk, device.version]
print(json.dumps(made))
"""
_SERVE = "import sys; from okienko.config.serve import run; sys.exit(run(port=int(sys.argv[1])))"


def environment(folder: Path, url: str = "") -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "okienko.config.settings",
            "OKIENKO_VAR": str(folder), "OKIENKO_SECRET": SECRET, "OKIENKO_REPLAY": "1", "DATABASE_URL": url,
            "OKIENKO_LOG_LEVEL": "WARNING"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running server: its address, its log, and tokens of whoever is asked for."""

    port: int
    folder: Path
    ids: dict
    process: subprocess.Popen
    url: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, who: str, *, office: str = "demo", expires: int = 2_000_000_000, version: int | None = None) -> str:
        signer = Signer.of(SECRET.encode())
        if who == "player":
            return signer.sign(Claims("player", 0, office, (), 1, expires))
        if who in ("kiosk", "board", "printer"):
            pk, now = self.ids[who]
            return signer.sign(Claims("device", pk, office, (who,), version or now, expires))
        office = "other" if who == "stranger" else office
        return signer.sign(Claims("person", self.ids[who], office, (who,), version or 1, expires))

    def client(self, who: str | None = None, *, office: str = "demo", **more) -> httpx.Client:
        cookies = {}
        if who is not None:
            name = "okienko_device" if who in ("kiosk", "board", "printer") else "okienko_live"
            cookies = {name: self.token(who)}
        headers = {"authorization": f"Bearer {self.token('player', office=office)}"} if who == "player" else {}
        return httpx.Client(base_url=self.address, cookies={} if headers else cookies, headers=headers, timeout=10,
                            verify=False, **more)

    def command(self, who: str | None, office: str = "demo", key: str | None = None, **body) -> httpx.Response:
        headers = {"idempotency-key": key} if key else {}
        with self.client(who) as client:
            return client.post(f"/live/{office}/command", json=body, headers=headers)

    def log(self) -> str:
        return (self.folder / "log").read_text()


def serve(folder: Path, *, url: str = "") -> Served:
    """Prepare a database, in the folder unless another is named, and start the server over it."""
    compile_all()
    arguments = [sys.executable, "-W", "ignore", "-c", _PREPARE, json.dumps(PERSON_ROLES), json.dumps(PEOPLE)]
    prepared = subprocess.run(arguments, cwd=ROOT, env=environment(folder, url), capture_output=True, text=True)
    assert prepared.returncode == 0, prepared.stderr
    ids = json.loads(prepared.stdout)
    return start(folder, ids, url=url)


def start(folder: Path, ids: dict, *, url: str = "") -> Served:
    port = free_port()
    with (folder / "log").open("a") as log:
        process = subprocess.Popen([sys.executable, "-c", _SERVE, str(port)], cwd=ROOT, env=environment(folder, url),
                                   stdout=log, stderr=log)
    served = Served(port, folder, ids, process, url)
    for _ in range(200):
        try:
            if httpx.get(f"{served.address}/live/health", timeout=1).status_code == 200:
                return served
        except httpx.TransportError:
            time.sleep(0.05)
    process.kill()
    raise AssertionError(served.log())


def stop(served: Served) -> None:
    served.process.terminate()
    try:
        served.process.wait(timeout=15)
    finally:
        served.process.kill()


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Served:
    """A server with two small offices on a Monday at eleven; each test leaves it as it finds it, but for the day."""
    server = serve(tmp_path_factory.mktemp("served"))
    for office in ("demo", "other"):
        with server.client("player", office=office) as player:
            answer = player.post(f"/live/{office}/clock", json={"at": NOON})
            assert answer.status_code == 200, answer.text
    yield server
    stop(server)
