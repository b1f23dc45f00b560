"""What a client needs stands beside the visit as long as somebody may serve it, and no longer."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.decide.day import next_due


def gone(day, how):
    visit = day.take("id-card", needs=("loop",))
    if how == "finished":
        day.serve("1")
        day.do(c.Finish(desk="1"))
    else:
        day.do(c.Leave(visit=visit.number))
    return visit


@pytest.mark.parametrize("how", ["finished", "left"])
def test_needs_are_forgotten_as_soon_as_nobody_can_undo_that_the_client_has_gone(day, how):
    day.open("1")
    visit = gone(day, how)
    undone_until = visit.since + timedelta(seconds=day.rules.undo_seconds)
    due = next_due(day.hall, rules=day.rules)
    assert undone_until < due <= undone_until + timedelta(seconds=1)
    day.do(c.Tick(), after=day.rules.undo_seconds)
    assert visit.needs == ("loop",)
    day.do(c.Tick(), after=1)
    assert visit.needs == ()
    assert day.journal[-1].kind == "needs_erased"
    assert visit.number in day.hall.touched.visits
    assert next_due(day.hall, rules=day.rules) > day.now
    assert day.do(c.Tick()) == []


def test_the_journal_says_of_nobody_in_particular_that_needs_were_erased(day):
    gone(day, "left")
    day.do(c.Tick(), after=day.rules.undo_seconds + 1)
    entry = day.journal[-1]
    assert (entry.kind, entry.visit, entry.desk, set(entry.body)) == ("needs_erased", None, None, {"ended_by"})


def test_a_finish_that_is_undone_keeps_the_needs(day):
    day.open("1")
    visit = gone(day, "finished")
    day.do(c.UndoFinish(desk="1", visit=1), after=30)
    day.do(c.Tick(), after=600)
    assert visit.needs == ("loop",)
    day.do(c.Finish(desk="1"))
    day.do(c.Tick(), after=day.rules.undo_seconds + 1)
    assert visit.needs == ()


def test_whoever_missed_a_call_or_waits_for_an_agreed_date_keeps_the_needs(day):
    day.open("1")
    missing = day.take("id-card", needs=("more_time",))
    day.call("1")
    for _ in range(day.rules.calls_before_missed - 1):
        day.do(c.Recall(desk="1"), after=300)
    day.do(c.Miss(desk="1"), after=300)
    dated = day.take("id-card", needs=("step_free",))
    day.do(c.AskOfficer(visit=dated.number))
    wish = day.hall.wishes[dated.wish]
    day.do(c.AgreeDate(wish=wish.number, due_at=day.rules.dates[0]))
    day.serve("1")
    day.do(c.Finish(desk="1"))
    day.do(c.Tick(), after=3600)
    assert (missing.state, missing.needs, dated.state, dated.needs) == ("missed", ("more_time",), "finished",
                                                                     ("step_free",))
    day.do(c.WithdrawWish(wish=wish.number), by=f"visit:{dated.number}")
    day.do(c.Tick())
    assert dated.needs == ()
