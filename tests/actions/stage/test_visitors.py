"""People who watch the stage at the same time: to each the own ticket and desk."""

import asyncio

import pytest

from okienko.core.hall.refusals import DeskTaken, UnknownThing
from tests.actions.stage.conftest import playing


def test_two_people_who_watch_have_their_own_tickets_and_desks(stage_url):
    async def story():
        async with playing(stage_url) as stage:
            mine = await stage.visitor.take("dowod-utrata", key="one")
            theirs = await stage.visitor.take("dowod-utrata", key="two")
            await stage.visitor.take_desk("3", key="one")
            with pytest.raises(DeskTaken):
                await stage.visitor.take_desk("3", key="two")
            with pytest.raises(UnknownThing):
                await stage.visitor.leave(mine.visit, key="two")
            for key, visit in {"one": mine.visit, "two": theirs.visit}.items():
                assert list((await stage.visitor.state(key))["tickets"]) == [str(visit)]
            assert (await stage.visitor.state("two"))["desk"] is None
            address = (await stage.visitor.state("one"))["tickets"][str(mine.visit)]["address"]
            await stage.visitor.claim(address, key="two")
            assert str(mine.visit) in (await stage.visitor.state("two"))["tickets"]

    asyncio.run(story())
