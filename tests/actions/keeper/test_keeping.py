"""The keeper answers only what is durable, repeats what was repeated, and loses nobody."""

import asyncio
import json

import pytest

from okienko.actions.keeper import Overloaded
from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.hall import Touched
from okienko.core.hall.picture import AUDIENCES, apply_changes
from tests.actions.keeper.conftest import house, sql
from tests.actions.keeper.offices import OFFICES

TAKE = c.Take(matters=("id-card",))


def run(coroutine):
    return asyncio.run(coroutine)


def test_a_ticket_is_in_the_journal_and_in_the_rows_when_it_is_answered(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open("1")
            answer = await it.do(c.Take(matters=("id-card",), needs=("step_free",)))
            with sql(hall_url) as query:
                journal = query("SELECT seq, kind FROM records_entry ORDER BY seq")
                visits = query("SELECT number, ticket, series, state, needs FROM records_visitrow")
                halls = query("SELECT phase, seq, day_from FROM records_hallrow")
            return answer, journal, visits, halls

    answer, journal, visits, halls = run(scene())
    assert (answer.ticket, answer.visit, answer.seq) == ("D001", 1, 3)
    assert journal == [(1, "day_opened"), (2, "desk_opened"), (3, "taken")]
    assert visits == [(1, "D001", "D", "waiting", '["step_free"]')]
    assert halls == [("open", 1, 1)]


def test_a_new_keeper_finds_the_same_hall(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open("1", "2")
            for needs in ((), ("loop",), ("seat", "step_free")):
                await it.do(c.Take(matters=("id-card", "car"), needs=needs, priority="statutory" if needs else None))
                it.later(seconds=1.5)
            await it.do(c.CallNext(desk="1"))
            await it.do(c.AskOfficer(visit=2))
            before = it.hall()
        async with house(hall_url) as it:
            await it.keeper.state(OFFICES[0], "staff")
            return before, it.hall()

    before, after = run(scene())
    for hall in (before, after):
        hall.touched = Touched()
    assert before == after


def test_fifty_desks_press_next_at_once_and_call_fifty_visits(hall_url):
    from tests.core.hall.conftest import make_rules

    desks = {f"T{number}": f"clerk-{number}" for number in range(50)}
    base = make_rules()

    def rules_for(slug, date):
        from okienko.core.hall.rules import DeskRule, PersonRule

        return make_rules(
            office=slug, day=date,
            desks={d: DeskRule(id=d, label=d) for d in desks},
            people={p: PersonRule(id=p, department="SO") for p in desks.values()},
            serves={pair: frozenset(base.services) - {"talk"} for pair in desks.items()},
        )

    async def scene():
        async with house(hall_url) as it:
            it.keeper._halls.rules_for = rules_for
            await it.do(c.OpenDay())
            await asyncio.gather(*(it.do(c.OpenDesk(desk=d, person=p)) for d, p in desks.items()))
            await asyncio.gather(*(it.do(TAKE) for _ in range(60)))
            return await asyncio.gather(*(it.do(c.CallNext(desk=desk), by=f"person:{desks[desk]}", any_desk=False)
                                          for desk in desks))

    answers = run(scene())
    assert len({answer.visit for answer in answers}) == 50
    assert sorted(answer.visit for answer in answers) == list(range(1, 51))


def test_two_hundred_kiosks_take_at_once_and_the_numbers_have_no_gap(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open()
            return await asyncio.gather(*(it.do(TAKE, by=f"kiosk:{number}") for number in range(200)))

    tickets = [answer.ticket for answer in run(scene())]
    assert sorted(tickets) == [f"D{number:03d}" for number in range(1, 201)]


def test_a_repeated_request_has_the_same_answer_and_changes_nothing(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open()
            twice = await asyncio.gather(it.do(TAKE, key="k1"), it.do(TAKE, key="k1"))
            again = await it.do(TAKE, key="k1")
        async with house(hall_url) as it:
            after = await it.do(TAKE, key="k1")
            other = await it.do(TAKE, key="k2")
            with sql(hall_url) as query:
                return [*twice, again, after], other, query("SELECT count(*) FROM records_visitrow")

    same, other, count = run(scene())
    assert {(answer.seq, answer.visit, answer.ticket) for answer in same} == {(2, 1, "D001")}
    assert [answer.repeated for answer in same] == [False, True, True, True]
    assert (other.ticket, count) == ("D002", [(2,)])


def test_a_request_repeated_on_another_day_has_the_same_answer(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open()
            first = await it.do(TAKE, key="k1")
            await it.do(c.CloseDay(even_waiting=True))
            it.later(days=1)
            await it.do(c.OpenDay())
        async with house(hall_url) as it:
            it.later(days=1)
            again = await it.do(TAKE, key="k1")
            with pytest.raises(r.SameKeyOtherBody):
                await it.do(c.Take(matters=("car",)), key="k1")
            return first, again, await it.do(TAKE, key="k2")

    first, again, fresh = run(scene())
    assert (again.seq, again.visit, again.ticket, again.repeated) == (first.seq, 1, "D001", True)
    assert (fresh.visit, fresh.ticket) == (2, "D001")


def test_the_same_key_with_another_body_is_refused(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open()
            results = await asyncio.gather(it.do(TAKE, key="k1"), it.do(c.Take(matters=("car",)), key="k1"),
                                           it.do(TAKE, key="k1", by="kiosk:2"), return_exceptions=True)
            with pytest.raises(r.Malformed):
                await it.do(TAKE, key="a\0b")
            return results

    first, other_body, other_person = run(scene())
    assert first.ticket == "D001"
    assert type(other_body) is type(other_person) is r.SameKeyOtherBody


def test_a_refusal_goes_only_to_who_asked_and_changes_nothing(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open("1")
            results = await asyncio.gather(
                it.do(c.CallNext(desk="1")), it.do(TAKE), it.do(c.Take(matters=("nothing",))), it.do(c.Start(desk="1")),
                it.do(c.Take(matters=("id-card",)), office="nowhere"), return_exceptions=True)
            with sql(hall_url) as query:
                return results, query("SELECT count(*) FROM records_entry")

    results, count = run(scene())
    assert [type(result).__name__ for result in results] == [
        "NobodyWaits", "Answer", "UnknownThing", "DeskIdle", "UnknownThing"]
    assert count == [(3,)]


def test_a_command_that_cannot_be_written_down_hurts_nobody_else(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open("1")
            await it.do(TAKE)
            await it.do(c.CallNext(desk="1"))
            await it.do(c.Start(desk="1"))
            return await asyncio.gather(it.do(TAKE), it.do(c.Park(desk="1", event="\ud800")), it.do(TAKE),
                                        it.do(TAKE, office=OFFICES[1]), return_exceptions=True)

    first, broken, second, elsewhere = run(scene())
    assert (first.ticket, second.ticket) == ("D002", "D003")
    assert isinstance(broken, r.NotOnTheList)
    assert isinstance(elsewhere, r.OfficeClosed)


def test_moments_never_go_back_and_are_whole_milliseconds(hall_url):
    async def scene():
        async with house(hall_url) as it:
            it.later(microseconds=1999)
            await it.open()
            it.clock._at -= it.clock.now() - it.clock.now().replace(hour=3)
            return await it.do(TAKE)

    entry = run(scene()).entries[0]
    assert (entry.at.hour, entry.at.microsecond) == (7, 1000)


def test_more_than_the_queue_holds_is_refused_and_the_rest_is_served(hall_url):
    async def scene():
        async with house(hall_url, queue_limit=10) as it:
            await it.open()
            return await asyncio.gather(*(it.do(TAKE) for _ in range(25)), return_exceptions=True)

    results = run(scene())
    assert [type(result) for result in results[10:]] == [Overloaded] * 15
    assert [result.ticket for result in results[:10]] == [f"D{n:03d}" for n in range(1, 11)]


def test_what_is_published_leads_from_the_old_picture_to_the_new(hall_url):
    async def scene():
        async with house(hall_url, gather=0.01) as it:
            await it.open("1", "2")
            first = {audience: json.loads((await it.keeper.watch(OFFICES[0], audience)).body) for audience in AUDIENCES}
            for _ in range(5):
                await asyncio.gather(it.do(TAKE), it.do(c.CallNext(desk="1")), it.do(c.Leave(visit=1)),
                                     return_exceptions=True)
                await asyncio.sleep(0.02)
                it.later(seconds=30)
            await asyncio.sleep(0.05)
            last = {audience: json.loads((await it.keeper.state(OFFICES[0], audience)).body) for audience in AUDIENCES}
            return first, last, it.published

    first, last, published = run(scene())
    for audience in AUDIENCES:
        picture, seq = first[audience]["picture"], first[audience]["seq"]
        for body in (json.loads(body) for _, to, _, body in published if to == audience):
            assert body["from"] == seq < body["seq"]
            picture, seq = apply_changes(picture, body), body["seq"]
        assert (picture, seq) == (last[audience]["picture"], last[audience]["seq"])


def test_a_state_is_rendered_once_and_has_a_tag_of_its_own(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open()
            one = await it.keeper.state(OFFICES[0], "public")
            assert it.keeper.peek(OFFICES[0], "public") is one is await it.keeper.state(OFFICES[0], "public")
            await it.do(TAKE)
            assert it.keeper.peek(OFFICES[0], "public") is None
            two = await it.keeper.state(OFFICES[0], "public")
            staff = await it.keeper.state(OFFICES[0], "staff")
            return one, two, staff

    one, two, staff = run(scene())
    assert len({one.etag, two.etag, staff.etag}) == 3
    assert (one.seq, two.seq, two.stale) == (1, 2, False)


def test_the_clock_opens_the_day_and_takes_back_whoever_stepped_out(hall_url):
    async def scene():
        async with house(hall_url, look=0.02) as it:
            await it.keeper.state(OFFICES[0], "public")
            await asyncio.sleep(0.2)
            await it.do(TAKE)
            await it.do(c.StepOut(visit=1, until=it.clock.now().replace(minute=10)))
            it.later(minutes=11)
            await asyncio.sleep(0.2)
            with sql(hall_url) as query:
                return query("SELECT kind FROM records_entry ORDER BY seq")

    assert run(scene()) == [("day_opened",), ("taken",), ("parked",), ("resumed",)]


def test_a_new_day_in_one_turn_with_the_old_one_leaves_no_row_behind(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open("1")
            await it.do(TAKE)
            it.later(days=1)
            await asyncio.gather(it.do(c.CloseDay(even_waiting=True)), it.do(c.OpenDay()), it.do(TAKE))
            with sql(hall_url) as query:
                return query("SELECT number, ticket, state FROM records_visitrow ORDER BY id")

    assert run(scene()) == [(1, "D001", "expired"), (2, "D001", "waiting")]


def test_whoever_looks_while_a_turn_is_stored_sees_only_what_is_committed(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open()
            await it.keeper.state(OFFICES[0], "public")
            asked = it.do(TAKE)
            taking = asyncio.ensure_future(asked)
            while it.hall().seq < 2:
                await asyncio.sleep(0)
            assert not it.keeper._halls.memories[OFFICES[0]].is_stored
            during = await it.keeper.state(OFFICES[0], "public")
            looks = [asyncio.ensure_future(it.keeper.look(OFFICES[0], lambda hall, rules: hall.seq)) for _ in range(3)]
            await taking
            return during.seq, await asyncio.gather(*looks), (await it.keeper.state(OFFICES[0], "public")).seq

    assert run(scene()) == (1, [2, 2, 2], 2)
