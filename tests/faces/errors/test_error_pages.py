"""Whatever goes wrong is told in the person's language and leads on; a program is told the same as JSON."""

import html
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import path
from django.utils.translation import override

from okienko.actions.office import apply
from okienko.actions.people.accounts import create_account
from okienko.actions.submit import NoKeeper
from okienko.config import urls as real
from okienko.config.pages import NOT_ARRIVED
from okienko.links.files import read_directory
from okienko.records.office import Office
from okienko.ui.errors import BY_CODE, BY_STATUS

pytestmark = pytest.mark.django_db
HEADINGS = {
    ("pl", 404): "Nie ma takiej strony",
    ("en", 404): "There is no such page",
    ("uk", 404): "Такої сторінки немає",
    ("pl", 500): "Coś się tu zepsuło",
    ("en", 503): "The office’s program does not answer at the moment",
}


def breaks(request, **_parts):
    """A fault of the program."""
    raise ZeroDivisionError


def outage(request, **_parts):
    """The database has gone."""
    raise OperationalError("server closed the connection; password=hunter2")


def no_hall(request, **_parts):
    """The hall has gone."""
    raise NoKeeper


def damaged(request, **_parts):
    """Something odd came in."""
    raise SuspiciousOperation("secret detail")


urlpatterns = [path("odd/", damaged), path("boom/", breaks), path("demo/kiosk/boom/", breaks), path("away/", outage),
               path("demo/board/away/", outage), path("no-hall/", no_hall), path("api/v1/boom", breaks),
               path("api/v1/away", outage), path("live/odd", damaged), *real.urlpatterns]
handler400, handler403, handler404 = real.handler400, real.handler403, real.handler404
handler429, handler500 = real.handler429, real.handler500


@pytest.fixture(autouse=True)
def table(settings):
    settings.ROOT_URLCONF = __name__
    cache.clear()


@pytest.fixture
def browser():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture
def demo():
    apply(read_directory(Path("offices/demo")).files, by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
    return Office.objects.get(slug="demo")


def ask(browser, status, language):
    headers = {"accept-language": language}
    if status == 400:
        return browser.get("/odd/", headers=headers)
    if status == 403:
        Office.objects.get_or_create(slug="demo", defaults={"name": "Demo"})
        browser.force_login(create_account("kim", office="demo", roles=["clerk"]))
        return browser.get("/demo/setup/people/", headers=headers)
    if status == 404:
        return browser.get("/nobody/nothing/", headers=headers)
    if status == 405:
        return browser.get("/i18n/setlang/", headers=headers)
    if status == 408:
        return browser.post("/account/login/", {"login": "x"}, headers=headers,
                            **{"asgi.scope": {NOT_ARRIVED: 408}})
    if status == 413:
        return browser.post("/account/login/", {"login": "x" * 3_000_000}, headers=headers)
    if status == 429:
        with override_settings(MAIL_HOST="mail.example.org"):
            for _ in range(40):
                answer = Client().post("/account/password/reset/", {"email": "a@example.org"}, headers=headers)
        return answer
    return browser.get({500: "/boom/", 503: "/away/"}[status], headers=headers)


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
@pytest.mark.parametrize("status", sorted(BY_STATUS))
def test_each_error_is_a_page_in_the_language_of_the_person(browser, status, language) -> None:
    answer = ask(browser, status, language)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == status
    assert f'<html lang="{language}"' in page
    assert page.count("<h1") == 1
    assert answer["cache-control"].startswith("no-store")
    title = re.search(r"<h1>(.*?)</h1>", page)[1]
    english = {told.title for told in BY_CODE.values()}
    with override("en"):
        assert (title in {str(each) for each in english}) == (language == "en")
    assert HEADINGS.get((language, status), title) == title
    assert 'class="button' in page, "no way on"
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|Traceback|hunter2|secret detail|ZeroDivision", page)


@pytest.mark.parametrize(("language", "title"), [("pl", "Nie można było przyjąć formularza"),
                                                 ("en", "The form could not be accepted")])
def test_a_form_without_its_key_is_told_what_to_do(browser, language, title) -> None:
    answer = browser.post("/account/login/", {"login": "x"}, headers={"accept-language": language})
    assert answer.status_code == 403
    assert title in answer.content.decode()


def test_a_405_names_the_methods_that_are_taken(browser) -> None:
    assert browser.get("/i18n/setlang/")["allow"] == "OPTIONS, POST"


def test_an_error_inside_an_office_keeps_its_head_and_leads_back(browser, demo) -> None:
    page = browser.get("/demo/nothing/here/").content.decode()
    assert re.search(r'class="brand" href="/demo/">.*Przykładow', page, re.S)
    assert 'href="/demo/"' in page
    kiosk = browser.get("/demo/kiosk/boom/")
    assert kiosk.status_code == 500
    assert 'href="/demo/kiosk/"' in kiosk.content.decode()
    assert kiosk["refresh"] == "15"


def test_a_screen_that_nobody_touches_looks_again_by_itself(browser) -> None:
    answer = browser.get("/demo/board/away/", headers={"accept-language": "uk"})
    assert (answer.status_code, answer["refresh"], answer["retry-after"]) == (503, "15", "5")
    assert 'href="/demo/board/"' in answer.content.decode()


def test_a_hall_that_does_not_answer_is_no_fault(browser) -> None:
    assert browser.get("/no-hall/").status_code == 503


def test_an_outage_is_told_without_asking_the_database(browser, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert browser.get("/away/").status_code == 503


def test_a_database_that_goes_away_while_it_is_asked_who_asks_is_an_outage(browser, monkeypatch) -> None:
    Office.objects.create(slug="demo", name="Demo")
    browser.force_login(create_account("kim", office="demo", roles=["clerk"]))

    def gone(*_args):
        raise OperationalError("gone")

    monkeypatch.setattr("django.contrib.auth.middleware.get_user", gone)
    assert browser.get("/account/").status_code == 503


@pytest.mark.parametrize(("address", "status", "code"), [
    ("/api/unknown", 404, "not_found"), ("/api/v1/boom", 500, "broken"), ("/api/v1/away", 503, "unavailable"),
    ("/live/odd", 400, "bad_request"), ("/api/v1/offices/nowhere", 404, "not_found"),
])
def test_a_program_is_told_in_json(browser, address, status, code) -> None:
    titles = set()
    for language in ("pl", "en", "uk"):
        answer = browser.get(address, headers={"accept-language": language})
        told = answer.json()
        assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
        assert answer["content-type"] == "application/problem+json"
        titles.add(told["title"])
    assert len(titles) == 3


def test_a_program_with_the_wrong_method_is_told_in_json(browser) -> None:
    answer = browser.delete("/api/v1/offices", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer["allow"]


def test_a_parameter_that_cannot_be_read_is_told_in_the_language_of_the_request(browser, demo) -> None:
    told = [browser.get("/api/v1/offices/demo/hours", {"from": "soon"}, headers={"accept-language": each}).json()
            for each in ("pl", "en")]
    assert [each["code"] for each in told] == ["bad_parameter"] * 2
    assert [each["errors"][0]["what"] for each in told] == [
        "Dzień zapisuje się jako rok, miesiąc i dzień: 2026-03-02.",
        "A day is written as year, month and day: 2026-03-02.",
    ]
