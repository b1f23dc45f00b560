"""A real server over Legnica with a kiosk let in and further files, on a clock that the test sets."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from okienko.core.people.tokens import DEVICE_COOKIE, Claims, Signer

ROOT = Path(__file__).parents[1]
SECRET = "only for tests: a secret of forty letters and more"
#: A Monday on which Legnica is open from 8 to 18.
MONDAY = "2026-11-23"
LATER = 2_000_000_000

_PREPARE = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from okienko.actions.office import apply
from okienko.actions.people.accounts import create_account
from okienko.actions.people.devices import add_device, redeem_code
from okienko.core.people.roles import PERSON_ROLES
from okienko.links.files import read_directory

name, more = sys.argv[1], json.loads(sys.argv[2])
call_command("migrate", verbosity=0)
files = {**read_directory(Path("offices") / name).files, **more}
apply(files, by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
people, devices = {}, {}
for role in PERSON_ROLES:
    account = create_account(role, office=name, roles=[role], password=None)
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    people[role] = {"pk": account.pk, "session": client.cookies["okienko_session"].value}
for kind in ("kiosk", "board"):
    device = redeem_code(add_device(kind, office=name, kind=kind)[1])
    devices[kind] = [device.pk, device.version]
print(json.dumps([people, devices]))
"""
_SERVE = "import sys; from okienko.config.serve import run; sys.exit(run(port=int(sys.argv[1])))"


@dataclass
class OfficeServer:
    """A running server: its address, cookies of whoever is asked for, and the player who sets its clock."""

    port: int
    office: str
    people: dict
    devices: dict
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cookies(self, who: str | None) -> dict[str, str]:
        """What a browser of this one sends: a role of a person, `kiosk`, `board`, or None for anybody."""
        if who is None:
            return {}
        if who in self.devices:
            pk, version = self.devices[who]
            return {DEVICE_COOKIE: _sign("device", pk, self.office, (who,), version)}
        return {"okienko_session": self.people[who]["session"],
                "okienko_live": _sign("person", self.people[who]["pk"], self.office, (who,), 1)}

    def client(self, who: str | None = None, **more) -> httpx.Client:
        return httpx.Client(base_url=self.address, cookies=self.cookies(who), timeout=10, **more)

    def _player(self, what: str, body: dict) -> dict:
        token = _sign("player", 0, self.office, (), 1)
        answer = httpx.post(f"{self.address}/live/{self.office}/{what}", json=body, timeout=10,
                            headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def at(self, clock: str) -> None:
        """Set the office's clock to this time (UTC) of the Monday; it never goes back."""
        self._player("clock", {"at": f"{MONDAY}T{clock}:00Z"})

    def later(self, *, seconds: int) -> None:
        """Let so many seconds pass after the last thing that happened in the hall."""
        last = datetime.fromisoformat(self.picture("staff")["hall"]["now"]["at"])
        self._player("clock", {"at": (last + timedelta(seconds=seconds)).isoformat()})

    def give(self, do: str, **facts) -> dict:
        """One command in the player's name."""
        return self._player("command", {"do": do, **facts})

    def picture(self, audience: str = "public") -> dict:
        with self.client("manager") as manager:
            return manager.get(f"/live/{self.office}/{audience}").json()["picture"]


def _sign(kind: str, pk: int, office: str, roles: tuple[str, ...], version: int) -> str:
    return Signer.of(SECRET.encode()).sign(Claims(kind, pk, office, roles, version, LATER))


def _environment(folder: Path, more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "okienko.config.settings",
            "OKIENKO_VAR": str(folder), "OKIENKO_SECRET": SECRET, "OKIENKO_REPLAY": "1", "DATABASE_URL": "",
            "OKIENKO_LOG_LEVEL": "WARNING", **more}


@contextmanager
def serving(folder: Path, *, office: str = "legnica", files: dict[str, str] | None = None, **more: str):
    """The office of this name, with further files, served until the block ends; `more` are settings."""
    env = _environment(folder, more)
    subprocess.run([sys.executable, "-m", "tools.translations", "compile"], cwd=ROOT, check=True)
    prepared = subprocess.run([sys.executable, "-W", "ignore", "-c", _PREPARE, office, json.dumps(files or {})],
                              cwd=ROOT, env=env, capture_output=True, text=True)
    assert prepared.returncode == 0, prepared.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    log = folder / "log"
    with log.open("a") as out:
        process = subprocess.Popen([sys.executable, "-c", _SERVE, str(port)], cwd=ROOT, env=env, stdout=out, stderr=out)
    served = OfficeServer(port, office, *json.loads(prepared.stdout), log)
    try:
        _await(served)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=15)


def _await(served: OfficeServer) -> None:
    for _ in range(300):
        try:
            if httpx.get(f"{served.address}/live/health", timeout=1).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(served.log.read_text())
