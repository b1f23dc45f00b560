"""`verify` finds nothing in a journal that the keeper wrote, and whatever was changed behind its back."""

import asyncio
from dataclasses import replace
from random import Random

import pytest

from okienko.actions.verify import verify
from okienko.core.hall import commands as c
from okienko.core.hall.refusals import Refusal
from okienko.core.hall.rules import SeriesRule
from okienko.links.files import content_hash
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import house, rules_for, sql
from tests.actions.keeper.offices import OFFICES
from tests.core.hall.plausible import plausible


async def days(url: str, *, seed: int, commands: int, days: int = 2) -> None:
    """Some days of plausible commands in two offices, many in one turn; the last day stays open."""
    rng = Random(seed)
    async with house(url) as it:
        await _day(it, rng, commands)
        for _ in range(days - 1):
            for office in OFFICES[:2]:
                await it.do(c.CloseDay(even_serving=True), office=office)
            it.later(days=1)
            await _day(it, rng, commands)


async def _day(it, rng: Random, commands: int) -> None:
    for office in OFFICES[:2]:
        await it.do(c.OpenDay(), office=office)
        await it.do(c.Take(matters=("id-card",)), office=office)
    for _ in range(commands // 5):
        await _five(it, rng)
        it.later(seconds=rng.choice([0, 1.5, 40]))


async def _five(it, rng: Random) -> None:
    """Five commands in one turn; each is answered or refused."""
    asked = []
    for _ in range(5):
        office = rng.choice(OFFICES[:2])
        rules = rules_for(office, it.clock.now().date())
        asked.append(it.do(plausible(rng, it.hall(office), rules=rules, at=it.clock.now()), office=office))
    for result in await asyncio.gather(*asked, return_exceptions=True):
        is_refusal = isinstance(result, Refusal) and result.status < 500
        assert is_refusal or not isinstance(result, Exception), result


def findings(url: str):
    store = open_store(url)
    try:
        return list(verify(store))
    finally:
        store.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_found_after_days_of_plausible_commands(hall_url, seed):
    asyncio.run(days(hall_url, seed=seed, commands=400))
    assert findings(hall_url) == []
    with sql(hall_url) as query:
        assert query("SELECT count(*) FROM records_entry")[0][0] > 200


TAMPERINGS = {
    "UPDATE records_entry SET body = replace(body, '\"persons\":1', '\"persons\":2') "
    "WHERE office_id = 1 AND kind = 'taken'":
        "its hash does not fit",
    "UPDATE records_entry SET \"by\" = 'person:other' WHERE office_id = 1 AND seq = 3": "its hash does not fit",
    "DELETE FROM records_entry WHERE office_id = 1 AND seq = 5": "entries 5 to 5 are missing",
    "DELETE FROM records_visitrow WHERE id = 4294967297": "the row of visit 4294967297 is missing",
    "UPDATE records_visitrow SET ticket = 'X999' WHERE id = 4294967297": "says ticket = 'X999'",
    "UPDATE records_hallrow SET regime = 'lax' WHERE office_id = 1": "says regime = 'lax'",
    "UPDATE records_visitrow SET needs = '[\"loop\"]' WHERE id IN "
    "(SELECT min(id) FROM records_visitrow WHERE office_id = 1 AND state = 'expired')": "the needs of",
    "UPDATE records_visitrow SET ground = 'statutory' WHERE id IN "
    "(SELECT min(id) FROM records_visitrow WHERE office_id = 1 AND state = 'expired')": "beyond the end of the visit",
}


def test_whatever_is_changed_behind_the_keepers_back_is_found(hall_url):
    for number, (tampering, what) in enumerate(TAMPERINGS.items()):
        with sql(hall_url) as query:
            for table in ("entry", "visitrow", "hallrow", "deskrow", "wishrow"):
                query(f"DELETE FROM records_{table}")
        asyncio.run(days(hall_url, seed=number, commands=50))
        assert findings(hall_url) == []
        with sql(hall_url) as query:
            query(tampering)
        found = findings(hall_url)
        assert any(what in finding.what and finding.office == OFFICES[0] for finding in found), (tampering, found)


def test_rows_of_an_office_that_is_gone_are_found(hall_url):
    asyncio.run(days(hall_url, seed=1, commands=20))
    with sql(hall_url) as query:
        query("DELETE FROM records_office WHERE id = 1")
    found = findings(hall_url)
    assert {"records_entry", "records_hallrow", "records_visitrow"} <= {each.params["table"] for each in found}
    assert {(each.office, each.code) for each in found} == {("#1", "office_gone")}


def test_nothing_is_found_in_an_office_at_work(hall_url):
    """Rows and journal move while they are walked; what is told is only what was true at one moment."""
    found = []

    async def at_work():
        async with house(hall_url) as it:
            await it.open("1", "2")
            walk = asyncio.get_running_loop().run_in_executor(None, findings, hall_url)
            while not walk.done():
                await asyncio.gather(*(it.do(c.Take(matters=("id-card",))) for _ in range(3)))
                await asyncio.sleep(0.01)
            found.extend(await walk)

    asyncio.run(at_work())
    assert [each.code for each in found if each.code != "never_still"] == []


def test_a_description_that_is_gone_while_the_hall_worked_by_it_is_found(hall_url):
    nothing = content_hash({})

    async def at_work():
        def described(slug, on):
            return replace(rules_for(slug, on), revision=nothing)

        async with house(hall_url, rules_for=described) as it:
            await it.do(c.OpenDay())

    asyncio.run(at_work())
    assert {each.code for each in findings(hall_url)} == {"revision_gone"}
    with sql(hall_url) as query:
        query("INSERT INTO records_officerevision (office_id, number, content_hash, files, applied_at, applied_by, "
              f"note) VALUES (1, 1, '{nothing}', '{{}}', '2026-03-02', 'x', '')")
    assert findings(hall_url) == []


async def a_series_of_another_name(url: str) -> None:
    """Tickets before and after a revision that gives the prefix D to another series."""
    async with house(url) as it:
        await it.open()
        await it.do(c.Take(matters=("car",)))
        await it.do(c.Take(matters=("id-card",)))
        await it.do(c.Take(matters=("id-card",)))
        memory = it.keeper._halls.memories[OFFICES[0]]
        memory.rules = replace(memory.rules, series={"D": SeriesRule(id="D", prefix="P"),
                                                     "P": SeriesRule(id="P", prefix="D")})
        for _ in range(2):
            await it.do(c.Take(matters=("car",)))


def test_a_ticket_given_twice_is_found_and_a_number_passed_over_for_it_is_not(hall_url):
    asyncio.run(a_series_of_another_name(hall_url))
    assert findings(hall_url) == []
    with sql(hall_url) as query:
        given = query("SELECT ticket FROM records_visitrow ORDER BY id")
        assert [ticket for (ticket,) in given] == ["P001", "D001", "D002", "D003", "D004"]
        query("UPDATE records_entry SET body = replace(body, 'D004', 'D002') WHERE kind = 'taken' AND visit = 5")
    said = [each.what for each in findings(hall_url)]
    assert "ticket D002 of visit 5 had been given before on the same day" in said


def test_a_number_passed_over_for_no_ticket_is_found(hall_url):
    asyncio.run(a_series_of_another_name(hall_url))
    with sql(hall_url) as query:
        query("UPDATE records_entry SET body = replace(replace(body, 'D004', 'D006'), '_number\":4', '_number\":6') "
              "WHERE kind = 'taken' AND visit = 5")
    assert "ticket 6 of series P was given after 3" in [each.what for each in findings(hall_url)]


def test_the_database_takes_no_ticket_of_a_day_twice(hall_url):
    asyncio.run(a_series_of_another_name(hall_url))
    with sql(hall_url) as query, pytest.raises(Exception, match=r"(?i)unique"):
        query("UPDATE records_visitrow SET ticket = 'D001' WHERE ticket = 'P001'")
