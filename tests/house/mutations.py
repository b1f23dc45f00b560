"""Faults put into the rules on purpose: a pytest plugin that applies the one named in OKIENKO_MUTATION.

`test_mutations.py` runs the tests of the core with each of them and demands that they fail.
"""

import os
from dataclasses import replace

from okienko.core.contact import search, wish
from okienko.core.hall import decide, evolve, forecast, order, visit
from okienko.core.hall import hall as halls
from okienko.core.hall.decide import closing, day, ending, meeting, serve, take
from okienko.core.hall.evolve import day as day_entries
from okienko.core.hall.evolve import visit as visits


def a_wish_may_be_refused():
    wish.WISH_LIFE["refused"] = {}
    wish.WISH_LIFE[wish.SEEKING]["wish_refused"] = frozenset({"refused"})


def not_now_may_end_a_wish():
    wish.WISH_LIFE[wish.SEEKING]["wish_deferred"] = frozenset({wish.SEEKING, wish.WITHDRAWN})


def an_absence_may_end_any_wish():
    wish.WISH_LIFE[wish.OFFERING]["wish_lapsed"] = frozenset({wish.LAPSED})


def an_absence_is_said_before_the_date():
    ending.DateNotPassed = type("Never", (Exception,), {})
    original = ending.lapse_wish
    decide._DECIDE[decide.c.LapseWish] = lambda act, command: original(
        replace(act, at=act.hall.wishes[command.wish].due_at), command)


def a_called_visit_may_be_called():
    visit.VISIT_LIFE[visit.CALLED]["called"] = frozenset({visit.CALLED})


def a_parked_visit_may_be_called():
    visit.VISIT_LIFE[visit.PARKED]["called"] = frozenset({visit.CALLED})


def a_missed_visit_is_lost():
    visit.VISIT_LIFE[visit.MISSED] = {}


def a_call_leaves_the_visit_in_its_lane():
    original = order.Lanes.remove
    order.Lanes.remove = lambda self, it: None if it.number % 5 == 0 else original(self, it)


def a_ticket_number_is_skipped():
    original = take.Act.entry

    def entry(self, kind, **facts):
        made = original(self, kind, **facts)
        if kind == "taken" and made.visit % 7 == 0:
            made.body["ticket_number"] += 1
        return made

    take.Act.entry = entry


def a_visit_number_is_skipped():
    original = evolve.taken

    def taken(hall, entry):
        original(hall, entry)
        hall.last_visit += entry.visit == 9

    evolve.taken = taken


def the_named_person_is_replaced_without_consent():
    search.Wish.replaceable = property(lambda _: True)


def returners_are_not_bounded():
    original = order.class_next
    order.class_next = lambda desk, present, rules: original(desk, present, replace(rules, returners_in_row=10**9))


def an_abandoned_desk_is_left_its_matters():
    original = order._left_to_specialists
    order._left_to_specialists = lambda hall, desk, at, rules: original(
        hall, desk, at, replace(rules, idle_seconds=1e9))


def patience_is_forgotten():
    original = order._first
    order._first = lambda hall, spots, at, rules, left: original(hall, spots, at, replace(rules, patience=1e9), left)


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


def a_closed_day_forgets_open_wishes():
    day.write_wish = lambda it: {**evolve.write_wish(it), "number": it.number + 1000}


def the_meeting_loses_the_ticket():
    meeting.after_officer = lambda *_, **__: iter(())



def a_wish_that_is_looked_for_counts_as_met():
    wish.WISH_LIFE[wish.SEEKING]["wish_met"] = frozenset({wish.MET})


def a_date_counts_as_met():
    for state in (wish.OFFERING, wish.PROMISED, wish.DATED):
        wish.WISH_LIFE[state]["wish_met"] = frozenset({wish.MET})


def a_conversation_may_be_withdrawn():
    wish.WISH_LIFE[wish.MEETING]["wish_withdrawn"] = frozenset({wish.WITHDRAWN})


def a_waiting_visit_may_be_finished():
    visit.VISIT_LIFE[visit.WAITING]["finished"] = frozenset({visit.FINISHED})


def a_hand_to_a_person_is_ignored():
    original = visits.VISIT["handed"]
    visits.VISIT["handed"] = lambda it, entry, body: original(it, entry, {**body, "to_person": None})


def a_direction_outlives_its_desk():
    halls.Hall.directed = lambda self, leg: leg


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


def a_returner_begins_the_priority_row_anew():
    _counting(lambda desk, name: setattr(desk, "priority_in_row", 0) if name == order.RETURNING else None)


def an_ordinary_call_leaves_the_priority_row():
    _counting(lambda desk, name: None, keep=(order.ORDINARY, "priority_in_row"))


def a_priority_call_leaves_the_returners_row():
    _counting(lambda desk, name: None, keep=(order.PRIORITY, "returners_in_row"))


def a_desk_left_forgets_its_rows():
    original = day_entries.DESK["desk_closed"]

    def closed(hall, entry):
        original(hall, entry)
        hall.rows.clear()

    day_entries.DESK["desk_closed"] = closed


def a_call_out_of_order_takes_a_turn():
    original = visits._note_call

    def note_call(hall, it, entry):
        original(hall, it, entry)
        if "reason" in entry.body:
            visits.count_class(hall.desks[entry.desk], entry.body["class"])

    visits._note_call = note_call


def a_call_out_of_order_is_told_as_a_turn():
    original = visits._note_call

    def note_call(hall, it, entry):
        original(hall, it, entry)
        for other in hall.visits.values():
            other.overtaken = [(order.ORDINARY if kind == order.OUT_OF_ORDER else kind, at)
                               for kind, at in other.overtaken]

    visits._note_call = note_call


def a_call_out_of_order_is_written_as_ordinary():
    serve.class_of = lambda visit: order.ORDINARY


def the_people_ahead_ignore_the_rows():
    forecast.count_class = lambda desk, name: None


def the_people_ahead_ignore_patience():
    forecast.rank_of = lambda it, *, at, rules: order.rank_of(it, at=at, rules=replace(rules, patience=1e9))


def the_people_ahead_ignore_specialists():
    forecast._Walk._left_by = lambda self, seat, minutes: set()


def nobody_is_ahead_where_no_desk_is_open():
    original = forecast._place
    forecast._place = lambda ahead, wait: original(0 if wait is None else ahead, wait)


def a_regime_leaves_its_desks_open():
    day.close_unused = lambda act: iter(())


def the_day_closes_over_the_last_mistake():
    closing._settled_at = lambda hall, rules, earliest: earliest


def who_is_put_aside_is_waited_for_no_longer():
    original = closing._lost_at
    closing._lost_at = lambda hall, it: original(hall, replace(it, until=None))


def a_day_closed_by_mistake_loses_everybody():
    day.taken_back = lambda act, cut_short: iter(())


def a_finish_is_undone_by_whoever_sits_there():
    original = serve.undo_finish

    def undo_finish(act, command):
        act.hall.visits[command.visit].called_by = act.hall.desks[command.desk].person
        yield from original(act, command)

    decide._DECIDE[decide.c.UndoFinish] = undo_finish


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


MUTATIONS = {name: thing for name, thing in list(globals().items())
             if callable(thing) and getattr(thing, "__module__", "") == __name__ and name[0] != "_"}


def pytest_configure(config):
    del config
    name = os.environ.get("OKIENKO_MUTATION")
    if name:
        MUTATIONS[name]()
