"""The tools that set the house up: on any machine they say what is wrong and how to mend it."""

import ast
import importlib.util
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from tests.house.checkout import ROOT
from tools import browser, packages, postgres

BOOTSTRAP = ROOT / "tools" / "bootstrap.py"


def load_bootstrap():
    """The bootstrap as a module of its own; it is run as a script otherwise."""
    spec = importlib.util.spec_from_file_location("bootstrap", BOOTSTRAP)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, *, name: str, says: str, code: int = 0) -> Path:
    """A small real program that says one thing and ends."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    path.chmod(0o755)
    return path


def test_a_python_that_is_too_old_can_read_the_bootstrap_far_enough_to_say_so():
    ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 4))


def test_an_old_python_is_told_what_to_install(monkeypatch, capsys):
    bootstrap = load_bootstrap()
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    monkeypatch.setattr(bootstrap, "NEWER", ())
    with pytest.raises(SystemExit):
        bootstrap.require_python()
    assert "apt install python3 python3-venv" in capsys.readouterr().err


def test_a_missing_venv_module_is_told_with_its_mend(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit):
        load_bootstrap().require_venv()
    assert "apt install python3-venv" in capsys.readouterr().err


def test_a_busy_port_is_told_before_anything_is_installed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ask = [sys.executable, BOOTSTRAP, "run", str(port)]
        outcome = subprocess.run(ask, capture_output=True, text=True)
    assert outcome.returncode == 1
    assert f"Port {port} of this machine is taken" in outcome.stderr
    assert "make start PORT=" in outcome.stderr


def test_the_environment_is_made_anew_when_a_pin_changes(monkeypatch, tmp_path):
    bootstrap = load_bootstrap()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    before = bootstrap.fingerprint("run")
    assert bootstrap.fingerprint("run") == before
    with (tmp_path / "requirements" / "run.txt").open("a") as pins:
        pins.write("# another version\n")
    assert bootstrap.fingerprint("run") != before


def test_a_stub_that_only_gives_advice_is_no_browser(tmp_path):
    advice = program(tmp_path, name="chromium", says="Install the snap", code=1)
    real = program(tmp_path, name="chromium-browser", says="Chromium 150.0")
    assert not browser.starts(str(advice))
    assert browser.starts(str(real))
    assert not browser.starts(str(tmp_path / "nothing"))


def test_the_first_browser_that_starts_is_taken(monkeypatch, tmp_path):
    program(tmp_path, name="chromium", says="Install the snap", code=1)
    real = program(tmp_path, name="google-chrome", says="Google Chrome 150.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find() == str(real)


def test_the_browser_of_the_tests_opens_a_page(chromium):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = opened.new_page()
        page.set_content("<h1>Dzień dobry</h1>")
        assert page.text_content("h1") == "Dzień dobry"
        opened.close()


def test_a_system_without_its_package_manager_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(packages.NotInstallable, match="no apt-get"):
        packages.apt_install("chromium")
    with pytest.raises(browser.NoBrowser, match="no Chromium: this system has no apt-get"):
        browser.obtain()


def test_a_server_that_is_too_old_is_not_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "FOLDERS", (f"{tmp_path}/*",))
    monkeypatch.setattr(postgres, "WHEEL", tmp_path / "no-wheel")
    monkeypatch.setenv("PATH", str(tmp_path))
    for number in (9, 14):
        folder = tmp_path / str(number)
        folder.mkdir()
        program(folder, name="postgres", says=f"postgres (PostgreSQL) {number}.2")
        program(folder, name="initdb", says="initdb")
    assert postgres.find() is None
    (tmp_path / "15").mkdir()
    program(tmp_path / "15", name="postgres", says="postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)")
    program(tmp_path / "15", name="initdb", says="initdb")
    assert postgres.find() == tmp_path / "15"


def test_the_server_of_the_tests_writes_to_disk_and_asks_for_its_password(postgres_server):
    with psycopg.connect(postgres_server) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute(f"SHOW {setting}").fetchone()[0] == "on"
        assert connection.info.server_version >= 150000
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres_server, password="guessed")


def test_a_cluster_leaves_nothing_behind(monkeypatch, tmp_path):
    binaries = postgres.find()
    if binaries is None:
        pytest.skip("no PostgreSQL: none is installed")
    with postgres.cluster(binaries) as url, psycopg.connect(url) as connection:
        folder = Path(connection.execute("SHOW data_directory").fetchone()[0])
        assert folder.is_dir()
    assert not folder.parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)
