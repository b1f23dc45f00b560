"""A day of the log played through the rules of the hall."""

import tomllib

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.core.office import check
from okienko.core.replay.describe import describe, slug_of
from okienko.core.replay.flows import derive
from okienko.core.replay.samples import UnknownDay
from okienko.core.replay.schedule import schedule
from okienko.core.replay.waits import LogWait, compare, read_waits
from tests.core.replay.days import DAY, OFFICE, day_of, played, queue_of, row, rows
from tests.core.replay.test_flows import STEPS


def test_at_each_sample_as_many_wait_with_us_as_in_the_log():
    result, (found,), stage = played(day_of(rows((3, "A001"), (5, "A004"), (0, "A006"), (1, "A009"), (0, "A010"))))
    assert (result.compared, result.equal, result.refusals) == (4, 4, [])
    assert (found.taken, found.called, found.left, found.waiting) == (12, 9, 3, 0)
    assert found.is_explained
    assert stage.hall.phase == "closed"


def test_whoever_still_waits_at_the_end_is_reported_and_not_called():
    _, (found,), stage = played(day_of(rows((0, "A001"), (4, "A002"))))
    assert (found.taken, found.called, found.waiting, found.log_waiting) == (5, 1, 4, 4)
    assert sum(visit.state == "expired" for visit in stage.hall.visits.values()) == 4


def test_people_gone_without_a_number_are_called_and_reported_as_unknown():
    _, (found,), _ = played(day_of(rows((0,), (3,), (0,))))
    assert (found.called, found.log_called, found.log_gone, found.log_called_most, found.left) == (3, 0, 3, None, 0)
    assert found.parts == {"unknown": 3}
    assert found.is_explained
    assert found.unknown_minutes == 10


def test_people_gone_where_no_desk_is_open_leave():
    _, (found,), _ = played(day_of(rows((0,), (3,), (0,), desks=0)))
    assert (found.called, found.left, found.added_desks) == (0, 3, 0)


def test_a_call_without_an_open_desk_opens_one_and_says_so():
    _, (found,), _ = played(day_of(rows((0, "A001"), (1, "A001"), (0, "A002"), desks=0)))
    assert (found.called, found.added_desks, found.is_explained) == (1, 1, True)


def test_every_difference_from_the_plain_rule_has_its_part():
    _, (found,), _ = played(day_of(rows((9, ""), (9, "A002"), (9, "A903"), (9, "A004"), (9, "A003"), (9, "A009"))))
    assert found.is_explained
    assert found.parts == {"first": 1, "jump": 1, "advance": 1}
    assert (found.jumps, found.backward, found.resets) == (1, 2, 0)


def test_an_advance_over_a_gap_of_the_log_is_a_part_of_its_own():
    _, (found,), _ = played(day_of([row("08:00", 0, "A001"), row("09:30", 0, "A101")]))
    assert (found.called, found.log_advance, found.parts, found.is_explained) == (100, 0, {"over_gap": 100}, True)


def test_desks_open_and_close_as_the_log_counts_them():
    day = day_of([*rows((5, "A001"), (5, "A009"), desks=3), *rows((5, ""), (5, ""), queue="2", letter="B", desks=0)])
    _, _, stage = played(day)
    opened = [entry for entry in stage.journal if entry.kind == "desk_opened"]
    assert sorted(entry.desk for entry in opened) == ["A-1", "A-2", "A-3"]


def test_the_same_seed_gives_the_same_schedule_and_another_one_another():
    day = day_of(rows((3, "A001"), (5, "A004"), (0, "A006")))
    flows = derive(day)
    described = describe(day, flows)
    one, same, other = (schedule(day, flows, described, seed=seed).commands for seed in ("x", "x", "y"))
    assert one == same != other


@settings(max_examples=60, deadline=None)
@given(first=STEPS, second=STEPS, desks=st.integers(0, 3))
def test_any_day_can_be_played_and_ends_explained(first, second, desks):
    day = day_of(rows(*first, desks=desks), rows(*second, queue="2", letter="B"))
    result, found, _ = played(day)
    assert result.refusals == []
    assert result.equal == result.compared
    assert all(each.is_explained for each in found)
    assert all(each.waiting == each.log_waiting for each in found)


