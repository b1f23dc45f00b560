"""What gets into the journal is chosen from lists: nobody's name or illness can be typed into it."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.compile import rules_of
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall
from okienko.core.office import load
from tests.core.hall.conftest import Day, make_rules
from tests.core.office.conftest import DEMO, MONDAY

TYPED = "Jan Kowalski, cukrzyca"
COMMANDS = {
    "reason": lambda words: c.CallVisit(desk="2", visit=2, reason=words),
    "event": lambda words: c.Park(desk="1", event=words),
    "place": lambda words: c.SendAway(desk="1", place=words),
}
USUAL = {"reason": "health", "event": "form_filled", "place": "bank"}


def serving(**rules) -> Day:
    day = Day(make_rules(**rules))
    day.do(c.OpenDay())
    day.open("1", "2")
    day.take()
    day.take()
    day.serve("1")
    return day


@pytest.mark.parametrize("kind", COMMANDS)
def test_what_is_typed_is_refused_and_what_is_chosen_is_written_down(kind):
    day = serving()
    with pytest.raises(r.NotOnTheList):
        day.do(COMMANDS[kind](TYPED))
    (entry,) = day.do(COMMANDS[kind](USUAL[kind]))
    assert entry.body[kind] == USUAL[kind]
    assert TYPED not in str([each.body for each in day.journal])


@pytest.mark.parametrize("kind", COMMANDS)
def test_the_offices_own_list_goes_before_the_programs(kind):
    lists = {"reason": "call_reasons", "event": "aside_events", "place": "away_places"}
    phrase = {"name": {"pl": "Własny", "en": "Own"}}
    rules = rules_of(load(DEMO | {lists[kind]: {"own": phrase}}), MONDAY)
    day = serving(**{lists[kind]: getattr(rules, lists[kind])})
    with pytest.raises(r.NotOnTheList):
        day.do(COMMANDS[kind](USUAL[kind]))
    assert day.do(COMMANDS[kind]("own"))[0].body[kind] == "own"


def test_entries_of_before_the_lists_are_still_read():
    day = serving()
    day.do(COMMANDS["place"]("bank"))
    hall = Hall(office="demo")
    for entry in day.journal:
        if entry.kind == "went_away":
            entry.body["place"] = "u brata na parkingu"
        evolve(hall, entry)
    assert hall.visits[1].place == "u brata na parkingu"
