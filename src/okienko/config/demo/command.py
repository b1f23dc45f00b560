"""`okienko demo`: the living demonstration, in a database made for it and thrown away with the next one.

It stands in `config` because it puts everything together: an empty database, the
tables, the description of a made-up office, accounts to sign in with by one
click, and the server with the stage's player beside it.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from okienko.faces.console.port import is_taken
from okienko.faces.console.trouble import CANNOT
from okienko.faces.console.words import say
from okienko.records.address import sqlite_path
from okienko.records.marker import is_demonstration, mark_demonstration

ROOT = Path(__file__).resolve().parents[4]
SUFFIXES = ("", "-wal", "-shm", "-journal")


class NotOurs(Exception):
    """There is a database in the place of the demonstration that was not made for one; it was left alone."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve, which office, and where the database may lie."""
    parser.add_argument("--port", type=int, default=8000, help=say("the port on 127.0.0.1 (8000)"))
    parser.add_argument("--office", type=Path, default=ROOT / "offices" / "legnica", metavar="DIR",
                        help=say("the description of a made-up office"))
    parser.add_argument("--var", type=Path, default=Path("var") / "demo", metavar="DIR",
                        help=say("where the demonstration keeps its database"))


def run(options: argparse.Namespace) -> int:
    """Make the demonstration anew and serve it until it is stopped."""
    if is_taken("127.0.0.1", options.port):
        return CANNOT
    folder = options.var.absolute()
    url = f"sqlite:///{folder / 'demonstration.sqlite3'}"
    try:
        _make_empty(url)
    except NotOurs:
        sys.stderr.write(f"{say(NotOurs.__doc__ or '')} {folder}\n")
        return CANNOT
    os.environ |= {"OKIENKO_VAR": str(folder), "OKIENKO_DEMO": "1", "DATABASE_URL": url}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okienko.config.settings")
    slug = _fill(options.office)
    if slug is None:
        return 1
    return _serve(slug, port=options.port)


def _make_empty(url: str) -> None:
    """Take the last demonstration away, and only a demonstration. Raises NotOurs."""
    path = Path(sqlite_path(url))
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size and not is_demonstration(url):
        raise NotOurs(NotOurs.__doc__)
    for suffix in SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    mark_demonstration(url)


def _fill(directory: Path) -> str | None:
    """Tables, the office, the accounts; the slug of the office, or None when its files have faults."""
    import django

    django.setup()
    from django.core.management import call_command

    from okienko.actions.office import apply
    from okienko.actions.stage.accounts import make_accounts
    from okienko.core.description.fault import FaultyDescription
    from okienko.faces.console.office.faults import print_faults
    from okienko.links.files import read_directory

    call_command("migrate", verbosity=0, interactive=False)
    read = read_directory(directory)
    if read.faults:
        print_faults(read.faults, directory=directory)
        return None
    try:
        applied = apply(read.files, by="demonstration", note="", at=datetime.now(UTC))
    except FaultyDescription as faulty:
        print_faults(faulty.faults, directory=directory)
        return None
    make_accounts(applied.slug)
    return applied.slug


def _serve(slug: str, *, port: int) -> int:
    from okienko.config import settings
    from okienko.config.demo.process import StageProcess
    from okienko.config.serve import serve

    process = StageProcess(settings, slug=slug, today=datetime.now(UTC).date())
    sys.stdout.write(say("The demonstration: {address}", address=f"http://127.0.0.1:{port}") + "\n")
    sys.stdout.flush()
    return serve(process, host="127.0.0.1", port=port)
