"""Whoever asks for the very same conversation once more reads what is under way, and no error."""

import re
from html import unescape

import pytest

SAID = {
    "pl": ("Ta rozmowa jest już umawiana: Wydział Spraw Obywatelskich. Pytamy pracowników.", "Nie udało się"),
    "en": ("This conversation is being arranged already, with: ", "This could not be done"),
    "uk": ("Цю розмову вже домовляють:", "Не вдалося"),
}


def asks(client, office, code, language):
    client.cookies.set("okienko_language", language)
    path = f"/legnica/t/{code}/officer/"
    page = client.get(path)
    assert page.status_code == 200, page.text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    answer = client.post(path, data={"csrfmiddlewaretoken": token, "to": "department:SO"}, follow_redirects=True)
    return answer, unescape(answer.text)


@pytest.mark.parametrize("language", SAID)
def test_the_phone_says_what_is_under_way_and_shows_it(office, language):
    code = office.give("take", matters=["dowod-wniosek"])["code"]
    with office.client() as client:
        assert asks(client, office, code, language)[0].status_code == 200
        answer, text = asks(client, office, code, language)
    said, failed = SAID[language]
    assert answer.status_code == 200 and said in text and failed not in text
    assert 'class="card card-pine"' in answer.text, "the wish itself is shown"


def test_a_program_gets_the_wish_with_the_refusal(office):
    code = office.give("take", matters=["dowod-wniosek"])["code"]
    with office.client() as client:
        for _ in range(2):
            answer = client.post(f"/live/legnica/ticket/{code}", json={"do": "ask_officer", "department": "SO"})
    assert answer.status_code == 409
    told = answer.json()
    assert told["error"] == "WishUnderWay" and told["facts"]["state"] == "seeking" and told["facts"]["wish"]
