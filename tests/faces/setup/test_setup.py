"""Signing in, accounts and roles, devices: one happy path and each refusal."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from okienko.actions.office import apply, current_office
from okienko.actions.people.accounts import LastAdministrator, NameTaken, UnknownRole, change_account, create_account
from okienko.actions.people.devices import CodeRefused, add_device, redeem_code, revoke_device
from okienko.config.doors import signer
from okienko.core.people.tokens import DEVICE_COOKIE, PERSON_COOKIE
from okienko.faces.setup import devices as pages
from okienko.links.files import read_directory
from okienko.records.devices import Device
from okienko.records.office import Office
from okienko.records.people import Account

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password 7"


@pytest.fixture(autouse=True)
def clean_brakes() -> None:
    cache.clear()
    pages._guesses._buckets.clear()


@pytest.fixture
def quick_hashes(settings) -> None:
    """For tests of how often one may try, not of what a try costs."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def administrator() -> Account:
    Office.objects.create(slug="demo", name="Demo")
    return create_account("ada", office="demo", roles=["administrator"], email="ada@example.org", password=PASSWORD)


@pytest.fixture
def browser(administrator) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def test_signing_in_gives_the_pass_to_the_live_hall_and_signing_out_takes_it(administrator) -> None:
    client = Client()
    answer = client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert answer.status_code == 302
    given = answer.cookies[PERSON_COOKIE]
    assert (given["path"], given["httponly"], given["samesite"]) == ("/live", True, "Strict")
    assert signer().read(given.value, now=0).id == administrator.pk
    assert client.get("/account/").status_code == 200
    assert client.post("/account/logout/").cookies[PERSON_COOKIE].value == ""


def test_a_wrong_password_is_refused_and_after_a_few_the_door_is_braked(administrator) -> None:
    client = Client()
    for _ in range(5):
        answer = client.post("/account/login/", {"login": "ada", "password": "wrong"})
        assert answer.status_code == 200
    answer = client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert answer.status_code in (200, 429)
    assert PERSON_COOKIE not in answer.cookies


def test_a_whole_office_signs_in_from_one_address_within_a_minute(quick_hashes, administrator) -> None:
    signed_in = [Client().post("/account/login/", {"login": "ada", "password": PASSWORD}) for _ in range(60)]
    assert {answer.status_code for answer in signed_in} == {302}


def test_slips_of_colleagues_at_the_same_address_keep_nobody_out(quick_hashes, administrator) -> None:
    for number in range(20):
        Client().post("/account/login/", {"login": f"colleague-{number}", "password": "slip"})
    answer = Client().post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert (answer.status_code, PERSON_COOKIE in answer.cookies) == (302, True)


def test_guessing_one_password_for_many_accounts_is_braked(quick_hashes, administrator) -> None:
    for number in range(60):
        Client().post("/account/login/", {"login": f"account-{number}", "password": "spring"})
    assert PERSON_COOKIE not in Client().post("/account/login/", {"login": "ada", "password": PASSWORD}).cookies


def test_nobody_makes_an_account_by_oneself(db) -> None:
    answer = Client().post("/account/signup/", {"username": "eve", "password1": PASSWORD})
    assert not Account.objects.exists()
    assert answer.status_code == 200


@pytest.fixture
def mail_server(settings) -> None:
    settings.MAIL_HOST = "mail.example.org"


def test_a_forgotten_password_is_set_anew_by_mail(administrator, mail_server, mailoutbox) -> None:
    client = Client()
    assert client.post("/account/password/reset/", {"email": "ada@example.org"}).status_code == 302
    path = re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)[1]
    form = client.get(path, follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "another long one 88", "password2": "another long one 88"})
    version = administrator.version
    administrator.refresh_from_db()
    assert administrator.check_password("another long one 88")
    assert administrator.version > version


def test_a_reset_says_nothing_about_who_has_an_account(administrator, mail_server, mailoutbox) -> None:
    known, unknown = (Client().post("/account/password/reset/", {"email": f"{name}@example.org"}, follow=True)
                      for name in ("ada", "nobody"))
    assert known.redirect_chain == unknown.redirect_chain
    pages = {re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
             for answer in (known, unknown)}
    assert len(pages) == 1


def test_nothing_is_sent_to_a_stranger(administrator, mail_server, mailoutbox) -> None:
    Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    assert mailoutbox == []


@pytest.mark.parametrize(("language", "said"), [("pl", "nie ma serwera poczty"), ("en", "has no mail server")])
def test_without_a_mail_server_the_page_says_whom_to_ask_and_sends_nothing(administrator, mailoutbox, language,
                                                                           said) -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)("/account/password/reset/", {"email": "ada@example.org"},
                                           headers={"accept-language": language})
        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert "<form" not in answer.content.decode().partition("<main")[2].partition("</main")[0]
    assert mailoutbox == []


def test_an_installation_without_a_mail_server_writes_no_mail_to_its_log(tmp_path) -> None:
    say = ("from django.core.mail import send_mail; import django; django.setup(); "
           "send_mail('x', 'the link that sets a password', None, ['ada@example.org'])")
    environment = {**os.environ, "OKIENKO_VAR": str(tmp_path), "OKIENKO_MAIL_HOST": "",
                   "DJANGO_SETTINGS_MODULE": "okienko.config.settings"}
    done = subprocess.run([sys.executable, "-c", say], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/", "/account/signup/", "/enrol/",
                                  "/account/", "/account/2fa/", "/account/password/change/", "/account/logout/",
                                  "/demo/setup/people/", "/demo/setup/devices/"])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_each_page_is_whole_and_has_nothing_inline(browser, path, language) -> None:
    client = Client() if path in ("/account/login/", "/account/signup/") else browser
    answer = client.get(path, headers={"accept-language": language}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{language}"' in page
    assert page.count("<h1") == 1
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page)
    assert "unsafe" not in answer["content-security-policy"]


