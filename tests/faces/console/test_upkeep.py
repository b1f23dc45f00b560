"""Backup, restore, upgrade and doctor at the terminal, beside a server that really serves."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.house.checkout import ROOT
from tools.postgres import free_port

PROGRAM = "import sys; from okienko.faces.console import main; sys.exit(main())"


class Installation:
    """A folder, a database and the command."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.port = folder, free_port()
        self.environment = os.environ | {
            "PYTHONPATH": str(ROOT / "src"), "OKIENKO_VAR": str(folder), "DATABASE_URL": url, "OKIENKO_LANG": "en",
            "DJANGO_SETTINGS_MODULE": "okienko.config.settings", "OKIENKO_PORT": str(self.port),
            "OKIENKO_LOG_FILE": str(folder / "okienko.log")}

    def run(self, *words: str, code: int = 0, **environment: str) -> str:
        """Run a command that must end with this code; all that it said."""
        done = subprocess.run([sys.executable, "-c", PROGRAM, *words], env=self.environment | environment, cwd=ROOT,
                              capture_output=True, text=True, timeout=120)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def serve(self) -> subprocess.Popen[bytes]:
        """A server that answers."""
        server = subprocess.Popen([sys.executable, "-c", PROGRAM, "serve"], env=self.environment, cwd=ROOT)
        address, end = f"http://127.0.0.1:{self.port}/live/health", time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with closing(urllib.request.urlopen(address, timeout=5)):
                    return server
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None, (self.folder / "okienko.log").read_text()
                time.sleep(0.05)
        raise AssertionError("the server does not answer")


@pytest.fixture
def installation(database_url, tmp_path):
    return Installation(tmp_path, database_url)


def test_a_life_of_an_installation(installation, tmp_path):
    first, second = str(tmp_path / "first.zip"), str(tmp_path / "second.zip")
    assert "no tables" in installation.run("backup", first, code=2)
    assert "Done: records.0001_initial" in installation.run("upgrade")
    assert "Nothing to do" in installation.run("upgrade")
    installation.run("apply", "offices/demo")
    assert "nobody is administrator" in installation.run("doctor", "--quick", code=1)
    installation.run("create-admin", "demo")
    server = installation.serve()
    try:
        assert "demo: revision 1" in installation.run("backup", first)
        assert "already" in installation.run("backup", first, code=2)
        assert f"(pid {server.pid})" in installation.run("restore", first, "--replace", code=2)
        assert "No server" not in installation.run("doctor", "--quick", code=found_faults(installation))
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait(20)
    assert "--replace" in installation.run("restore", first, code=2)
    told = installation.run("restore", first, "--replace")
    assert "is kept" in told
    assert "Verified: 0 faults." in told
    server = installation.serve()
    server.terminate()
    assert server.wait(20) in (0, -signal.SIGTERM)
    installation.run("backup", second)
    assert "no whole backup" in installation.run("restore", __file__, "--replace", code=1)
    assert "no file" in installation.run("restore", str(tmp_path / "none.zip"), code=2)


def found_faults(installation: Installation) -> int:
    """1 when the doctor finds anything to mend here; what it says is the same in both forms."""
    plain = subprocess.run([sys.executable, "-c", PROGRAM, "doctor", "--quick", "--json"], cwd=ROOT,
                           env=installation.environment, capture_output=True, text=True)
    found = json.loads(plain.stdout)
    assert all(each["what"] and each["mend"] for each in found)
    assert plain.returncode == int(any(each["is_fault"] for each in found))
    return plain.returncode


def test_the_doctor_speaks_polish_and_says_when_the_settings_cannot_be_read(sqlite_url, tmp_path):
    installation = Installation(tmp_path, sqlite_url)
    assert "Uruchom: okienko upgrade" in installation.run("doctor", code=1, OKIENKO_LANG="pl")
    (tmp_path / "file").write_text("")
    told = installation.run("doctor", "--json", code=1, OKIENKO_VAR=str(tmp_path / "file"), OKIENKO_SECRET="")
    assert [each["code"] for each in json.loads(told)] == ["secret_unwritable"]


def test_no_server_starts_while_the_database_is_worked_on(installation):
    from okienko.records.serving.places import nobody_serves

    installation.run("upgrade")
    with nobody_serves(installation.environment["DATABASE_URL"]):
        installation.run("serve", code=3)
    assert "restored or upgraded" in (installation.folder / "okienko.log").read_text()
