"""Followers: what is derived is the journal retold, and may be made again at any time."""

import asyncio
import time
from contextlib import AsyncExitStack, contextmanager, suppress
from random import Random

import pytest
from django.db import connections

from okienko.actions.followers import FinishedFollower, FollowerThread, catch_up, rebuild
from okienko.actions.verify import verify
from okienko.core.hall import commands as c
from okienko.core.hall.refusals import Refusal
from okienko.records.address import django_database
from okienko.records.finished import FinishedStep, FinishedVisit, FinishedWish
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import house, rules_for
from tests.actions.keeper.offices import OFFICES
from tests.actions.keeper.test_verify import days
from tests.core.hall.plausible import plausible

MODELS = (FinishedVisit, FinishedStep, FinishedWish)


def department(slug, day, service):
    return rules_for(slug, day).services[service].department


@contextmanager
def orm(url):
    """Django's tables in this database, for this thread and any other."""
    kept = connections.databases["default"]
    connections["default"].close()
    empty = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": ""}
    connections.databases["default"] = kept | empty | django_database(url)
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.databases["default"] = kept
        del connections["default"]


@pytest.fixture
def journal(hall_url, django_db_blocker):
    """The journal store of a database whose tables Django sees."""
    with django_db_blocker.unblock(), orm(hall_url):
        store = open_store(hall_url)
        yield store
        store.close()


def derived():
    """All that is derived, without the numbers that the database gives."""
    return {model.__name__: [
        {name: value for name, value in row.items() if not (model is FinishedStep and name == "id")}
        for row in model.objects.order_by("id" if model is not FinishedStep else "office", "pk").values()
    ] for model in MODELS}


async def a_visit(url):
    async with house(url) as it:
        await it.open("1", "K1")
        await it.do(c.Take(matters=("id-card",)))
        it.later(seconds=60)
        await it.do(c.CallNext(desk="1"))
        it.later(seconds=20)
        await it.do(c.Start(desk="1"))
        it.later(seconds=120)
        await it.do(c.Send(desk="1", service="pay"))
        it.later(seconds=30)
        await it.do(c.CallNext(desk="K1"))
        it.later(seconds=5)
        await it.do(c.Start(desk="K1"))
        it.later(seconds=40)
        await it.do(c.Finish(desk="K1", outcome="paid"))
        it.later(seconds=10)
        await it.do(c.CallNext(desk="1"))
        it.later(seconds=15)
        await it.do(c.Start(desk="1"))
        await it.do(c.SendAway(desk="1", place="photographer"))
        it.later(seconds=300)
        await it.do(c.Resume(visit=1))
        it.later(seconds=7)
        await it.do(c.CallNext(desk="1"))
        await it.do(c.Start(desk="1"))
        it.later(seconds=33)
        await it.do(c.Finish(desk="1", outcome="accepted"))


def test_a_visit_is_told_step_by_step(hall_url, journal):
    asyncio.run(a_visit(hall_url))
    catch_up(FinishedFollower(department), journal)
    visit = FinishedVisit.objects.get()
    assert (visit.wait_ms, visit.way_ms, visit.service_ms, visit.away_ms) == (107_000, 40_000, 193_000, 300_000)
    assert (visit.end, visit.outcome, visit.steps, visit.first_wait_ms) == ("finished", "accepted", 4, 60_000)
    assert (visit.ended_at - visit.arrived_at).total_seconds() * 1000 == 107_000 + 40_000 + 193_000 + 300_000
    steps = FinishedStep.objects.order_by("step").values_list(
        "desk", "service", "department", "wait_ms", "way_ms", "service_ms", "away_ms", "call_class", "ended_by",
        "outcome")
    assert list(steps) == [
        ("1", "id-card", "SO", 60_000, 20_000, 120_000, 0, "ordinary", "sent", None),
        ("K1", "pay", "KASA", 30_000, 5_000, 40_000, 0, "ordinary", "settled", "paid"),
        ("1", "id-card", "SO", 10_000, 15_000, 0, 0, "returning", "went_away", None),
        ("1", "id-card", "SO", 7_000, 0, 33_000, 300_000, "returning", "finished", "accepted"),
    ]


def test_a_finish_that_is_undone_takes_its_rows_back(hall_url, journal):
    follower = FinishedFollower(department)

    async def finish():
        async with house(hall_url) as it:
            await it.open("1")
            for command in (c.Take(matters=("id-card",)), c.CallNext(desk="1"), c.Start(desk="1"), c.Finish(desk="1")):
                await it.do(command)

    async def undo():
        async with house(hall_url) as it:
            await it.do(c.UndoFinish(desk="1", visit=1))
            it.later(seconds=9)
            await it.do(c.Finish(desk="1", outcome="helped"))

    asyncio.run(finish())
    catch_up(follower, journal)
    assert FinishedVisit.objects.get().outcome == "performed"
    asyncio.run(undo())
    catch_up(FinishedFollower(department), journal)
    assert (FinishedVisit.objects.get().outcome, FinishedStep.objects.get().service_ms) == ("helped", 9_000)


