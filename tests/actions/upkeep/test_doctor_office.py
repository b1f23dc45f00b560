"""What the doctor finds in what is served: the office, its people, printers, followers and journal."""

import asyncio
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from okienko.actions.upkeep.doctor import office
from okienko.actions.upkeep.version import version
from okienko.actions.verify import verify
from okienko.core.hall import commands as c
from okienko.records.journal.stores import open_store
from okienko.records.serving.places import place_of
from tests.actions.keeper.conftest import house, sql
from tests.actions.keeper.test_followers import orm
from tests.actions.upkeep.conftest import codes
from tests.core.hall.conftest import MORNING

NOW = datetime.now(UTC)
ROOT = Path(__file__).parents[3]


def files_of_demo(**changes: str) -> dict[str, str]:
    """The files of the small office, with other text in them."""
    text = (ROOT / "offices" / "demo" / "office.toml").read_text()
    for old, new in changes.items():
        text = text.replace(old, new)
    return {"office.toml": text}


@pytest.fixture
def installed(hall_url):
    """An installation with one described office, an administrator and a server; Django's own connection leads to it."""
    from okienko.actions.office import apply
    from okienko.actions.people.accounts import create_account
    from okienko.records.office import Office

    with orm(hall_url):
        Office.objects.all().delete()
        apply(files_of_demo(), by="test", at=NOW)
        create_account("ada", office="demo", roles=["administrator"], password="x")
        server = place_of(hall_url)
        server.enter(version())
        yield hall_url
        server.leave()


def served(url: str, *, now=NOW, quick: bool = True) -> set[str]:
    store = open_store(url)
    try:
        return codes(office.examine(url, store, now=now, quick=quick))
    finally:
        store.close()


def test_an_installation_that_is_sound_has_no_finding(installed):
    assert served(installed, quick=False) == set()


def test_nobody_who_serves_and_somebody_of_another_version_are_found(installed):
    other = place_of(installed)
    other.enter("0.0.1")
    assert served(installed) == {"server_other_version"}
    other.leave()


def test_what_is_missing_in_an_office_is_found(installed):
    from okienko.records.hall import Entry, StreamHead
    from okienko.records.office import Office, OfficeRevision
    from okienko.records.people import Account

    Account.objects.update(is_active=False)
    assert served(installed) == {"administrator_none"}
    revision = OfficeRevision.objects.get()
    revision.files = files_of_demo(desks="desk_s")
    revision.save()
    assert served(installed) == {"administrator_none", "description_changed", "description_faults"}
    OfficeRevision.objects.all().delete()
    assert served(installed) == {"administrator_none", "description_none"}
    for table in (Entry, StreamHead, Office):
        table.objects.all().delete()
    assert served(installed) == {"office_none"}


def test_revisions_that_are_not_as_they_were_applied_are_found(installed):
    from okienko.actions.office import apply
    from okienko.records.office import OfficeRevision

    for name in ("Urząd 2", "Urząd 3", "Urząd 4"):
        apply(files_of_demo(Urząd=name), by="test", at=NOW)
    assert OfficeRevision.objects.count() == 4
    assert findings(installed) == []
    OfficeRevision.objects.filter(number=2).delete()
    assert findings(installed) == ["revisions 2 to 2 of the description are missing"]
    last = OfficeRevision.objects.get(number=4)
    last.files = files_of_demo(Urząd="Mój urząd")
    last.save()
    assert findings(installed) == ["revisions 2 to 2 of the description are missing",
                                   "revision 4 of the description was changed after it was applied"]
    assert served(installed) == {"description_changed"}
    applied = apply(files_of_demo(Urząd="Urząd 4"), by="test", at=NOW)
    assert (applied.number, applied.is_new, served(installed)) == (5, True, set())


def findings(url: str) -> list[str]:
    store = open_store(url)
    try:
        return [each.what for each in verify(store)]
    finally:
        store.close()


def test_an_installation_that_nobody_serves_is_told(hall_url):
    with orm(hall_url):
        assert "server_none" in served(hall_url)


def test_a_printer_that_is_away_is_found(installed):
    from okienko.actions.office import apply

    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        printer = f'\n[printers.door]\naddress = "tcp://127.0.0.1:{taken.getsockname()[1]}"\n'
        apply({"office.toml": files_of_demo()["office.toml"] + printer}, by="test", at=NOW)
        assert served(installed) == {"printer_trouble"}


def test_a_journal_that_is_ahead_of_the_clock_of_the_followers_or_broken_is_found(hall_url, monkeypatch):
    async def some_tickets():
        async with house(hall_url) as it:
            await it.open()
            for _ in range(12):
                await it.do(c.Take(matters=("id-card",)))

    asyncio.run(some_tickets())
    monkeypatch.setattr(office, "BEHIND", 10)
    with orm(hall_url):
        found = served(hall_url, now=MORNING - timedelta(days=1), quick=False)
        assert {"clock_behind_journal", "follower_behind"} <= found
        assert "journal_fault" not in found
        monkeypatch.setattr(office, "TOLD", 1)
        with sql(hall_url) as query:
            query("UPDATE records_entry SET body = '{}' WHERE office_id = 1 AND kind = 'taken'")
        assert {"journal_fault", "journal_more"} <= served(hall_url, quick=False)
