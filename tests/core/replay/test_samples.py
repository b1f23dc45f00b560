"""Reading the rows of a log whatever its feed did."""

from datetime import UTC, date, datetime

import pytest

from okienko.core.replay.numbers import Number
from okienko.core.replay.samples import (
    EmptyLog,
    UnknownDay,
    UnknownOffice,
    WrongColumns,
    gather,
    mended,
    read_date,
)
from tests.core.replay.days import DAY, OFFICE, day_of, row, rows


def test_a_row_becomes_a_sample_in_utc():
    sample = day_of([row("8:05", "3", "A007", desks="2")]).queues[0].samples[0]
    assert sample.at == datetime(2020, 1, 13, 7, 5, tzinfo=UTC)
    assert (sample.waiting, sample.desks, sample.number, sample.minutes) == (3, 2, Number("A", 7), 10)


def test_an_empty_number_stays_unknown():
    assert day_of([row("08:00", 3, "")]).queues[0].samples[0].number is None


@pytest.mark.parametrize(("waiting", "desks"), [
    ("", ""), ("nan", "x"), ("-1", "1e9"), ("2.5", "99999"), ("2001", "201")])
def test_a_count_that_cannot_be_read_is_unknown_and_counted(waiting, desks):
    day = day_of([row("08:00", waiting, "A001", desks=desks)])
    assert (day.queues[0].samples[0].waiting, day.queues[0].samples[0].desks) == (None, None)
    assert (day.quirks.unknown_waiting, day.quirks.unknown_desks) == (1, 1)


def test_a_count_written_as_a_decimal_is_read():
    assert day_of([row("08:00", "3.0", "A001", desks="2.0")]).queues[0].samples[0].waiting == 3


def test_a_row_without_a_readable_time_is_passed_over_and_counted():
    day = day_of([row("25:00", 1), row("", 1), row("08:00", 1)])
    assert (day.quirks.rows, day.quirks.unreadable_rows, len(day.moments)) == (3, 2, 1)


def test_the_same_row_twice_is_one_sample_and_of_two_different_ones_the_later_counts():
    day = day_of([row("08:00", 1), row("08:00", 1), row("08:05", 1), row("08:05", 4)])
    assert [sample.waiting for sample in day.queues[0].samples] == [1, 4]
    assert (day.quirks.duplicates, day.quirks.conflicts) == (1, 1)


def test_rows_out_of_order_are_put_in_order():
    day = day_of([row("08:10", 2), row("08:00", 0), row("08:05", 1)])
    assert [sample.waiting for sample in day.queues[0].samples] == [0, 1, 2]


def test_a_number_that_is_none_is_unknown_and_counted():
    day = day_of([row("08:00", 1, "??")])
    assert (day.queues[0].samples[0].number, day.quirks.unreadable_numbers) == (None, 1)


def test_queues_are_told_apart_by_id_and_not_by_letter():
    day = day_of(rows((1,), queue="7"), rows((2,), queue="8"))
    assert [queue.id for queue in day.queues] == ["7", "8"]


def test_a_queue_without_id_goes_by_letter_and_name():
    day = day_of(rows((1,), queue="", name="Kasa"), rows((2,), queue="", name="Dowody"))
    assert len(day.queues) == 2


def test_an_id_written_as_a_decimal_is_the_same_queue():
    assert [queue.id for queue in day_of([row("08:00", 1, queue="7"), row("08:05", 1, queue="7.0")]).queues] == ["7"]


@pytest.mark.parametrize(("text", "day"), [
    ("2019-12-30", date(2019, 12, 30)), ("30.12.2019", date(2019, 12, 30)),
    ("2019-12-30T08:00", date(2019, 12, 30)), ("2019-02-30", None), ("", None), ("wczoraj", None)])
def test_dates_are_read(text, day):
    assert read_date(text) == day


def test_the_year_of_the_iso_week_is_mended_where_it_was_written_for_the_year():
    middle = date(2020, 1, 8)
    assert mended(date(2020, 12, 30), middle=middle) == date(2019, 12, 30)
    assert mended(date(2020, 12, 28), middle=middle) == date(2020, 12, 28)
    assert mended(date(2020, 1, 8), middle=middle) == date(2020, 1, 8)
    assert mended(date(2020, 12, 30), middle=date(2020, 12, 20)) == date(2020, 12, 30)
    assert mended(date(2022, 12, 30), middle=date(2022, 1, 2)) == date(2022, 12, 30)


def test_a_day_with_a_wrong_year_is_found_under_the_right_one():
    found = [row("08:00", 1, day="2020-12-31"), *(row("08:00", 1, day=f"2020-01-{n:02d}") for n in range(2, 10))]
    day = gather(found).day(OFFICE, date(2019, 12, 31))
    assert (len(day.moments), day.quirks.mended_dates) == (1, 1)


def test_unknown_offices_and_days_are_refused_by_name():
    log = gather(rows((1,)))
    with pytest.raises(UnknownOffice):
        log.day("UD_Inne", DAY)
    with pytest.raises(UnknownDay):
        log.day(OFFICE, date(2020, 1, 14))


def test_a_table_without_the_columns_is_refused_and_they_are_named():
    with pytest.raises(WrongColumns, match="liczbaKlwKolejce"):
        gather([{"name": "x", "date": "2020-01-13", "time": "08:00"}])
    with pytest.raises(EmptyLog):
        gather([])
