"""The write gate: one writer at a time, the keeper first, nobody stuck."""

import asyncio
import threading
import time

import pytest
from django.db import connection, transaction

from okienko.actions.submit import InsideTransaction, running_keeper, submit
from okienko.core.hall import commands as c
from okienko.links.clock import DrivenClock
from okienko.records.address import sqlite_path
from okienko.records.gate import NoTurn, WriteGate, gate_of
from okienko.records.journal.stores import open_store
from okienko.records.office import Office
from tests.actions.keeper.conftest import MORNING, house, rules_for
from tests.actions.keeper.conftest import _sqlite_template as _sqlite_template
from tests.actions.keeper.conftest import sqlite_hall as sqlite_hall
from tests.actions.keeper.offices import OFFICES
from tests.actions.keeper.test_followers import orm

TAKE = c.Take(matters=("id-card",))


def test_the_keeper_goes_first_and_the_others_in_their_order():
    gate, order, threads = WriteGate(), [], []

    def write(name, first):
        with gate.turn(first=first):
            order.append(name)

    with gate.turn():
        for name, first in (("page-1", False), ("page-2", False), ("keeper", True)):
            threads.append(threading.Thread(target=write, args=(name, first)))
            threads[-1].start()
            time.sleep(0.02)
    for thread in threads:
        thread.join(5)
    assert order == ["keeper", "page-1", "page-2"]


def test_who_holds_the_gate_may_take_it_again():
    gate = WriteGate()
    with gate.turn(), gate.turn(timeout=0.01):
        assert gate.is_mine
    assert not gate.is_mine


def test_who_waits_too_long_is_told_and_the_next_one_gets_the_turn():
    gate, results = WriteGate(), []

    def late(timeout):
        try:
            with gate.turn(timeout=timeout):
                results.append("in")
        except NoTurn:
            results.append("told")

    threads = [threading.Thread(target=late, args=(timeout,)) for timeout in (0.05, 5)]
    with gate.turn():
        for thread in threads:
            thread.start()
        threads[0].join(5)
        assert results == ["told"]
    threads[1].join(5)
    assert results == ["told", "in"]


@pytest.fixture
def django_sqlite(sqlite_hall, django_db_blocker):
    with django_db_blocker.unblock(), orm(sqlite_hall):
        yield sqlite_hall


def test_djangos_transactions_hold_the_gate_and_give_it_back(django_sqlite):
    gate = gate_of(sqlite_path(django_sqlite))
    with transaction.atomic():
        assert gate.is_mine
        with transaction.atomic():
            Office.objects.create(slug="new", name="New")
    assert not gate.is_mine
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Office.objects.create(slug="other", name=str(1 / 0))
    assert not gate.is_mine
    with transaction.atomic():
        connection.close()
    assert not gate.is_mine
    assert list(Office.objects.filter(slug__in=("new", "other")).values_list("slug", flat=True)) == ["new"]


def test_the_connection_is_durable_and_the_file_is_in_wal(django_sqlite):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_django_writes_beside_a_busy_keeper_without_an_error(django_sqlite):
    """Pages that write in threads and two hundred tickets, all through one gate."""
    errors = []

    def pages(number):
        try:
            for index in range(20):
                with transaction.atomic():
                    Office.objects.create(slug=f"page-{number}-{index}", name="x")
                Office.objects.filter(slug=f"page-{number}-{index}").update(name="y")
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    async def scene():
        async with house(django_sqlite) as it:
            await it.open()
            return [await asyncio.gather(*(it.do(TAKE) for _ in range(20))) for _ in range(10)]

    threads = [threading.Thread(target=pages, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    answers = asyncio.run(scene())
    for thread in threads:
        thread.join(30)
    assert errors == []
    assert sorted(a.visit for batch in answers for a in batch) == list(range(1, 201))
    assert Office.objects.filter(name="y").count() == 60


def test_a_view_asks_through_submit_and_never_from_inside_a_transaction(django_sqlite):
    store = open_store(django_sqlite)
    with running_keeper(OFFICES[0], store=store, rules_for=rules_for, clock=DrivenClock(MORNING)):
        submit(OFFICES[0], c.OpenDay(), by="system")
        assert submit(OFFICES[0], TAKE, by="kiosk:1", key="k").ticket == "D001"
        with pytest.raises(InsideTransaction), transaction.atomic():
            submit(OFFICES[0], TAKE, by="kiosk:1")
        assert submit(OFFICES[0], TAKE, by="kiosk:1").ticket == "D002"
    store.close()
