"""What an office answers once it is loaded."""

from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from okienko.core.office import load
from okienko.core.office.checks.ways import desks_taking_in
from okienko.core.office.rostered import staffed_since
from tests.core.office.conftest import LEGNICA, MONDAY


@pytest.fixture(scope="module")
def office():
    return load(LEGNICA, holidays={date(2026, 12, 24): "Wigilia"})


def test_legnica_has_its_services_and_referrals(office):
    assert (len(office.services), len(office.referrals)) == (52, 10)
    assert office.services["dowod-wniosek"].target_minutes == office.queues["D"].target_minutes
    assert abs(sum(service.share for service in office.services.values()) - 100) < 0.1


def test_things_are_kept_in_the_order_of_the_files_and_cannot_be_changed(office):
    assert list(office.desks)[:3] == ["1", "2", "3"]
    assert isinstance(office.desks, MappingProxyType)
    with pytest.raises(TypeError):
        office.desks["99"] = office.desks["1"]


def test_a_person_serves_at_a_desk_what_both_the_desk_and_the_person_can(office):
    at_five = office.serves("5", "usc-3", MONDAY)
    assert {"usc-odpis", "dowod-wniosek"} <= at_five
    assert "pesel-nadanie" not in at_five
    assert office.serves("6", "usc-3", MONDAY) == {each for each in at_five if each.startswith("usc-")}
    assert office.serves("7", "usc-3", MONDAY) == frozenset()


def test_a_desk_with_a_star_takes_what_belongs_to_every_department(office):
    assert "spotkanie-pracownik" in office.serves("1", "bok-1", MONDAY)
    assert "spotkanie-pracownik" not in office.serves("2", "so-1", MONDAY)


def test_every_department_has_a_desk_to_walk_in_to_and_a_contact_under_every_regime(office):
    for department in office.departments.values():
        assert desks_taking_in(office, department)
        for regime in (None, *office.regimes):
            assert office.contact_modes(department.id, regime)


def test_a_regime_throttles_and_never_closes(office):
    strict = office.regimes["jedna-osoba-przy-stanowisku"]
    assert strict.capacity("sala", square_metres=420.0, open_desks=12) == 12
    assert strict.capacity("sala", square_metres=420.0, open_desks=0) == 1
    assert office.regimes["sanitarne"].capacity("sala", square_metres=420.0, open_desks=12) == 28


def test_the_office_opens_by_its_own_clock(office):
    hours = office.opening(MONDAY)
    assert hours.opens_at == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert hours.closes_at == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert office.opening(date(2026, 12, 24)) is None


def test_all_people_of_the_demonstration_are_fictional(office):
    assert office.identity.demonstration
    assert all(person.fictional for person in office.people.values())


def test_the_old_town_hall_is_no_office(office):
    assert "Rynek" not in " ".join(site.address for site in office.sites.values())


def test_a_day_worked_in_exchange_has_the_roster_of_the_day_that_is_off(legnica):
    office = load(legnica)
    assert list(office.duties(5)) == []
    assert list(office.duties_on(date(2026, 12, 12))) == list(office.duties(0))
    assert list(office.duties_on(date(2026, 12, 11))) == list(office.duties(4))
    assert "1" in staffed_since(office, datetime(2026, 12, 12, 9, tzinfo=UTC))
