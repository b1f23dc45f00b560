"""The stage through the hall keeper: the morning at once, the day at any speed, the visitor first."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from okienko.actions.stage.guard import NotADemonstration, demand_demonstration
from okienko.actions.stage.sessions import Watched
from okienko.actions.submit import register_keeper
from okienko.actions.workplace.attendance import listen
from okienko.actions.workplace.desk import place_of
from okienko.core.hall import commands as c
from okienko.core.hall.refusals import DeskTaken, Malformed, UnknownThing
from okienko.core.people.who import PERSON, Who
from okienko.links.clock import BackwardsInTime
from okienko.records.marker import NotEmpty, is_demonstration, mark_demonstration
from tests.actions.stage.conftest import MONDAY, legnica, playing

QUARTER_TO_ELEVEN = datetime(2026, 3, 2, 9, 45, tzinfo=UTC)


def test_the_morning_is_played_to_a_quarter_to_eleven_within_seconds(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            assert abs((stage.clock.now() - QUARTER_TO_ELEVEN).total_seconds()) < 1
            states = await stage.look(lambda hall: Counter(visit.state for visit in hall.visits.values()))
            assert states["finished"] > 80 and states["waiting"] > 5 and states["serving"] > 5
            assert stage.took < 20

    asyncio.run(story())


def test_the_morning_is_the_same_each_time(new_stage):
    async def story(url):
        async with playing(url) as stage:
            return await stage.look(lambda hall: [(v.ticket, v.state, v.desk) for v in hall.visits.values()])

    first = asyncio.run(story(new_stage("first")))
    assert first and first == asyncio.run(story(new_stage("second")))


def test_a_visitor_is_called_within_45_seconds_of_real_time_whatever_the_speed(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            stage.visitor.set_speed(60)
            await stage.pass_seconds(3)
            answer = await stage.visitor.take("dowod-utrata")
            await stage.pass_seconds(1)
            assert stage.player.pace == 1
            await stage.pass_seconds(43)
            visit = (await stage.visitor.state())["tickets"][str(answer.visit)]
            assert visit["state"] in ("called", "serving") and visit["desk"]
            await stage.pass_seconds(240)
            state = await stage.look(lambda hall: hall.visits[answer.visit].state)
            assert state == "finished"
            assert stage.player.pace == 60

    asyncio.run(story())


def test_a_visitors_wish_brings_the_officer_down_and_the_page_is_told_who_where_and_when(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            answer = await stage.visitor.take("dowod-utrata")
            await stage.visitor.ask_officer(answer.visit)
            await stage.pass_seconds(12)
            state = await stage.visitor.state()
            wish = state["tickets"][str(answer.visit)]["wish"]
            assert wish["state"] in ("promised", "meeting") and wish["mode"] == "comes-down"
            assert wish["name"] and wish["post"].startswith("Spotkania") and wish["due_at"]
            assert any(row["ticket"] == answer.ticket and row["person"] for row in state["officers"])
            await stage.pass_seconds(300)
            met = await stage.look(lambda hall: [w.state for w in hall.wishes.values() if w.visit == answer.visit])
            assert met == ["met"]

    asyncio.run(story())


def test_a_visitor_works_at_one_desk_and_the_stage_leaves_it_alone(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await stage.visitor.take_desk("3")
            await stage.visitor.act_at_desk("call_next")
            await stage.pass_seconds(40)
            row = (await stage.visitor.state())["desk"]
            assert row["state"] == "called" and row["ticket"]
            await stage.visitor.act_at_desk("start")
            await stage.visitor.act_at_desk("finish")
            await stage.visitor.take_desk(None)
            assert (await stage.visitor.state())["desk"] is None
            left_at = stage.clock.now()
            stage.visitor.set_speed(60)
            await stage.pass_seconds(30)
            assert stage.player.cast.free_since["3"] > left_at

    asyncio.run(story())


def test_a_desk_at_which_somebody_works_by_an_own_session_is_left_alone(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            own = Watched(stage.keeper, note=stage.visitor.note_session)
            person = await stage.look(lambda hall: hall.desks["3"].person)
            while await stage.look(lambda hall: hall.desks["3"].visit) is None:
                await stage.pass_seconds(5)
            await own.submit("legnica", c.PauseDesk(desk="3"), by=f"person:{person}")
            await asyncio.sleep(0)
            assert stage.player.cast.visitors_desks == {"3"} and stage.player.is_held
            before = await stage.look(lambda hall: (hall.desks["3"].visit, hall.desks["3"].paused))
            await stage.pass_seconds(300, step=2)
            assert await stage.look(lambda hall: (hall.desks["3"].visit, hall.desks["3"].paused)) == before
            with pytest.raises(DeskTaken):
                await stage.visitor.take_desk("3", key="another browser")
            await stage.pass_seconds(400, step=2)
            assert not stage.player.cast.visitors_desks, "a desk that is left alone for long is played again"

    asyncio.run(story())


def test_a_desk_whose_screen_somebody_opens_is_left_alone_before_any_key(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            loop = asyncio.get_running_loop()
            person = await stage.look(lambda hall: hall.desks["3"].person)
            clerk = Who(kind=PERSON, id=7, office="legnica", staff_id=person)
            listen(lambda by, desk: loop.call_soon_threadsafe(stage.visitor.note_session, by, desk))
            register_keeper(stage.keeper)
            try:
                place = await asyncio.to_thread(place_of, "legnica", who=clerk)
            finally:
                register_keeper(None)
                listen(None)
            await asyncio.sleep(0)
            assert place["desk"]["id"] == "3" and stage.player.cast.visitors_desks == {"3"}
            before = await stage.look(lambda hall: (hall.desks["3"].visit, hall.desks["3"].acted_at))
            await stage.pass_seconds(500, step=2)
            assert await stage.look(lambda hall: (hall.desks["3"].visit, hall.desks["3"].acted_at)) == before
            await stage.pass_seconds(900, step=5)
            assert not stage.player.cast.visitors_desks
            assert await stage.look(lambda hall: hall.desks["3"].acted_at) > before[1], "a while after they left"

    asyncio.run(story())


def test_a_key_that_goes_the_short_way_is_noted_too(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            own = Watched(stage.keeper, note=stage.visitor.note_session)
            person, became = await stage.look(lambda hall: hall.desks["3"].person), asyncio.Future()
            own.ask("legnica", c.PauseDesk(desk="3"), by=f"person:{person}", then=became.set_result)
            assert (await became).seq and stage.player.cast.visitors_desks == {"3"}
            became = asyncio.Future()
            own.ask("legnica", c.PauseDesk(desk="none"), by=f"person:{person}", then=became.set_result)
            assert isinstance(await became, UnknownThing) and stage.player.cast.visitors_desks == {"3"}

    asyncio.run(story())


def test_a_desk_left_alone_goes_back_to_the_stage(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await stage.visitor.take_desk("2")
            assert stage.player.cast.visitors_desks == {"2"}
            await stage.pass_seconds(200, step=5)
            assert not stage.visitor.desks and not stage.player.cast.visitors_desks

    asyncio.run(story())


def test_the_speed_is_one_of_those_offered_and_a_pause_stands_still(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            for wrong in (2, -1, 1000):
                with pytest.raises(Malformed):
                    stage.visitor.set_speed(wrong)
            stage.visitor.set_speed(0)
            before = stage.clock.now()
            await stage.pass_seconds(20)
            assert stage.clock.now() == before
            stage.visitor.set_speed(60)
            await stage.pass_seconds(10)
            assert 595 <= (stage.clock.now() - before).total_seconds() <= 605

    asyncio.run(story())


def test_nobody_acts_on_a_ticket_of_somebody_else(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            other = await stage.look(lambda hall: hall.last_visit)
            for act in (stage.visitor.leave, stage.visitor.ask_officer, stage.visitor.more_time):
                with pytest.raises(UnknownThing):
                    await act(other)

    asyncio.run(story())


def test_when_the_day_is_over_the_next_monday_begins(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await stage.player.play_until(datetime(2026, 3, 2, 22, 0, tzinfo=UTC), driving=True)
            assert stage.player._is_over
            await stage.player.begin(stage.player.cast.plan.day.replace(day=3))
            assert await stage.look(lambda hall: hall.day) == date(2026, 3, 9)
            assert await stage.look(lambda hall: len(hall.visits)) > 80

    asyncio.run(story())


async def to_the_last_ticket(stage):
    """Play on to a minute before the last ticket."""
    last = stage.player.cast.plan.opening.last_ticket_at
    await stage.player.play_until(last - timedelta(minutes=1), driving=True)
    stage.clock.set(max(last - timedelta(minutes=1), stage.clock.now()))
    stage.player.choose_pace()


def test_with_the_last_ticket_the_next_monday_begins_so_that_a_visitor_always_gets_a_ticket(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await to_the_last_ticket(stage)
            stage.visitor.set_speed(60)
            await stage.pass_seconds(3)
            state = await stage.visitor.state()
            assert (state["day"], state["gives_tickets"]) == ("2026-03-09", True)
            assert "10:45" <= state["time"] < "11:00"
            assert (await stage.visitor.take("dowod-utrata")).visit is not None

    asyncio.run(story())


def test_a_visitor_with_a_ticket_is_served_before_the_next_monday_begins(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await to_the_last_ticket(stage)
            await stage.visitor.take("dowod-utrata")
            await stage.pass_seconds(70)
            state = await stage.visitor.state()
            assert (state["day"], state["gives_tickets"]) == ("2026-03-02", False)
            await stage.pass_seconds(240, step=2)
            assert (await stage.visitor.state())["day"] == "2026-03-09"

    asyncio.run(story())


def test_the_stages_clock_never_goes_back(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            with pytest.raises(BackwardsInTime):
                stage.clock.set(datetime(2026, 3, 1, tzinfo=UTC))

    asyncio.run(story())


def test_the_stage_refuses_a_real_office_and_an_unmarked_database():
    office = legnica()
    real = replace(office, identity=replace(office.identity, demonstration=False))
    demand_demonstration(office, is_marked=True)
    for wrong, marked in ((real, True), (office, False), (real, False)):
        with pytest.raises(NotADemonstration, match="okienko demo"):
            demand_demonstration(wrong, is_marked=marked)


def test_only_an_empty_database_becomes_a_demonstration(tmp_path, stage_url):
    assert not is_demonstration(stage_url)
    with pytest.raises(NotEmpty):
        mark_demonstration(stage_url)
    assert not is_demonstration(stage_url)
    fresh = f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    mark_demonstration(fresh)
    assert is_demonstration(fresh)
    assert not is_demonstration("postgresql://somewhere/real")


def test_the_day_played_is_a_monday_on_which_the_office_is_open(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            assert stage.player.next_day(date(2026, 4, 4)) == date(2026, 4, 13)  # 6 April is Easter Monday
            assert stage.player.next_day(MONDAY) == MONDAY

    asyncio.run(story())
