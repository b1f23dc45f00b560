"""Legnica in a database of its own, a keeper over it, and the stage's player."""

import sqlite3
import time
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import cache

import pytest

from okienko.actions.description import office_of
from okienko.actions.keeper import Keeper
from okienko.actions.stage import Audience, Player, Visitor
from okienko.actions.stage.clock import StageClock
from okienko.core.hall.compile import rules_of
from okienko.links.files import read_directory
from okienko.records.address import sqlite_path
from okienko.records.journal.stores import open_store
from tests.actions.keeper.offices import make_tables
from tests.house.checkout import ROOT

MONDAY = date(2026, 3, 2)


@cache
def legnica():
    return office_of(read_directory(ROOT / "offices" / "legnica").files)


@pytest.fixture
def new_stage(tmp_path, django_db_blocker):
    """Makes an SQLite database with the tables and a row for Legnica, and gives its URL."""

    def create(name="stage"):
        url = f"sqlite:///{tmp_path / name}.sqlite3"
        with django_db_blocker.unblock():
            make_tables(url)
        connection = sqlite3.connect(sqlite_path(url))
        with connection:
            connection.execute("INSERT INTO records_office (id, slug, name) VALUES (1, 'legnica', 'Legnica')")
        connection.close()
        return url

    return create


@pytest.fixture
def stage_url(new_stage):
    return new_stage()


class RealTime:
    """Seconds that pass only when a test says so."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


class Stage:
    """A player over a keeper, with real time in the test's hand."""

    def __init__(self, url):
        self.time = RealTime()
        self.clock = StageClock(datetime(2026, 3, 1, tzinfo=UTC), elapsed=self.time)
        self.store = open_store(url)
        self.keeper = Keeper(store=self.store, clock=self.clock,
                             rules_for=lambda slug, on: rules_of(legnica(), on))
        self.player = Player(self.keeper, clock=self.clock, office=legnica())
        self.visitor = Visitor(self.player, now=self.time, address="/legnica/t/{}-{}/".format)

        self.audience = Audience(self.visitor, now=self.time)

    async def look(self, see):
        return await self.keeper.look("legnica", lambda hall, rules: see(hall))

    async def pass_seconds(self, seconds, step=0.5):
        """Live on for some seconds of real time."""
        for _ in range(int(seconds / step)):
            self.time.seconds += step
            await self.player.round()


@asynccontextmanager
async def playing(url, on=MONDAY):
    """A stage at a quarter to eleven; `took` says how many real seconds the morning needed."""
    stage = Stage(url)
    await stage.keeper.start("legnica")
    try:
        began = time.monotonic()
        await stage.player.begin(on)
        stage.took = time.monotonic() - began
        yield stage
    finally:
        await stage.keeper.stop()
        stage.store.close()
