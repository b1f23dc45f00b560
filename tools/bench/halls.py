"""The running programs that the rounds compare: one for each database and, beside it, one with a long past."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tools import postgres
from tools.bench import database_floor, past, plan, program, server
from tools.bench.office import BenchOffice, offices

ALL = database_floor.CITY.offices
Say = Callable[[str], None]


@dataclass(frozen=True)
class Hall:
    """A running program, and the plans that are driven against it."""

    program: program.Program
    city: Path
    one: Path


@dataclass(frozen=True)
class Postgres:
    """The cluster of this run: its URL, its postmaster, its programs, and the floor's two databases."""

    url: str
    pid: int
    binaries: Path
    floors: dict[str, str]


def described() -> list[BenchOffice]:
    """A hundred offices whose desks are worked in rotation, and one with sixteen desks of its own."""
    return [*offices(ALL, desks=4), BenchOffice("bench-one", database_floor.ONE.desks, 8)]


@contextlib.contextmanager
def cluster() -> Iterator[Postgres | None]:
    """A PostgreSQL of this run with fsync on and the floor's databases in it; None where there is none."""
    try:
        binaries = postgres.obtain()
    except postgres.NoPostgres as reason:
        print(reason)
        yield None
        return
    with postgres.cluster(binaries) as url:
        floors = {}
        shapes = {"city": database_floor.CITY, "one": database_floor.ONE}
        if (binaries / "pgbench").exists():
            floors = {name: database_floor.create(url, f"floor_{name}") for name in shapes}
            for name, floor in floors.items():
                database_floor.prepare(floor, shapes[name])
        yield Postgres(url, database_floor.place(url)[0], binaries, floors)


def databases(
    folder: Path, cluster: Postgres | None, *, visits: int, say: Say
) -> Iterator[tuple[str, str, program.Doors]]:
    """Prepared databases: for each kind an empty one and a copy of it with a past; gives name, URL and tokens."""
    kinds = {"sqlite": f"sqlite:///{folder / 'empty.sqlite3'}"}
    if cluster is not None:
        kinds["postgresql"] = database_floor.by_socket(database_floor.create(cluster.url, "empty"))
    for kind, url in kinds.items():
        say(f"{kind}: enrolling {ALL + 1} offices; a copy gets a past of {visits:,} visits")
        doors = program.enrol(url, described(), folder=folder)
        with_past = copy(url, folder=folder, cluster=cluster)
        past.fill(with_past, visits=visits)
        yield kind, url, doors
        yield f"{kind} with a past", with_past, doors


def copy(url: str, *, folder: Path, cluster: Postgres | None) -> str:
    """A copy of a prepared database; gives its URL."""
    if cluster is None or url.startswith("sqlite"):
        shutil.copy(folder / "empty.sqlite3", folder / "past.sqlite3")
        return f"sqlite:///{folder / 'past.sqlite3'}"
    with psycopg.connect(cluster.url, autocommit=True) as database:
        database.execute(sql.SQL("CREATE DATABASE past TEMPLATE empty"))
    return database_floor.by_socket(database_floor.named(cluster.url, "past"))


@contextlib.contextmanager
def open_all(folder: Path, cluster: Postgres | None, *, visits: int, say: Say) -> Iterator[dict[str, Hall]]:
    """Every program of this run with its halls open, by name: `sqlite`, `sqlite with a past`, …"""
    with contextlib.ExitStack() as running:
        found = {}
        for name, url, doors in databases(folder, cluster, visits=visits, say=say):
            backends = cluster.pid if cluster is not None and name.startswith("postgresql") else None
            serving = program.serving(url, described(), doors, folder=folder, backends=backends)
            found[name] = prepare(running.enter_context(serving), folder=folder, name=name)
        yield found


def prepare(started: program.Program, *, folder: Path, name: str) -> Hall:
    """Open a program's halls and write the plans for it."""
    program.open_halls(started, database_floor.CITY)
    program.open_halls(started, database_floor.ONE, first=ALL)
    stem = name.replace(" ", "-")
    city = plan.write(folder / f"{stem}-city", program.shifts(started, database_floor.CITY))
    one = plan.write(folder / f"{stem}-one", program.shifts(started, database_floor.ONE, first=ALL))
    return Hall(started, city, one)


@contextlib.contextmanager
def legnica(folder: Path) -> Iterator[Callable[[], contextlib.AbstractContextManager[program.Program]]]:
    """Starts the program over the description of Legnica on SQLite, as often as it is called."""
    url = f"sqlite:///{folder / 'legnica.sqlite3'}"
    doors = program.enrol(url, [], folder=folder, described=(server.ROOT / "offices" / "legnica",))
    yield lambda: program.serving(url, [], doors, folder=folder)
