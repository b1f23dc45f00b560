"""When an office is open: the order of the rules, and clocks that change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.core.calendar.calendar import Calendar, Period, SpecialDay, Swap
from okienko.core.calendar.hours import Days, Span, Validity, ending, moment
from okienko.core.description.reader import Unreadable

WARSAW = ZoneInfo("Europe/Warsaw")
EVE = date(2026, 12, 24)
SATURDAY = date(2026, 12, 12)


def week(text: str, days: str = "mon-fri") -> dict:
    return {Days.from_text(days): Span.from_text(text)}


def calendar(**more) -> Calendar:
    summer = Period(id="lato", hours=week("07:00-15:00"), since=date(2026, 7, 1), until=date(2026, 8, 31))
    winter = Period(id="zima", hours=week("08:00-16:00"), since=date(2026, 9, 1))
    return Calendar(periods={"lato": summer, "zima": winter}, **more)


def opening(on: date, **more):
    return calendar(**more).opening(on, zone=WARSAW)


def test_hours_are_moments_in_utc():
    hours = opening(date(2026, 11, 23), last_ticket_minutes=15, cash_minutes=60, card_minutes=5)
    assert hours.opens_at == datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert hours.last_ticket_at == datetime(2026, 11, 23, 14, 45, tzinfo=UTC)
    assert hours.closes_at == datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert hours.cash_until_at == datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert hours.card_until_at == datetime(2026, 11, 23, 14, 55, tzinfo=UTC)


def test_periods_hold_on_their_own_dates():
    assert opening(date(2026, 8, 31)).opens_at.hour == 5  # 07:00 in summer time
    assert opening(date(2026, 9, 1)).opens_at.hour == 6  # 08:00 in summer time
    assert opening(date(2026, 6, 30)) is None
    assert opening(date(2026, 9, 5)) is None  # a Saturday


@pytest.mark.parametrize(("day", "utc_hour"), [(date(2026, 3, 29), 6), (date(2026, 10, 25), 7), (date(2026, 3, 28), 7)])
def test_eight_is_eight_on_the_days_when_clocks_change(day, utc_hour):
    assert moment(day, 8 * 60, zone=WARSAW) == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)


def test_midnight_at_the_end_of_the_day_is_the_next_midnight():
    assert moment(date(2026, 11, 23), 24 * 60, zone=WARSAW) == datetime(2026, 11, 23, 23, tzinfo=UTC)


def test_a_holiday_is_closed_and_gives_its_name():
    closed = calendar(holidays={EVE: "Wigilia"})
    assert closed.hours_on(EVE) == (None, "Wigilia")


def test_an_exception_goes_before_a_holiday_and_a_swap():
    special = SpecialDay(reason="Dyżur", hours=Span.from_text("08:00-12:00"))
    swap = Swap(instead_of=EVE, hours=Span.from_text("08:00-14:00"), reason="za Wigilię")
    some = calendar(exceptions={EVE: special}, swaps={SATURDAY: swap}, holidays={EVE: "Wigilia"})
    assert some.hours_on(EVE) == (Span(480, 720), "Dyżur")


def test_the_day_off_says_for_which_day_it_is_off():
    swap = Swap(instead_of=date(2026, 12, 28), hours=Span.from_text("08:00-14:00"), reason="za 28 grudnia",
                reason_off="za sobotę 12 grudnia")
    some = calendar(swaps={SATURDAY: swap})
    assert some.hours_on(SATURDAY)[1] == "za 28 grudnia"
    assert some.hours_on(date(2026, 12, 28)) == (None, "za sobotę 12 grudnia")


def test_a_swap_opens_one_day_and_closes_the_other():
    swap = Swap(instead_of=date(2026, 12, 28), hours=Span.from_text("08:00-14:00"), reason="zamiana")
    some = calendar(swaps={SATURDAY: swap})
    assert some.opening(SATURDAY, zone=WARSAW).closes_at == datetime(2026, 12, 12, 13, tzinfo=UTC)
    assert some.hours_on(date(2026, 12, 28)) == (None, "zamiana")


def test_the_last_ticket_of_a_special_day_may_differ():
    special = SpecialDay(reason="Sylwester", hours=Span.from_text("08:00-12:00"), last_ticket_minutes=90)
    assert opening(EVE, exceptions={EVE: special}).last_ticket_at == datetime(2026, 12, 24, 9, 30, tzinfo=UTC)


def test_doors_and_tickets_end_at_their_moments():
    hours = opening(date(2026, 11, 23), last_ticket_minutes=15)
    assert hours.is_open(hours.opens_at)
    assert not hours.is_open(hours.closes_at)
    assert not hours.gives_tickets(hours.last_ticket_at)


@given(st.dates(date(2015, 1, 1), date(2050, 1, 1)), st.integers(0, 23), st.integers(0, 600), st.integers(0, 600))
def test_the_moments_of_a_day_stand_in_order(day, hour, last_ticket, cash):
    span = Span(hour * 60, hour * 60 + 60)
    period = Period(id="p", hours={Days(0, 6): span})
    hours = Calendar(periods={"p": period}, last_ticket_minutes=last_ticket, cash_minutes=cash).opening(
        day, zone=WARSAW
    )
    assert hours.opens_at <= hours.last_ticket_at <= hours.closes_at
    assert hours.opens_at <= hours.cash_until_at <= hours.closes_at


@pytest.mark.parametrize("text", ["8-16", "08:00", "16:00-08:00", "08:00-08:00", "08:60-09:00", "08:00-24:01", "", "x"])
def test_hours_written_otherwise_are_refused(text):
    with pytest.raises(Unreadable):
        Span.from_text(text)


@pytest.mark.parametrize("text", ["poniedziałek", "fri-mon", "mon-", "", "mon-tue-wed"])
def test_days_written_otherwise_are_refused(text):
    with pytest.raises(Unreadable):
        Days.from_text(text)


@given(st.integers(0, 1439), st.integers(1, 1440))
def test_a_span_is_written_as_it_is_read(opens, length):
    span = Span(opens, min(opens + length, 1440))
    assert Span.from_text(str(span)) == span


def test_open_ends_overlap_with_everything_on_their_side():
    early, late = Validity(until=date(2026, 6, 30)), Validity(since=date(2026, 7, 1))
    assert not early.overlaps(late)
    assert not late.overlaps(early)
    assert Validity().overlaps(early)


@pytest.mark.parametrize("hours", ["02:00-03:00", "02:30-03:00", "02:30-04:00", "01:30-02:30", "00:00-24:00"])
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 28)])
def test_the_moments_of_a_day_stand_in_order_also_when_the_clocks_change(day, hours):
    period = Period(id="all", hours={Days(0, 6): Span.from_text(hours)})
    opening = Calendar(periods={"all": period}, cash_minutes=30).opening(day, zone=ZoneInfo("Europe/Warsaw"))
    assert opening.opens_at <= opening.cash_until_at <= opening.last_ticket_at <= opening.closes_at
    assert opening.opens_at <= opening.card_until_at <= opening.closes_at


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"])
def test_a_day_until_midnight_ends_at_24_and_every_other_as_the_clock_shows(zone):
    zone = ZoneInfo(zone)
    for span, told in (("00:00-24:00", "24:00"), ("08:00-23:59", "23:59"), ("08:00-16:00", "16:00")):
        period = Period(id="p", hours=week(span))
        hours = Calendar(periods={"p": period}, last_ticket_minutes=0).opening(date(2026, 11, 23), zone=zone)
        assert ending(hours.closes_at, zone=zone) == ending(hours.last_ticket_at, zone=zone) == told