@pytest.fixture
def described(administrator) -> None:
    """The administrator's office with its files."""
    files = dict(read_directory(Path(__file__).parents[3] / "offices" / "demo").files)
    apply(files, by="test", at=timezone.now())


def test_a_staff_id_that_is_not_in_the_offices_files_is_refused(described, browser) -> None:
    asked = {"username": "jan", "name": "Jan Próbny", "person": "nobody-7", "email": "", "roles": ["clerk"]}
    answer = browser.post("/demo/setup/people/", asked, headers={"accept-language": "en"})
    assert "no person with this staff id" in answer.content.decode()
    assert not Account.objects.filter(username="jan").exists()
    known = next(iter(current_office("demo").people))
    browser.post("/demo/setup/people/", asked | {"person": known})
    assert Account.objects.get(username="jan").person == known


def test_a_device_stands_in_an_area_of_the_offices_files(described, browser) -> None:
    asked = {"name": "By the door", "kind": "kiosk", "place": "the moon"}
    answer = browser.post("/demo/setup/devices/", asked, headers={"accept-language": "en"})
    assert "no such area" in answer.content.decode()
    assert not Device.objects.exists()
    area = next(iter(current_office("demo").areas))
    browser.post("/demo/setup/devices/", asked | {"place": area})
    assert Device.objects.get().place == area


def test_a_new_account_is_shown_its_password_once(browser) -> None:
    asked = {"username": "Jan", "name": "Jan Próbny", "person": "ug-1", "email": "", "roles": ["clerk", "reception"]}
    answer = browser.post("/demo/setup/people/", asked)
    password = re.search(r"<kbd>((?:\w{4}-){3}\w{4})</kbd>", answer.content.decode())[1]
    made = Account.objects.get(username="jan")
    assert made.check_password(password)
    assert (made.roles, made.office, answer["cache-control"]) == (["reception", "clerk"], "demo", "no-store")


def test_a_change_of_roles_raises_the_version(browser) -> None:
    made = create_account("jan", office="demo", roles=["clerk"])
    asked = {"name": "Jan", "email": "", "roles": ["auditor"], "is_active": "on"}
    browser.post(f"/demo/setup/people/{made.pk}/", asked)
    before = made.version
    made.refresh_from_db()
    assert (made.roles, made.version) == (["auditor"], before + 1)


def test_the_last_administrator_stays(administrator, browser) -> None:
    with pytest.raises(LastAdministrator):
        change_account(administrator, roles=["clerk"], is_active=True, name="", email="")
    answer = browser.post(f"/demo/setup/people/{administrator.pk}/", {"name": "A", "email": "", "roles": ["clerk"],
                                                                      "is_active": "on"})
    assert answer.status_code == 200
    administrator.refresh_from_db()
    assert administrator.roles == ["administrator"]


def test_a_name_is_given_once_and_a_role_must_exist(administrator) -> None:
    with pytest.raises(NameTaken):
        create_account("ADA", office="demo", roles=["clerk"])
    with pytest.raises(NameTaken):
        create_account("eve", office="demo", roles=["clerk"], email="Ada@example.org")
    with pytest.raises(UnknownRole):
        create_account("eve", office="demo", roles=["kiosk"])


def enrol(code: str) -> tuple[Client, int]:
    client = Client()
    return client, client.post("/enrol/", {"code": code}).status_code


def test_a_device_is_let_in_by_its_code_once(browser) -> None:
    page = browser.post("/demo/setup/devices/", {"name": "Hall", "kind": "kiosk", "place": ""}).content.decode()
    code = re.search(r"code=([2-9A-Z]{6})|>([2-9A-Z]{6})<", page)
    code = code[1] or code[2]
    client, status = enrol(f" {code.lower()[:3]}-{code.lower()[3:]} ")
    assert status == 200
    claims = signer().read(client.cookies[DEVICE_COOKIE].value, now=0)
    assert (claims.kind, claims.office, claims.roles) == ("device", "demo", ("kiosk",))
    again, _ = enrol(code)
    assert DEVICE_COOKIE not in again.cookies


def test_a_code_that_is_over_lets_nobody_in(administrator) -> None:
    device, code = add_device("Board", office="demo", kind="board")
    Device.objects.filter(pk=device.pk).update(code_expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(CodeRefused):
        redeem_code(code)


def test_guessing_codes_is_braked_even_for_the_right_one(administrator) -> None:
    _, code = add_device("Board", office="demo", kind="board")
    statuses = [enrol(f"WRONG{number}")[1] for number in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    assert enrol(code)[1] == 429


def test_a_revoked_device_needs_a_new_code(browser) -> None:
    device, code = add_device("Board", office="demo", kind="board")
    device = redeem_code(code)
    assert device.is_enrolled
    browser.post(f"/demo/setup/devices/{device.pk}/", {"revoke": "1"})
    device.refresh_from_db()
    assert not device.is_enrolled
    browser.post(f"/demo/setup/devices/{device.pk}/", {"code": "1"})
    device.refresh_from_db()
    assert device.code_digest
    revoke_device(device)
    device.refresh_from_db()
    assert device.code_digest is None
