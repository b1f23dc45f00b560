"""A regime of limited contact stays on from day to day until it is switched off or its last day is over."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.refusals import RegimeNotInForce
from okienko.core.hall.rules import RegimeRule

from .conftest import DAY, make_rules


def next_morning(day, **changed):
    day.do(c.CloseDay())
    day.rules = make_rules(day=day.rules.day + timedelta(days=1), **changed)
    day.do(c.OpenDay())
    return day.hall.regime


def test_a_regime_that_was_switched_on_stays_until_it_is_switched_off(day):
    day.do(c.SetRegime(regime="red"))
    assert [next_morning(day), next_morning(day)] == ["red", "red"]
    day.do(c.SetRegime(regime=None))
    assert next_morning(day) is None


def test_a_day_opened_again_is_under_the_same_regime(day):
    day.do(c.SetRegime(regime="red"))
    day.do(c.CloseDay())
    day.do(c.OpenDay())
    assert (day.hall.day, day.hall.regime) == (DAY, "red")


@pytest.mark.parametrize("regimes", [{}, {"red": RegimeRule(id="red", holds=False)}])
def test_a_regime_ends_with_its_last_day_or_with_its_description(day, regimes):
    day.do(c.SetRegime(regime="red"))
    assert next_morning(day, regimes=regimes) is None


def test_a_regime_begins_on_its_first_day(day):
    assert next_morning(day, regime="red") == "red"


@pytest.mark.parametrize("command", [c.SetRegime(regime="red"), c.OpenDay(regime="red")])
def test_a_regime_is_not_put_in_force_outside_its_own_dates(day, command):
    day.rules = make_rules(regimes={"red": RegimeRule(id="red", holds=False)})
    if isinstance(command, c.OpenDay):
        day.do(c.CloseDay())
    with pytest.raises(RegimeNotInForce):
        day.do(command)
    assert day.hall.regime is None
