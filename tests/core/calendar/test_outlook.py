"""Open now, until when, and when next."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okienko.actions.description import office_of
from okienko.core.calendar.outlook import days, exceptions, outlook
from okienko.links.files import read_directory

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def office():
    return office_of(dict(read_directory(ROOT / "offices" / "legnica").files))


def at(office, *moment):
    return outlook(office.calendar, datetime(*moment, tzinfo=UTC), zone=office.zone)


def test_open_on_a_monday_morning(office):
    found = at(office, 2026, 3, 2, 10, 0)
    assert found.is_open and found.gives_tickets
    assert found.today.on == date(2026, 3, 2) and found.next.on == date(2026, 3, 3)


def test_after_the_last_ticket_the_doors_are_open_still(office):
    found = at(office, 2026, 3, 2, 16, 50)
    assert found.is_open and not found.gives_tickets


def test_before_opening_the_next_opening_is_today(office):
    found = at(office, 2026, 3, 2, 5, 0)
    assert not found.is_open and found.next.on == date(2026, 3, 2)


def test_on_a_weekend_the_next_opening_is_monday(office):
    found = at(office, 2026, 3, 7, 10, 0)
    assert not found.is_open and found.today is None and found.next.on == date(2026, 3, 9)


def test_the_moment_of_closing_is_closed(office):
    closes = office.opening(date(2026, 3, 2)).closes_at
    assert not outlook(office.calendar, closes, zone=office.zone).is_open


def test_days_that_differ_say_why(office):
    found = exceptions(office.calendar, date(2026, 12, 1), count=40)
    assert {day.on for day in found} >= {date(2026, 12, 12), date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 31)}
    assert all(day.reason for day in found)
    closed = {day.on: day.hours for day in found}
    assert closed[date(2026, 12, 25)] is None and str(closed[date(2026, 12, 31)]) == "08:00-13:00"


def test_nobody_is_received_with_a_complaint_on_a_closed_day(office):
    week = {day.on: day for day in days(office.calendar, date(2026, 12, 21), count=7)}
    assert week[date(2026, 12, 21)].complaints is not None
    assert week[date(2026, 12, 25)].complaints is None
