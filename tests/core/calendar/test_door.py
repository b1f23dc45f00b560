"""How the door stands: the same for every screen, and for whoever asks about a minute of the past."""

from datetime import date, timedelta

import pytest

from okienko.core.calendar import past
from okienko.core.calendar.door import CLOSED, LAST, OPEN, door

from .test_past import CALENDAR, ZONE, ask, entries, local, usual

HOURS = CALENDAR.opening(date(2026, 11, 23), zone=ZONE)


@pytest.mark.parametrize(("hour", "minute", "phase", "stands"), [
    (7, 40, "open", CLOSED), (8, 0, "open", OPEN), (15, 44, "open", OPEN), (15, 45, "open", LAST),
    (15, 50, "stopped", LAST), (16, 0, "stopped", LAST), (16, 30, "stopped", LAST), (16, 30, "closed", CLOSED),
    (12, 0, "closed", CLOSED), (12, 0, "stopped", LAST), (12, 0, None, OPEN),
    (15, 50, None, LAST), (16, 0, None, CLOSED),
])
def test_on_a_usual_day(hour, minute, phase, stands):
    assert door(HOURS, phase=phase, at=local(23, hour, minute)) == stands


@pytest.mark.parametrize(("phase", "stands"), [("open", OPEN), ("stopped", LAST), ("closed", CLOSED), (None, CLOSED)])
def test_a_day_opened_by_hand_counts_without_hours(phase, stands):
    assert door(None, phase=phase, at=local(22, 12)) == stands


def test_it_is_the_answer_that_was_open_gives_afterwards():
    told = usual()
    phases = {"day_opened": "open", "tickets_stopped": "stopped", "day_closed": "closed"}
    for minutes in range(0, 24 * 60, 5):
        at = local(23, 0) + timedelta(minutes=minutes)
        phase = next((phases[each.kind] for each in reversed(told) if each.at <= at and each.kind in phases), "closed")
        assert (door(HOURS, phase=phase, at=at) != CLOSED) == ask(at, told).is_yes, at


def test_before_the_doors_open_nobody_was_served():
    assert ask(local(23, 7, 40), entries((local(23, 7, 30), "day_opened"))).answer == past.OUTSIDE_HOURS
