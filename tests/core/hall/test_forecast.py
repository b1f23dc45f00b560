"""The people ahead: in the order of calling, whatever the rows and classes; also while no desk is open."""

from copy import deepcopy
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.core.hall import commands as c
from okienko.core.hall.decide.door import next_to_call
from okienko.core.hall.forecast import forecast
from okienko.core.hall.order import may_call
from okienko.core.hall.rules import DeskRule, RegimeRule

from .conftest import Day, make_rules
from .test_any_day import a_day_of

seeds = st.integers(0, 2**32)


def ahead(day) -> dict[int, int]:
    return {number: place.ahead for number, place in forecast(day.hall, rules=day.rules, at=day.now).items()}


def next_at(day, desk: str) -> int:
    return next_to_call(day.hall, day.hall.desks[desk], at=day.now, rules=day.rules).visit


def test_without_a_desk_those_before_one_in_the_queue_are_counted(day):
    day.open("3")
    for _ in range(3):
        day.take("id-card", after=5)
    day.take("car")
    other = day.take("id-pickup", after=5)
    priority = day.take("id-card", priority="statutory", after=5)
    places = forecast(day.hall, rules=day.rules)
    assert [places[number].ahead for number in (1, 2, 3, 4)] == [1, 2, 3, 0]
    assert (places[priority.number].ahead, places[other.number].ahead) == (0, 4)
    assert places[1].high is None


def test_at_a_paused_desk_too(day):
    day.open("1")
    day.do(c.PauseDesk(desk="1"))
    day.take()
    day.take(after=5)
    assert ahead(day) == {1: 0, 2: 1}


def test_a_wait_past_patience_is_before_a_larger_ratio(day):
    """Both have waited three targets: the earlier start goes first, though the ratio of the other is larger."""
    day.open("1")
    day.take("id-card")
    day.take("id-pickup", after=60)
    day.now += timedelta(hours=3)
    assert ahead(day) == {1: 0, 2: 1}
    assert next_at(day, "1") == 1


def test_the_rows_of_the_desk_count(day):
    day.open("1")
    ordinary = day.take()
    for _ in range(4):
        day.take(priority="statutory", after=1)
    for _ in range(2):
        day.serve("1")
        day.do(c.Finish(desk="1"))
    assert ahead(day) == {ordinary.number: 0, 4: 1, 5: 2}
    assert next_at(day, "1") == ordinary.number


def test_what_a_generalist_leaves_to_a_specialist_is_not_ahead_there():
    """Also at a generalist's desk that is looked at first."""
    desks = {name: DeskRule(id=name, label=name) for name in ("3", "0")}
    serves = {("3", "ola"): frozenset({"car"}), ("0", "ewa"): frozenset({"car", "id-card"})}
    day = Day(make_rules(desks=desks, serves=serves))
    day.do(c.OpenDay())
    day.open("3", "0")
    day.take("car")
    card = day.take("id-card", after=60)
    assert next_at(day, "0") == card.number
    assert ahead(day)[card.number] == 0


def alone(day, desk: str):
    """The same day with this desk only; who was at another has gone."""
    other = deepcopy(day)
    for each in [each for each in other.hall.desks.values() if each.visit is not None]:
        other.do(c.Leave(visit=each.visit))
    other.hall.desks = {desk: other.hall.desks[desk]}
    return other


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_nobody_is_ahead_of_whoever_is_called_next_at_the_only_desk(seed):
    def check(day) -> None:
        if Random(f"{seed}-{day.hall.seq}").random() < 0.8:
            return
        for desk in [desk.id for desk in day.hall.desks.values() if desk.is_free]:
            one = alone(day, desk)
            choice = next_to_call(one.hall, one.hall.desks[desk], at=one.now, rules=one.rules)
            first = [number for number, count in ahead(one).items()
                     if count == 0 and may_call(one.hall.desks[desk], one.hall.visits[number])]
            assert first == ([choice.visit] if choice is not None else [])

    a_day_of(seed, check=check)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_the_people_ahead_are_those_who_are_called_before_at_one_desk(seed):
    """If nobody else comes, one desk calls in exactly the order that the phones show."""
    day = a_day_of(seed)
    for desk in [desk.id for desk in day.hall.desks.values() if desk.is_free]:
        one = alone(day, desk)
        seat = one.hall.desks[desk]
        told = sorted((count, number) for number, count in ahead(one).items()
                      if may_call(seat, one.hall.visits[number]))
        called = []
        while (choice := next_to_call(one.hall, seat, at=one.now, rules=one.rules)) is not None:
            one.do(c.CallNext(desk=desk))
            one.do(c.Leave(visit=choice.visit))
            called.append((len(called), choice.visit))
        assert told == called


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_the_first_to_be_called_has_nobody_ahead_however_many_desks(seed):
    day = a_day_of(seed)
    places = ahead(day)
    for desk in sorted(desk.id for desk in day.hall.desks.values() if desk.is_free):
        choice = next_to_call(day.hall, day.hall.desks[desk], at=day.now, rules=day.rules)
        if choice is not None:
            assert places[choice.visit] == 0
            return


