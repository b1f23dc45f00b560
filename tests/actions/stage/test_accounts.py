"""Who is signed in by one click: somebody at whose desk, and before whose door, the stories happen."""

import asyncio

from okienko.actions.stage.accounts import demonstrators
from okienko.core.contact.wish import SEEKING
from tests.actions.stage.conftest import legnica, playing


def person_of(role):
    return {one.role: one.person for one in demonstrators(legnica())}[role]


def test_the_clerk_sits_at_a_desk_that_calls_the_tickets_of_the_story(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            desk = await stage.look(lambda hall: hall.desk_of(person_of("clerk")))
            waiting = await stage.look(lambda hall: [visit.leg.service for visit in hall.waiting()])
            assert desk is not None and "dowod-utrata" in desk.serves
            assert any(service in desk.serves for service in waiting)

    asyncio.run(story())


def test_the_officer_is_asked_by_the_wish_of_the_story(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            answer = await stage.visitor.take("dowod-utrata")
            await stage.visitor.ask_officer(answer.visit)
            wish = await stage.look(lambda hall: next(w for w in hall.wishes.values() if w.visit == answer.visit))
            assert wish.state == SEEKING and person_of("officer") in wish.asked

    asyncio.run(story())


def test_the_cashier_and_reception_sit_at_their_desks_as_well(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            seated = await stage.look(lambda hall: {desk.person for desk in hall.desks.values()})
            assert {person_of("cashier"), person_of("reception")} <= seated

    asyncio.run(story())
