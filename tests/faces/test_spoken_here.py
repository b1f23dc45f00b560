"""A page speaks only the languages into which all of it is translated, and offers no other."""

import re

import httpx
import pytest
from django.conf import settings

from okienko.config.doors import EVERYWHERE, languages_of
from okienko.config.routes import DJANGO_ROUTES
from tests.faces.workplace.conftest import legnica

__all__ = ["legnica"]
OFFERED = re.compile(r'<button type="submit" name="language" value="(\w+)" lang="(\w+)"')


@pytest.fixture
def look(legnica):
    """A page as a browser sees it that has asked for Ukrainian."""
    with httpx.Client(base_url=legnica.address, timeout=10, cookies={"okienko_language": "uk"}) as client:

        def at(path) -> tuple[str, list[str]]:
            answer = client.get(path)
            assert answer.status_code == 200, answer.text
            language = re.search(r'<html lang="(\w+)"', answer.text)[1]
            assert answer.headers["content-language"] == language
            return language, [code for code, marked in OFFERED.findall(answer.text) if code == marked]

        yield at


@pytest.mark.parametrize("path", ["/legnica/", "/account/login/"])
def test_a_page_without_ukrainian_is_wholly_polish_and_offers_none(look, path):
    assert look(path) == ("pl", ["pl", "en"])


@pytest.mark.parametrize("path", ["/legnica/hall/", "/legnica/ticket/"])
def test_the_phone_speaks_and_offers_it(look, path):
    assert look(path) == ("uk", ["pl", "en", "uk"])


def test_every_page_of_kiosk_board_and_phone_speaks_all_languages_and_no_other_page_does():
    known = tuple(code for code, _name in settings.LANGUAGES)
    for route in DJANGO_ROUTES:
        everything = route.view.startswith(("okienko.faces.kiosk", "okienko.faces.board", "okienko.faces.pocket",
                                            "okienko.faces.api"))
        assert languages_of(route) == (known if everything else EVERYWHERE), route.path
