"""The page of the letter: each link leads on, through a one-click sign-in where the screen needs one."""

import html
import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from okienko.actions.office import apply
from okienko.actions.stage.accounts import make_accounts
from okienko.config.routes import ROUTES
from okienko.core.people.route import DUTIES, HOLDER, PUBLIC
from okienko.faces.stage.letter import ROLES_OF
from okienko.faces.stage.promises import promises
from okienko.links.files import read_directory
from tests.house.checkout import ROOT

PERMISSIONS = {route.name: route.permission for route in ROUTES}
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(settings):
    settings.OKIENKO_DEMO = True
    apply(read_directory(ROOT / "offices" / "legnica").files, by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
    make_accounts("legnica")
    return Client(headers={"accept-language": "en"})


def links(page, start):
    return {html.unescape(link) for link in re.findall(r'href="([^"]+)"', page) if link.startswith(start)}


def test_a_screen_behind_a_sign_in_opens_by_one_click_as_the_right_role(browser):
    page = browser.get("/letter/").content.decode()
    behind = links(page, "/stage/sign-in/?")
    assert {parse_qs(urlsplit(link).query)["role"][0] for link in behind} == {
        ROLES_OF[promise.face] for promise in promises() if promise.is_built and promise.face in ROLES_OF}
    assert len(behind) > 3
    for link in sorted(behind):
        asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        offered = browser.get(link).content.decode()
        assert re.findall(r'name="role" value="(\w+)"', offered) == [asked["role"]]
        assert f'name="next" value="{asked["next"]}"' in offered
        answer = Client().post("/stage/sign-in/", asked)
        assert (answer.status_code, answer["location"]) == (302, asked["next"])


def test_every_other_screen_of_the_page_is_open_to_anybody(browser):
    for link in links(browser.get("/letter/").content.decode(), "/legnica/"):
        assert PERMISSIONS[resolve(link.partition("#")[0]).url_name] in (PUBLIC, HOLDER, DUTIES), link


def lines(page):
    """The number of each promise → its part of the page."""
    return {part[:3]: part for part in re.split(r'<li class="promise" id="', page)[1:]}


def test_what_is_not_built_yet_leads_to_no_screen_and_what_is_built_to_the_page_that_shows_it(browser):
    shown = lines(browser.get("/letter/").content.decode())
    assert len(shown) == 25
    for promise in promises():
        assert ("Its live screen" in shown[promise.number]) == promise.is_built, promise.number
    for number, page in {"L10": "/legnica/accessibility/", "L13": "/legnica/accessibility/",
                         "L21": "next=%2Flegnica%2Fmanager%2Fstandards%2F", "L08": "/legnica/ticket/#talk",
                         "L09": "next=%2Flegnica%2Fmanager%2F%23rules"}.items():
        assert page in shown[number], number


def test_each_rule_opens_one_file_at_the_rule(browser):
    rules = [link for link in links(browser.get("/letter/").content.decode(), "/letter/source/") if "rule=" in link]
    assert len(rules) > 10
    for link in rules:
        name = parse_qs(urlsplit(link).query).get("rule", [""])[0]
        page = html.unescape(browser.get(link).content.decode())
        assert len(page) < 45_000
        assert link.endswith("#rule")
        if name:
            assert re.search(rf'<span id="rule"> *((def|class) )?{name}\b', page), link


def test_the_sign_in_leads_to_no_other_site(browser):
    answer = browser.post("/stage/sign-in/", {"role": "clerk", "next": "https://evil.example/"})
    assert answer["location"] == "/home/"


def test_in_the_demonstration_the_sign_in_page_offers_the_one_click_and_nowhere_else(browser, settings):
    page = browser.get("/account/login/?next=/legnica/desk/").content.decode()
    assert links(page, "/stage/sign-in/") == {"/stage/sign-in/?next=%2Flegnica%2Fdesk%2F"}
    settings.OKIENKO_DEMO = False
    assert not links(browser.get("/account/login/?next=/legnica/desk/").content.decode(), "/stage/sign-in/")
