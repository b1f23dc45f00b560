"""What a hall says no to, each with the refusal that the person sees; nothing has changed by it."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r

from .conftest import MORNING, Day, make_rules

BY_ANNA = {"by": "person:anna", "any_desk": False}
BY_JAN = {"by": "person:jan", "any_desk": False}


def busy(day: Day) -> None:
    day.open("1", "2")
    day.take()
    day.take()
    day.serve("1")


REFUSED = [
    ("a language of which the office has none", c.Take(matters=("id-card",), language="de"), {}, r.LanguageNotSpoken),
    ("a second client", c.CallVisit(desk="1", visit=2, reason="health"), {}, r.DeskBusy),
    ("a client who is with somebody else", c.CallVisit(desk="2", visit=1, reason="health"), {}, r.WrongState),
    ("a reason of one's own", c.CallVisit(desk="2", visit=2, reason="Jan Kowalski is ill"), {}, r.NotOnTheList),
    ("out of order without a reason", c.CallVisit(desk="2", visit=2, reason="  "), {}, r.ReasonMissing),
    ("an unknown desk", c.CallNext(desk="99"), {}, r.UnknownThing),
    ("a desk where nobody is signed in", c.CallNext(desk="3"), {}, r.DeskClosed),
    ("somebody else's desk", c.Finish(desk="1"), BY_JAN, r.NotYourDesk),
    ("signing in for somebody else", c.OpenDesk(desk="3", person="ola"), BY_ANNA, r.NotYourDesk),
    ("a desk that is taken", c.OpenDesk(desk="1", person="jan"), {}, r.DeskTaken),
    ("a second desk", c.OpenDesk(desk="4", person="anna"), {}, r.AnotherDesk),
    ("a desk for which the person lacks the skill", c.OpenDesk(desk="3", person="so-1"), {}, r.MayNotServe),
    ("leaving with a client", c.LeaveDesk(desk="1"), {}, r.DeskBusy),
    ("starting twice", c.Start(desk="1"), {}, r.WrongState),
    ("recalling who sits here", c.Recall(desk="1"), {}, r.WrongState),
    ("finishing with nobody", c.Finish(desk="2"), {}, r.DeskIdle),
    ("an outcome that is none", c.Finish(desk="1", outcome="???"), {}, r.Malformed),
    ("parking for nothing", c.Park(desk="1"), {}, r.Malformed),
    ("parking for no minutes", c.Park(desk="1", minutes=0), {}, r.Malformed),
    ("parking for days", c.Park(desk="1", minutes=100_000), {}, r.Malformed),
    ("parking into the past", c.Park(desk="1", until=MORNING - timedelta(days=1)), {}, r.Malformed),
    ("sending to an unknown service", c.Send(desk="1", service="moon"), {}, r.UnknownThing),
    ("handing to who does not serve it", c.Hand(desk="1", to_person="so-1"), {}, r.NobodyServesIt),
    ("an unknown service", c.Take(matters=("moon",)), {}, r.UnknownThing),
    ("no matter", c.Take(matters=()), {}, r.Malformed),
    ("too many persons", c.Take(matters=("car",), persons=500), {}, r.Malformed),
    ("an unknown priority", c.Take(matters=("car",), priority="rich"), {}, r.UnknownThing),
    ("a need that is a diagnosis", c.Take(matters=("car",), needs=("diabetes",)), {}, r.Malformed),
    ("an unknown visit", c.Leave(visit=77), {}, r.UnknownThing),
    ("taking back who is not missed", c.Reinstate(visit=1), {}, r.WrongState),
    ("undoing a finish that was none", c.UndoFinish(desk="2", visit=2), {}, r.WrongState),
    ("opening an open day", c.OpenDay(), {}, r.DayAlreadyOpen),
    ("closing while somebody is served", c.CloseDay(), {}, r.DayNotOver),
    ("closing while somebody is served although nobody waits", c.CloseDay(even_waiting=True), {}, r.DayNotOver),
    ("an unknown regime", c.SetRegime(regime="lockdown"), {}, r.UnknownThing),
    ("an unknown presence", c.SetPresence(person="so-1", presence="asleep"), {}, r.Malformed),
]


@pytest.mark.parametrize(("what", "command", "who", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused(day, what, command, who, refusal):
    busy(day)
    seq = day.hall.seq
    with pytest.raises(refusal):
        day.do(command, **who)
    assert day.hall.seq == seq


def test_nobody_waits(day):
    day.open("1")
    with pytest.raises(r.NobodyWaits):
        day.do(c.CallNext(desk="1"))


def test_a_paused_desk_calls_nobody(day):
    busy(day)
    day.do(c.PauseDesk(desk="2"))
    with pytest.raises(r.DeskPaused):
        day.do(c.CallNext(desk="2"))


def test_no_tickets_before_the_day_or_after_the_last_ticket():
    day = Day(make_rules())
    with pytest.raises(r.OfficeClosed):
        day.take()
    day.do(c.OpenDay())
    day.do(c.StopTickets())
    with pytest.raises(r.NoMoreTickets):
        day.take()


@pytest.mark.parametrize("undo", [c.UndoCall(desk="2"), c.UndoFinish(desk="1", visit=1)])
def test_a_mistake_is_undone_within_a_minute_and_not_later(day, undo):
    busy(day)
    day.call("2")
    day.do(c.Finish(desk="1"))
    seq = day.hall.seq
    with pytest.raises(r.TooLateToUndo):
        day.do(undo, after=61)
    assert day.hall.seq == seq


def test_a_mistaken_finish_is_undone(day):
    busy(day)
    day.do(c.Finish(desk="1", outcome="accepted"))
    day.do(c.UndoFinish(desk="1", visit=1), after=50)
    visit = day.hall.visits[1]
    assert (visit.state, visit.desk, visit.matters[0].outcome) == ("serving", "1", None)


def test_every_refusal_has_a_message_for_a_person():
    kinds = [kind for kind in vars(r).values() if isinstance(kind, type) and issubclass(kind, r.Refusal)]
    assert all(kind().message.endswith(".") or kind().message.endswith(";") or "." in kind().message for kind in kinds)
    assert not any("wish" in kind.__name__.lower() and "refus" in kind.__name__.lower() for kind in kinds)
