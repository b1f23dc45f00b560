"""What one visitor chose is not met by the next, and is kept for whoever only looks away."""

import asyncio

from tests.actions.stage.conftest import playing


async def as_chosen(stage):
    state = await stage.visitor.state()
    return state["speed"], state["regime"]


async def choose(stage, key="first"):
    await stage.audience.enter(key)
    stage.visitor.set_speed(20)
    await stage.visitor.set_regime("jedna-osoba-przy-stanowisku")
    assert await as_chosen(stage) == (20, "jedna-osoba-przy-stanowisku")


def test_a_stranger_finds_the_house_as_it_was_made_though_the_last_visitor_changed_it(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await choose(stage)
            stage.audience.leave("first")
            await stage.audience.enter("second")
            assert await as_chosen(stage) == (1, None)

    asyncio.run(story())


def test_what_a_visitor_chooses_before_the_look_begins_is_kept(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await stage.audience.meet("first")
            stage.visitor.set_speed(20)
            await stage.audience.enter("first")
            assert (await as_chosen(stage))[0] == 20

    asyncio.run(story())


def test_whoever_comes_back_or_joins_others_finds_what_was_chosen(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await choose(stage)
            await stage.audience.enter("second")
            stage.audience.leave("second")
            stage.audience.leave("first")
            await stage.audience.enter("first")
            assert await as_chosen(stage) == (20, "jedna-osoba-przy-stanowisku")

    asyncio.run(story())


def test_a_house_that_nobody_looks_at_is_tidied_once_no_visitor_is_served(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            await choose(stage)
            await stage.visitor.take("dowod-utrata", key="first")
            stage.time.seconds += 400
            await stage.audience.tidy()
            assert await as_chosen(stage) == (20, "jedna-osoba-przy-stanowisku"), "somebody still looks"
            stage.audience.leave("first")
            stage.time.seconds += 299
            await stage.audience.tidy()
            stage.time.seconds += 2
            await stage.audience.tidy()
            assert await as_chosen(stage) == (20, "jedna-osoba-przy-stanowisku"), "a ticket is still open"
            await stage.visitor.leave(stage.visitor.tickets[-1], key="first")
            await stage.audience.tidy()
            assert await as_chosen(stage) == (1, None)

    asyncio.run(story())
