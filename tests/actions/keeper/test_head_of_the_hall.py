"""The hall's stream has a head that its followers keep: what is gone altogether is missed by it."""

import asyncio

from okienko.actions.followers import FinishedFollower, catch_up, rebuild
from okienko.actions.verify import verify
from tests.actions.keeper.conftest import sql
from tests.actions.keeper.test_followers import a_visit, department, journal

__all__ = ["journal"]

GONE = ("entry WHERE stream = 'hall' AND office_id = 1", "visitrow WHERE office_id = 1", "deskrow WHERE office_id = 1",
        "wishrow WHERE office_id = 1", "hallrow WHERE office_id = 1", "finishedvisit WHERE office_id = 1",
        "finishedstep WHERE office_id = 1", "finishedwish WHERE office_id = 1", "followercursor WHERE office_id = 1")


def test_a_hall_that_is_gone_with_all_its_rows_is_missed_by_its_head(hall_url, journal):
    asyncio.run(a_visit(hall_url))
    catch_up(FinishedFollower(department), journal)
    assert list(verify(journal)) == []
    rebuild(FinishedFollower(department), journal)
    assert list(verify(journal)) == []
    with sql(hall_url) as query:
        for rows in GONE:
            query(f"DELETE FROM records_{rows}")
    assert {found.code for found in verify(journal)} == {"head_beyond"}


def test_another_entry_in_the_place_of_the_last_one_is_seen(hall_url, journal):
    asyncio.run(a_visit(hall_url))
    catch_up(FinishedFollower(department), journal)
    with sql(hall_url) as query:
        query("UPDATE records_streamhead SET seq = seq - 1 WHERE stream = 'hall'")
    assert {found.code for found in verify(journal)} == {"head_differs"}


def test_a_head_that_is_gone_is_missed_by_whoever_has_read_the_stream(hall_url, journal):
    asyncio.run(a_visit(hall_url))
    catch_up(FinishedFollower(department), journal)
    with sql(hall_url) as query:
        query("DELETE FROM records_streamhead WHERE stream = 'hall'")
    assert {found.code for found in verify(journal)} == {"head_missing"}
