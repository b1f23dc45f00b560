"""The rules of a hall, compiled from the offices in the repository."""

from datetime import date
from pathlib import Path

import pytest

from okienko.core.contact.wish import MODES
from okienko.core.hall.compile import rules_of
from okienko.core.office.reading import load
from okienko.links.files import parse, read_directory

OFFICES = Path(__file__).parents[3] / "offices"
MONDAY = date(2026, 3, 2)


@pytest.fixture(scope="module", params=sorted(path.name for path in OFFICES.iterdir()))
def office(request):
    return load(parse(read_directory(OFFICES / request.param).files).tables)


def test_every_service_has_a_desk_and_a_target_or_is_the_conversation(office):
    rules = rules_of(office, MONDAY)
    served = frozenset().union(*rules.serves.values())
    for service in rules.services.values():
        assert service.target > 0
        assert service.is_meeting or service.id in served


def test_every_department_has_somebody_to_ask_and_a_way_to_meet_in_every_regime(office):
    rules = rules_of(office, MONDAY)
    for department in rules.departments.values():
        assert department.steps
        assert set(department.modes) <= set(MODES)
        for regime in rules.regimes.values():
            assert regime.modes[department.id]


def test_a_regime_lets_somebody_in(office):
    rules = rules_of(office, MONDAY)
    assert all(regime.persons is None or regime.persons >= 1 for regime in rules.regimes.values())


def test_a_holiday_has_no_opening(office):
    assert rules_of(office, date(2026, 3, 1)).opening is None
    assert rules_of(office, MONDAY).opening is not None


def test_the_dates_offered_lie_in_opening_hours_after_the_day(office):
    dates = rules_of(office, MONDAY).dates
    assert len(dates) >= 10
    for moment in dates:
        hours = office.opening(moment.astimezone(office.zone).date())
        assert hours.opens_at <= moment < hours.closes_at
        assert moment.date() > MONDAY


def test_each_area_of_a_regime_and_the_share_for_walkers_come_from_the_files(office):
    rules = rules_of(office, MONDAY)
    for regime in office.regimes.values():
        rule = rules.regimes[regime.id]
        assert rule.walk_in_share == regime.walk_in_share
        assert rule.persons == (sum(rule.areas.values()) if rule.areas else None)
        assert all(rule.areas[area] <= most for area, most in regime.persons.items() if area in rule.areas)
    assert all(service.area in office.areas for service in rules.services.values())
