"""The commands of docs/operate, typed as they stand there, work on one database: the one that the service serves."""

import getpass
import os
import pty
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.house.checkout import ROOT

OPERATE = ROOT / "docs" / "operate"
#: Folders of the system → where they are in the test.
FOLDERS = ("/etc/okienko", "/var/lib/okienko", "/var/backups/okienko", "/var/tmp/okienko-drill", "/opt/okienko")
PROGRAM = f"""#!/bin/sh
export PYTHONPATH={ROOT / "src"} OKIENKO_LANG=en
exec {sys.executable} -c 'import sys; from okienko.faces.console import main; sys.exit(main())' "$@"
"""


class Machine:
    """A scratch folder as the documents make a machine: the command on the path, the settings in one file."""

    def __init__(self, folder):
        self.folder = folder
        for name in (*FOLDERS, "/opt/okienko/app/.venv/bin", "/usr/local/bin", "/home"):
            self.path(name).mkdir(parents=True, exist_ok=True)
        self.write("/opt/okienko/app/.venv/bin/okienko", PROGRAM)
        self.write("/etc/okienko/okienko.env", (OPERATE / "okienko.env").read_text())
        wrapper = (OPERATE / "okienko.sh").read_text().replace("user=okienko\n", f"user={getpass.getuser()}\n")
        self.write("/usr/local/bin/okienko", wrapper)

    def path(self, name):
        return self.folder / name.lstrip("/")

    def here(self, text):
        """The same text with the folders of this machine."""
        return re.sub("|".join(map(re.escape, FOLDERS)), lambda found: str(self.path(found[0])), text)

    def write(self, name, text):
        self.path(name).write_text(self.here(text))
        self.path(name).chmod(0o755)

    def type(self, line):
        """Type a line at a terminal in another folder, and press Enter at each question."""
        ours, theirs = pty.openpty()
        os.write(ours, b"\n" * 12)
        environment = {"PATH": f"{self.path('/usr/local/bin')}:{os.environ['PATH']}", "HOME": str(self.path("/home")),
                       "DATABASE_URL": "sqlite:///another.sqlite3", "OKIENKO_VAR": "elsewhere"}
        try:
            return subprocess.run(["/bin/sh", "-c", self.here(line)], cwd=self.path("/home"), env=environment,
                                  stdin=theirs, capture_output=True, text=True, timeout=120, check=False)
        finally:
            os.close(ours)
            os.close(theirs)


def lines_of(name, *, after):
    """The commands that a document shows after a heading or sentence, up to the next prose."""
    text = (OPERATE / name).read_text().partition(after)[2]
    block = re.search(r"(?:^    .+\n)+", text, re.MULTILINE)[0]
    return [line.strip() for line in block.splitlines()]


def tables(path):
    with closing(sqlite3.connect(path)) as database:
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in ("records_officerevision", "records_account")}


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_each_command_as_it_stands_works_on_the_database_that_is_served(machine):
    describe = lines_of("README.md", after="## Describe the office")
    assert len(describe) == 7, "seven steps from nothing to the first account"
    for line in describe:
        done = machine.type(line)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    served = tables(machine.path("/var/lib/okienko/okienko.sqlite3"))
    assert served == {"records_officerevision": 1, "records_account": 1}
    for line in lines_of("README.md", after="## The doctor"):
        done = machine.type(line)
        assert done.returncode in (0, 1), (line, done.stderr)
        assert "okienko upgrade" not in done.stdout, "the doctor sees tables, so it looks at the same database"
    night = lines_of("backup.md", after="one line in `/etc/cron.d/okienko`")[0].split(maxsplit=6)[-1]
    drill = [line.removeprefix("sudo ") for line in lines_of("backup.md", after="## Try it")]
    backup = lines_of("backup.md", after="# Backup")
    night = night.replace("/usr/local/bin/okienko", "okienko").replace("\\%", "%")
    assert machine.type(night).returncode == 0
    for made in machine.path("/var/backups/okienko").iterdir():
        made.unlink()  # on the day that the document names, both have one name
    for line in (*backup, *[each.replace("| sudo tee", "| tee") for each in drill[1:3]]):
        done = machine.type(line)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    assert tables(machine.path("/var/tmp/okienko-drill/okienko.sqlite3"))["records_account"] == 1
    stray = list(machine.path("/home").rglob("*.sqlite3"))
    assert stray == [], "a second database"


def test_the_service_reads_the_same_file_and_names_no_database_of_its_own():
    unit = (OPERATE / "okienko.service").read_text()
    assert "EnvironmentFile=/etc/okienko/okienko.env\n" in unit
    assert not re.search(r"^Environment=", unit, re.MULTILINE)
    assert "settings=/etc/okienko/okienko.env\n" in (OPERATE / "okienko.sh").read_text()


def test_a_file_of_settings_that_is_not_there_is_said_and_nothing_is_made(machine):
    done = machine.type("okienko --env /etc/okienko/nothing.env upgrade")
    assert done.returncode == 2
    assert not machine.path("/var/lib/okienko/okienko.sqlite3").exists()
