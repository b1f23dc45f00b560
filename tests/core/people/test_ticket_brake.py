"""The brake on tickets taken by phone: a hall behind one address passes, a machine does not."""

from secrets import token_hex

import pytest

from okienko.core.people.throttle import TicketBrake

HALL = "192.0.2.1"


def new_phone():
    return token_hex(16)


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def brake(clock):
    return TicketBrake(per_minute=120, now=clock)


def test_three_hundred_phones_of_one_hall_take_their_tickets_at_once(brake):
    assert all(brake.take(HALL, phone=new_phone()) for _ in range(300))


def test_one_phone_takes_six_and_then_two_a_minute_and_slows_nobody_else(brake, clock):
    mine = new_phone()
    assert [brake.take(HALL, phone=mine) for _ in range(8)] == [True] * 6 + [False] * 2
    assert brake.take(HALL, phone=new_phone())
    assert brake.seconds_to_wait(HALL, phone=mine) <= 31
    clock.at += 31
    assert [brake.take(HALL, phone=mine) for _ in range(2)] == [True, False]


def test_who_makes_up_a_new_number_each_time_is_stopped_by_the_bound_of_the_address(brake):
    taken = sum(brake.take(HALL, phone=new_phone()) for _ in range(2000))
    assert taken == 360
    assert brake.take("198.51.100.7", phone=new_phone())


@pytest.mark.parametrize("phone", [None, "", "x" * 32, "A" * 32, "0" * 31, "0" * 5000])
def test_without_a_number_of_its_own_a_phone_shares_the_one_of_its_like(brake, phone):
    assert sum(brake.take(HALL, phone=phone) for _ in range(100)) == 30
    assert brake.take(HALL, phone=new_phone())
