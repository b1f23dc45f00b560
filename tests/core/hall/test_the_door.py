"""Who comes in under rules of limited contact: by area, with places kept for those without a phone, nobody shut out."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.core.hall import commands as c
from okienko.core.hall.door.room import room_of
from okienko.core.hall.refusals import HallFull, Refusal
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


def told(day):
    return room_of(day.hall, day.rules).told


def test_with_one_client_for_each_desk_one_comes_in_when_called():
    day = a_hall(persons_per_desk=1)
    day.open("1", "2")
    first, family, third = day.take(), day.take(persons=3, after=1), day.take(after=1)
    assert all(visit.outside for visit in (first, family, third))
    assert [day.call(desk, after=5).number for desk in ("1", "2")] == [first.number, family.number]
    assert third.outside and told(day) == (2, 2)


def test_who_goes_on_to_the_cash_desk_keeps_a_place_and_nobody_is_called_in_beyond_it():
    day = a_hall(persons_per_desk=1)
    day.open("1", "2", "K1")
    payers = [day.take("id-card", "pay") for _ in range(2)]
    waits, payer = day.take(after=1), day.take("pay", after=1)
    assert day.call("K1") is payer
    for desk in ("1", "2"):
        day.serve(desk)
        day.do(c.Finish(desk=desk, outcome="performed"))
    assert [visit.outside for visit in payers] == [False, False] and told(day) == (3, 3)
    with pytest.raises(HallFull):
        day.call("1")
    with pytest.raises(HallFull):
        day.do(c.CallVisit(desk="1", visit=waits.number, reason="agreed_time"))
    day.do(c.Start(desk="K1"))
    day.do(c.CallNext(desk="K1", outcome="paid"))
    assert day.hall.desks["K1"].visit == payers[0].number
    assert day.call("1") is waits and told(day) == (3, 3)


def test_somebody_is_called_in_while_nobody_is_served_whoever_waits_inside():
    """Whoever waits inside for a desk that is not open does not shut the door for the others."""
    day = a_hall(persons_per_desk=1)
    day.open("1")
    day.take("id-card", "pay")
    day.serve("1")
    day.do(c.Finish(desk="1", outcome="performed"))
    other = day.take(after=1)
    assert other.outside and day.call("1") is other


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 2]))
def test_the_bound_by_desks_is_kept_while_they_serve(seed, each):
    rng = Random(seed)
    day = a_hall(persons_per_desk=each)
    desks = ["1", "2", "4", "K1"]
    day.open(*desks)
    for _ in range(120):
        if rng.random() < 0.4:
            day.take(*rng.choice([("id-card",), ("car",), ("id-card", "pay"), ("pay",)]), persons=rng.choice([1, 2]))
        desk = rng.choice(desks)
        try:
            day.do(c.CallNext(desk=desk, outcome="performed"), after=30)
            day.do(c.Start(desk=desk))
        except Refusal:
            pass
        inside, allowed = told(day)
        assert allowed == each * len(desks) and inside <= allowed
    for _ in range(400):
        for desk in desks:
            try:
                day.do(c.CallNext(desk=desk, outcome="performed"), after=30)
                day.do(c.Start(desk=desk))
            except Refusal:
                pass
    assert not day.hall.open_visits, "somebody was shut out"


def test_nobody_is_called_into_a_hall_that_holds_as_many_as_it_may():
    """The bound on persons is on whoever a desk calls, too; whoever is inside goes on."""
    day = a_hall(persons=3)
    day.open("1", "3")
    day.take(persons=3)
    car = day.take("car", after=1)
    assert car.outside
    with pytest.raises(HallFull):
        day.call("3")
    day.serve("1")
    with pytest.raises(HallFull):
        day.do(c.CallVisit(desk="3", visit=car.number, reason="agreed_time"))
    day.do(c.Finish(desk="1", outcome="performed"))
    assert day.call("3") is car


def test_who_waits_for_a_desk_that_is_not_open_shuts_the_door_for_nobody():
    day = a_hall(persons=2)
    day.open("3")
    day.take(persons=2)
    car = day.take("car", after=1)
    assert car.outside and day.call("3") is car


def test_nobody_is_outside_any_more_when_the_rules_have_ended():
    """Not even a ticket that was put aside out there, or that waits for an officer."""
    day = a_hall(persons=2)
    day.take(persons=2)
    talks, steps_out, waits = (day.take(after=1) for _ in range(3))
    day.do(c.AskOfficer(visit=talks.number))
    day.do(c.AnswerWish(wish=1, person="so-1", minutes=5))
    day.do(c.StepOut(visit=steps_out.number, minutes=10))
    assert day.hall.outside == 3
    day.do(c.SetRegime(regime=None))
    assert not any(visit.outside for visit in (talks, steps_out, waits))
    assert (day.hall.outside, steps_out.state, waits.state) == (0, "parked", "waiting")


def test_who_steps_out_of_a_full_hall_comes_back_by_the_door():
    day = a_hall(persons=2)
    day.open("1")
    day.take()
    second = day.take(after=1)
    day.do(c.StepOut(visit=second.number, minutes=10))
    third = day.take(after=1)
    assert not third.outside
    day.do(c.Resume(visit=second.number), after=60)
    assert (second.state, second.outside) == ("waiting", True)
    day.serve("1")
    day.do(c.Finish(desk="1", outcome="performed"))
    assert not second.outside
