"""What stands in the way of a command is told in a sentence with the mend, for every command, with exit code 2."""

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from okienko.faces.console import COMMANDS

ROOT = Path(__file__).parents[3]
#: Runs each command in one process and tells its code and its words.
ALL = """
import contextlib, io, json, sys
from okienko.faces.console import main
told = []
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as ended:
            code = ended.code
    told.append([words[0], code, out.getvalue() + err.getvalue()])
print(json.dumps(told))
"""
#: Every command that needs the database, with arguments that are right in themselves.
NEED_DATABASE = [
    ["plan", "offices/demo"], ["apply", "offices/demo"], ["export", "demo", "OUT"], ["verify"], ["verify", "demo"],
    ["rebuild"], ["rebuild", "demo"], ["create-admin", "demo"], ["enrol", "demo", "kiosk", "Hall"],
    ["print-test", "demo"], ["backup", "OUT.zip"], ["serve", "--port", "PORT"], ["upgrade", "--no-backup"],
    ["was-open", "demo"],
]
#: `upgrade` makes the tables, and their folder; `backup` says in its own words that there is nothing to copy.
NEED_TABLES = [words for words in NEED_DATABASE if words[0] not in ("upgrade", "backup")]
NEED_NONE = {"init", "check", "demo", "replay", "doctor", "restore"}


