"""A ticket to talk to an officer with another matter on it: when the talk is over, the other matter is served."""

import pytest

from okienko.core.hall import commands as c


def meet(day, wish=1, person="so-1"):
    day.do(c.AnswerWish(wish=wish, person=person))
    day.do(c.StartMeeting(wish=wish, person=person))


def test_after_the_talk_the_other_matter_waits_and_is_called(day):
    day.open("1")
    visit = day.take("talk", "id-card", department="SO")
    meet(day)
    day.do(c.EndMeeting(wish=1), after=600)
    assert [(m.service, m.outcome) for m in visit.matters] == [("talk", "met"), ("id-card", None)]
    assert (visit.leg.service, visit.leg.ready_at, visit.leg.returning) == ("id-card", day.now, False)
    assert day.call("1") is visit


@pytest.mark.parametrize("how", ["withdrawn", "dated"])
def test_without_the_talk_the_other_matter_is_called_too(day, how):
    day.open("1")
    visit = day.take("talk", "id-card", department="SO")
    day.do(c.WithdrawWish(wish=1) if how == "withdrawn" else c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    assert visit.matters[0].outcome == "not_settled"
    assert day.call("1") is visit


def test_a_matter_added_while_the_officer_was_awaited_is_called_afterwards(day):
    day.open("1")
    visit = day.take("talk", department="SO")
    day.do(c.AddMatter(visit=1, service="id-card"))
    meet(day)
    day.do(c.EndMeeting(wish=1))
    assert day.serve("1") is visit
    day.do(c.Finish(desk="1"))
    assert [m.outcome for m in visit.matters] == ["met", "performed"]
    assert visit.state == "finished"


def test_a_matter_added_after_the_desk_was_done_is_called_after_the_officer(day):
    day.open("1", "3")
    visit = day.take("id-card")
    day.serve("1")
    day.do(c.AskOfficer(visit=1))
    day.do(c.Finish(desk="1"))
    day.do(c.AddMatter(visit=1, service="car"))
    meet(day)
    day.do(c.EndMeeting(wish=1))
    assert [m.outcome for m in visit.matters] == ["performed", None]
    assert day.call("3") is visit


def test_an_officer_who_must_go_leaves_the_client_waiting_for_an_officer_and_in_no_queue(day):
    visit = day.take("talk", "id-card", department="SO")
    meet(day)
    day.do(c.DeferWish(wish=1, person="so-1"))
    assert (visit.state, visit.event, day.hall.wishes[1].state) == ("parked", "officer", "seeking")
