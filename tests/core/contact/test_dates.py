"""The dates that a client is offered lie in opening hours, on the next open days."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from okienko.core.contact.dates import LOOK_AHEAD, free_dates, offered_dates

FRIDAY = date(2026, 3, 6)


def weekdays(on: date):
    if on.weekday() > 4:
        return None
    opens_at = datetime(on.year, on.month, on.day, 7, 30, tzinfo=UTC)
    return opens_at, opens_at + timedelta(hours=8)


def test_after_a_friday_come_monday_tuesday_wednesday():
    offered = offered_dates(FRIDAY, hours=weekdays, days=3)
    assert [f"{each:%a %H:%M}" for each in offered] == [
        "Mon 08:30", "Mon 14:30", "Tue 08:30", "Tue 14:30", "Wed 08:30", "Wed 14:30"]


def test_an_office_that_never_opens_offers_nothing():
    assert offered_dates(FRIDAY, hours=lambda on: None) == []


@given(st.sets(st.integers(1, LOOK_AHEAD), min_size=1), st.integers(15, 24 * 60))
def test_each_date_is_after_today_within_hours_and_in_order(open_days, minutes):
    def hours(on: date):
        if (on - FRIDAY).days not in open_days:
            return None
        opens_at = datetime(on.year, on.month, on.day, tzinfo=UTC)
        return opens_at, opens_at + timedelta(minutes=minutes)

    offered = offered_dates(FRIDAY, hours=hours)
    assert offered == sorted(set(offered))
    assert offered
    for moment in offered:
        opens_at, closes_at = hours(moment.date())
        assert opens_at <= moment < closes_at
        assert moment.date() > FRIDAY


def test_at_one_moment_not_more_clients_are_expected_than_officers_can_meet():
    first, second, *_ = offered = offered_dates(FRIDAY, hours=weekdays)
    assert free_dates(offered, taken=[first], officers=2)[0] == first
    assert free_dates(offered, taken=[first, first], officers=2)[0] == second
    assert free_dates(offered, taken=[], officers=0) == tuple(offered)
