"""Clocks: a driven one stands, a paced one runs faster, neither goes back."""

from datetime import UTC, datetime, timedelta

import pytest

from okienko.links.clock import BackwardsInTime, DrivenClock, PacedClock, SystemClock

START = datetime(2026, 3, 2, 9, 45, tzinfo=UTC)


def test_the_system_clock_is_aware_and_in_utc():
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_driven_clock_stands_until_it_is_set_and_never_goes_back():
    clock = DrivenClock(START)
    clock.advance(90)
    assert clock.now() == START + timedelta(seconds=90)
    with pytest.raises(BackwardsInTime):
        clock.set(START)


def test_a_paced_clock_changes_its_pace_without_a_leap():
    elapsed = [100.0]
    clock = PacedClock(START, speed=60, elapsed=lambda: elapsed[0])
    elapsed[0] += 10
    assert clock.now() == START + timedelta(minutes=10)
    clock.set_speed(1)
    assert clock.now() == START + timedelta(minutes=10)
    elapsed[0] += 5
    clock.pause()
    elapsed[0] += 1000
    assert (clock.now(), clock.is_paused) == (START + timedelta(minutes=10, seconds=5), True)
    clock.resume()
    elapsed[0] += 2
    assert clock.now() == START + timedelta(minutes=10, seconds=7)


@pytest.mark.parametrize("speed", [0, 0.5, 61, -1])
def test_a_paced_clock_runs_one_to_sixty_times_as_fast(speed):
    with pytest.raises(ValueError, match="between 1 and 60"):
        PacedClock(START, speed=speed)
