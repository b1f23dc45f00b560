"""A new description sent in the browser, without a script: faults, plan, apply; nobody else's, never unseen."""

import html
import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from okienko.actions.office import apply, current_office, revision
from okienko.actions.people.accounts import create_account
from okienko.links.files import read_directory
from okienko.records.office import Office, OfficeRevision

pytestmark = pytest.mark.django_db
OFFICES = Path(__file__).parents[3] / "offices"
FILES = dict(read_directory(OFFICES / "demo").files)
CHANGED = {"office.toml": FILES["office.toml"].replace('label = "Kasa"', 'label = "Kasa główna"')}
PATH = "/demo/setup/description/new/"


@pytest.fixture(autouse=True)
def applied() -> None:
    assert set(FILES) >= {"office.toml"} and CHANGED["office.toml"] != FILES["office.toml"]
    apply(FILES, by="test", at=timezone.now())


def signed_in(name: str, *roles: str, office: str = "demo") -> Client:
    client = Client(headers={"accept-language": "pl"})
    client.force_login(create_account(name, office=office, roles=list(roles), password="a long enough password 7"))
    return client


@pytest.fixture
def browser() -> Client:
    return signed_in("ada", "administrator")


def sent(client: Client, files: dict, path: str = PATH):
    parts = [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for name, text in files.items()]
    return client.post(path, {"files": parts})


def draft_in(answer) -> str:
    return html.unescape(re.search(r'name="draft" value="([^"]*)"', answer.content.decode())[1])


def packed(files: dict) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in files.items():
            whole.writestr(f"opis/{name}", text)
    return archive.getvalue()


