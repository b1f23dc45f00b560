"""The stage plays whatever office is described, not only the one it comes with."""

from copy import deepcopy
from datetime import date
from random import Random
from types import SimpleNamespace

import pytest

from okienko.actions.stage.player import Player
from okienko.core.hall.compile import rules_of
from okienko.core.office.reading import load
from okienko.core.stage.load import expected_visits
from okienko.core.stage.plan import OfficeDoesNotOpen, plan_day
from okienko.core.stage.profile import Behaviour
from okienko.links.files import parse, read_directory
from tests.house.checkout import ROOT

MONDAY = date(2026, 3, 2)


@pytest.fixture
def tables():
    return deepcopy(dict(parse(read_directory(ROOT / "offices" / "demo").files).tables))


def without_shares(tables):
    for service in tables["services"].values():
        service.pop("share", None)
    return load(tables)


def open_on(tables, days):
    tables["calendar"]["periods"]["zwykle"]["hours"] = {days: "08:00-16:00"} if days else {}
    tables["calendar"]["public_holidays"] = "PL"
    return SimpleNamespace(office=load(tables))


def test_an_office_that_names_no_shares_has_visits_with_each_of_its_matters(tables):
    office = without_shares(tables)
    wanted = expected_visits(office, MONDAY, visits=100, behaviour=Behaviour())
    assert set(wanted) == set(office.services)
    assert all(count > 0 for count in wanted.values())


def test_the_day_of_an_office_without_shares_is_planned_with_clients(tables):
    plan = plan_day(without_shares(tables), rules=rules_of(without_shares(tables), MONDAY), draw=Random(1).random)
    assert len(plan.clients) > 5


@pytest.mark.parametrize(("days", "played"), [("mon-fri", MONDAY), ("wed", date(2026, 3, 4)),
                                              ("sat-sun", date(2026, 3, 7))])
def test_an_open_monday_is_played_or_else_the_first_open_day(tables, days, played):
    assert Player.next_day(open_on(tables, days), MONDAY) == played


def test_an_office_that_never_opens_has_no_day_to_play(tables):
    with pytest.raises(OfficeDoesNotOpen):
        Player.next_day(open_on(tables, ""), MONDAY)
