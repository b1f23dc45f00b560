"""Which days of a log are clean."""

from datetime import date

from okienko.core.replay.clean import cleanliness
from okienko.core.replay.flows import derive
from tests.core.replay.days import DAY, OFFICE, clock, day_of, row


def clean_rows(*, skip=(), freeze=(), **facts):
    """A day from eight to four, a snapshot every five minutes, one call in each."""
    found, number = [], 0
    for index in range(97):
        if index in skip:
            continue
        number += index not in freeze
        waiting = 0 if index > 92 else 2 if index in freeze else index % 3
        found.append(row(clock(index), waiting, f"A{number:03d}", **facts))
    return found


def faults(found, *, holiday="", day=DAY):
    office_day = day_of(found, day=day)
    return {finding.code for finding in cleanliness(office_day, derive(office_day), holiday=holiday).faults}


def test_a_day_that_tells_what_happened_is_clean():
    assert faults(clean_rows()) == set()


def test_a_holiday_is_not_clean_although_its_feed_is_alive():
    assert faults(clean_rows(), holiday="Trzech Króli") == {"working"}


def test_a_saturday_is_not_clean():
    saturday = date(2020, 1, 11)
    assert faults(clean_rows(day=saturday), day=saturday) == {"working"}


def test_a_gap_of_the_log_is_not_clean():
    assert {"gap", "coverage"} <= faults(clean_rows(skip=range(40, 50)))


def test_a_day_that_begins_late_is_not_clean():
    assert "hours" in faults(clean_rows(skip=range(12)))


def test_a_frozen_picture_is_not_clean():
    assert "alive" in faults(clean_rows(freeze=range(30, 50)))


def test_a_day_without_numbers_is_not_clean():
    assert {"called", "numbers"} <= faults([{**each, "aktualnyNumer": ""} for each in clean_rows()])


def test_a_day_that_ends_with_a_full_queue_is_not_clean():
    found = clean_rows()
    assert "emptied" in faults([*found[:-1], {**found[-1], "liczbaKlwKolejce": "80"}])


def test_a_numbering_that_begins_anew_all_the_time_is_not_clean():
    found = clean_rows()
    for index, each in enumerate(found):
        each["aktualnyNumer"] = f"A{20 * (index % 5) + 1:03d}"
    assert "resets" in faults(found)


def test_rows_that_cannot_be_read_or_contradict_are_not_clean():
    found = clean_rows()
    assert "readable" in faults([*found, *({**each, "liczbaKlwKolejce": "9"} for each in found[:5])])
    assert "readable" in faults([*({**each, "aktualnyNumer": "?"} for each in found[:5]), *found[5:]])


def test_a_display_that_hangs_while_its_queue_moves_is_not_clean():
    found = clean_rows()
    for index, each in enumerate(found[:60]):
        each["aktualnyNumer"] = "A001" if index < 59 else "A060"
    assert "moving" in faults(found)


def test_snapshots_without_some_queue_are_not_clean():
    other = [row(clock(index), 0, "B001", queue="2", letter="B") for index in range(80)]
    assert "whole" in faults([*clean_rows(), *other])


def test_a_clock_that_is_years_off_is_not_clean():
    wrong = date(2012, 1, 16)
    many = [row("08:00", 0, day=DAY, office="UD_Inne") for _ in range(4)]
    assert "date" in faults([*clean_rows(day=wrong), *many, *(
        row("08:00", 0, day=f"2020-01-{n:02d}", office=OFFICE) for n in range(6, 17))], day=wrong)
