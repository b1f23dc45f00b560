"""The life of a visit, as a client and a clerk see it."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import CALLS_KEPT, OPENED, Hall
from okienko.core.hall.picture import AUDIENCES, apply_changes, changes, picture, ticket_view
from okienko.core.hall.rules import SeriesRule
from tests.core.hall.conftest import DAY, Day, make_rules


def test_a_client_takes_a_ticket_is_called_served_and_finished(day):
    day.open("1")
    visit = day.take()
    assert visit.ticket == "D001"
    assert day.call("1", after=60) is visit
    day.do(c.Start(desk="1"), after=20)
    day.do(c.Finish(desk="1", outcome="accepted"), after=300)
    assert (visit.state, visit.matters[0].outcome) == ("finished", "accepted")


def test_a_matter_chosen_twice_is_one_matter(day):
    day.open("1")
    visit = day.take("id-card", "id-pickup", "id-card", "id-pickup")
    assert [matter.service for matter in visit.matters] == ["id-card", "id-pickup"]


def test_whoever_goes_and_pays_comes_back_ahead_of_the_queue(day):
    day.open("1", "K1")
    visit = day.take()
    day.serve("1")
    day.do(c.Send(desk="1", service="pay"))
    others = [day.take(after=1) for _ in range(3)]
    assert day.serve("K1") is visit
    day.do(c.Finish(desk="K1", outcome="paid"))
    assert day.call("1") is visit
    assert [m.outcome for m in visit.matters] == [None, "paid"]
    assert visit.matter.service == "id-card"
    assert {kind for other in others for kind, _ in other.overtaken} == {"returning"}


def test_the_folded_journal_is_the_same_hall(day):
    test_whoever_goes_and_pays_comes_back_ahead_of_the_queue(day)
    folded = Hall(office="demo")
    for entry in day.journal:
        evolve(folded, entry)
    assert folded == day.hall


def test_a_picture_and_its_changes_are_the_fresh_picture(day):
    day.open("1", "2", "4")
    for audience in AUDIENCES:
        old = picture(day.hall, rules=day.rules, audience=audience)
        visit = day.take()
        day.do(c.AskOfficer(visit=visit.number))
        day.call("4", after=5)
        day.do(c.Recall(desk="4"), after=15)
        fresh = picture(day.hall, rules=day.rules, audience=audience)
        assert apply_changes(old, changes(old, fresh)) == fresh
        day.do(c.UndoCall(desk="4"))


def test_the_last_calls_stay_known_when_the_clients_have_gone_but_not_a_call_that_was_a_mistake(day):
    day.open("1", "2")
    day.take()
    day.call("2")
    day.do(c.UndoCall(desk="2"))
    calls = []
    for _ in range(CALLS_KEPT + 1):
        day.take()
        calls.append(day.serve("1", after=60).ticket)
        day.do(c.Finish(desk="1", outcome="accepted"), after=60)
    assert not picture(day.hall, rules=day.rules, audience="staff").get("recent")
    recent = picture(day.hall, rules=day.rules, audience="public")["recent"]
    assert [ticket for ticket, _, _ in recent.values()] == calls[1:]


def test_the_officer_comes_down_and_the_ticket_returns_ahead(day):
    day.open("1")
    visit = day.take()
    day.serve("1")
    day.do(c.AskOfficer(visit=visit.number))
    day.do(c.DeferWish(wish=1, person="so-1"))
    day.do(c.AnswerWish(wish=1, person="so-2", minutes=4))
    assert ticket_view(day.hall, visit.number, rules=day.rules)["wish"]["person"] == "so-2"
    day.do(c.StartMeeting(wish=1, person="so-2"), after=240)
    assert (visit.state, visit.place) == ("away", "S1")
    day.take()
    day.do(c.EndMeeting(wish=1), after=600)
    assert day.call("1") is visit


def test_a_call_that_nobody_answered_is_missed_only_after_three_calls(day):
    day.open("1")
    visit = day.take()
    day.call("1")
    with pytest.raises(r.NotCalledEnough):
        day.do(c.Miss(desk="1"))
    day.do(c.Recall(desk="1"), after=15)
    day.do(c.Recall(desk="1"), after=15)
    day.do(c.Miss(desk="1"), after=15)
    assert visit.state == "missed"
    day.do(c.Reinstate(visit=visit.number))
    assert day.call("1") is visit


def test_no_ticket_is_given_after_the_last_number_of_its_series():
    series = {**make_rules().series, "D": SeriesRule(id="D", prefix="D", first=8, last=9)}
    day = Day(make_rules(series=series))
    day.do(c.OpenDay())
    assert [day.take().ticket, day.take().ticket] == ["D008", "D009"]
    with pytest.raises(r.NumbersUsedUp):
        day.take()
    assert day.take("car").ticket == "P001"
    day.do(c.CloseDay(even_waiting=True))
    day.rules = make_rules(series=series, day=DAY + timedelta(days=1), opening=None)
    day.do(c.OpenDay(), after=86400)
    assert day.take().ticket == "D008"


def test_a_ticket_looks_at_the_hours_itself_and_does_not_wait_for_the_clock(day):
    day.now = day.rules.opening.last_ticket_at - timedelta(milliseconds=1)
    assert day.take().state == "waiting"
    with pytest.raises(r.NoMoreTickets):
        day.take(after=0.001)
    assert day.hall.phase == OPENED


def test_no_ticket_of_yesterday_is_given_after_midnight(day):
    day.take()
    day.rules = make_rules(day=DAY + timedelta(days=1), opening=None)
    with pytest.raises(r.OfficeClosed):
        day.take(after=86400)


def test_each_call_leaves_the_client_time_to_come_before_the_next_one_and_before_nobody_came(day):
    day.open("1")
    visit = day.take()
    day.call("1")
    for again in (c.Recall(desk="1"), c.Recall(desk="1"), c.Miss(desk="1")):
        with pytest.raises(r.CalledJustNow):
            day.do(again, after=day.rules.recall_seconds - 1)
        day.do(again, after=1)
    assert visit.state == "missed"


def test_whoever_needs_more_time_has_twice_as_long_to_come(day):
    day.open("1")
    day.take(needs=("more_time",))
    day.call("1")
    with pytest.raises(r.CalledJustNow):
        day.do(c.Recall(desk="1"), after=2 * day.rules.recall_seconds - 1)
    day.do(c.Recall(desk="1"), after=1)
