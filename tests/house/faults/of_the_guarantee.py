"""Faults in the lives of wishes, visits and tickets."""

from dataclasses import replace

from okienko.core.contact import search, wish
from okienko.core.hall import decide, evolve, order, visit
from okienko.core.hall import hall as halls
from okienko.core.hall.decide import day, ending, meeting, serve, take
from okienko.core.hall.evolve import visit as visits
from okienko.core.hall.waiting import lanes
from tests.house.faults import noticed_by


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
    original = lanes.Lanes.remove
    lanes.Lanes.remove = lambda self, it: None if it.number % 5 == 0 else original(self, it)


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
