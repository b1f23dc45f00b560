"""Legnica's files carry the facts of the collected material: every service, every referral, nothing invented beside."""

import json

import pytest

from okienko.core.office import load
from tests.core.office.conftest import LEGNICA

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def collected(shared):
    return json.loads((shared / "domain/legnica-services.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def office():
    return load(LEGNICA)


def test_every_service_is_there_with_its_department_queue_minutes_and_share(collected, office):
    def facts(each):
        minutes = each["desk_minutes"]
        way = each["department"], each["queue"], minutes["min"], minutes["typical"], minutes["max"]
        return each["name"], *way, each["visit_share_pct"], bool(each.get("presence"))

    ours = {
        each.id: (
            *(each.name.pl, each.department, each.queue, each.shortest, each.minutes, each.longest),
            *(each.share, each.presence),
        )
        for each in office.services.values()
    }
    assert ours == {each["id"]: facts(each) for each in collected["services"]}


def test_every_document_and_every_amount_is_on_the_card(collected, office):
    for each in collected["services"]:
        card = office.services[each["id"]]
        assert len(card.documents) >= len(each["documents"])
        for fee in each["fees"]:
            amount = fee["amount"].removesuffix(".00").replace(".", ",")
            assert amount == "0" or amount in card.fee.replace("\u00a0", ""), card.id


def test_what_is_not_sure_is_not_marked_as_known(collected, office):
    for each in collected["services"]:
        sure = {fee.get("sure", "high") for fee in each["fees"]} | {each["deadline"].get("sure", "high")}
        if sure != {"high"}:
            assert office.services[each["id"]].mark == "plausible", each["id"]


def test_every_referral_is_there(collected, office):
    ours = {each.id: (each.name.pl, each.where) for each in office.referrals.values()}
    assert ours == {each["id"]: (each["name"], each["where"]) for each in collected["referrals"]}


def test_the_roster_loads_the_desks_to_85_or_90_per_cent(collected, office):
    arrivals = collected["arrivals"]
    mean, factors = arrivals["visits_per_day_mean"], arrivals["weekday_factor"]
    two_matters, needs_cash = arrivals["behaviour"]["two_matters"], arrivals["behaviour"]["needs_cash_desk"]
    minutes = {True: 0.0, False: 0.0}
    for service in office.services.values():
        minutes[service.department == "KASA"] += service.share / 100 * service.minutes
    paying = office.services["kasa-wplata"].minutes * needs_cash
    a_visit = minutes[False] * (1 + two_matters) + minutes[True] + paying
    work = sum(mean * factors[day] * a_visit for day in ("mon", "tue", "wed", "thu", "fri"))
    staffed = sum(duty.hours.minutes for day in range(5) for _, duty in office.duties(day))
    assert 0.85 <= work / staffed <= 0.90
