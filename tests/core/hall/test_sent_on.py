"""Sent to another post: only to where somebody serves it, and not without end."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.decide.act import MAX_MATTERS


def test_nobody_is_sent_to_where_nobody_serves_it(day):
    day.open("1")
    visit = day.take()
    day.serve("1")
    with pytest.raises(r.NobodyServesIt):
        day.do(c.Send(desk="1", service="pay"))
    assert visit.state == "serving"
    day.open("K1")
    day.do(c.Send(desk="1", service="pay"))
    assert day.call("K1") is visit


def test_a_visit_has_no_more_matters_by_being_sent(day):
    day.open("1", "K1")
    visit = day.take()
    for _ in range(MAX_MATTERS - 2):
        day.do(c.AddMatter(visit=visit.number, service="id-card"))
    day.serve("1")
    day.do(c.Send(desk="1", service="pay"))
    day.serve("K1")
    day.do(c.Finish(desk="K1"))
    assert day.serve("1") is visit
    with pytest.raises(r.Malformed):
        day.do(c.Send(desk="1", service="pay"))
    assert (visit.state, len(visit.matters)) == ("serving", MAX_MATTERS)
