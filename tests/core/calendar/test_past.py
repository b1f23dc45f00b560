"""Was the office open at a moment: the calendar says what should have been, the journal what was."""

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from okienko.core.calendar import past
from okienko.core.calendar.calendar import Calendar, Period, SpecialDay
from okienko.core.calendar.hours import Span
from okienko.core.hall.entries import Entry

ZONE = ZoneInfo("Europe/Warsaw")
WEEK = MappingProxyType({frozenset(range(5)): Span.from_text("08:00-16:00")})
CALENDAR = Calendar(periods={"usual": Period(id="usual", hours=WEEK)}, exceptions={
    date(2026, 11, 24): SpecialDay(reason="An exercise of the fire brigade", closed=True),
    date(2026, 11, 25): SpecialDay(reason="The eve", hours=Span.from_text("10:00-13:00")),
})
BEGINS = datetime(2026, 11, 2, 7, 30, tzinfo=ZONE)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def entries(*told: tuple) -> list[Entry]:
    """Entries by (moment, kind) or (moment, kind, desk or body)."""
    made = []
    for seq, (at, kind, *more) in enumerate(told, 1):
        desk = next((each for each in more if isinstance(each, str)), None)
        body = next((each for each in more if isinstance(each, dict)), {})
        made.append(Entry(seq, at.astimezone(UTC), kind, desk=desk, body=body))
    return made


def usual(day: int = 23) -> list[Entry]:
    return entries(
        (local(day, 7, 30), "day_opened", {"regime": None}), (local(day, 7, 50), "desk_opened", "1"),
        (local(day, 8, 5), "taken"), (local(day, 8, 20), "finished"), (local(day, 9), "desk_opened", "2"),
        (local(day, 10), "regime_set", {"regime": "limits"}), (local(day, 11), "desk_closed", "2"),
        (local(day, 12), "finished"), (local(day, 12, 1), "finish_undone"), (local(day, 12, 5), "finished"),
        (local(day, 13), "wish_met"), (local(day, 15, 45), "tickets_stopped"), (local(day, 16, 20), "finished"),
        (local(day, 16, 21), "desk_closed", "1"), (local(day, 16, 21), "day_closed"))


def ask(at: datetime, told: list[Entry], *, begins: datetime | None = BEGINS, now: datetime | None = None):
    return past.was_open(CALENDAR, told, at, zone=ZONE, now=now or at + timedelta(days=9), begins=begins)


@pytest.mark.parametrize(("hour", "minute", "answer"), [
    (7, 40, past.OUTSIDE_HOURS), (8, 0, past.OPEN), (15, 59, past.OPEN), (16, 0, past.SERVED_ON),
    (16, 20, past.SERVED_ON), (16, 22, past.OUTSIDE_HOURS), (3, 0, past.OUTSIDE_HOURS), (23, 0, past.OUTSIDE_HOURS),
])
def test_a_usual_day(hour, minute, answer):
    assert ask(local(23, hour, minute), usual()).answer == answer


def test_how_it_was_open():
    found = ask(local(23, 12, 30), usual())
    assert found.is_yes and found.gave_tickets
    assert (found.regime, found.desks, found.served, found.served_all_day, found.met) == ("limits", 1, 2, 3, 0)
    assert (found.opened_at, found.closed_at) == (local(23, 7, 30), None)
    assert ask(local(23, 9, 30), usual()).regime is None
    assert ask(local(23, 9, 30), usual()).desks == 2
    assert not ask(local(23, 15, 50), usual()).gave_tickets


def test_a_day_on_which_the_calendar_is_closed():
    found = ask(local(24, 10), [])
    assert (found.answer, found.reason, found.hours) == (past.CLOSED_DAY, "An exercise of the fire brigade", None)


def test_other_hours_of_one_day():
    assert ask(local(25, 9), usual(25)).answer == past.OUTSIDE_HOURS
    assert ask(local(25, 10), usual(25)).answer == past.OPEN
    assert ask(local(25, 10), usual(25)).reason == "The eve"


def test_a_weekend():
    assert ask(local(22, 10), []).answer == past.CLOSED_DAY


def test_a_day_on_which_nobody_opened_the_hall():
    assert ask(local(23, 10), []).answer == past.NOT_OPENED


def test_a_hall_that_opened_late():
    late = entries((local(23, 9), "day_opened", {"regime": None}))
    assert ask(local(23, 8, 30), late).answer == past.NOT_OPENED
    assert ask(local(23, 9, 30), late).answer == past.OPEN


def test_a_hall_that_closed_early():
    early = entries((local(23, 7, 30), "day_opened", {}), (local(23, 11), "day_closed"))
    found = ask(local(23, 12), early)
    assert (found.answer, found.closed_at, found.is_yes) == (past.CLOSED_EARLY, local(23, 11), False)
    assert ask(local(23, 10, 59), early).answer == past.OPEN


def test_a_hall_that_was_opened_again():
    again = entries((local(23, 7, 30), "day_opened", {}), (local(23, 11), "day_closed"),
                    (local(23, 12), "day_opened", {}))
    assert ask(local(23, 11, 30), again).answer == past.CLOSED_EARLY
    assert ask(local(23, 12, 30), again).answer == past.OPEN


def test_a_hall_opened_by_hand_on_a_day_without_hours():
    by_hand = entries((local(22, 9), "day_opened", {"regime": None}), (local(22, 12), "day_closed"))
    assert ask(local(22, 10), by_hand).answer == past.OPEN
    assert ask(local(22, 13), by_hand).answer == past.CLOSED_DAY


def test_a_day_that_nobody_closed_does_not_last_for_ever():
    forgotten = entries((local(23, 7, 30), "day_opened", {}), (local(23, 15), "finished"))
    assert ask(local(23, 22), forgotten).answer == past.OUTSIDE_HOURS
    morning = entries((local(26, 7, 30), "day_closed"), (local(26, 7, 30), "day_opened", {}))
    assert ask(local(26, 7, 35), morning).closed_at is None


def test_what_lies_before_the_journal_and_after_now_cannot_be_told():
    assert ask(local(23, 10), [], begins=None).answer == past.NO_RECORD
    assert ask(datetime(2026, 10, 1, 10, tzinfo=ZONE), []).answer == past.NO_RECORD
    assert ask(local(23, 10), usual(), now=local(23, 9)).answer == past.NOT_YET


def test_before_the_journal_begins_in_the_middle_of_a_day_nothing_is_claimed():
    told = entries((local(23, 15, 42), "day_opened", {}))
    begins = local(23, 15, 42)
    assert ask(local(23, 10), told, begins=begins).answer == past.NO_RECORD
    assert ask(local(23, 15, 42), told, begins=begins).answer == past.OPEN


def test_the_answer_does_not_depend_on_the_zone_of_the_question():
    assert ask(local(23, 8).astimezone(UTC), usual()).answer == past.OPEN
