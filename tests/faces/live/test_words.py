"""Whatever the hall refuses is said in Polish, Ukrainian or English, as the person asked."""

import pytest

from okienko.config.words import Words
from tools.translations import LOCALE, compile_all, refusals


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    compile_all()


@pytest.mark.parametrize("language", ["pl", "uk"])
def test_every_refusal_is_translated(language) -> None:
    words = Words([LOCALE])
    sentences = {sentence for _, sentence in refusals()}
    assert len(sentences) > 30
    assert {sentence for sentence in sentences if words(language, sentence) == sentence} == set()


def test_a_language_without_a_catalogue_hears_english() -> None:
    assert Words([LOCALE])("en", "Please say why.") == "Please say why."


@pytest.mark.parametrize(("headers", "message"), [
    ({"accept-language": "pl-PL,pl;q=0.9"}, "Proszę się najpierw zalogować."),
    ({"accept-language": "uk"}, "Спершу увійдіть, будь ласка."),
    ({"accept-language": "de,en;q=0.5"}, "Please sign in first."),
    ({"accept-language": "de"}, "Proszę się najpierw zalogować."),
    ({"accept-language": "en", "cookie": "okienko_language=uk"}, "Спершу увійдіть, будь ласка."),
])
def test_the_person_is_answered_in_the_language_chosen(served, headers, message) -> None:
    with served.client() as client:
        answer = client.post("/live/demo/command", json={"do": "call_next", "desk": "1"}, headers=headers)
    assert answer.json()["message"] == message


@pytest.mark.parametrize(("headers", "message"), [
    ({"accept-language": "en"}, "There is no such thing in this office."),
    ({"accept-language": "en", "cookie": "okienko_language=pl"}, "W tym urzędzie nie ma czegoś takiego."),
])
def test_an_address_that_does_not_exist_is_told_in_the_language_chosen(served, headers, message) -> None:
    with served.client() as client:
        answer = client.get("/live/nothing", headers=headers)
    assert (answer.status_code, answer.json()["error"], answer.json()["message"]) == (404, "UnknownThing", message)


def test_a_wrong_method_names_the_right_one(served) -> None:
    with served.client() as client:
        answer = client.get("/live/demo/command", headers={"accept-language": "en"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("method", ["FOO", "GETS", "PURGE-ALL"])
@pytest.mark.parametrize("path", ["/live/demo/command", "/live/health", "/"])
def test_a_method_that_nobody_knows_is_501(served, method, path) -> None:
    with served.client() as client:
        answer = client.request(method, path, headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["error"]) == (501, "UnknownMethod")


@pytest.mark.parametrize(("body", "field", "message"), [
    ({"do": "take", "matters": []}, "matters", "“matters” musi być listą: co najmniej 1, co najwyżej 12 pozycji."),
    ({"do": "take", "matters": ["pismo"], "persons": 0}, "persons", "“persons” musi być liczbą całkowitą od 1 do 20."),
    ({"do": "take", "matters": ["pismo"], "persons": "two"}, "persons",
     "“persons” musi być liczbą całkowitą od 0 do 2147483647."),
    ({"do": "take", "matters": ["pismo"], "needs": ["nope"]}, "needs",
     "“needs” musi być jednym z: step_free, sign_language, more_time, loop, seat."),
    ({"do": "take"}, "matters", "Brakuje pola “matters”."),
    ({"do": "take", "matters": ["pismo"], "colour": 1}, "colour", "W tym żądaniu nie ma pola “colour”."),
])
def test_what_is_malformed_names_the_field_and_what_was_expected(served, body, field, message) -> None:
    with served.client("player") as client:
        answer = client.post("/live/demo/command", json=body, headers={"accept-language": "pl"})
    told = answer.json()
    assert (answer.status_code, told["error"], told["facts"]["field"]) == (422, "Malformed", field)
    assert told["message"] == message
