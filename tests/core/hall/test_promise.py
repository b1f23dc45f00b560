"""What is promised at the door: the same walk as on every screen, made at most once a second."""

from datetime import timedelta

from okienko.core.hall import commands as c
from okienko.core.hall.forecast import forecast

from .conftest import Day, make_rules


def promised(day: Day, service: str = "id-card", after: float = 0) -> tuple[int, int]:
    return day.take(service, after=after).promised


def served(day: Day, *desks: str) -> None:
    """So many have been served at these desks."""
    for desk in desks:
        day.take()
        day.serve(desk)
        day.do(c.Finish(desk=desk))
    day.now += timedelta(seconds=2)


def test_who_takes_a_ticket_is_promised_what_the_screens_show():
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("1", "2")
    for _ in range(9):
        visit = day.take(after=2)
        place = forecast(day.hall, rules=day.rules)[visit.number]
        assert visit.promised == ((place.low, place.high) if place.enough else None)
    assert visit.promised is None


def test_tickets_taken_in_the_same_second_count_each_other():
    together, apart = Day(make_rules()), Day(make_rules())
    for day in (together, apart):
        day.do(c.OpenDay())
        day.open("1", "2", "4")
        served(day, "1", "2", "4", "1")
    burst = [promised(together) for _ in range(12)]
    assert burst == [promised(apart, after=2) for _ in range(12)]
    assert burst == sorted(burst)
    assert burst[-1] > burst[0]


def test_a_desk_that_has_left_promises_nothing(day):
    day.open("3")
    assert promised(day, "car") is not None
    day.do(c.LeaveDesk(desk="3"))
    assert promised(day, "car") is None


def test_a_desk_that_opens_is_counted_within_a_second(day):
    day.open("3")
    for _ in range(4):
        day.take("car")
        day.serve("3")
        day.do(c.Finish(desk="3"))
    waits = [promised(day, "car") for _ in range(5)]
    day.open("4")
    assert promised(day, "car", after=1) < waits[-1]
