"""Each finding of `okienko doctor` on an installation that was broken on purpose, and none on a sound one."""

import os
import re
import socket
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from okienko.actions.upkeep import doctor
from okienko.actions.upkeep.doctor import hall, postgres, safety, sqlite, surroundings
from okienko.faces.console.upkeep.wording import WORDING
from okienko.links import machine, served
from okienko.records.address import sqlite_path
from tests.actions.keeper.conftest import sql
from tests.actions.upkeep.conftest import codes

NOW = datetime.now(UTC)
ROOT = Path(__file__).parents[3]


def settings(**changes):
    """The settings of a sound installation on one machine, behind a proxy with TLS."""
    sound = {
        "ROOT": Path("/nowhere"), "VAR": Path("/nowhere"), "LOCALE_PATHS": [], "TIME_ZONE": "Europe/Warsaw",
        "OKIENKO_LISTENERS": 1, "SECRET_KEY": "".join(map(chr, range(40, 90))), "ALLOWED_HOSTS": ["bok.example"],
        "OKIENKO_PUBLIC_URL": "https://bok.example", "OKIENKO_HOST": "127.0.0.1", "HTTPS": True,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"), "DEBUG": False, "OKIENKO_REPLAY": False,
        "MAIL_HOST": "mail.example", "OKIENKO_LOG_FILE": "", "OKIENKO_ACCESS_LOG": False,
    }
    return SimpleNamespace(**sound | changes)


class Health(BaseHTTPRequestHandler):
    """A server that answers this when it is asked how it is."""

    said = (200, b"{}")

    def do_GET(self):
        status, body = self.said
        if status is None:
            time.sleep(0.5)
            return
        assert (self.path, self.headers["host"]) == ("/live/health", "bok.example")
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def health_of(status, body=b""):
    server = HTTPServer(("127.0.0.1", 0), type("Now", (Health,), {"said": (status, body)}))
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    try:
        return list(hall.examine(settings(OKIENKO_PORT=server.server_port)))
    finally:
        server.shutdown()
        server.server_close()
        worker.join()


def test_a_server_that_stores_what_people_do_has_no_finding():
    assert health_of(200, b'{"ok": true, "listeners": 3}') == []


def test_a_server_that_stores_nothing_is_a_fault_with_the_reason(monkeypatch):
    (finding,) = health_of(503, b'{"ok": false, "why": "not_stored", "listeners": 0}')
    assert (finding.code, finding.is_fault, finding.params["why"]) == ("server_stores_nothing", True, "not_stored")
    monkeypatch.setattr(served, "SECONDS", 0.1)
    (finding,) = health_of(None)
    assert (finding.code, finding.params["why"]) == ("server_stores_nothing", "silent")


def test_a_server_at_another_port_is_a_hint():
    assert [each.is_fault for each in health_of(404, b"not ours")] == [False]
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    (finding,) = hall.examine(settings(OKIENKO_PORT=port))
    assert (finding.code, finding.is_fault) == ("server_not_reached", False)


UNSAFE = {
    "secret_weak": {"SECRET_KEY": "secret"},
    "hosts_any": {"ALLOWED_HOSTS": ["*"]},
    "public_url_missing": {"OKIENKO_PUBLIC_URL": ""},
    "hosts_without_public": {"ALLOWED_HOSTS": ["localhost"]},
    "https_off": {"HTTPS": False},
    "https_without_proxy": {"SECURE_PROXY_SSL_HEADER": None},
    "debug_on": {"DEBUG": True},
    "replay_on": {"OKIENKO_REPLAY": True},
    "mail_missing": {"MAIL_HOST": ""},
    "log_not_writable": {"OKIENKO_LOG_FILE": "/proc/okienko/okienko.log"},
    "access_log_on": {"OKIENKO_ACCESS_LOG": True},
}


