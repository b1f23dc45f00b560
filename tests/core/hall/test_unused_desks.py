"""A regime closes desks: the free ones at once, the others when they are done, and none of them calls anybody."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.decide.day import next_due
from okienko.core.hall.rules import RegimeRule

from .conftest import Day, make_rules


@pytest.fixture
def day():
    day = Day(make_rules(regimes={"red": RegimeRule(id="red", closed_desks=frozenset({"1", "2"}))}))
    day.do(c.OpenDay())
    day.open("1", "2", "4")
    return day


def test_a_free_desk_closes_with_the_beginning_of_the_regime(day):
    day.do(c.SetRegime(regime="red"))
    assert list(day.hall.desks) == ["4"]


def test_a_busy_desk_finishes_calls_nobody_and_closes(day):
    visit, waits = day.take(), day.take()
    day.serve("1")
    day.do(c.SetRegime(regime="red"))
    assert sorted(day.hall.desks) == ["1", "4"]
    for command, refusal in ((c.CallNext(desk="1"), r.DeskPaused), (c.ResumeDesk(desk="1"), r.DeskNotUsed)):
        with pytest.raises(refusal):
            day.do(command)
    day.do(c.Finish(desk="1"))
    with pytest.raises(r.DeskPaused):
        day.do(c.CallVisit(desk="1", visit=waits.number, reason="health"))
    day.do(c.UndoFinish(desk="1", visit=visit.number), after=20)
    day.do(c.Finish(desk="1"), after=20)
    assert next_due(day.hall, rules=day.rules) == day.now + timedelta(seconds=day.rules.undo_seconds)
    day.do(c.Tick(), after=day.rules.undo_seconds - 1)
    assert "1" in day.hall.desks
    day.do(c.Tick(), after=1)
    assert (list(day.hall.desks), waits.state) == (["4"], "waiting")


def test_who_was_sent_to_a_desk_that_closes_is_called_elsewhere(day):
    visit = day.take()
    day.serve("4")
    day.do(c.Hand(desk="4", to_desk="1"))
    day.do(c.SetRegime(regime="red"))
    assert day.call("4") is visit


def test_when_the_regime_ends_before_the_desk_is_done_the_desk_stays_and_may_go_on(day):
    day.take()
    day.serve("1")
    day.do(c.SetRegime(regime="red"))
    day.do(c.SetRegime(regime=None))
    day.do(c.ResumeDesk(desk="1"))
    day.do(c.Finish(desk="1"))
    day.do(c.Tick(), after=600)
    assert "1" in day.hall.desks


def test_a_revision_under_which_the_regime_closes_more_desks_closes_them(day):
    day.rules = make_rules(regimes={"red": RegimeRule(id="red")}, revision="a")
    day.do(c.SetRegime(regime="red"))
    day.rules = make_rules(regimes={"red": RegimeRule(id="red", closed_desks=frozenset({"2"}))}, revision="b")
    day.do(c.RenewRules())
    assert sorted(day.hall.desks) == ["1", "4"]
