"""Faults put into the rules on purpose, each with the test of the core that proves the rule.

`python -m tests.house.mutations FOLDER` runs those tests without a fault, then once with each fault, and writes
what came of it into the folder: `test_mutations.py` reads it. Each run is a fork of the one process that has
everything imported.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from okienko.core.contact import search, wish
from okienko.core.hall import decide, evolve, forecast, order, visit
from okienko.core.hall import hall as halls
from okienko.core.hall.decide import closing, day, ending, meeting, serve, take
from okienko.core.hall.evolve import day as day_entries
from okienko.core.hall.evolve import visit as visits

ALONE = ["-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider", "--no-header"]
WITHOUT_A_FAULT = "without a fault"
#: Each fault by its name, and the test that must notice it.
MUTATIONS: dict[str, Callable[[], None]] = {}
NOTICED_BY: dict[str, str] = {}


def noticed_by(test: str):
    """The test of the core that goes red when this fault is in the rules."""

    def named(fault):
        MUTATIONS[fault.__name__] = fault
        NOTICED_BY[fault.__name__] = f"tests/core/{test}"
        return fault

    return named


@noticed_by("contact/test_guarantee.py::test_a_wish_for_the_officer_cannot_be_refused")
def a_wish_may_be_refused():
    wish.WISH_LIFE["refused"] = {}
    wish.WISH_LIFE[wish.SEEKING]["wish_refused"] = frozenset({"refused"})


@noticed_by("contact/test_guarantee.py::test_a_wish_for_the_officer_cannot_be_refused")
def not_now_may_end_a_wish():
    wish.WISH_LIFE[wish.SEEKING]["wish_deferred"] = frozenset({wish.SEEKING, wish.WITHDRAWN})


@noticed_by("contact/test_guarantee.py::test_only_an_agreed_date_lapses_and_a_lapsed_one_is_taken_up_again")
def an_absence_may_end_any_wish():
    wish.WISH_LIFE[wish.OFFERING]["wish_lapsed"] = frozenset({wish.LAPSED})


@noticed_by("hall/test_wishes_end.py::test_that_a_client_did_not_come_is_said_only_once_the_date_has_passed")
def an_absence_is_said_before_the_date():
    ending.DateNotPassed = type("Never", (Exception,), {})
    original = ending.lapse_wish
    decide._DECIDE[decide.c.LapseWish] = lambda act, command: original(
        replace(act, at=act.hall.wishes[command.wish].due_at), command)


@noticed_by("hall/test_visit_life.py::test_only_a_waiting_visit_is_called_so_that_nobody_is_called_twice")
def a_called_visit_may_be_called():
    visit.VISIT_LIFE[visit.CALLED]["called"] = frozenset({visit.CALLED})


@noticed_by("hall/test_visit_life.py::test_only_a_waiting_visit_is_called_so_that_nobody_is_called_twice")
def a_parked_visit_may_be_called():
    visit.VISIT_LIFE[visit.PARKED]["called"] = frozenset({visit.CALLED})


@noticed_by("hall/test_a_visit.py::test_a_call_that_nobody_answered_is_missed_only_after_three_calls")
def a_missed_visit_is_lost():
    visit.VISIT_LIFE[visit.MISSED] = {}


@noticed_by("hall/test_the_bound.py::test_anybody_is_called_within_the_bound_as_long_as_desks_serve")
def a_call_leaves_the_visit_in_its_lane():
    original = order.Lanes.remove
    order.Lanes.remove = lambda self, it: None if it.number % 5 == 0 else original(self, it)


@noticed_by("hall/test_any_day.py::test_numbers_desks_and_counts_agree")
def a_ticket_number_is_skipped():
    original = take.Act.entry

    def entry(self, kind, **facts):
        made = original(self, kind, **facts)
        if kind == "taken" and made.visit % 7 == 0:
            made.body["ticket_number"] += 1
        return made

    take.Act.entry = entry


@noticed_by("hall/test_any_day.py::test_numbers_desks_and_counts_agree")
def a_visit_number_is_skipped():
    original = evolve.taken

    def taken(hall, entry):
        original(hall, entry)
        hall.last_visit += entry.visit == 9

    evolve.taken = taken


@noticed_by("contact/test_guarantee.py::test_a_named_person_is_replaced_only_with_the_clients_consent")
def the_named_person_is_replaced_without_consent():
    search.Wish.replaceable = property(lambda _: True)


@noticed_by("hall/test_who_is_next.py::test_returning_clients_are_bounded_too")
def returners_are_not_bounded():
    original = order.class_next
    order.class_next = lambda desk, present, rules: original(desk, present, replace(rules, returners_in_row=10**9))


@noticed_by("hall/test_who_is_next.py::test_to_an_abandoned_desk_nothing_is_left")
def an_abandoned_desk_is_left_its_matters():
    original = order._left_to_specialists
    order._left_to_specialists = lambda hall, desk, at, rules: original(
        hall, desk, at, replace(rules, idle_seconds=1e9))


@noticed_by("hall/test_who_is_next.py::test_a_wait_of_three_targets_goes_strictly_by_its_start")
def patience_is_forgotten():
    original = order._first
    order._first = lambda hall, spots, at, rules, left: original(hall, spots, at, replace(rules, patience=1e9), left)


@noticed_by("hall/test_refusals.py::test_refused[a second client]")
def a_desk_takes_a_second_client():
    original = serve.call_visit

    def call_visit(act, command):
        desk = act.hall.desks.get(command.desk)
        busy = desk and desk.visit
        if busy:
            yield act.entry("called", visit=command.visit, desk=command.desk, **{"class": "ordinary"})
            return
        yield from original(act, command)

    decide._DECIDE[decide.c.CallVisit] = call_visit


@noticed_by("hall/test_over_night.py::test_the_wish_keeps_its_officer_its_way_and_its_ticket")
def a_closed_day_forgets_open_wishes():
    day.write_wish = lambda it: {**evolve.write_wish(it), "number": it.number + 1000}


@noticed_by("hall/test_a_visit.py::test_the_officer_comes_down_and_the_ticket_returns_ahead")
def the_meeting_loses_the_ticket():
    meeting.after_officer = lambda *_, **__: iter(())


@noticed_by("contact/test_guarantee.py::test_the_table_is_this_one_and_no_other")
def a_wish_that_is_looked_for_counts_as_met():
    wish.WISH_LIFE[wish.SEEKING]["wish_met"] = frozenset({wish.MET})


@noticed_by("contact/test_guarantee.py::test_the_table_is_this_one_and_no_other")
def a_date_counts_as_met():
    for state in (wish.OFFERING, wish.PROMISED, wish.DATED):
        wish.WISH_LIFE[state]["wish_met"] = frozenset({wish.MET})


@noticed_by("contact/test_guarantee.py::test_the_table_is_this_one_and_no_other")
def a_conversation_may_be_withdrawn():
    wish.WISH_LIFE[wish.MEETING]["wish_withdrawn"] = frozenset({wish.WITHDRAWN})


@noticed_by("hall/test_visit_life.py::test_the_table_is_this_one_and_no_other")
def a_waiting_visit_may_be_finished():
    visit.VISIT_LIFE[visit.WAITING]["finished"] = frozenset({visit.FINISHED})


@noticed_by("hall/test_nobody_is_trapped.py::test_who_is_handed_to_a_person_is_called_by_that_person_only")
def a_hand_to_a_person_is_ignored():
    original = visits.VISIT["handed"]
    visits.VISIT["handed"] = lambda it, entry, body: original(it, entry, {**body, "to_person": None})


@noticed_by("hall/test_nobody_is_trapped.py::test_who_pays_while_the_desk_that_sent_is_left_is_called_by_another_one")
def a_direction_outlives_its_desk():
    halls.Hall.directed = lambda self, leg: leg


@noticed_by("hall/test_the_bound.py::test_anybody_is_called_within_the_bound_as_long_as_desks_serve")
def an_overdue_wait_is_left_to_a_specialist():
    def first(hall, spots, at, rules, left):
        def rank(spot):
            ready_at, number = spot
            leg = hall.visits[number].leg
            waited = (at - ready_at).total_seconds()
            ratio = waited / rules.services[leg.service].target
            is_left = int(leg.desk is None and leg.person is None and leg.service in left)
            return (is_left, 0, -waited, number) if ratio >= rules.patience else (is_left, 1, -ratio, number)

        return min(spots, key=rank)[1]

    order._first = first


@noticed_by("hall/test_the_bound.py::test_anybody_is_called_within_the_bound_as_long_as_desks_serve")
def a_returner_begins_the_priority_row_anew():
    _counting(lambda desk, name: setattr(desk, "priority_in_row", 0) if name == order.RETURNING else None)


@noticed_by("hall/test_the_bound.py::test_anybody_is_called_within_the_bound_as_long_as_desks_serve")
def an_ordinary_call_leaves_the_priority_row():
    _counting(lambda desk, name: None, keep=(order.ORDINARY, "priority_in_row"))


@noticed_by("hall/test_who_is_next.py::test_the_three_classes_take_their_turns_at_one_desk")
def a_priority_call_leaves_the_returners_row():
    _counting(lambda desk, name: None, keep=(order.PRIORITY, "returners_in_row"))


@noticed_by("hall/test_who_is_next.py::test_signing_out_and_in_begins_no_turn_anew")
def a_desk_left_forgets_its_rows():
    original = day_entries.DESK["desk_closed"]

    def closed(hall, entry):
        original(hall, entry)
        hall.rows.clear()

    day_entries.DESK["desk_closed"] = closed


@noticed_by("hall/test_who_is_next.py::test_a_call_out_of_order_is_nobodys_turn")
def a_call_out_of_order_takes_a_turn():
    original = visits._note_call

    def note_call(hall, it, entry):
        original(hall, it, entry)
        if "reason" in entry.body:
            visits.count_class(hall.desks[entry.desk], entry.body["class"])

    visits._note_call = note_call


@noticed_by("hall/test_who_is_next.py::test_a_call_out_of_order_is_written_with_its_class_and_told_as_what_it_is")
def a_call_out_of_order_is_told_as_a_turn():
    original = visits._note_call

    def note_call(hall, it, entry):
        original(hall, it, entry)
        for other in hall.visits.values():
            other.overtaken = [(order.ORDINARY if kind == order.OUT_OF_ORDER else kind, at)
                               for kind, at in other.overtaken]

    visits._note_call = note_call


@noticed_by("hall/test_who_is_next.py::test_a_call_out_of_order_is_written_with_its_class_and_told_as_what_it_is")
def a_call_out_of_order_is_written_as_ordinary():
    serve.class_of = lambda visit: order.ORDINARY


@noticed_by("hall/test_forecast.py::test_the_people_ahead_are_those_who_are_called_before_at_one_desk")
def the_people_ahead_ignore_the_rows():
    forecast.count_class = lambda desk, name: None


@noticed_by("hall/test_forecast.py::test_a_wait_past_patience_is_before_a_larger_ratio")
def the_people_ahead_ignore_patience():
    forecast.rank_of = lambda it, *, at, rules: order.rank_of(it, at=at, rules=replace(rules, patience=1e9))


@noticed_by("hall/test_forecast.py::test_what_a_generalist_leaves_to_a_specialist_is_not_ahead_there")
def the_people_ahead_ignore_specialists():
    forecast._Walk._left_by = lambda self, seat, minutes: set()


@noticed_by("hall/test_forecast.py::test_without_a_desk_those_before_one_in_the_queue_are_counted")
def nobody_is_ahead_where_no_desk_is_open():
    original = forecast._place
    forecast._place = lambda ahead, wait: original(0 if wait is None else ahead, wait)


@noticed_by("hall/test_unused_desks.py::test_a_free_desk_closes_with_the_beginning_of_the_regime")
def a_regime_leaves_its_desks_open():
    day.close_unused = lambda act: iter(())


@noticed_by("hall/test_served_past_close.py::test_the_last_finish_can_be_undone_after_closing")
def the_day_closes_over_the_last_mistake():
    closing._settled_at = lambda hall, rules, earliest: earliest


@noticed_by("hall/test_served_past_close.py::test_who_is_put_aside_until_a_moment_is_waited_for_from_that_moment")
def who_is_put_aside_is_waited_for_no_longer():
    original = closing._lost_at
    closing._lost_at = lambda hall, it: original(hall, replace(it, until=None))


@noticed_by("hall/test_closed_by_mistake.py::"
            "test_opened_again_everybody_is_where_they_were_and_who_sat_at_a_desk_is_ahead")
def a_day_closed_by_mistake_loses_everybody():
    day.taken_back = lambda act, cut_short: iter(())


@noticed_by("hall/test_undoing.py::test_a_finish_is_undone_by_whoever_finished_and_by_nobody_who_came_after")
def a_finish_is_undone_by_whoever_sits_there():
    original = serve.undo_finish

    def undo_finish(act, command):
        act.hall.visits[command.visit].called_by = act.hall.desks[command.desk].person
        yield from original(act, command)

    decide._DECIDE[decide.c.UndoFinish] = undo_finish


@noticed_by("hall/test_who_is_next.py::test_a_missed_ticket_keeps_its_wait_once_and_then_waits_anew")
def a_missed_ticket_keeps_its_wait_for_ever():
    original = visits.VISIT["missed"]

    def missed(it, entry, body):
        original(it, entry, body)
        it.misses = 0

    visits.VISIT["missed"] = missed


def _counting(then, *, keep=(None, None)):
    """Count a call at the desk as ever, but for one row that a call of one class leaves, and what is done `then`."""
    original = visits.count_class

    def count(desk, name):
        before = getattr(desk, keep[1]) if name == keep[0] else None
        original(desk, name)
        if before is not None:
            setattr(desk, keep[1], before)
        then(desk, name)

    visits.count_class = count


def run_forked(name: str, tests: list[str], folder: Path) -> None:
    """Run these tests in a fork of this process, the fault in the rules: exit code and words go into the folder."""
    child = os.fork()
    if not child:
        said = os.open(folder / f"{name}.said", os.O_CREAT | os.O_WRONLY)
        os.dup2(said, sys.stdout.fileno())
        os.dup2(said, sys.stderr.fileno())
        MUTATIONS.get(name, bool)()
        os._exit(pytest.main([*ALONE, *tests]))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    (folder / f"{name}.code").write_text(str(code), encoding="utf-8")


def main(folder: Path) -> None:
    """Run the tests that prove the rules, first as the rules are, then with each fault in them."""
    every = sorted(set(NOTICED_BY.values()))
    pytest.main([*ALONE, "--collect-only", "-qq", *every])  # imports all that the forks share
    run_forked(WITHOUT_A_FAULT, every, folder)
    for name in MUTATIONS:
        run_forked(name, [NOTICED_BY[name]], folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