def run(commands, folder, **environment):
    """What each command said, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    named = [[word.replace("OUT", str(folder / "out")).replace("PORT", port) for word in words] for words in commands]
    done = subprocess.run([sys.executable, "-c", ALL, json.dumps(named)], cwd=ROOT, capture_output=True, text=True,
                          timeout=300, check=False, env={
                              **os.environ, "PYTHONPATH": str(ROOT / "src"), "OKIENKO_LANG": "pl",
                              "OKIENKO_VAR": str(folder), "DATABASE_URL": "",
                              "DJANGO_SETTINGS_MODULE": "okienko.config.settings", **environment})
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def assert_told(told, sentence):
    assert {command: (code, said[-300:]) for command, code, said in told
            if code != 2 or sentence not in said or "Traceback" in said} == {}


def test_no_command_is_forgotten():
    assert {words[0] for words in NEED_DATABASE} | NEED_NONE == set(COMMANDS)


def test_a_database_that_nobody_knows(tmp_path):
    told = run(NEED_DATABASE, tmp_path, DATABASE_URL="mysql://u@host/name")
    assert_told(told, "DATABASE_URL nie wskazuje znanej bazy danych")


def test_an_address_that_is_none(tmp_path):
    told = run(NEED_DATABASE[:2], tmp_path, DATABASE_URL="postgresql://u@host:port/name")
    assert_told(told, "DATABASE_URL nie wskazuje znanej bazy danych")


def test_a_server_that_does_not_answer(tmp_path):
    told = run(NEED_DATABASE, tmp_path, DATABASE_URL="postgresql://u:hidden-word@127.0.0.1:1/name")
    assert_told(told, "Baza danych jest nieosiągalna")
    assert not [said for _, _, said in told if "hidden-word" in said]


def test_a_database_without_tables(tmp_path):
    assert_told(run(NEED_TABLES, tmp_path), "W bazie nie ma jeszcze tabel")


def test_a_folder_that_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    told = run(NEED_DATABASE, tmp_path, OKIENKO_VAR=str(tmp_path / "file" / "var"), OKIENKO_SECRET="")
    assert_told(told, "w miejscu katalogu jest plik")


def test_a_database_in_a_folder_that_is_not_there(tmp_path):
    told = run(NEED_TABLES, tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/none/okienko.sqlite3")
    assert_told(told, "Nie można otworzyć pliku bazy")


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear office, this is no database. " * 50)
    told = run([["plan", "offices/demo"], ["verify"], ["serve", "--port", "PORT"]], tmp_path,
               DATABASE_URL=f"sqlite:///{tmp_path}/letter.txt")
    assert_told(told, "Plik bazy jest uszkodzony")


def test_a_setting_that_is_no_number(tmp_path):
    assert_told(run(NEED_DATABASE[:3], tmp_path, OKIENKO_PORT="http"), "OKIENKO_PORT=http nie jest liczbą całkowitą")


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    under = str(tmp_path / "file" / "office")
    assert_told(run([["init", under, "--yes"], ["demo", "--port", "PORT", "--var", under]], tmp_path),
                "w miejscu katalogu jest plik")


def test_an_office_that_is_not_here(tmp_path):
    asked = [["export", "nowhere", "OUT"], ["verify", "nowhere"], ["rebuild", "nowhere"], ["create-admin", "nowhere"],
             ["enrol", "nowhere", "board", "Hall"], ["print-test", "nowhere"],
             ["was-open", "nowhere"]]
    told = run([["upgrade", "--no-backup"], *asked], tmp_path)
    assert told[0][1] == 0
    assert_told(told[1:], "Nie ma tu urzędu „nowhere”")


def test_a_port_that_is_taken(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        told = run([["serve", "--port", port], ["demo", "--port", port, "--var", str(tmp_path / "demo")]], tmp_path)
    assert_told(told, f"Serwer nie może nasłuchiwać pod 127.0.0.1:{port}: adres jest zajęty")


@pytest.mark.parametrize("port", ["0", "-1", "65536", "70000", "9" * 30])
def test_a_port_that_there_is_not(tmp_path, port):
    demo = ["demo", f"--port={port}", "--var", str(tmp_path / "demo")]
    assert_told(run([["serve", f"--port={port}"], demo], tmp_path),
                f"Nie ma portu {port}: wybierz od 1 do 65535")


def test_a_port_of_the_environment_that_there_is_not(tmp_path):
    assert_told(run([["serve"]], tmp_path, OKIENKO_PORT="70000"), "Nie ma portu 70000")


@pytest.mark.parametrize("at", ["9999-12-31T23:59", "0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T00:00-12:00",
                                "yesterday", "2026-02-30"])
def test_a_day_that_no_office_has(tmp_path, at):
    told = run([["was-open", "demo", f"--at={at}"], ["check", "offices/demo", f"--on={at}"]], tmp_path)
    assert_told(told, f"„{at}” nie jest dniem")


@pytest.mark.parametrize("at", ["1900-01-01T00:00+14:00", "1970-01-01", "2200-12-31T23:59-12:00"])
def test_a_day_long_ago_or_far_ahead(tmp_path, at):
    told = run([["upgrade", "--no-backup"], ["apply", "offices/demo"], ["was-open", "demo", f"--at={at}"],
                ["check", "offices/demo", f"--on={at[:10]}"]], tmp_path)
    assert [code for _, code, _ in told] == [0, 0, 1, 0]


def test_the_doctor_tells_them_as_findings(tmp_path):
    for environment, sentence in ((dict(DATABASE_URL="mysql://x"), "DATABASE_URL"),
                                  (dict(OKIENKO_PORT="x"), "OKIENKO_PORT=x nie jest liczbą"),
                                  (dict(DATABASE_URL="postgresql://u@127.0.0.1:1/x"), "Nie można połączyć się z bazą")):
        ((_, code, said),) = run([["doctor", "--quick"]], tmp_path, **environment)
        assert (code, "Traceback" in said) == (1, False)
        assert sentence in said


@pytest.mark.parametrize("umask", ["000", "022", "077"])
def test_the_database_is_readable_only_to_owner_and_group(tmp_path, umask):
    """Also the files that SQLite keeps beside it while it is open."""
    code = """
import sqlite3, stat, sys
from pathlib import Path
from okienko.faces.console import main
main(["upgrade", "--no-backup"])
from django.db import connection
connection.cursor().execute("SELECT 1")
from okienko.records.journal.stores import open_store
from django.conf import settings
store = open_store(settings.OKIENKO_DATABASE_URL)
store.offices()
print(",".join(f"{each.name}={stat.S_IMODE(each.stat().st_mode):o}" for each in
               Path(sys.argv[1]).glob("okienko.sqlite3*") if not each.name.endswith(".serving")))
"""
    done = subprocess.run(["sh", "-c", f'umask {umask}; exec "$@"', "sh", sys.executable, "-c", code, str(tmp_path)],
                          cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env={
                              **os.environ, "PYTHONPATH": str(ROOT / "src"), "OKIENKO_VAR": str(tmp_path),
                              "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "okienko.config.settings"})
    modes = dict(each.split("=") for each in done.stdout.splitlines()[-1].split(","))
    assert set(modes) == {"okienko.sqlite3", "okienko.sqlite3-wal", "okienko.sqlite3-shm"}, done.stderr
    assert {int(mode, 8) & ~(stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP) for mode in modes.values()} == {0}