@pytest.mark.parametrize("how", ["files", "zip"])
def test_a_new_description_is_planned_then_applied_as_a_revision(browser, how) -> None:
    new = {**FILES, **CHANGED}
    answer = sent(browser, new if how == "files" else {"opis.zip": packed(new)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "desks.K" in page and "Kasa główna" in page and "niczego jeszcze nie wprowadzono" in page
    assert revision("demo").number == 1, "showing a plan changes nothing"

    done = browser.post(PATH, {"draft": draft_in(answer), "note": "  nowa \n nazwa kasy "}, follow=True)
    assert "Obowiązuje wersja 2." in done.content.decode()
    found = revision("demo")
    assert (found.number, found.files, found.applied_by, found.note) == (2, new, "ada", "nowa nazwa kasy")
    assert current_office("demo").desks["K"].label == "Kasa główna"


def test_the_same_files_again_make_no_revision(browser) -> None:
    answer = sent(browser, FILES)
    assert "dla nikogo nic by się nie zmieniło" in answer.content.decode()
    done = browser.post(PATH, {"draft": draft_in(answer)}, follow=True)
    assert "Od wersji 1 nic się nie zmieniło." in done.content.decode()
    assert revision("demo").number == 1


def test_faults_are_told_with_file_line_place_and_mend_in_the_language_of_the_page(browser) -> None:
    broken = FILES["office.toml"].replace('kind = "cash"', 'kind = "kasa"')
    line = broken[:broken.index('kind = "kasa"')].count("\n") + 1
    answer = sent(browser, {**FILES, "office.toml": broken})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert f"office.toml:{line}" in page and "desks.K.kind" in page
    assert "Co jest nie tak i jak to naprawić" in page and 'name="draft"' not in page
    assert OfficeRevision.objects.count() == 1
    english = browser.post(PATH, {"files": [SimpleUploadedFile("a.zip", b"x")]}, headers={"accept-language": "en"})
    polish = browser.post(PATH, {"files": [SimpleUploadedFile("a.zip", b"x")]})
    assert "This is no ZIP that can be read." in english.content.decode()
    assert "To nie jest plik ZIP" in polish.content.decode()


def test_nothing_chosen_is_told_and_nothing_changed(browser) -> None:
    answer = browser.post(PATH)
    assert answer.status_code == 200
    assert "Nie wysłano żadnego pliku opisu." in answer.content.decode()


def test_the_description_of_another_office_is_refused(browser) -> None:
    answer = sent(browser, {"legnica.zip": packed(dict(read_directory(OFFICES / "legnica").files))})
    assert answer.status_code == 200
    assert "To opis urzędu „legnica”, a ta strona należy do urzędu „demo”." in html.unescape(answer.content.decode())
    assert OfficeRevision.objects.count() == 1


def test_what_is_too_large_even_packed_is_sent_to_the_terminal(browser, monkeypatch) -> None:
    monkeypatch.setattr("okienko.actions.revisions.draft.LARGEST_SEAL", 100)
    answer = sent(browser, {**FILES, **CHANGED})
    assert answer.status_code == 200
    assert "okienko apply" in answer.content.decode() and 'name="draft"' not in answer.content.decode()


@pytest.mark.parametrize("roles", [["manager"], ["auditor"], ["clerk", "reception", "officer", "cashier"]])
def test_only_whoever_may_change_the_description_sends_or_applies_one(browser, roles) -> None:
    draft = draft_in(sent(browser, {**FILES, **CHANGED}))
    other = signed_in("eve", *roles)
    assert sent(other, {**FILES, **CHANGED}).status_code == 403
    assert other.post(PATH, {"draft": draft}).status_code == 403
    Office.objects.create(slug="other", name="Other")
    stranger = signed_in("ola", "administrator", office="other")
    assert stranger.post(PATH, {"draft": draft}).status_code == 404
    assert revision("demo").number == 1


def test_a_draft_that_was_changed_or_belongs_to_somebody_else_is_not_applied(browser) -> None:
    draft = draft_in(sent(browser, {**FILES, **CHANGED}))
    second = signed_in("bob", "administrator")
    for client, text in ((browser, draft[:-1] + ("a" if draft[-1] != "a" else "b")), (browser, "x"), (second, draft)):
        answer = client.post(PATH, {"draft": text})
        assert answer.status_code == 409
        assert "Niczego nie zmieniono" in answer.content.decode()
    assert revision("demo").number == 1


def test_a_plan_that_is_an_hour_old_is_not_applied(browser) -> None:
    draft = draft_in(sent(browser, {**FILES, **CHANGED}))
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        answer = browser.post(PATH, {"draft": draft})
    assert answer.status_code in (302, 409)
    assert revision("demo").number == 1


def test_a_plan_is_not_applied_over_a_revision_that_it_did_not_see(browser) -> None:
    draft = draft_in(sent(browser, {**FILES, **CHANGED}))
    meanwhile = {**FILES, "office.toml": FILES["office.toml"].replace("target_minutes = 8", "target_minutes = 9")}
    apply(meanwhile, by="other", at=timezone.now())
    answer = browser.post(PATH, {"draft": draft})
    assert answer.status_code == 409
    assert "ktoś wprowadził inny opis" in answer.content.decode()
    assert (revision("demo").number, revision("demo").files) == (2, meanwhile)


def test_of_one_file_that_is_no_toml_only_that_is_told_with_its_line(browser):
    page = sent(browser, {"bad.toml": "to nie jest\nopis"}).content.decode()
    assert "bad.toml:1" in page and "Brakuje" not in page


def test_sections_that_were_not_sent_are_one_fault_after_those_with_a_place(browser):
    desk = '[desks.1]\nlabel = ""\nkind = "service"\narea = "sala"\n'
    page = sent(browser, {"desks.toml": desk}).content.decode()
    assert page.count("Brakuje") == 1 and "[people]" in page and "Brakuje klucza" not in page
    assert page.index("desks.toml:2") < page.index("Brakuje tych sekcji")


def test_a_file_that_cannot_be_read_is_told_before_the_faults_of_the_others(browser):
    page = sent(browser, {"a.toml": '[desks.1]\nlabel = ""\n', "z.toml": "[people\n"}).content.decode()
    assert page.index("z.toml:1") < page.index("a.toml:2")