@pytest.mark.parametrize("code", UNSAFE)
def test_each_unsafe_setting_is_found_alone(code):
    assert codes(safety.examine(settings())) == set()
    assert codes(safety.examine(settings(**UNSAFE[code]))) == {code}


def test_a_host_may_be_named_by_its_domain_and_a_laptop_needs_no_tls():
    assert codes(safety.examine(settings(ALLOWED_HOSTS=[".example"]))) == set()
    laptop = {"HTTPS": False, "SECURE_PROXY_SSL_HEADER": None, "OKIENKO_PUBLIC_URL": "", "MAIL_HOST": "m"}
    assert codes(safety.examine(settings(**laptop))) == {"public_url_missing"}
    assert codes(safety.examine(settings(**laptop, OKIENKO_HOST="0.0.0.0"))) == {"public_url_missing", "https_off"}


def test_a_secret_that_all_may_read_is_found(tmp_path):
    (tmp_path / "secret").write_text("x" * 50)
    (tmp_path / "secret").chmod(0o644)
    assert codes(safety.examine(settings(VAR=tmp_path))) == {"secret_readable"}
    (tmp_path / "secret").chmod(0o600)
    assert codes(safety.examine(settings(VAR=tmp_path))) == set()


@pytest.fixture
def sound_machine(monkeypatch):
    """A machine with a clock that is kept and a voice."""
    monkeypatch.setattr(surroundings, "is_clock_kept", lambda: True)
    monkeypatch.setattr(surroundings, "found", lambda: object())
    monkeypatch.setattr(surroundings, "source", lambda: "font")


def without_letters() -> str:
    raise surroundings.NoLetters


def test_what_is_missing_around_the_program_is_found(monkeypatch, sound_machine, tmp_path):
    assert codes(surroundings.examine(settings(), now=NOW)) == set()
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("")
    (folder / "console.po").write_text("")
    (folder / "console.mo").write_text("")
    os.utime(folder / "console.mo", (1, 1))
    broken = settings(TIME_ZONE="Europe/Nowhere", OKIENKO_LISTENERS=machine.ENDLESS, LOCALE_PATHS=[tmp_path])
    monkeypatch.setattr(surroundings, "found", lambda: None)
    monkeypatch.setattr(surroundings, "source", without_letters)
    monkeypatch.setattr(surroundings, "OLDEST_PYTHON", (4, 0))
    monkeypatch.setattr(surroundings, "is_clock_kept", lambda: False)
    assert codes(surroundings.examine(broken, now=NOW)) == {
        "python_old", "zones_missing", "clock_alone", "files_few", "translation_not_compiled", "translation_old",
        "letters_missing", "voice_missing"}
    told = {finding.code: finding.is_fault for finding in surroundings.examine(broken, now=NOW)}
    assert told["translation_not_compiled"], "the screens would not speak the language of the office"
    assert "clock_wrong" in codes(surroundings.examine(settings(), now=NOW - timedelta(days=20_000)))


def test_packages_are_held_against_their_pins(tmp_path):
    pins = tmp_path / "run.txt"
    pins.write_text("no-such-package==1.0 \\\n    --hash=sha256:00\ndjango==0.1\n")
    found = {finding.code: finding.params["name"] for finding in surroundings.packages(pins)}
    assert found == {"package_missing": "no-such-package", "package_other": "django"}


def test_a_sound_file_has_no_finding_and_a_missing_one_is_found(sqlite_hall, tmp_path):
    Path(sqlite_path(sqlite_hall)).chmod(0o640)
    assert codes(doctor.database(sqlite_hall, quick=False)) == set()
    assert codes(doctor.database(f"sqlite:///{tmp_path / 'none.sqlite3'}", quick=False)) == {"database_missing"}
    assert codes(doctor.database("mysql://host/name", quick=False)) == {"database_unknown"}


