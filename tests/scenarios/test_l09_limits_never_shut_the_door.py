"""L09: restrictions slow the door and never shut it."""

import pytest

from okienko.core.hall import commands as c

from .conftest import office


def test_who_finds_the_hall_full_gets_a_ticket_waits_outside_and_comes_in_in_turn(monday):
    """One client for each open desk: one comes in when called."""
    monday.do(c.SetRegime(regime="jedna-osoba-przy-stanowisku"))
    monday.signs_in("so-1", "2")
    first, second = monday.ticket("dowod-wniosek"), monday.ticket("dowod-wniosek")
    assert monday.phone(first)["outside"] and monday.phone(second)["outside"]
    assert monday.serves("2") == first
    assert not monday.phone(first)["outside"] and monday.phone(second)["outside"]
    monday.finishes("2")
    assert monday.calls("2") == second
    assert not monday.phone(second)["outside"]


@pytest.mark.parametrize("regime", list(office().regimes))
def test_under_every_regime_the_officer_is_still_met(monday, regime):
    monday.do(c.SetRegime(regime=regime))
    visit = monday.ticket("dowod-wniosek")
    wish = monday.do(c.AskOfficer(visit=visit), by=f"visit:{visit}").wish
    monday.do(c.AnswerWish(wish=wish, person="so-8"))
    monday.do(c.StartMeeting(wish=wish, person="so-8"))
    monday.do(c.EndMeeting(wish=wish))
    assert monday.hall(lambda hall, rules: hall.wishes[wish].state) == "met"
