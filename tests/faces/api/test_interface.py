"""The open interface: what it tells, how it says no, who may read it."""

import time
from datetime import date, datetime

import pytest

V1 = "/api/v1/offices"
PROBLEM = "application/problem+json"


def told(api, path, status=200, **asked):
    answer = api.get(f"{V1}{path}", params=asked)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_the_offices_and_where_their_feeds_are(api):
    (office,) = told(api, "")
    assert office["id"] == "legnica" and office["is_open"] is True
    assert api.get(office["feeds"]["warsaw"]).json()["result"]["grupy"]


def test_one_office_with_its_ways_in_and_its_regimes(api):
    office = told(api, "/legnica")
    assert any(each["step_free"] for each in office["entrances"])
    assert all(regime["legal_act"] for regime in office["regimes"])
    assert office["revision"] == 1


def test_services_are_found_by_everyday_words(api):
    found = told(api, "/legnica/services", q="zgubiony dowód")
    assert "dowod-utrata" in [service["id"] for service in found]
    assert told(api, "/legnica/services", q="żyrafa") == []
    assert len(told(api, "/legnica/services")) > 40


def test_the_card_of_a_service(api):
    card = told(api, "/legnica/services/dowod-wniosek")
    assert card["documents"] and card["fee"] and card["legal_basis"] and card["reliability"]


def test_every_department_has_a_way(api):
    assert all(each["ways"] and each["desks"] for each in told(api, "/legnica/departments"))


def test_hours_of_a_period_with_the_reason_of_each_exception(api):
    days = told(api, "/legnica/hours", **{"from": "2026-12-24", "to": "2026-12-31"})["days"]
    by_date = {day["date"]: day for day in days}
    assert len(days) == 8
    assert by_date["2026-12-25"]["opens"] is None and by_date["2026-12-25"]["reason"]
    closes = datetime.fromisoformat(by_date["2026-12-31"]["closes"])
    assert closes.utcoffset() is not None and closes.hour == 13


def test_the_hall_now(api):
    hall = told(api, "/legnica/queues")
    assert hall["phase"] == "open" and hall["seats_free"] <= hall["seats"]
    queue = next(each for each in hall["queues"] if each["id"] == "D")
    assert (queue["waiting"], queue["taken_today"], queue["served_today"], queue["desks"]) == (2, 4, 1, 1)
    assert queue["last_called"] == "D002" and queue["wait"]["low"] <= queue["wait"]["high"]


def test_standards_count_what_has_happened(api, office):
    today = office.now.date().isoformat()
    for _ in range(50):
        standards = told(api, "/legnica/standards", **{"from": today, "to": today})
        if standards["visits"]:
            break
        time.sleep(0.2)
    wait = next(each for each in standards["standards"] if each["measure"] == "wait" and not each["queues"])
    assert (wait["cases"], wait["value"], wait["kept"]) == (1, 6.0, True)
    assert standards["contact"]["asked"] == 0 and "refused" not in standards["contact"]


@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/queues", "/legnica/services/none", "/%00", "/a%2Fb/hours"])
def test_what_is_not_there_is_a_problem_and_not_a_page(api, path):
    answer = api.get(f"{V1}{path}")
    assert answer.status_code == 404
    if path != "/a%2Fb/hours":
        assert answer.headers["content-type"] == PROBLEM and answer.json()["status"] == 404


@pytest.mark.parametrize("asked", [{"from": "yesterday"}, {"from": "2026-02-30"},
                                   {"from": "2026-03-02", "to": "2026-03-01"},
                                   {"from": "2020-01-01", "to": "2026-01-01"}, {"from": "0001-01-01"},
                                   {"to": "9999-12-31"}])
@pytest.mark.parametrize("what", ["hours", "standards"])
def test_a_period_that_is_none_is_refused_clearly(api, what, asked):
    answer = api.get(f"{V1}/legnica/{what}", params=asked)
    assert answer.status_code == 422 and answer.headers["content-type"] == PROBLEM
    assert answer.json()["title"]


def test_any_page_may_read_it(api):
    answer = api.get(f"{V1}/legnica/queues", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = api.options(f"{V1}/legnica/queues", headers={"Origin": "https://elsewhere.example",
                                                        "Access-Control-Request-Method": "GET"})
    assert asked.status_code == 204 and "GET" in asked.headers["access-control-allow-methods"]


def test_nothing_can_be_changed_through_it(api):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert api.request(method, f"{V1}/legnica/queues").status_code == 405


def test_what_has_not_changed_is_not_sent_again(api):
    first = api.get(f"{V1}/legnica/services")
    again = api.get(f"{V1}/legnica/services", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    assert "max-age" in first.headers["cache-control"]


def test_the_document_says_openapi_3_1_and_names_no_other_method_than_get(api):
    document = api.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {method for path in document["paths"].values() for method in path} == {"get"}
    assert document["info"]["version"]


def test_the_document_and_the_table_of_routes_name_the_same_addresses(api):
    from okienko.config.routes import API_ROUTES

    in_table = {f"/{route.path}" for route in API_ROUTES if route.path.startswith("api/v1/offices")}
    assert set(api.get("/api/v1/openapi.json").json()["paths"]) == in_table


def test_dates_are_dates(api):
    assert date.fromisoformat(told(api, "/legnica/hours")["days"][0]["date"])
