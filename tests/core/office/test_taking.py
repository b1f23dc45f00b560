"""Which desks a department is told to have: wherever somebody with its matter is called."""

import pytest

from okienko.core.office import load
from okienko.core.office.waiting import desks_of
from tests.core.office.conftest import DEMO, LEGNICA


@pytest.fixture(params=[DEMO, LEGNICA], ids=["demo", "legnica"])
def office(request):
    return load(request.param)


def test_every_desk_that_calls_for_a_matter_of_the_department_is_named_once(office):
    for department in office.departments:
        told = [desk.id for desk in desks_of(office, department)]
        assert sorted(told) == sorted(desk.id for desk in office.desks.values()
                                      if desk.calls_clients and {department, "*"} & set(desk.departments))


def test_a_department_that_is_paid_has_its_cash_desks_and_they_come_before_those_of_everybody(office):
    cash = [desk for desk in office.desks.values() if desk.kind == "cash"]
    assert cash
    for desk in cash:
        for department in desk.departments:
            told = desks_of(office, department)
            own = [each for each in told if department in each.departments]
            assert desk in told and told[:len(own)] == own
