"""What stands beside the journal because it can be erased: needs, and the ground of a priority."""

import asyncio
from contextlib import closing

from okienko.actions.keeper.keeper import digest_of
from okienko.actions.verify import verify
from okienko.core.hall import commands as c
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import house, sql


def test_the_ground_of_a_priority_stands_beside_the_visit_until_it_ends_and_never_in_the_journal(hall_url):
    async def scene():
        kept = []
        async with house(hall_url) as it:
            await it.open("1")
            take = c.Take(matters=("id-card",), priority="statutory", needs=("loop",))
            for number in (1, 2, 3):
                await it.do(take, key=f"ticket-{number}")
            with sql(hall_url) as query:
                rows = "SELECT priority, ground FROM records_visitrow ORDER BY id"
                kept.append(query(rows))
                await it.do(c.CallNext(desk="1"))
                await it.do(c.Start(desk="1"))
                await it.do(c.Finish(desk="1"))
                await it.do(c.Leave(visit=2))
                kept.append(query(rows))
                await it.do(c.CloseDay(even_waiting=True))
                kept.append(query(rows))
                return kept, query("SELECT body, digest FROM records_entry WHERE kind = 'taken' ORDER BY seq")

    (waiting, ended, closed), journal = asyncio.run(scene())
    assert [ground for _, ground in waiting] == ["statutory"] * 3
    assert [ground for _, ground in ended] == [None, None, "statutory"]
    assert [ground for _, ground in closed] == [None] * 3
    assert all(priority for priority, _ in closed)
    assert all("statutory" not in body and '"priority":true' in body for body, _ in journal)


def test_needs_are_erased_once_the_visit_cannot_be_taken_back_and_stay_so_after_a_restart(hall_url):
    async def scene():
        needs = "SELECT needs FROM records_visitrow ORDER BY id"
        async with house(hall_url) as it:
            await it.open("1")
            for number in (1, 2, 3):
                await it.do(c.Take(matters=("id-card",), needs=("loop",)), key=f"ticket-{number}")
            await it.do(c.CallNext(desk="1"))
            await it.do(c.Start(desk="1"))
            await it.do(c.Finish(desk="1"))
        async with house(hall_url) as it:
            await it.do(c.Leave(visit=2))
            with sql(hall_url) as query:
                kept = [query(needs)]
                it.later(seconds=61)
                await it.do(c.Tick())
                kept.append(query(needs))
            assert [visit.needs for visit in it.hall().visits.values()] == [(), (), ("loop",)]
        async with house(hall_url) as it:
            await it.do(c.Tick())
            assert [visit.needs for visit in it.hall().visits.values()] == [(), (), ("loop",)]
        return kept

    before, after = asyncio.run(scene())
    assert [needs for needs, in before] == ['["loop"]'] * 3
    assert [needs for needs, in after] == [None, None, '["loop"]']
    with closing(open_store(hall_url)) as store:
        assert list(verify(store)) == []
    with sql(hall_url) as query:
        query("UPDATE records_visitrow SET needs = '[\"loop\"]' WHERE number = 1")
    with closing(open_store(hall_url)) as store:
        assert [finding.code for finding in verify(store)] == ["needs_kept"]


def test_the_digest_of_a_request_does_not_tell_grounds_and_needs_apart():
    """It stands in the journal for ever, and there are few of both: whoever tries them all would find the right one."""
    told = {digest_of(c.Take(matters=("id-card",), needs=needs, priority=ground), by="kiosk:1")
            for needs in ((), ("loop",)) for ground in (None, "statutory", "other")}
    assert len(told) == 1
    assert digest_of(c.Take(matters=("car",)), by="kiosk:1") not in told