@pytest.mark.parametrize("seed", [3, 4])
def test_rebuilt_tables_are_the_same_to_the_last_row(hall_url, journal, seed):
    async def two_halves():
        await days(hall_url, seed=seed, commands=250)

    follower = FinishedFollower(department)
    asyncio.run(two_halves())
    catch_up(follower, journal)
    kept = derived()
    assert all(kept[model.__name__] for model in MODELS)
    assert catch_up(follower, journal) == 0
    rebuild(follower, journal)
    assert derived() == kept
    rebuild(FinishedFollower(department), journal)
    assert derived() == kept


def test_a_follower_that_reads_bit_by_bit_makes_the_same(hall_url, journal, monkeypatch):
    asyncio.run(days(hall_url, seed=5, commands=150))
    rebuild(FinishedFollower(department), journal)
    kept = derived()
    monkeypatch.setattr("okienko.actions.followers.following.PAGE", 7)
    rebuild(FinishedFollower(department), journal)
    assert derived() == kept


def luckless(make):
    make()
    raise RuntimeError("out of luck")


def test_a_follower_that_failed_half_way_starts_again_where_it_was(hall_url, journal, monkeypatch):
    asyncio.run(days(hall_url, seed=6, commands=100))

    class Failing(FinishedFollower):
        times = 3

        def follow(self, office, entries):
            make = super().follow(office, entries)
            type(self).times -= 1
            return make if type(self).times else lambda: luckless(make)

    monkeypatch.setattr("okienko.actions.followers.following.PAGE", 20)
    failing = Failing(department)
    with pytest.raises(RuntimeError):
        catch_up(failing, journal)
    catch_up(failing, journal)
    kept = derived()
    rebuild(FinishedFollower(department), journal)
    assert derived() == kept


def test_followers_keep_level_in_a_thread_beside_the_keeper(hall_url, journal):
    thread = FollowerThread(lambda: [FinishedFollower(department)], store=lambda: open_store(hall_url), seconds=0.05)
    thread.start()
    try:
        asyncio.run(a_visit(hall_url))
        end = _until(FinishedVisit.objects.exists)
    finally:
        thread.end()
    assert end


def _until(true, seconds: float = 5.0) -> bool:
    for _ in range(int(seconds / 0.05)):
        if true():
            return True
        time.sleep(0.05)
    return False


async def a_reopened_day(it, rng: Random) -> None:
    """Something of a day: commands, now and then a close and the same day again, or the next one."""
    office = OFFICES[0]
    for _ in range(rng.randint(1, 40)):
        rules = rules_for(office, it.clock.now().date())
        command = plausible(rng, it.hall(office), rules=rules, at=it.clock.now())
        with suppress(Refusal):
            await it.do(command, office=office)
        it.later(seconds=rng.choice([0, 2, 90]))
    if rng.random() < 0.6:
        with suppress(Refusal):
            await it.do(c.CloseDay(even_serving=True), office=office)
        it.later(days=rng.choice([0, 0, 1]))
        with suppress(Refusal):
            await it.do(c.OpenDay(), office=office)


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_follower_restarted_at_any_moment_of_reopened_days_makes_what_a_rebuild_makes(
        hall_url, journal, seed, monkeypatch):
    monkeypatch.setattr("okienko.actions.followers.following.PAGE", 30)
    rng = Random(seed)

    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        it = runner.run(stack.enter_async_context(house(hall_url)))
        runner.run(it.open("1", "2", "3"))
        for _ in range(25):
            runner.run(a_reopened_day(it, rng))
            if rng.random() < 0.5:
                catch_up(FinishedFollower(department), journal)
        runner.run(stack.aclose())
    catch_up(FinishedFollower(department), journal)
    live = derived()
    assert all(live[model.__name__] for model in MODELS)
    rebuild(FinishedFollower(department), journal)
    assert derived() == live
    assert list(verify(journal, OFFICES[0])) == []


def test_a_missed_visit_is_followed_across_a_reopening_and_a_restart(hall_url, journal):
    async def until_reopened():
        async with house(hall_url) as it:
            await it.open("1")
            for command in (c.Take(matters=("id-card",)), c.CallNext(desk="1"), c.Recall(desk="1"),
                            c.Recall(desk="1"), c.Miss(desk="1"), c.CloseDay(), c.OpenDay()):
                await it.do(command)
                it.later(seconds=15)

    async def taken_back():
        async with house(hall_url) as it:
            await it.do(c.Reinstate(visit=1))

    asyncio.run(until_reopened())
    catch_up(FinishedFollower(department), journal)
    assert FinishedVisit.objects.get().end == "missed"
    asyncio.run(taken_back())
    catch_up(FinishedFollower(department), journal)
    assert not FinishedVisit.objects.exists()
