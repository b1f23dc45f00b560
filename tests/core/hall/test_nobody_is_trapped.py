"""Whatever happened, each visit can still end without anybody mending the database."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.decide.day import next_due

from .conftest import Day, make_rules


def test_a_day_that_was_closed_by_mistake_goes_on_with_the_next_number(day):
    day.take()
    day.do(c.CloseDay(even_waiting=True))
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
        day.do(c.Recall(desk="1"), after=15)
    day.do(c.Miss(desk="1"), after=15)
    day.do(c.CloseDay())
    with pytest.raises(r.OfficeClosed):
        day.do(c.Reinstate(visit=visit.number))


def test_time_missed_does_not_count_as_wait(day):
    day.open("1")
    visit = day.take()
    day.call("1", after=100)
    for _ in range(2):
        day.do(c.Recall(desk="1"), after=15)
    day.do(c.Miss(desk="1"), after=15)
    day.do(c.Reinstate(visit=visit.number), after=3600)
    assert day.now - visit.leg.ready_at == timedelta(seconds=100 + 3 * 15)


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


def handed_to_2(day):
    day.open("1", "2", "K1")
    visit = day.take()
    day.serve("1")
    day.do(c.Hand(desk="1", to_desk="2"))
    return visit


def test_who_pays_while_the_desk_that_sent_is_left_is_called_by_another_one(day):
    visit = handed_to_2(day)
    day.serve("2")
    day.do(c.Send(desk="2", service="pay"))
    day.do(c.LeaveDesk(desk="2"))
    day.serve("K1")
    day.do(c.Finish(desk="K1", outcome="paid"))
    assert (visit.leg.service, visit.leg.returning) == ("id-card", True)
    assert day.call("1") is visit


@pytest.mark.parametrize("to", [{"to_desk": "2"}, {"to_person": "jan"}])
@pytest.mark.parametrize("absent", ["parked", "away", "missed"])
def test_who_comes_back_to_a_desk_that_is_left_is_called_by_another_one(day, to, absent):
    day.open("1", "2")
    visit = day.take()
    day.serve("1")
    day.do(c.Hand(desk="1", **to))
    assert day.call("2") is visit
    if absent == "missed":
        for _ in range(2):
            day.do(c.Recall(desk="2"), after=15)
        day.do(c.Miss(desk="2"), after=15)
    else:
        day.do(c.Start(desk="2"))
        day.do(c.Park(desk="2", event="form_filled") if absent == "parked" else c.SendAway(desk="2", place="bank"))
    day.do(c.LeaveDesk(desk="2"))
    day.do(c.Reinstate(visit=1) if absent == "missed" else c.Resume(visit=1))
    assert day.call("1") is visit


def test_a_finish_undone_after_the_desk_that_sent_was_left_traps_nobody(day):
    visit = handed_to_2(day)
    day.serve("2")
    day.do(c.Send(desk="2", service="pay"))
    day.serve("K1")
    day.do(c.Finish(desk="K1", outcome="paid"))
    day.do(c.LeaveDesk(desk="2"))
    day.do(c.UndoFinish(desk="K1", visit=1), after=5)
    day.do(c.Finish(desk="K1", outcome="paid"))
    assert day.call("1") is visit


def test_a_client_is_never_served_by_the_next_person_at_a_desk_who_may_not(day):
    rules = make_rules(serves={**day.rules.serves, ("2", "ola"): frozenset({"car"})})
    day.rules = rules
    visit = handed_to_2(day)
    day.serve("2")
    day.do(c.Park(desk="2", event="form_filled"))
    day.do(c.LeaveDesk(desk="2"))
    day.do(c.OpenDesk(desk="2", person="ola"))
    day.do(c.Resume(visit=1))
    with pytest.raises(r.NobodyWaits):
        day.call("2")
    assert day.call("1") is visit


def test_a_client_handed_to_a_paused_desk_waits_there_for_a_bounded_time(day):
    visit = handed_to_2(day)
    day.do(c.PauseDesk(desk="2"))
    due = next_due(day.hall, rules=day.rules)
    assert due == day.now + timedelta(seconds=day.rules.idle_seconds)
    day.do(c.Tick(), after=day.rules.idle_seconds - 1)
    with pytest.raises(r.NobodyWaits):
        day.call("1")
    day.do(c.Tick(), after=1)
    assert (visit.matter.service, visit.leg.returning) == ("id-card", True)
    assert day.call("1") is visit


def test_a_desk_that_serves_others_keeps_who_was_handed_to_it(day):
    visit = handed_to_2(day)
    other = day.take()
    day.do(c.CallVisit(desk="2", visit=other.number, reason="agreed_time"))
    day.do(c.Start(desk="2"))
    day.do(c.Tick(), after=3600)
    assert visit.leg.desk == "2"


def test_nobody_is_handed_to_where_nobody_serves_it(day):
    day.open("1")
    day.take()
    day.serve("1")
    for command in (c.Hand(desk="1", service="car"), c.Hand(desk="1", to_department="KM", service="car")):
        with pytest.raises(r.NobodyServesIt):
            day.do(command)
    with pytest.raises(r.Malformed):
        day.do(c.Hand(desk="1", to_department="KM", service="id-card"))


def test_handed_to_a_department_is_to_its_queue_or_to_its_officer(day):
    day.open("1", "3")
    visit = day.take()
    day.serve("1")
    day.do(c.Hand(desk="1", to_department="KM"))
    wish = day.hall.wishes[visit.wish]
    assert (visit.state, visit.event, wish.department, wish.asked) == ("parked", "officer", "KM", ("km-1",))
    day.do(c.AnswerWish(wish=wish.number, person="km-1"))
    day.do(c.StartMeeting(wish=wish.number, person="km-1"))
    day.do(c.EndMeeting(wish=wish.number))
    assert day.serve("1") is visit
    day.do(c.Hand(desk="1", to_department="KM", service="car"))
    assert day.call("3") is visit


def test_who_is_handed_to_a_person_is_called_by_that_person_only(day):
    day.open("1", "2", "4")
    visit = day.take()
    day.serve("1")
    day.do(c.Hand(desk="1", to_person="jan"))
    for desk in ("1", "4"):
        with pytest.raises(r.NobodyWaits):
            day.call(desk)
    assert day.call("2") is visit
