"""L01: the office is open, was open, and can show it for any minute."""

from datetime import date, timedelta

import pytest

from okienko.actions.keeper.memory import entry_of
from okienko.actions.verify import verify
from okienko.core.calendar.past import NOT_OPENED, was_open
from okienko.core.hall import commands as c
from okienko.core.hall.refusals import NoMoreTickets

from .conftest import office


def test_the_door_opens_by_the_calendar_and_the_journal_proves_it(monday):
    assert monday.hall(lambda hall, rules: hall.phase) == "open"
    first = monday.ticket("informacja")
    monday.signs_in("bok-1", "1")
    assert monday.serves("1") == first
    monday.finishes("1", "informed")
    entries = monday.store.entries_after(1, stream="hall", seq=0, limit=100)
    assert [entry.kind for entry in entries][:2] == ["day_opened", "taken"]
    assert list(verify(monday.store)) == []


def test_after_the_last_ticket_whoever_waits_is_still_served(monday):
    late = monday.ticket("informacja")
    monday.later(hours=9, minutes=50)
    monday.do(c.Tick())
    with pytest.raises(NoMoreTickets):
        monday.ticket("informacja")
    monday.signs_in("bok-1", "1")
    assert monday.serves("1") == late


def test_every_weekday_has_hours_and_every_department_a_way_in():
    legnica = office()
    week = [date(2026, 3, 2) + timedelta(days=n) for n in range(5)]
    assert all(legnica.opening(day) for day in week)
    assert all(legnica.contact_modes(department) for department in legnica.departments)


def test_the_calendar_and_the_journal_answer_for_a_minute_of_the_past(monday):
    first = monday.ticket("informacja")
    monday.signs_in("bok-1", "1")
    assert monday.serves("1") == first
    monday.finishes("1", "informed")
    legnica = office()
    told = [entry_of(line) for line in monday.store.entries_after(1, stream="hall", seq=0, limit=100)]
    asked, later = told[-1].at, told[-1].at + timedelta(days=1)
    found = was_open(legnica.calendar, told, asked, zone=legnica.zone, now=later, begins=told[0].at)
    assert found.is_yes and (found.desks, found.served) == (1, 1)
    unopened = was_open(legnica.calendar, [], asked, zone=legnica.zone, now=later, begins=told[0].at)
    assert unopened.answer == NOT_OPENED
