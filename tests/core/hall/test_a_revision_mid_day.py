"""A new description in the middle of the day: nothing fails, nobody is lost, every visit can still end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.picture import AUDIENCES, picture, ticket_view
from okienko.core.hall.rules import QueueRule, SeriesRule
from okienko.core.hall.upstairs import upstairs
from okienko.core.hall.workplace import workplace
from okienko.core.standards.figures import queue_figures

from .conftest import Day


def without(day: Day, *, service: str = "", desk: str = "", regime: str = "") -> list:
    """Apply a description without these."""
    rules = day.rules
    serves = {key: may - {service} for key, may in rules.serves.items() if key[0] != desk}
    day.rules = replace(
        rules, services={k: v for k, v in rules.services.items() if k != service}, serves=serves, revision="second",
        desks={k: v for k, v in rules.desks.items() if k != desk},
        regimes={k: v for k, v in rules.regimes.items() if k != regime})
    return day.do(c.RenewRules())


def every_screen(day: Day) -> None:
    for audience in AUDIENCES:
        picture(day.hall, rules=day.rules, audience=audience)
    for number in day.hall.visits:
        ticket_view(day.hall, number, rules=day.rules)
    for person in day.rules.people:
        workplace(day.hall, rules=day.rules, person=person, at=day.now)
        upstairs(day.hall, rules=day.rules, person=person, department="SO", at=day.now)
    queue_figures(day.hall, day.rules)


def test_the_journal_says_that_the_rules_have_changed_once(day):
    day.open("1")
    kinds = [entry.kind for entry in without(day, service="id-pickup")]
    assert kinds == ["rules_changed"]
    assert (day.hall.revision, day.hall.desks["1"].serves) == ("second", frozenset({"id-card"}))
    assert day.do(c.RenewRules()) == []


@pytest.mark.parametrize("state", ["waiting", "called", "serving", "parked", "away", "missed"])
def test_a_visit_whose_service_is_no_more_can_end(day, state):
    day.open("3")
    visit = day.take("car")
    if state != "waiting":
        day.call("3")
    if state in ("serving", "parked", "away"):
        day.do(c.Start(desk="3"))
    if state == "parked":
        day.do(c.Park(desk="3", event="form_filled"))
    elif state == "away":
        day.do(c.SendAway(desk="3", place="photographer"))
    elif state == "missed":
        day.do(c.Recall(desk="3"), after=15)
        day.do(c.Recall(desk="3"), after=15)
        day.do(c.Miss(desk="3"), after=15)
    without(day, service="car")
    every_screen(day)
    if state == "called":
        day.do(c.Start(desk="3"))
    if state in ("called", "serving"):
        day.do(c.Finish(desk="3", outcome="not_settled"))
        assert visit.state == "finished"
        return
    if state in ("parked", "away"):
        day.do(c.Resume(visit=1))
    elif state == "missed":
        day.do(c.Reinstate(visit=1))
    every_screen(day)
    day.open("1")
    day.do(c.Move(visit=1, service="id-card"))
    assert day.serve("1") is visit


def test_a_further_matter_that_is_no_more_is_concluded_by_the_desk_that_has_the_client(day):
    day.open("1")
    visit = day.take("id-card", "car")
    day.serve("1")
    without(day, service="car")
    day.do(c.Finish(desk="1", outcome="accepted"))
    assert (visit.state, visit.desk, visit.matter.service) == ("serving", "1", "car")
    day.do(c.Finish(desk="1", outcome="referred"))
    assert visit.state == "finished"


def test_a_desk_that_is_no_more_closes_when_free_and_serves_to_the_end_when_not(day):
    day.open("1", "2")
    visit = day.take()
    day.serve("1")
    without(day, desk="1")
    every_screen(day)
    day.do(c.Finish(desk="1"), by="person:anna", any_desk=False)
    assert visit.state == "finished"
    with pytest.raises(r.NobodyWaits):
        day.do(c.CallNext(desk="1"))
    day.do(c.LeaveDesk(desk="1"))
    day.rules = replace(day.rules, revision="third", serves={})
    assert [entry.kind for entry in day.do(c.RenewRules())] == ["rules_changed", "desk_closed"]


def test_a_regime_that_is_no_more_ends(day):
    day.do(c.SetRegime(regime="red"))
    for _ in range(5):
        day.take()
    kinds = [entry.kind for entry in without(day, regime="red")]
    assert kinds[:2] == ["regime_set", "rules_changed"]
    assert (day.hall.regime, day.hall.outside) == (None, 0)


def numbered(day: Day, **series: SeriesRule) -> None:
    """Apply a description in which these queues give tickets of these series."""
    rules = day.rules
    queues = rules.queues | {queue: QueueRule(id=queue, series=one.id) for queue, one in series.items()}
    day.rules = replace(rules, queues=queues, series={one.id: one for one in series.values()},
                        revision=rules.revision + "+")
    day.do(c.RenewRules())


def test_a_series_of_another_name_goes_on_after_the_tickets_of_its_prefix(day):
    given = [day.take().ticket for _ in range(3)]
    numbered(day, D=SeriesRule(id="other", prefix="D"))
    assert [*given, day.take().ticket, day.take().ticket] == ["D001", "D002", "D003", "D004", "D005"]


def test_two_series_that_exchange_their_prefixes_give_no_ticket_twice(day):
    given = [day.take(service).ticket for service in ("id-card", "id-card", "id-card", "car")]
    numbered(day, D=SeriesRule(id="D", prefix="P"), P=SeriesRule(id="P", prefix="d"))
    given += [day.take(service).ticket for service in ("id-card", "car", "car", "id-card")]
    assert given == ["D001", "D002", "D003", "P001", "P004", "d004", "d005", "P005"]


def test_numbers_are_used_up_where_all_that_are_left_were_given(day):
    day.take()
    day.take()
    numbered(day, D=SeriesRule(id="other", prefix="D", last=2))
    with pytest.raises(r.NumbersUsedUp):
        day.take()


def test_the_next_day_begins_with_the_first_number_again(day):
    assert day.take().ticket == "D001"
    day.do(c.CloseDay(even_waiting=True))
    day.rules = replace(day.rules, day=day.rules.day + timedelta(days=1), opening=None)
    day.do(c.OpenDay(), after=86_400)
    assert day.take().ticket == "D001"
