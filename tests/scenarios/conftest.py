"""A Monday in Legnica's hall, told as a clerk would tell it: the real keeper over a real database."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from okienko.actions.description import office_of
from okienko.actions.followers import FinishedFollower, catch_up
from okienko.actions.hall import look
from okienko.actions.submit import running_keeper, submit
from okienko.core.hall import commands as c
from okienko.core.hall.compile import rules_of
from okienko.core.hall.picture import ticket_view
from okienko.links.clock import DrivenClock
from okienko.links.files import read_directory
from okienko.records.address import sqlite_path
from okienko.records.journal.stores import open_store
from tests.actions.keeper.offices import make_tables
from tests.actions.keeper.test_followers import orm
from tests.house.checkout import ROOT

MONDAY = date(2026, 3, 2)
OPENING = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@cache
def office(name="legnica"):
    return office_of(read_directory(ROOT / "offices" / name).files)


class Day:
    """What people do in the office; every word of it goes through the hall keeper and is on disk."""

    def __init__(self, keeper, clock, store, described):
        self.keeper, self.clock, self.store, self.office = keeper, clock, store, described

    def do(self, command, *, by="system"):
        return submit(self.office.slug, command, by=by, any_desk=True)

    def later(self, **span):
        self.clock.set(self.clock.now() + timedelta(**span))

    def hall(self, see):
        """What `see(hall, rules)` makes of the hall as it is stored."""
        return look(self.office.slug, see)

    def ticket(self, *services, **facts):
        """A client takes a ticket at the kiosk; gives the number of the visit."""
        return self.do(c.Take(matters=services, **facts), by="kiosk:1").visit

    def phone(self, visit):
        """What the client's phone shows."""
        return self.hall(lambda hall, rules: ticket_view(hall, visit, rules=rules))

    def signs_in(self, person, desk):
        self.do(c.OpenDesk(desk=desk, person=person), by=f"person:{person}")

    def calls(self, desk):
        """The desk's one key; gives the visit that was called."""
        return self.do(c.CallNext(desk=desk)).visit

    def serves(self, desk):
        """Call the next and begin when the client has come."""
        visit = self.calls(desk)
        self.later(seconds=20)
        self.do(c.Start(desk=desk))
        return visit

    def finishes(self, desk, outcome="performed"):
        self.do(c.Finish(desk=desk, outcome=outcome))

    def followers(self):
        """Let the followers make what is derived from the journal."""
        catch_up(FinishedFollower(lambda slug, day, service: self.office.services[service].department), self.store)


@pytest.fixture
def monday(tmp_path, django_db_blocker):
    """Monday, 8 o'clock: the day is open, nobody is at a desk yet."""
    url = f"sqlite:///{tmp_path / 'legnica'}.sqlite3"
    with django_db_blocker.unblock(), orm(url):
        make_tables(url)
        connection = sqlite3.connect(sqlite_path(url))
        with connection:
            connection.execute("INSERT INTO records_office (id, slug, name) VALUES (1, 'legnica', 'Legnica')")
        connection.close()
        clock, described, store = DrivenClock(OPENING), office(), open_store(url)
        with running_keeper("legnica", store=store, clock=clock,
                            rules_for=lambda slug, on: rules_of(described, on)) as keeper:
            day = Day(keeper, clock, store, described)
            day.do(c.OpenDay())
            yield day
        store.close()
