"""How calls sound, in Polish, English and Ukrainian."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.core.hall.spoken import (
    LANGUAGES,
    MOST,
    Desk,
    call_in_words,
    desk_in_words,
    number_in_words,
    ticket_in_words,
)

POLISH = {
    0: "zero", 1: "jeden", 4: "cztery", 10: "dziesięć", 11: "jedenaście", 12: "dwanaście", 19: "dziewiętnaście",
    20: "dwadzieścia", 21: "dwadzieścia jeden", 40: "czterdzieści", 99: "dziewięćdziesiąt dziewięć", 100: "sto",
    101: "sto jeden", 112: "sto dwanaście", 200: "dwieście", 315: "trzysta piętnaście", 999:
    "dziewięćset dziewięćdziesiąt dziewięć", 1000: "tysiąc", 1001: "tysiąc jeden", 2000: "dwa tysiące",
    5000: "pięć tysięcy", 12_000: "dwanaście tysięcy", 21_000: "dwadzieścia jeden tysięcy",
    22_000: "dwadzieścia dwa tysiące", 112_000: "sto dwanaście tysięcy",
}
ENGLISH = {0: "zero", 12: "twelve", 21: "twenty-one", 101: "one hundred and one", 340: "three hundred and forty",
           1000: "one thousand", 2005: "two thousand five"}
UKRAINIAN = {0: "нуль", 12: "дванадцять", 21: "двадцять один", 45: "сорок п’ять", 300: "триста", 1000: "тисяча",
             2000: "дві тисячі", 5000: "п’ять тисяч", 21_000: "двадцять одна тисяча", 12_000: "дванадцять тисяч"}


@pytest.mark.parametrize(("language", "number", "words"), [
    (language, number, words)
    for language, table in (("pl", POLISH), ("en", ENGLISH), ("uk", UKRAINIAN)) for number, words in table.items()
])
def test_a_number_is_said_as_people_say_it(language, number, words):
    assert number_in_words(number, language=language) == words


@given(st.integers(0, MOST), st.integers(0, MOST), st.sampled_from(LANGUAGES))
def test_two_numbers_never_sound_alike(one, other, language):
    same = number_in_words(one, language=language) == number_in_words(other, language=language)
    assert same == (one == other)


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_a_number_out_of_the_table_is_refused(number):
    with pytest.raises(ValueError, match="not said aloud"):
        number_in_words(number, language="pl")


@pytest.mark.parametrize(("ticket", "words"), [
    ("D012", "D zero dwanaście"),
    ("D12", "D dwanaście"),
    ("K007", "K zero zero siedem"),
    ("R120", "R sto dwadzieścia"),
    ("U000", "U zero zero zero"),
    ("AB1234", "AB tysiąc dwieście trzydzieści cztery"),
    ("D12345678", "D jeden dwa trzy cztery pięć sześć siedem osiem"),
])
def test_a_ticket_is_read_with_its_zeros(ticket, words):
    assert ticket_in_words(ticket, language="pl") == words


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(1, 4), st.integers(1, 4))
def test_tickets_that_differ_never_sound_alike(one, other, digits, other_digits):
    first, second = f"D{one:0{digits}d}", f"D{other:0{other_digits}d}"
    same = ticket_in_words(first, language="pl") == ticket_in_words(second, language="pl")
    assert same == (first == second)


@pytest.mark.parametrize(("ticket", "words"), [("I042", "i zero czterdzieści dwa"), ("W003", "wu zero zero trzy"),
                                               ("Ł010", "eł zero dziesięć")])
def test_a_voice_gets_the_letters_by_their_names(ticket, words):
    assert ticket_in_words(ticket, language="pl", for_voice=True) == words


@pytest.mark.parametrize(("desk", "words"), [
    (Desk("4"), "stanowisko cztery"),
    (Desk("15"), "stanowisko piętnaście"),
    (Desk("1", "information"), "informacja, stanowisko jeden"),
    (Desk("2", "cash"), "kasa dwa"),
    (Desk("Kasa 2", "cash"), "Kasa dwa"),
    (Desk("S1", "meeting"), "stanowisko spotkań S jeden"),
    (Desk("Spotkania 1", "meeting"), "Spotkania jeden"),
    (Desk("4", "of a kind to come"), "stanowisko cztery"),
])
def test_a_desk_is_called_by_its_kind_unless_its_label_says_it(desk, words):
    assert desk_in_words(desk, language="pl") == words


@pytest.mark.parametrize(("language", "words"), [
    ("pl", "Bilet D zero dwanaście, stanowisko cztery."),
    ("en", "Ticket D zero twelve, desk four."),
    ("uk", "Квиток D нуль дванадцять, віконце чотири."),
])
def test_a_call_says_the_ticket_and_then_where_to_go(language, words):
    assert call_in_words("D012", Desk("4"), language=language) == words


def test_at_a_meeting_post_the_officer_comes_to_the_client():
    said = call_in_words("D015", Desk("S1", "meeting"), language="pl")
    assert said == "Bilet D zero piętnaście, pracownik schodzi do klienta, stanowisko spotkań S jeden."
