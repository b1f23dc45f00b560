"""A description applied in the middle of the day: told in the journal once, shown to who watches, nobody lost."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from okienko.core.hall import commands as c
from tests.actions.keeper import conftest
from tests.actions.keeper.conftest import house, sql
from tests.actions.keeper.offices import OFFICES
from tests.core.hall.conftest import make_rules

WITHOUT_CARS = "second"


@pytest.fixture
def described(monkeypatch):
    """The description in force; set `revision` to put another one into force."""
    class Described:
        revision = ""

    def rules_for(slug, date):
        rules = make_rules(office=slug, day=date)
        if Described.revision != WITHOUT_CARS:
            return rules
        return replace(rules, revision=WITHOUT_CARS, services={k: v for k, v in rules.services.items() if k != "car"},
                       serves={at: may - {"car"} for at, may in rules.serves.items()})

    monkeypatch.setattr(conftest, "rules_for", rules_for)
    return Described


def apply(run):
    (office,), = run(f"SELECT id FROM records_office WHERE slug = '{OFFICES[0]}'")
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    run("INSERT INTO records_officerevision (office_id, number, content_hash, files, applied_at, applied_by, note) "
        f"VALUES ({office}, 1, 'x', '{{}}', '{at}', 'test', '')")


async def until(condition):
    for _ in range(100):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came")


async def a_morning(url, described):
    async with house(url, look=0.05) as it:
        await it.open("1", "3")
        for service in ("car", "car", "id-card"):
            await it.do(c.Take(matters=(service,)))
        await it.do(c.CallNext(desk="3"))
        await it.do(c.Start(desk="3"))
        await it.keeper.watch(OFFICES[0], "staff")
        before = it.hall().seq
        described.revision = WITHOUT_CARS
        with sql(url) as run:
            apply(run)
        await until(lambda: it.hall().revision == WITHOUT_CARS)
        await until(lambda: any(seq > before for _, _, seq, _ in it.published))
        change = json.loads(it.published[-1][3])
        assert change["from"] < change["seq"]
        await it.do(c.Finish(desk="3", outcome="not_settled"), by="person:ola", any_desk=False)
        await it.do(c.Move(visit=2, service="id-card"))
        await it.do(c.CallNext(desk="1"))
        await asyncio.sleep(0.3)
        return it.hall()


def test_a_revision_in_the_middle_of_the_day_is_told_once_and_shown(hall_url, described):
    hall = asyncio.run(a_morning(hall_url, described))
    assert [visit.state for visit in hall.visits.values()] == ["finished", "called", "waiting"]
    with sql(hall_url) as run:
        told = run("SELECT body FROM records_entry WHERE kind = 'rules_changed'")
    assert [json.loads(body) for (body,) in told] == [
        {"revision": WITHOUT_CARS, "serves": {"1": ["id-card", "id-pickup"], "3": []}}]


async def open_then_again(url, described):
    async with house(url, look=0.05) as it:
        await it.open("3")
        await it.do(c.Take(matters=("car",)))
        await it.do(c.CallNext(desk="3"))
    described.revision = WITHOUT_CARS
    async with house(url, look=0.05) as it:
        await it.keeper.state(OFFICES[0], "public")
        await until(lambda: it.hall().revision == WITHOUT_CARS)
        await it.do(c.Start(desk="3"))
        await it.do(c.Finish(desk="3"))
        return it.hall()


def test_a_revision_applied_while_the_server_was_down_is_told_when_it_is_up(hall_url, described):
    hall = asyncio.run(open_then_again(hall_url, described))
    assert hall.visits[1].state == "finished"
