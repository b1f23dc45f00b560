"""Who comes in under rules of limited contact: by area, with places kept for those without a phone, nobody shut out."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.core.hall import commands as c
from okienko.core.hall.decide.door import room_of
from okienko.core.hall.rules import RegimeRule

from .conftest import Day, make_rules

AREAS = {"id-card": "hall", "id-pickup": "hall", "car": "cars", "pay": "cash", "talk": "hall"}


def a_hall(**regime) -> Day:
    rules = make_rules()
    rules = replace(rules, regimes={"red": RegimeRule(id="red", **regime)},
                    services={name: replace(rule, area=AREAS[name]) for name, rule in rules.services.items()})
    day = Day(rules)
    day.do(c.OpenDay(regime="red"))
    return day


def test_a_full_area_does_not_hold_up_who_is_for_another():
    day = a_hall(persons=10, areas={"hall": 2, "cars": 2})
    first, second, third = (day.take("id-card", after=1) for _ in range(3))
    car = day.take("car", after=1)
    assert [visit.outside for visit in (first, second, third, car)] == [False, False, True, False]
    assert day.take("id-pickup", after=1).outside
    day.do(c.Leave(visit=first.number))
    assert not third.outside
    assert room_of(day.hall, day.rules).areas == {"hall": 2, "cars": 1}


def test_when_the_whole_is_full_nobody_overtakes_at_the_door():
    day = a_hall(persons=3)
    day.take(persons=2)
    family = day.take(persons=2, after=1)
    alone = day.take("car", after=1)
    assert (family.outside, alone.outside) == (True, True)


def test_places_are_kept_for_who_came_without_a_phone():
    day = a_hall(persons=4, walk_in_share=0.5)
    phones = [day.take(channel="pocket", after=1) for _ in range(3)]
    assert [visit.outside for visit in phones] == [False, False, True]
    walked = [day.take(after=1) for _ in range(2)]
    assert [visit.outside for visit in walked] == [False, False]
    day.do(c.Leave(visit=phones[0].number))
    assert not phones[2].outside


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 1.0])
def test_somebody_with_a_phone_always_may_come_into_an_empty_hall(share):
    day = a_hall(persons=2, walk_in_share=share)
    assert not day.take(channel="pocket", persons=5).outside


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.3, 1.0]))
def test_everybody_comes_in_while_others_go(seed, share):
    """Nobody is shut out, and the bounds hold at every moment for whoever is not alone."""
    rng = Random(seed)
    day = a_hall(persons=5, areas={"hall": 3, "cash": 1}, walk_in_share=share)
    for _ in range(40):
        if rng.random() < 0.7:
            day.take(rng.choice(["id-card", "car", "pay"]), persons=rng.choice([1, 1, 2]), after=1,
                     channel=rng.choice(["pocket", "kiosk"]))
        room = room_of(day.hall, day.rules)
        assert room.inside == day.hall.inside <= 5
        assert room.areas["hall"] <= 3
        assert room.areas["cash"] <= 2
        inside = [visit for visit in day.hall.visits.values() if visit.is_open and not visit.outside]
        if inside and rng.random() < 0.5:
            day.do(c.Leave(visit=rng.choice(inside).number))
    while day.hall.open_visits:
        inside = [visit for visit in day.hall.visits.values() if visit.is_open and not visit.outside]
        assert inside, "somebody waits outside an empty hall"
        day.do(c.Leave(visit=inside[0].number))
