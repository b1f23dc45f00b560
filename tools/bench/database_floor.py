"""The floor of the write path: pgbench runs one prepared SQL function per command."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

HERE = Path(__file__).parent
COMMANDS_IN_A_ROUND = 4
TPS = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)


class FloorFailed(Exception):
    """pgbench ended with an error, so that there is no floor to compare with."""


@dataclass(frozen=True)
class Shape:
    """Who works where: so many desks, each in `rotation` offices that lie `spread` apart, among `offices`."""

    offices: int
    desks: int
    rotation: int
    spread: int
    services: int = 8
    waiting: int = 10

    def office(self, desk: int, *, turn: int) -> int:
        """The office, counted from 0, in which a desk works at its turn."""
        return (desk + self.spread * (turn % self.rotation)) % self.offices


CITY = Shape(offices=100, desks=64, rotation=5, spread=20)
ONE = Shape(offices=1, desks=16, rotation=1, spread=0)


def named(url: str, database: str) -> str:
    """The URL of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def by_socket(url: str) -> str:
    """The same database over the server's Unix socket, as pgbench and a program on the same machine reach it."""
    parts, (_, folder) = urlsplit(url), place(url)
    account = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{account}@", query=f"host={quote(folder)}&port={parts.port}"))


def create(url: str, database: str) -> str:
    """Make an empty database on the server; gives its URL."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    return named(url, database)


def prepare(url: str, shape: Shape) -> None:
    """Load the floor's schema and functions, its offices, and the people who wait in each."""
    with psycopg.connect(url) as database:
        database.execute((HERE / "floor.sql").read_text(encoding="utf-8"))
        database.execute("INSERT INTO office SELECT generate_series(1, %s)", (shape.offices,))
        desks = [
            (shape.office(desk, turn=turn) + 1, desk) for desk in range(shape.desks) for turn in range(shape.rotation)
        ]
        with database.cursor() as cursor:
            cursor.executemany("INSERT INTO desk (office, id) VALUES (%s, %s)", desks)
        wait = "SELECT take(o, s %% %s + 1) FROM generate_series(1, %s) o, generate_series(1, %s) s"
        database.execute(wait, (shape.services, shape.offices, shape.waiting))
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("VACUUM ANALYZE")


def place(url: str) -> tuple[int, str]:
    """The postmaster's process and the folder of its Unix socket, as the server tells a superuser."""
    with psycopg.connect(url) as server:
        lines = server.execute("SELECT pg_read_file('postmaster.pid')").fetchone()[0].splitlines()
    return int(lines[0]), lines[4]


def commands_per_second(url: str, *, binaries: Path, shape: Shape, seconds: float) -> float:
    """Run pgbench for so long over the server's Unix socket; gives commands a second, not rounds."""
    parts, (_, socket) = urlsplit(url), place(url)
    shaped = {
        "offices": shape.offices,
        "rotation": shape.rotation,
        "spread": shape.spread,
        "services": shape.services,
    }
    values = [word for name, value in shaped.items() for word in ("-D", f"{name}={value}")]
    load = ["-n", "-M", "prepared", "-c", str(shape.desks), "-j", "2", "-T", str(round(seconds)), *values]
    where = [
        "-h",
        socket,
        "-p",
        str(parts.port),
        "-U",
        parts.username or "",
        "-f",
        str(HERE / "floor.pgbench"),
    ]
    said = subprocess.run(
        [str(binaries / "pgbench"), *load, *where, parts.path.lstrip("/")],
        env=os.environ | {"PGPASSWORD": parts.password or "", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    found = TPS.search(said.stdout)
    if said.returncode != 0 or not found:
        raise FloorFailed(f"{said.returncode}: {said.stderr.strip()[-300:]} {said.stdout.strip()[-300:]}")
    return float(found[1]) * COMMANDS_IN_A_ROUND