ODD = ("", "0", "1", "7", "60", "-1", "1.0", "nan", "A001", "a 12", "999999", "08:05", "8:5", "ł", "K",
        "\x00", '"', "\u2028")
CELLS = st.one_of(st.sampled_from(ODD), st.text(max_size=6), st.none())
COLUMNS = ("time", "idGrupy", "literaGrupy", "nazwaGrupy", "czasObslugi", "liczbaCzynnychStan", "liczbaKlwKolejce",
           "aktualnyNumer")


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, spoilt=st.lists(st.tuples(st.integers(0, 29), st.sampled_from(COLUMNS), CELLS), max_size=12))
def test_a_spoilt_log_is_played_as_far_as_it_can_be_read(steps, spoilt):
    found = rows(*steps)
    for index, column, cell in spoilt:
        found[index % len(found)][column] = cell
    try:
        day = day_of(found)
    except UnknownDay:
        return
    if not derive(day):  # no queue says how many waited: there is no office to describe
        return
    result, reconciled, stage = played(day)
    assert result.refusals == []
    assert result.equal == result.compared
    assert all(each.is_explained for each in reconciled)
    assert stage.hall.phase == "closed"
    assert check(tomllib.loads(tomlkit.dumps(stage.tables)), on=DAY) == ()


def test_the_description_has_no_fault_and_each_queue_a_letter_of_its_own():
    day = day_of(rows((3, "A001"), (5, "A004")), rows((0, "A901"), (2, "A902"), queue="2", name="Kasy"),
                 rows((0,), (1,), queue="3", letter=" ", name="Inne"), rows((0,), (1,), queue="4", letter="Ł"),
                 rows((0,), (1,), queue="5", letter="L", desks=0))
    described = describe(day, derive(day))
    tables = {key: value for file in described.files.values() for key, value in file.items()}
    assert check(tables, on=DAY) == ()
    letters = [names.letter for names in described.names.values()]
    assert len(set(letters)) == len(letters) == 5
    assert described.names["1"].letter == "A"
    called = {service["name"]["pl"] for service in tables["services"].values()}
    assert called == {"Sprawy (A)", f"Sprawy ({described.names['4'].letter})",
                      f"Sprawy ({described.names['5'].letter})", "Kasy", "Inne"}


def test_hours_are_the_half_hours_in_which_something_happens():
    steps = [(0, "A001")] * 7 + [(2, "A001")] * 6 + [(1, "A002")] + [(1, "A002")] * 30
    assert str(describe(day_of(rows(*steps)), (queue_of(*steps),)).hours) == "08:30-09:30"


def test_the_hours_last_until_those_have_come_who_wait_in_the_only_sample_of_a_queue():
    result, _, _ = played(day_of(rows((0,), (1,), (1,)), [row("08:35", 2, queue="2", letter="B")]))
    assert result.refusals == []
    late = day_of(rows((0,), (1,)), [row("08:35", 2, queue="2", letter="B")])
    assert str(describe(late, derive(late)).hours) == "08:00-09:00"


def test_an_address_is_made_of_the_name():
    assert slug_of(OFFICE) == "replay-ud-proba"
    assert slug_of("Łódź  Śródmieście/2") == "replay-lodz-srodmiescie-2"


def test_waits_are_compared_for_whoever_came_last():
    day = day_of(rows((0, "A001"), (2, "A001"), (1, "A002"), (0, "A003")))
    result, _, _ = played(day)
    at = day.moments[1]
    every, one = compare([LogWait("1", at, 10.0), LogWait("1", day.moments[3], 1.0)], result)
    assert (every.pairs, one.queue) == (1, "1")
    assert 5 < every.ours[0] < 10


def test_rows_of_waits_are_read_for_one_day_and_bad_ones_passed_over():
    good = {"name": OFFICE, "idg": "1", "date": "2020-01-13", "tm": "489.0", "W": "12.5"}
    bad = [{**good, "W": "x"}, {**good, "tm": ""}, {**good, "date": "2020-01-14"}]
    (wait,) = read_waits([good, *bad], office=OFFICE, day=DAY)
    assert (wait.queue, wait.minutes, wait.at.isoformat()) == ("1", 12.5, "2020-01-13T07:09:00+00:00")