def a_full_hall(**regime) -> Day:
    """Six inside when rules of limited contact begin, each at or before desk 1 or 2; then one comes for a car."""
    day = Day(make_rules(regimes={"red": RegimeRule(id="red", **regime)}))
    day.do(c.OpenDay())
    day.open("1", "2", "3")
    for _ in range(6):
        day.take(after=1)
    for desk in ("1", "2"):
        day.serve(desk)
    day.do(c.SetRegime(regime="red"))
    day.hall.served = {"3": 4}
    return day


def test_nobody_who_may_not_be_let_in_is_told_to_be_next():
    """The desk for cars is free, and the hall is full of others."""
    for regime in ({"persons_per_desk": 1}, {"persons": 4}):
        day = a_full_hall(**regime)
        car = day.take("car", after=1)
        place = forecast(day.hall, rules=day.rules)[car.number]
        assert car.outside and car.promised is None
        assert place.ahead >= 2 and place.low >= 5


def test_who_stands_outside_a_full_hall_waits_for_whoever_has_to_leave():
    day = a_full_hall(persons=6)
    car = day.take("car", after=1)
    place = forecast(day.hall, rules=day.rules)[car.number]
    assert (place.ahead, place.low) == (2, 5)


def test_who_stands_outside_is_next_when_there_is_a_place():
    day = a_full_hall(persons_per_desk=3)
    car = day.take("car", after=1)
    assert forecast(day.hall, rules=day.rules)[car.number].ahead == 0
    assert next_at(day, "3") == car.number


def test_without_anybody_who_goes_on_inside_somebody_is_called_in():
    day = Day(make_rules(regimes={"red": RegimeRule(id="red", persons=1)}))
    day.do(c.OpenDay(regime="red"))
    day.open("3")
    day.take()
    day.hall.served = {"3": 1}
    first, second = day.take("car", after=1), day.take("car", after=1)
    places = forecast(day.hall, rules=day.rules)
    assert [(places[visit.number].ahead, places[visit.number].low) for visit in (first, second)] == [(0, 0), (1, 9)]


def places_of(day) -> dict[int, tuple]:
    """What is told of each, by number: the band, or whether enough were served."""
    return {number: (place.low, place.high, place.enough)
            for number, place in forecast(day.hall, rules=day.rules, at=day.now).items()}


def test_a_wait_is_told_once_as_many_were_served_as_go_before_or_four():
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("1")
    for _ in range(12):
        day.take(after=1)
    told = []
    for _ in range(6):
        told.append(sum(enough for _, _, enough in places_of(day).values()))
        day.serve("1", after=60)
        day.do(c.Finish(desk="1"))
    assert told == [1, 2, 3, 4, 8, 7]
    assert all(enough == (high is not None) for _, high, enough in places_of(day).values())


def test_a_finish_that_is_undone_was_not_served():
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("1")
    first = day.take()
    day.take(), day.take()
    day.serve("1")
    day.do(c.Finish(desk="1"))
    assert day.hall.served == {"1": 1}
    day.do(c.UndoFinish(desk="1", visit=first.number), by="person:anna")
    assert day.hall.served == {"1": 0}


def test_no_band_ends_after_closing():
    """Forty at one desk, eight hours: only the lower end is told of the last ones, who are served all the same."""
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("1")
    for _ in range(50):
        day.take(after=1)
    for _ in range(4):
        day.serve("1")
        day.do(c.Finish(desk="1"), after=60)
    places = places_of(day)
    assert max(high for _, high, _ in places.values() if high is not None) <= 8 * 60
    assert places[50][1] is None and places[50][0] > 180
    assert day.take().promised is None


def test_after_closing_the_wait_is_told_to_its_end():
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("1")
    for _ in range(14):
        day.take(after=1)
    for _ in range(4):
        day.serve("1")
        day.do(c.Finish(desk="1"), after=1)
    day.now = day.rules.opening.closes_at
    assert max(high for _, high, _ in places_of(day).values()) > 60