def test_what_is_wrong_with_a_file_is_found(sqlite_hall, monkeypatch):
    path = Path(sqlite_path(sqlite_hall))
    monkeypatch.setattr(sqlite, "others_may_enter", lambda folder: True)
    monkeypatch.setattr(sqlite, "OLDEST", (99, 0, 0))
    monkeypatch.setattr(sqlite, "FEW_BYTES", 1 << 62)
    monkeypatch.setattr(sqlite, "shared_file_system", lambda path: "nfs4")
    monkeypatch.setattr(sqlite, "may_write", lambda path: False)
    path.chmod(0o644)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    assert codes(sqlite.examine(sqlite_hall, quick=False)) == {
        "sqlite_old", "disk_low", "sqlite_shared", "file_not_writable", "database_readable", "sqlite_not_wal"}


def test_a_damaged_file_is_found(sqlite_hall):
    path = Path(sqlite_path(sqlite_hall))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * 40_000 + whole[48_192:])
    assert "database_damaged" in codes(doctor.database(sqlite_hall, quick=False))
    path.write_bytes(b"not a database, and long enough to look like one" * 100)
    assert "database_damaged" in codes(doctor.database(sqlite_hall, quick=False))


SOUND = postgres.Server(major=15, version="15.4", fsync="on", full_page_writes="on", synchronous_commit="on",
                        isolation="read committed", encoding="UTF8", sessions=100, is_read_only=False, may_create=True,
                        clock=NOW)


@pytest.mark.parametrize(("change", "code"), [
    ({"major": 14}, "postgres_old"),
    ({"fsync": "off"}, "postgres_unsafe"),
    ({"full_page_writes": "off"}, "postgres_unsafe"),
    ({"synchronous_commit": "off"}, "postgres_commit"),
    ({"isolation": "serializable"}, "postgres_isolation"),
    ({"encoding": "SQL_ASCII"}, "postgres_encoding"),
    ({"sessions": 5}, "postgres_sessions"),
    ({"is_read_only": True}, "postgres_read_only"),
    ({"may_create": False}, "postgres_no_create"),
    ({"clock": NOW + timedelta(seconds=9)}, "clocks_apart"),
])
def test_what_is_wrong_with_a_server_is_found(change, code):
    assert codes(postgres.judge(SOUND, now=NOW)) == set()
    assert codes(postgres.judge(SOUND._replace(**change), now=NOW)) == {code}


def test_a_real_server_is_sound_and_one_that_is_away_is_found(postgres_hall):
    assert codes(doctor.database(postgres_hall, quick=False)) == set()
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        found = codes(doctor.database(f"postgresql://user@127.0.0.1:{port}/none", quick=False))
    assert found == {"database_unreachable"}


def test_settings_of_a_role_reach_the_doctor(postgres_hall):
    with sql(postgres_hall) as query:
        name = query("SELECT quote_ident(current_database())")[0][0]
        query(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'")
        query(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        try:
            assert codes(doctor.database(postgres_hall, quick=False)) == {"postgres_isolation", "postgres_read_only"}
        finally:
            query("SET default_transaction_read_only = off")
            query(f"ALTER DATABASE {name} RESET ALL")


def test_tables_of_another_version_are_found(hall_url):
    with sql(hall_url) as query:
        query("DELETE FROM django_migrations WHERE app = 'sessions'")
        query("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2026-01-01')")
    try:
        assert codes(doctor.database(hall_url, quick=True)) >= {"migrations_pending", "database_newer"}
    finally:
        with sql(hall_url) as query:
            query("UPDATE django_migrations SET app = 'sessions', name = '0001_initial' WHERE name = '9999_later'")


def test_every_sentence_of_the_doctor_is_the_one_of_some_finding():
    told = {code for path in (ROOT / "src/okienko/actions/upkeep/doctor").glob("*.py")
            for code in re.findall(r'(?:fault|hint)\(\s*"(\w+)"', path.read_text())}
    assert told | {"secret_unwritable", "setting_no_number"} == set(WORDING)
