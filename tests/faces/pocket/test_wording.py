"""What the phone page says: places, desks, dates, in the forms that a language has."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from okienko.actions.description import office_of
from okienko.core.hall.visit import OUTCOMES
from okienko.faces.pocket import wording
from okienko.links.files import read_directory
from okienko.ui.inline import with_own_icons, words_for_script
from okienko.ui.states import desk_marked

LEGNICA = Path(__file__).parents[3] / "offices" / "legnica"


@pytest.fixture(scope="module")
def office():
    return office_of(read_directory(LEGNICA).files)


@pytest.mark.parametrize(("count", "words"), [
    (0, "Następna kolej jest Pani/Pana"), (1, "1 osoba przed Panią/Panem"), (3, "3 osoby przed Panią/Panem"),
    (12, "12 osób przed Panią/Panem"), (22, "22 osoby przed Panią/Panem"), (25, "25 osób przed Panią/Panem"),
])
def test_the_people_ahead_are_counted_in_polish(count, words):
    with translation.override("pl"):
        assert wording.ahead_words(count) == words


def test_the_script_gets_each_form_of_the_sentence():
    with translation.override("pl"):
        forms = wording.ahead_forms()
    assert len({forms["one"], forms["few"], forms["many"]}) == 3
    assert all("%(count)d" in form for name, form in forms.items() if name != "none")


def test_the_script_names_each_desk_as_the_page_does(office):
    """What pocket.js makes of the patterns is what the server writes."""
    for language in ("pl", "en", "uk"):
        _names_each_desk(office, language)


def _names_each_desk(office, language):
    with translation.override(language):
        patterns = wording.script_words(office)["desks"]
        for desk in office.desks.values():
            named = next((each % {"label": desk.label} for each, labels in patterns.items() if desk.label in labels),
                         desk.label)
            assert named == wording.desk_words(desk.label, office)


def test_words_of_a_script_cannot_end_its_element():
    assert json.loads(words_for_script({"name": "</script>&ł"})) == {"name": "</script>&ł"}
    assert not set("<>&") & set(words_for_script({"name": "</script>&ł"}))


def test_each_outcome_has_words_for_the_client():
    assert set(wording.OUTCOMES) == set(OUTCOMES)


@pytest.mark.parametrize(("label", "words"), [("4", "Stanowisko 4"), ("Kasa 2", "Kasa 2"), (None, ""), ("?", "?")])
def test_a_desk_is_named_as_its_plate_is(office, label, words):
    with translation.override("pl"):
        assert wording.desk_words(label, office) == words


@pytest.mark.parametrize(("language", "label", "words"), [
    ("en", "4", "Desk 4"), ("en", "Kasa 2", "Cash desk 2"), ("en", "Spotkania 1", "Meeting post 1"),
    ("uk", "4", "Віконце 4"), ("uk", "Kasa 2", "Каса 2"), ("uk", "Spotkania 1", "Місце зустрічі 1"),
])
def test_a_desk_has_its_name_in_the_language_of_the_page(office, language, label, words):
    with translation.override(language):
        assert wording.desk_words(label, office) == words
        assert desk_marked(label, office) == words


def test_a_name_that_nobody_translated_is_marked_as_polish(office):
    okno = replace(office.desks["1"], label="Okno przy schodach")
    changed = replace(office, desks={**office.desks, "1": okno})
    with translation.override("uk"):
        assert desk_marked(okno.label, changed) == '<span lang="pl">Okno przy schodach</span>'
    with translation.override("pl"):
        assert desk_marked(okno.label, changed) == "Okno przy schodach"


def test_an_agreed_date_has_the_month_as_polish_says_it(office):
    with translation.override("pl"):
        said = wording.day_words(datetime(2026, 3, 4, 8, tzinfo=UTC), office)
    assert said.lower() == "środa, 4 marca, 09:00"


def test_a_page_brings_only_the_icons_that_it_shows():
    page = with_own_icons('<main><use href="/static/ui/icons.svg#bell"></use></main>')
    assert page.count("<symbol") == 1
    assert 'id="icon-bell"' in page
    assert 'href="#icon-bell"' in page
    assert with_own_icons("<main></main>") == "<main></main>"
