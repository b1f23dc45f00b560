"""The two feeds: the very shapes that their readers know, down to the types, and HTTP 200 for errors."""

import json

import pytest

from okienko.faces.api.telling import feed_id

WARSAW = "/api/action/wsstore_get/"
ADDRESSES = ("/status_kolejek/query.php?status=", "/app/webroot/status_kolejek/query.php?status")


@pytest.fixture(scope="session")
def samples(shared):
    return json.loads((shared / "domain" / "queue-api-samples.json").read_text())


def types_of(value):
    """The shape of a value: keys and types, lists by the shape of what they hold."""
    if isinstance(value, dict):
        return {key: types_of(each) for key, each in value.items()}
    if isinstance(value, list):
        return [types_of(each) for each in value]
    return type(value)


def groups(api):
    return api.get(WARSAW, params={"id": feed_id("legnica")}).json()["result"]["grupy"]


def test_warsaw_has_the_fields_and_types_of_the_sample(api, samples):
    result = api.get(WARSAW, params={"id": feed_id("legnica"), "apikey": "any"}).json()["result"]
    sample = samples["warsaw_wsstore"]["ok"]["result"]
    assert set(result) == set(sample)
    allowed = {key: {type(group[key]) for group in sample["grupy"]} for key in sample["grupy"][0]}
    for group in result["grupy"]:
        assert set(group) == set(allowed)
        assert all(type(group[key]) in allowed[key] for key in group), group


def test_warsaw_counts_what_the_hall_counts(api):
    group = next(group for group in groups(api) if group["literaGrupy"] == "D")
    assert (group["status"], group["liczbaKlwKolejce"], group["liczbaCzynnychStan"]) == ("1", 2, 1)
    assert group["aktualnyNumer"] == "D002" and group["czasObslugi"].isdigit()
    idle = next(group for group in groups(api) if group["literaGrupy"] == "K")
    assert (idle["status"], idle["lp"], idle["aktualnyNumer"]) == (None, None, "")


@pytest.mark.parametrize("asked", [{}, {"id": ""}, {"id": "nonsense"}, {"id": "\x00"}, {"id": "x" * 5000},
                                   {"id": feed_id("nowhere")}])
def test_warsaw_says_errors_with_200_in_its_own_words(api, asked, samples):
    answer = api.get(WARSAW, params=asked)
    assert answer.status_code == 200
    assert answer.json() == samples["warsaw_wsstore"]["error"]


def test_the_number_of_a_group_is_its_own_and_stays(api):
    numbers = [group["idGrupy"] for group in groups(api)]
    assert len(set(numbers)) == len(numbers)
    assert numbers == [group["idGrupy"] for group in groups(api)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_duw_has_the_fields_and_types_of_the_sample(api, samples, address):
    cities = api.get(address).json()["result"]
    (row,) = samples["duw_status"]["ok"]["result"]["Legnica"]
    assert list(cities) == ["Legnica"]
    nullable = {"average_wait_time", "average_service_time", "max_tickets"}
    for queue in cities["Legnica"]:
        assert set(queue) == set(row)
        wrong = [key for key in queue if types_of(queue[key]) != types_of(row[key]) and key != "operations"
                 and not (queue[key] is None and key in nullable)]
        assert wrong == []
        assert all(types_of(each) == types_of(row["operations"][0]) for each in queue["operations"])


def test_duw_counts_what_the_hall_counts_and_nothing_is_negative(api):
    queues = api.get(ADDRESSES[0]).json()["result"]["Legnica"]
    ours = next(queue for queue in queues if queue["ticket_value"] == "D002")
    assert (ours["ticket_count"], ours["workplaces"]) == (2, 1)
    assert (ours["tickets_served"], ours["registered_tickets"]) == (1, 4)
    assert ours["active"] is True and ours["enabled"] is True
    assert ours["tickets_left"] == ours["max_tickets"] - 4
    figures = ("ticket_count", "tickets_served", "registered_tickets", "workplaces", "tickets_left")
    assert all(queue[figure] >= 0 for queue in queues for figure in figures)


def test_duw_without_the_word_status_tells_nothing(api):
    answer = api.get("/status_kolejek/query.php")
    assert (answer.status_code, answer.json()) == (200, {"result": {}})
