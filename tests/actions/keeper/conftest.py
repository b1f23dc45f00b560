"""A database of each kind with tables and offices, and a keeper over it with plain rules."""

import asyncio
import shutil
import sqlite3
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

import psycopg
import pytest

from okienko.actions.keeper import Keeper
from okienko.core.hall import commands as c
from okienko.links.clock import DrivenClock
from okienko.records.address import kind_of, sqlite_path
from okienko.records.journal.stores import open_store
from tests.actions.keeper.offices import OFFICES, add_offices, make_tables
from tests.core.hall.conftest import DAY, MORNING, make_rules


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory, django_db_blocker):
    path = tmp_path_factory.mktemp("template") / "okienko.sqlite3"
    with django_db_blocker.unblock():
        make_tables(f"sqlite:///{path}")
    add_offices(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_hall(new_postgres, django_db_blocker):
    url = new_postgres()
    with django_db_blocker.unblock():
        make_tables(url)
    return url


@pytest.fixture
def sqlite_hall(_sqlite_template, tmp_path):
    """The URL of an SQLite database with the tables and some offices."""
    path = tmp_path / "okienko.sqlite3"
    shutil.copy(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_hall(_postgres_hall):
    """The URL of a PostgreSQL database with the tables and some offices, empty otherwise."""
    with psycopg.connect(_postgres_hall, autocommit=True) as connection:
        query = "SELECT tablename FROM pg_tables WHERE tablename LIKE 'records_%' ORDER BY 1"
        names = connection.execute(query).fetchall()
        connection.execute(f"TRUNCATE {', '.join(name for (name,) in names)} RESTART IDENTITY CASCADE")
    add_offices(_postgres_hall)
    return _postgres_hall


@pytest.fixture(params=["sqlite", "postgresql"])
def hall_url(request):
    """The URL of a database with tables and offices, of each kind in turn."""
    return request.getfixturevalue("sqlite_hall" if request.param == "sqlite" else "postgres_hall")


@contextmanager
def sql(url: str):
    """Plain SQL beside the keeper: a function that runs a statement and gives its rows."""
    if kind_of(url) == "sqlite":
        connection = sqlite3.connect(sqlite_path(url), isolation_level=None, timeout=10)
        try:
            yield lambda query: connection.execute(query).fetchall()
        finally:
            connection.close()
        return
    with psycopg.connect(url, autocommit=True) as connection:
        def run(query: str):
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

        yield run


#: A date that is offered.
DATE = MORNING + timedelta(days=1, hours=1)


def rules_for(slug, date):
    """The hours are those of the first day; on another one the day is opened and closed by hand only."""
    if date == DAY:
        return make_rules(office=slug, day=date)
    return make_rules(office=slug, day=date, opening=None)


class House:
    """A keeper at work, its clock, and what it published."""

    def __init__(self, url: str, **parts):
        self.clock = DrivenClock(MORNING)
        self.published: list[tuple[str, str, int, bytes]] = []
        parts.setdefault("store", None)
        self.store = parts.pop("store") or open_store(url)
        parts.setdefault("rules_for", rules_for)
        self.keeper = Keeper(store=self.store, clock=self.clock,
                             publish=lambda *change: self.published.append(change), **parts)

    async def do(self, command: c.Command, *, office: str = OFFICES[0], by: str = "system", any_desk: bool = True,
                 **more):
        """Submit and wait, never for ever."""
        return await asyncio.wait_for(self.keeper.submit(office, command, by=by, any_desk=any_desk, **more), 20)

    async def open(self, *desks: str, office: str = OFFICES[0]) -> None:
        """Open the day and these desks."""
        await self.do(c.OpenDay(), office=office)
        for desk in desks:
            person = next(p for d, p in make_rules().serves if d == desk)
            await self.do(c.OpenDesk(desk=desk, person=person), office=office)

    def later(self, **span) -> None:
        self.clock.advance(timedelta(**span).total_seconds())

    def hall(self, office: str = OFFICES[0]):
        """The hall in the keeper's memory."""
        return self.keeper._halls.memories[office].hall


@asynccontextmanager
async def house(url: str, **parts):
    """A keeper that is stopped in the end."""
    it = House(url, **parts)
    await it.keeper.start()
    try:
        yield it
    finally:
        await it.keeper.stop()
        it.store.close()
