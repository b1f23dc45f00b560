"""Faults in who is next, who is told to be ahead, and how a day and its desks end."""

from dataclasses import replace

from okienko.core.hall import decide, forecast, order
from okienko.core.hall.decide import closing, day, serve
from okienko.core.hall.evolve import calls
from okienko.core.hall.evolve import day as day_entries
from okienko.core.hall.evolve import visit as visits
from tests.house.faults import noticed_by


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
    original = visits.note_call

    def note_call(hall, it, entry):
        original(hall, it, entry)
        if "reason" in entry.body:
            calls.count_class(hall.desks[entry.desk], entry.body["class"])

    visits.note_call = note_call


@noticed_by("hall/test_who_is_next.py::test_a_call_out_of_order_is_written_with_its_class_and_told_as_what_it_is")
def a_call_out_of_order_is_told_as_a_turn():
    original = visits.note_call

    def note_call(hall, it, entry):
        original(hall, it, entry)
        for other in hall.visits.values():
            other.overtaken = [(order.ORDINARY if kind == order.OUT_OF_ORDER else kind, at)
                               for kind, at in other.overtaken]

    visits.note_call = note_call


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
    original = forecast.Place
    forecast.Place = lambda ahead, low, high: original(0, low, high)


@noticed_by("hall/test_forecast.py::test_nobody_who_may_not_be_let_in_is_told_to_be_next")
def the_people_ahead_ignore_the_door():
    forecast.Passage.begin = classmethod(lambda cls, hall, *, rules, free: None)


@noticed_by("hall/test_forecast.py::test_a_wait_is_told_once_as_many_were_served_as_go_before_or_four")
def a_wait_is_told_before_anybody_was_served():
    forecast.is_enough = lambda hall, desks, ahead: True


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
    original = calls.count_class

    def count(desk, name):
        before = getattr(desk, keep[1]) if name == keep[0] else None
        original(desk, name)
        if before is not None:
            setattr(desk, keep[1], before)
        then(desk, name)

    calls.count_class = count
