"""Whatever happened, each visit can still end without anybody mending the database."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r

from .conftest import Day, make_rules


def test_a_day_that_was_closed_by_mistake_goes_on_with_the_next_number(day):
    day.take()
    day.do(c.CloseDay())
    day.do(c.OpenDay(), after=60)
    assert day.take().ticket == "D002"


@pytest.mark.parametrize("absent", ["parked", "away", "nobody serves it"])
def test_the_day_closes_although_somebody_did_not_come_back(absent):
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("1")
    day.take("car" if absent == "nobody serves it" else "id-card")
    if absent == "parked":
        day.do(c.StepOut(visit=1))
    elif absent == "away":
        day.serve("1")
        day.do(c.SendAway(desk="1", place="photographer"))
    day.now = day.rules.opening.last_ticket_at
    day.do(c.Tick())
    day.now = day.rules.opening.closes_at + timedelta(minutes=15)
    day.do(c.Tick())
    assert (day.hall.phase, day.hall.visits[1].state) == ("closed", "expired")


def a_talk(day):
    return day.take("talk", department="SO")


def test_who_waits_only_for_the_officer_is_never_put_in_a_queue(day):
    visit = a_talk(day)
    with pytest.raises(r.WrongState):
        day.do(c.Resume(visit=visit.number))
    day.do(c.AnswerWish(wish=1, person="so-1"))
    day.do(c.StartMeeting(wish=1, person="so-1"))
    day.do(c.DeferWish(wish=1, person="so-1"))
    assert (visit.state, visit.event) == ("parked", "officer")
    day.do(c.WithdrawWish(wish=1))
    assert visit.state == "finished"


@pytest.mark.parametrize("command", [
    c.AddMatter(visit=1, service="talk"), c.Move(visit=2, service="talk"), c.Send(desk="1", service="talk"),
    c.Hand(desk="1", service="talk"), c.Take(matters=("id-card", "talk"), department="SO"),
])
def test_nobody_queues_for_a_conversation(day, command):
    day.open("1")
    day.take()
    day.take()
    day.serve("1")
    with pytest.raises(r.AskInstead):
        day.do(command)


def test_a_finish_is_undone_while_the_officer_is_awaited(day):
    day.open("1")
    visit = day.take()
    day.serve("1")
    day.do(c.AskOfficer(visit=visit.number))
    day.do(c.Finish(desk="1", outcome="accepted"))
    assert visit.state == "parked"
    day.do(c.UndoFinish(desk="1", visit=visit.number), after=30)
    assert (visit.state, visit.matters[0].outcome) == ("serving", None)


def test_a_closed_day_takes_no_ticket_back(day):
    day.open("1")
    visit = day.take()
    day.call("1")
    for _ in range(2):
        day.do(c.Recall(desk="1"))
    day.do(c.Miss(desk="1"))
    day.do(c.CloseDay())
    with pytest.raises(r.OfficeClosed):
        day.do(c.Reinstate(visit=visit.number))


def test_time_missed_does_not_count_as_wait(day):
    day.open("1")
    visit = day.take()
    day.call("1", after=100)
    for _ in range(2):
        day.do(c.Recall(desk="1"))
    day.do(c.Miss(desk="1"))
    day.do(c.Reinstate(visit=visit.number), after=3600)
    assert day.now - visit.leg.ready_at == timedelta(seconds=100)


def test_only_whoever_is_asked_answers_and_a_promise_is_not_taken_over(day):
    visit = day.take()
    day.do(c.AskOfficer(visit=visit.number))
    with pytest.raises(r.NotAsked):
        day.do(c.AnswerWish(wish=1, person="km-1"), by="person:km-1", any_desk=False)
    day.do(c.AnswerWish(wish=1, person="so-1"), by="person:so-1", any_desk=False)
    with pytest.raises(r.NotAsked):
        day.do(c.AnswerWish(wish=1, person="so-2"), by="person:so-2", any_desk=False)


def test_an_officer_meets_one_client_at_a_time_at_a_real_post(day):
    for _ in range(2):
        day.do(c.AskOfficer(visit=day.take().number))
    with pytest.raises(r.UnknownThing):
        day.do(c.AnswerWish(wish=1, person="so-1", post="the cash box"))
    day.do(c.AnswerWish(wish=1, person="so-1"))
    day.do(c.AnswerWish(wish=2, person="so-1"))
    day.do(c.StartMeeting(wish=1, person="so-1"))
    with pytest.raises(r.OfficerBusy):
        day.do(c.StartMeeting(wish=2, person="so-1"))


def test_whoever_has_gone_is_offered_a_date_and_no_officer_comes_down(day):
    visit = day.take()
    day.do(c.Leave(visit=visit.number))
    day.do(c.AskOfficer(visit=visit.number))
    wish = day.hall.wishes[1]
    assert (wish.state, wish.asked) == ("offering", ())
