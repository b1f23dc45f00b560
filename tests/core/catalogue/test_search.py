"""Finding a service in the words of its name, inflected and without diacritics."""

from pathlib import Path

import pytest

from okienko.core.catalogue.search import find, fold
from okienko.core.office.reading import load
from okienko.links.files import parse, read_directory

LEGNICA = Path(__file__).parents[3] / "offices" / "legnica"


@pytest.fixture(scope="module")
def legnica():
    return load(parse(read_directory(LEGNICA).files).tables)


@pytest.mark.parametrize(("query", "expected"), [
    ("dowód", "dowod-wniosek"),
    ("utrata dowodu", "dowod-utrata"),
    ("zameldowanie", "meldunek-staly"),
    ("REJESTRACJA POJAZDU", "pojazd-rejestracja"),
    ("ślub", "usc-slub"),
    ("slub", "usc-slub"),
    ("karta duzej rodziny", "kdr"),
    ("identity card", "dowod-wniosek"),
    ("paszport", "poza-paszport"),
])
def test_a_matter_is_found_by_words_of_its_name(legnica, query, expected):
    assert expected in [row.id for row in find(legnica, query)[:3]]


@pytest.mark.parametrize("query", ["", "   ", "xyzzy", "?!", "i w z", "a" * 5000, "'; DROP TABLE", "😀", "alert(1)"])
def test_where_nothing_matches_nothing_is_claimed(legnica, query):
    assert find(legnica, query) == []


@pytest.mark.parametrize(("query", "expected"), [
    ("zgubiłam portfel z dowodem", "dowod-utrata"),
    ("ukradli mi dowód", "dowod-utrata"),
    ("chcę zarejestrować auto", "pojazd-rejestracja"),
    ("meldunek mamy", "meldunek-staly"),
    ("żona urodziła", "usc-urodzenie"),
    ("becikowe", "poza-mops"),
    ("dowód xyzzy", "dowod-wniosek"),
    ("paszport dla syna", "poza-paszport"),
])
def test_a_word_that_nobody_knows_takes_nothing_from_the_others(legnica, query, expected):
    assert find(legnica, query)[0].id == expected


def test_what_answers_more_words_stands_before_what_answers_fewer(legnica):
    found = [row.id for row in find(legnica, "zgubiłem dowód rejestracyjny")]
    assert found[0] == "pojazd-wtornik" and "dowod-utrata" in found[1:]


def test_a_faint_likeness_of_one_word_among_unknown_ones_claims_nothing(legnica):
    assert find(legnica, "chcę kupić bilet do kina") == []


def test_every_service_is_found_by_its_own_name(legnica):
    for service in legnica.services.values():
        assert service.id in [row.id for row in find(legnica, service.name.pl)]


def test_four_letters_in_common_are_no_match_of_words_that_end_otherwise(legnica):
    assert [found.id for found in find(legnica, "śmieci")] == ["odpady-deklaracja"]
    assert "usc-zgon" in [found.id for found in find(legnica, "śmierć")]
    assert "kdr" in [found.id for found in find(legnica, "karty rodziny")]


def test_folding_knows_the_polish_l():
    assert fold("Żółć ŁÓDŹ") == "zolc lodz"
