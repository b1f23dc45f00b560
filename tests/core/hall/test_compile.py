"""The rules of a hall, compiled from the offices in the repository."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okienko.core.contact.wish import MODES
from okienko.core.hall.compile import rules_of
from okienko.core.office.asked import officers_of
from okienko.core.office.reading import check, load
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


def managed_alone():
    """The smallest office, whose only person to talk to is its manager; nobody is its head."""
    tables = deepcopy(parse(read_directory(OFFICES / "demo").files).tables)
    tables["people"]["ug-3"]["role"] = "manager"
    return tables


def test_a_department_whose_only_person_is_a_manager_asks_the_manager():
    assert check(managed_alone(), on=MONDAY) == ()
    office = load(managed_alone())
    assert rules_of(office, MONDAY).departments["UG"].steps == (("officers", ("ug-3",)),)
    assert rules_of(office, MONDAY).may_be_asked("ug-3")
    assert [person.id for person in officers_of(office, "UG")] == ["ug-3"]


def test_a_manager_beside_officers_is_asked_only_as_the_head(office):
    for department in office.departments.values():
        steps = dict(rules_of(office, MONDAY).departments[department.id].steps)
        roles = {office.people[person].role for person in steps.get("officers", ())}
        assert len(roles) <= 1
        assert {person.id for person in officers_of(office, department.id)} == {
            person for name, people in steps.items() if name != "office" for person in people} | (
            set(steps.get("office", ())) & {department.head, department.deputy_head})


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


@pytest.fixture(scope="module")
def legnica():
    return load(parse(read_directory(OFFICES / "legnica").files).tables)


def dated(office, **dates):
    """The office with one regime only, and these dates of it."""
    first = next(iter(office.regimes.values()))
    return replace(office, regimes={first.id: replace(first, **{"since": None, "until": None, **dates})}), first.id


def test_a_regime_with_a_first_and_a_last_day_begins_by_the_calendar(legnica):
    limited, regime = dated(legnica, since=date(2026, 3, 3), until=date(2026, 3, 4))
    assert [rules_of(limited, date(2026, 3, day)).regime for day in (2, 3, 4, 5)] == [None, regime, regime, None]
    assert not rules_of(limited, date(2026, 3, 5)).regimes[regime].holds


def test_a_regime_without_a_last_day_waits_for_the_manager(legnica):
    limited, regime = dated(legnica, since=date(2026, 1, 1))
    rules = rules_of(limited, date(2026, 3, 2))
    assert (rules.regime, rules.regimes[regime].holds) == (None, True)


def test_the_lawful_grounds_share_one_ratio(legnica):
    assert {each.in_a_row for each in legnica.priorities.values()} == {rules_of(legnica, MONDAY).priority_in_row}


def test_a_cash_desk_may_belong_to_any_department_and_its_other_matters_are_no_payments():
    described = load(parse(read_directory(OFFICES / "demo").files).tables)
    cash_desks = [desk for desk in described.desks.values() if desk.kind == "cash"]
    assert {"UG"} == {department for desk in cash_desks for department in desk.departments}
    rules = rules_of(described, MONDAY)
    assert {service.id for service in rules.services.values() if service.is_cash} == {"oplata"}
    assert {service.department for service in rules.services.values()} == {"UG"}


def test_what_is_paid_at_the_cash_desks_is_what_their_people_may_do_there(legnica):
    rules = rules_of(legnica, MONDAY)
    paid = {service.id for service in rules.services.values() if service.is_cash}
    assert paid == {service.id for service in legnica.services.values() if service.department == "KASA"} != set()


def test_an_office_whose_cash_desks_are_gone_takes_no_payments(legnica):
    desks = {name: replace(desk, kind="service") if desk.kind == "cash" else desk
             for name, desk in legnica.desks.items()}
    rules = rules_of(replace(legnica, desks=desks), MONDAY)
    assert not any(service.is_cash for service in rules.services.values())
