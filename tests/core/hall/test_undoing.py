"""A mistake can be undone for a minute: the whole mistake, nothing else, and not for longer."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.workplace import workplace

from .conftest import Day, make_rules


def undo_offered(day, person="anna"):
    return workplace(day.hall, rules=day.rules, person=person, at=day.now)["undo"]


def test_a_finish_whose_next_matter_stays_at_the_desk_is_undone(day):
    day.open("1")
    visit = day.take("id-card", "id-pickup")
    day.serve("1")
    day.do(c.Finish(desk="1"))
    assert (visit.state, visit.current, undo_offered(day)["do"]) == ("serving", 1, "undo_finish")
    day.do(c.UndoFinish(desk="1", visit=1), after=30)
    assert (visit.state, visit.current, visit.desk) == ("serving", 0, "1")
    assert [matter.outcome for matter in visit.matters] == [None, None]
    assert undo_offered(day) is None


def test_a_finish_that_parked_the_client_for_the_officer_is_offered_to_the_desk(day):
    day.open("1")
    visit = day.take()
    day.serve("1")
    day.do(c.AskOfficer(visit=1))
    day.do(c.Finish(desk="1"))
    assert (visit.state, undo_offered(day)["do"]) == ("parked", "undo_finish")
    day.do(c.UndoFinish(desk="1", visit=1))
    assert (visit.state, visit.matters[0].outcome) == ("serving", None)


def test_what_the_client_added_meanwhile_stays(day):
    day.open("1", "3")
    visit = day.take("id-card", "car")
    day.serve("1")
    day.do(c.Finish(desk="1"))
    day.do(c.AddMatter(visit=1, service="pay"), after=5)
    day.do(c.UndoFinish(desk="1", visit=1), after=5)
    assert [matter.service for matter in visit.matters] == ["id-card", "car", "pay"]


def test_who_steps_out_does_not_lengthen_the_time_for_undoing(day):
    day.open("1")
    day.take("id-card", "car")
    day.serve("1")
    day.do(c.Finish(desk="1"))
    day.do(c.StepOut(visit=1), after=55)
    assert undo_offered(day) is not None
    with pytest.raises(r.TooLateToUndo):
        day.do(c.UndoFinish(desk="1", visit=1), after=55)
    assert undo_offered(day) is None


@pytest.mark.parametrize("then", [
    c.Park(desk="1", event="form_filled"), c.Hand(desk="1", to_desk="2"), c.Send(desk="1", service="pay"),
    c.SendAway(desk="1", place="photographer"),
])
def test_what_was_done_with_the_client_after_the_finish_is_not_undone_with_it(day, then):
    day.open("1", "2", "K1")
    day.take("id-card", "id-pickup")
    day.serve("1")
    day.do(c.Finish(desk="1"))
    day.do(then)
    assert undo_offered(day) is None
    with pytest.raises(r.WrongState):
        day.do(c.UndoFinish(desk="1", visit=1))


def test_a_call_undone_has_overtaken_nobody_and_counts_in_no_row(day):
    day.open("1")
    ordinary = day.take()
    priority = day.take(priority="statutory", after=5)
    for _ in range(3):
        assert day.call("1") is priority
        assert [kind for kind, _ in ordinary.overtaken] == ["priority"]
        day.do(c.UndoCall(desk="1"), after=1)
        assert (ordinary.overtaken, day.hall.desks["1"].priority_in_row) == ([], 0)


def test_time_put_aside_is_no_wait_when_a_meeting_begins_meanwhile(day):
    visit = day.take()
    day.do(c.StepOut(visit=1), after=600)
    day.do(c.AskOfficer(visit=1))
    day.do(c.AnswerWish(wish=1, person="so-1"))
    day.do(c.StartMeeting(wish=1, person="so-1"), after=1800)
    day.do(c.EndMeeting(wish=1), after=600)
    assert (visit.state, day.now - visit.leg.ready_at) == ("waiting", timedelta(seconds=600))


def test_a_finish_is_undone_by_whoever_finished_and_by_nobody_who_came_after():
    serves = {("1", "anna"): frozenset({"id-card"}), ("1", "ola"): frozenset({"car"}), ("3", "ola"): frozenset({"car"})}
    day = Day(make_rules(serves=serves))
    day.do(c.OpenDay())
    day.open("1")
    visit = day.take()
    day.serve("1")
    day.do(c.Finish(desk="1"))
    day.do(c.LeaveDesk(desk="1"))
    day.do(c.OpenDesk(desk="1", person="ola"), after=5)
    assert undo_offered(day, "ola") is None
    with pytest.raises(r.NotYourDesk):
        day.do(c.UndoFinish(desk="1", visit=1))
    day.do(c.LeaveDesk(desk="1"))
    day.open("1")
    assert undo_offered(day)["do"] == "undo_finish"
    day.do(c.UndoFinish(desk="1", visit=1))
    assert (visit.state, visit.desk) == ("serving", "1")


def test_a_call_is_undone_after_the_start_too_and_leaves_no_trace(day):
    day.open("1")
    ordinary = day.take()
    priority = day.take(priority="statutory", after=5)
    day.call("1", after=60)
    day.do(c.Start(desk="1"), after=50)
    assert undo_offered(day)["do"] == "undo_call"
    day.do(c.AddMatter(visit=priority.number, service="pay"), after=50)
    day.do(c.UndoCall(desk="1"))
    assert (priority.state, priority.desk, priority.started_at) == ("waiting", None, None)
    assert day.now - priority.leg.ready_at == timedelta(seconds=160)
    assert [matter.service for matter in priority.matters] == ["id-card", "pay"]
    assert (ordinary.overtaken, day.hall.desks["1"].priority_in_row) == ([], 0)
    assert day.call("1") is priority


def test_after_a_minute_the_start_is_not_undone(day):
    day.open("1")
    day.take()
    day.serve("1")
    day.now += timedelta(seconds=61)
    assert undo_offered(day) is None
    with pytest.raises(r.TooLateToUndo):
        day.do(c.UndoCall(desk="1"))


@pytest.mark.parametrize("then", [c.Finish(desk="1"), None])
def test_what_follows_the_start_is_not_undone_as_a_call(day, then):
    day.open("1")
    day.take("id-card", "id-pickup")
    day.serve("1")
    day.do(c.Finish(desk="1"))
    if then is None:
        day.do(c.UndoFinish(desk="1", visit=1))
    with pytest.raises(r.WrongState):
        day.do(c.UndoCall(desk="1"))


def test_a_matter_is_added_while_the_client_is_on_the_way_to_the_desk(day):
    day.open("1")
    visit = day.take()
    day.call("1")
    day.do(c.AddMatter(visit=1, service="id-pickup"), by="person:anna", any_desk=False)
    assert (visit.state, [matter.service for matter in visit.matters]) == ("called", ["id-card", "id-pickup"])
    with pytest.raises(r.NotYourDesk):
        day.do(c.AddMatter(visit=1, service="id-pickup"), by="person:jan", any_desk=False)


def test_a_ticket_given_up_by_mistake_is_taken_back_with_its_wait_once(day):
    visit = day.take()
    day.do(c.Leave(visit=1), after=300)
    day.do(c.Reinstate(visit=1), after=120)
    assert (visit.state, day.now - visit.leg.ready_at) == ("waiting", timedelta(seconds=300))
    assert day.hall.present == {1: visit}
    day.do(c.Leave(visit=1), after=60)
    day.do(c.Reinstate(visit=1), after=60)
    assert visit.leg.ready_at == day.now
