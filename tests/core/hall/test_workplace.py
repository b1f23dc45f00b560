"""What somebody at a desk sees of the hall: the own desk and client, and which mistake can still be undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall
from okienko.core.hall.picture import PUBLIC, STAFF, picture, ticket_view
from okienko.core.hall.rules import RegimeRule
from okienko.core.hall.workplace import workplace
from tests.core.hall.conftest import make_rules


def place(day, person="anna", after=0):
    return workplace(day.hall, rules=day.rules, person=person, at=day.now + timedelta(seconds=after))


def test_who_sits_nowhere_chooses_among_the_desks_that_this_person_may_serve(day):
    day.open("1")
    assert [(row["id"], row["taken_by"]) for row in place(day, "anna")["desks"]] == []
    assert [(row["id"], row["taken_by"]) for row in place(day, "jan")["desks"]] == [("2", None)]
    assert place(day, "so-1")["desks"] == []


def test_a_taken_desk_says_by_whom_and_a_closed_one_that_it_is(day):
    cars = frozenset({"car"})
    day.rules = make_rules(serves={**day.rules.serves, ("2", "anna"): cars, ("3", "anna"): cars},
                           regimes={"strict": RegimeRule(id="strict", closed_desks=frozenset({"3"}))})
    day.open("2")
    day.do(c.SetRegime(regime="strict"))
    rows = {row["id"]: row for row in place(day, "anna")["desks"]}
    assert rows["2"]["taken_by"] == "jan"
    assert rows["1"]["taken_by"] is None
    assert [rows[desk]["closed"] for desk in ("1", "2", "3")] == [False, False, True]


def test_the_client_at_the_desk_is_shown_with_the_wait_until_the_call(day):
    day.open("1")
    visit = day.take("id-card", needs=("loop",), language="uk")
    day.call("1", after=300)
    client = place(day, after=50)["client"]
    assert (client["ticket"], client["state"], client["waited"]) == (visit.ticket, "called", 300)
    assert (client["needs"], client["language"], client["may_miss"]) == (["loop"], "uk", False)


def test_after_three_calls_the_ticket_may_count_as_missed(day):
    day.open("1")
    day.take()
    day.call("1")
    day.do(c.Recall(desk="1"), after=15)
    assert not place(day)["client"]["may_miss"]
    day.do(c.Recall(desk="1"), after=15)
    assert place(day)["client"]["may_miss"]


def test_a_call_can_be_undone_for_a_minute(day):
    day.open("1")
    visit = day.take()
    day.call("1")
    undo = place(day, after=60)["undo"]
    assert (undo["do"], undo["visit"]) == ("undo_call", visit.number)
    assert place(day, after=61)["undo"] is None


def test_a_finish_can_be_undone_for_a_minute_at_the_desk_where_it_happened(day):
    day.open("1", "2")
    visit = day.take()
    day.serve("1")
    day.do(c.Finish(desk="1"))
    undo = place(day, after=60)["undo"]
    assert (undo["do"], undo["visit"]) == ("undo_finish", visit.number)
    assert place(day, "jan")["undo"] is None
    assert place(day, after=61)["undo"] is None


def test_what_is_offered_to_undo_is_never_refused(day):
    day.open("1")
    day.take()
    day.take()
    day.serve("1")
    day.do(c.CallNext(desk="1"))
    day.do(c.UndoCall(desk="1"))
    undo = place(day)["undo"]
    day.do(c.UndoFinish(desk="1", visit=undo["visit"]))
    assert place(day)["client"]["number"] == undo["visit"]


def test_who_came_from_another_desk_says_where_the_visit_goes_back(day):
    day.open("1", "K1")
    day.take("id-card")
    day.serve("1")
    day.do(c.Send(desk="1", service="pay"))
    day.serve("K1")
    client = place(day, "kasia")["client"]
    assert (client["service"], client["goes_back_to"]) == ("pay", "id-card")
    assert [service for service, _ in client["matters"]] == ["id-card", "pay"]


def test_the_wish_of_the_client_stands_beside_the_client(day):
    day.open("1")
    visit = day.take("id-card")
    day.serve("1")
    day.do(c.AskOfficer(visit=visit.number))
    assert place(day)["client"]["wish"]["asked"] == ["so-1", "so-2"]


def test_only_the_desk_that_called_sees_on_which_ground_a_client_goes_first(day):
    day.open("1")
    visit = day.take("id-card", priority="statutory")
    assert day.journal[-1].body["priority"] is True
    shown = picture(day.hall, rules=day.rules, audience=STAFF)
    assert shown["visits"]["1"]["priority"] is True
    assert "statutory" not in str([shown, picture(day.hall, rules=day.rules, audience=PUBLIC),
                                   ticket_view(day.hall, 1, rules=day.rules), *day.journal])
    day.call("1")
    assert (place(day)["client"]["priority"], place(day)["client"]["ground"]) == (True, "statutory")
    day.do(c.Start(desk="1"))
    day.do(c.Finish(desk="1"))
    assert (visit.priority, visit.ground) == (True, None)
    day.do(c.UndoFinish(desk="1", visit=1))
    assert (place(day)["client"]["priority"], place(day)["client"]["ground"]) == (True, None)


@pytest.mark.parametrize("end", [c.Leave(visit=1), c.CloseDay(even_waiting=True)])
def test_the_ground_is_forgotten_however_the_visit_ends(day, end):
    visit = day.take("id-card", priority="statutory")
    day.do(end)
    assert (visit.priority, visit.ground) == (True, None)


@pytest.mark.parametrize(("written", "priority"), [("ciaza", True), (None, False), (True, True), (False, False)])
def test_a_journal_that_named_the_ground_says_only_that_there_was_one(day, written, priority):
    day.take()
    told = replace(day.journal[-1], body=day.journal[-1].body | {"priority": written})
    hall = Hall(office="demo")
    for entry in [*day.journal[:-1], told]:
        evolve(hall, entry)
    assert (hall.visits[1].priority, hall.visits[1].ground) == (priority, None)
