"""What the followers have made, held against the journal told anew."""

import asyncio

from okienko.actions.followers import FinishedFollower, catch_up, rebuild
from okienko.actions.followers.following import Reading
from okienko.actions.verify import verify
from okienko.records.office import Office
from tests.actions.keeper.conftest import sql
from tests.actions.keeper.test_followers import department, journal
from tests.actions.keeper.test_verify import days

__all__ = ["journal"]

DERIVED_TAMPERINGS = {
    "UPDATE records_finishedvisit SET wait_ms = wait_ms + 1 WHERE id = (SELECT min(id) FROM records_finishedvisit)":
        "derived_differs",
    "DELETE FROM records_finishedstep WHERE id = (SELECT min(id) FROM records_finishedstep)": "derived_missing",
    "UPDATE records_finishedstep SET department = 'KASA' WHERE department = 'SO'": "derived_differs",
    "UPDATE records_finishedwish SET deferrals = deferrals + 1": "derived_differs",
    "UPDATE records_finishedvisit SET day = '2001-01-01'": "derived_day",
    "DELETE FROM records_finishedvisit": "derived_missing",
    "UPDATE records_followercursor SET seq = seq + 1000": "cursor_beyond",
    "UPDATE records_followercursor SET seq = seq - 30": "derived_alone",
    "DELETE FROM records_followercursor": "derived_day",
    "UPDATE records_followercursor SET seq = 1": "derived_alone",
}


def test_what_differs_from_what_a_rebuild_makes_is_found_and_a_rebuild_mends_it(hall_url, journal):
    asyncio.run(days(hall_url, seed=7, commands=150))
    for tampering, code in DERIVED_TAMPERINGS.items():
        rebuild(FinishedFollower(department), journal)
        assert list(verify(journal, departments=department)) == []
        with sql(hall_url) as query:
            query(tampering)
        found = list(verify(journal, departments=department))
        assert code in {finding.code for finding in found}, (tampering, found)
        assert all("okienko rebuild office-" in finding.mend for finding in found)


def test_a_follower_that_is_days_behind_is_found(hall_url, journal, monkeypatch):
    monkeypatch.setattr("okienko.actions.verify.derived.BEHIND", 10)
    asyncio.run(days(hall_url, seed=8, commands=60))
    monkeypatch.setattr("okienko.actions.followers.following.PAGE", 15)
    for office in Office.objects.order_by("slug"):
        Reading(FinishedFollower(department), office, journal).page()
    assert {finding.code for finding in verify(journal, departments=department)} == {"cursor_behind"}
    catch_up(FinishedFollower(department), journal)
    assert list(verify(journal, departments=department)) == []
