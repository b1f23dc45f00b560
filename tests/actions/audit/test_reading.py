"""The journal read by days and filters, on both databases, and what it says of a moment."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from okienko.actions.audit import Wanted, page, rows_of, stood_at, streams_of
from okienko.actions.audit.reading import PAGE, day_bounds
from okienko.actions.office import apply
from okienko.core.calendar import past
from okienko.core.journal.chain import START, Line, link
from okienko.links.files import read_directory
from okienko.records.hall import Entry
from okienko.records.office import Office

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Warsaw")
MONDAY = date(2026, 3, 2)


@pytest.fixture
def office():
    applied = apply(read_directory(Path("offices/demo")).files, by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
    return Office.objects.get(slug=applied.slug)


@pytest.fixture
def entries(office):
    """Two days with tickets every two minutes from 7:30; on the second the hall is closed at noon."""
    told = []
    for day in range(2):
        opens = datetime(2026, 3, 2 + day, 7, 30, tzinfo=ZONE)
        told.append((opens, "day_opened", None, {"day": str(opens.date()), "regime": None, "revision": ""}))
        told += [(opens + timedelta(minutes=2 * each), "taken", each, {}) for each in range(1, 121)]
        told.append((opens + timedelta(hours=4, minutes=30), "day_closed", None, {}))
    before = START
    for seq, (moment, kind, visit, body) in enumerate(told, 1):
        at = moment.astimezone(UTC)
        line = Line(office.pk, "hall", seq, str(at)[:-6], kind, visit, None, "system", json.dumps(body), 0, None, None)
        before = link(line, before=before)
        Entry.objects.create(office=office, stream="hall", seq=seq, at=at, kind=kind, visit=visit, by="system",
                             body=line.body, hash=before)


def test_the_days_are_found_by_halving(office, entries, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        assert day_bounds(office, "hall", MONDAY, MONDAY, zone=ZONE) == (1, 122)
    tuesday = MONDAY + timedelta(days=1)
    assert day_bounds(office, "hall", tuesday, tuesday, zone=ZONE) == (123, 244)
    assert day_bounds(office, "hall", MONDAY, tuesday, zone=ZONE) == (1, 244)
    sunday, wednesday = MONDAY - timedelta(days=1), MONDAY + timedelta(days=2)
    assert day_bounds(office, "hall", sunday, sunday, zone=ZONE) == (1, 0)
    assert day_bounds(office, "hall", wednesday, wednesday, zone=ZONE) == (245, 244)


def test_pages_lead_from_seq_to_seq(office, entries):
    first = page(office, Wanted(), zone=ZONE)
    second = page(office, Wanted(), zone=ZONE, after=first.next)
    third = page(office, Wanted(), zone=ZONE, after=second.next)
    assert [row.seq for each in (first, second, third) for row in each.rows] == list(range(1, 245))
    assert (len(first.rows), third.next) == (PAGE, None)


def test_filters_go_together(office, entries):
    wanted = Wanted(days=(MONDAY, MONDAY), kind="taken", visit=7)
    assert [row.seq for row in rows_of(office, wanted, zone=ZONE)] == [8]
    assert list(rows_of(office, Wanted(desk="1"), zone=ZONE)) == []


def test_the_streams_of_an_office_begin_with_the_hall(office, entries):
    Entry.objects.create(office=office, stream="audits", seq=1, at=datetime.now(UTC), kind="taken", by="system",
                         body="{}", hash=START)
    assert streams_of(office) == ["hall", "audits"]


@pytest.mark.parametrize(("day", "hour", "answer"), [
    (2, 10, past.OPEN), (3, 13, past.CLOSED_EARLY), (4, 10, past.NOT_OPENED), (1, 10, past.NO_RECORD),
    (2, 3, past.NO_RECORD), (9, 10, past.NOT_YET),
])
def test_a_moment_of_the_past(office, entries, day, hour, answer):
    now = datetime(2026, 3, 8, tzinfo=UTC)
    known = stood_at(office, datetime(2026, 3, day, hour, tzinfo=ZONE), now=now)
    assert known.found.answer == answer
    assert known.number == 1 and known.departments == len(known.office.departments) and known.modes


def test_the_description_of_that_day_counts_and_not_the_one_of_now(office, entries):
    files = dict(read_directory(Path("offices/demo")).files)
    (name, text), *_ = files.items()
    later = text.replace("Wójt Gminy", "Burmistrz Gminy", 1)
    apply({**files, name: later}, by="test", at=datetime(2026, 3, 5, tzinfo=UTC))
    now = datetime(2026, 3, 8, tzinfo=UTC)
    assert stood_at(office, datetime(2026, 3, 2, 10, tzinfo=ZONE), now=now).number == 1
    assert stood_at(office, datetime(2026, 3, 6, 10, tzinfo=ZONE), now=now).number == 2
