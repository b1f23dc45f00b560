"""Behind a proxy that ends TLS, with the settings of docs/operate/tls.md: cookies, redirects, streams."""

import os
import re
import subprocess
import sys
import time

import httpx
import pytest

from tests.house.checkout import ROOT
from tools.postgres import free_port

HOST = "bok.ourtown.example"
PASSWORD = "a long enough password 7"
PREPARE = f"""
import django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from django.core.management import call_command
from okienko.actions.office import apply
from okienko.actions.people.accounts import create_account
from okienko.links.files import read_directory
call_command("migrate", verbosity=0)
apply(read_directory(Path("offices/demo")).files, by="test", at=datetime(2026, 1, 1, tzinfo=UTC))
create_account("ada", office="demo", roles=["administrator"], password={PASSWORD!r})
"""
SERVE = "import sys; from okienko.faces.console import main; sys.exit(main(['serve']))"


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    """A server with the settings for a proxy; the client stands where the proxy does."""
    folder, port = tmp_path_factory.mktemp("proxied"), free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OKIENKO_VAR": str(folder), "DATABASE_URL": "",
                   "DJANGO_SETTINGS_MODULE": "okienko.config.settings", "OKIENKO_HTTPS": "1",
                   "OKIENKO_BEHIND_PROXY": "1", "OKIENKO_HOSTS": HOST, "OKIENKO_PORT": str(port),
                   "OKIENKO_PUBLIC_URL": f"https://{HOST}"}
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, check=True, timeout=120)
    server = subprocess.Popen([sys.executable, "-c", SERVE], env=environment, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            httpx.get(f"{address}/live/health", timeout=5)
            break
        except httpx.TransportError:
            assert server.poll() is None
            time.sleep(0.05)
    yield address
    server.terminate()
    server.wait(20)


def through(address, **more):
    """A client as the proxy speaks for it."""
    headers = {"host": HOST, "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7", **more}
    return httpx.Client(base_url=address, headers=headers, timeout=20)


def test_a_page_that_came_without_tls_leads_to_the_one_with_tls(proxied):
    answer = httpx.get(f"{proxied}/account/login/", headers={"host": HOST}, timeout=20)
    assert (answer.status_code, answer.headers["location"]) == (301, f"https://{HOST}/account/login/")


def test_every_cookie_of_a_sign_in_is_secure(proxied):
    with through(proxied) as client:
        page = client.get("/account/login/")
        assert page.headers["strict-transport-security"].startswith("max-age=31536000")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
        cookie = page.headers["set-cookie"]
        assert "Secure" in cookie
        answer = client.post("/account/login/", data={"login": "ada", "password": PASSWORD,
                                                      "csrfmiddlewaretoken": token},
                             headers={"cookie": cookie.split(";")[0], "referer": f"https://{HOST}/account/login/",
                                      "origin": f"https://{HOST}"})
    cookies = answer.headers.get_list("set-cookie")
    assert answer.status_code == 302, answer.text
    assert {each.partition("=")[0] for each in cookies} >= {"okienko_session", "okienko_live", "csrftoken"}
    assert [each for each in cookies if "Secure" not in each] == []
    assert all("HttpOnly" in each for each in cookies if not each.startswith("csrftoken"))


def test_a_form_of_another_site_is_refused(proxied):
    with through(proxied) as client:
        answer = client.post("/account/login/", data={"login": "ada"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


def test_a_host_that_is_not_ours_is_refused(proxied):
    with through(proxied, host="evil.example") as client:
        assert client.get("/account/login/").status_code == 400


def test_a_stream_asks_the_proxy_not_to_hold_it_back_and_begins_at_once(proxied):
    with through(proxied) as client, client.stream("GET", "/live/demo/public/stream",
                                                   headers={"origin": f"https://{HOST}"}) as answer:
        assert answer.status_code == 200
        assert answer.headers["x-accel-buffering"] == "no"
        assert answer.headers["cache-control"] == "no-store"
        assert "content-length" not in answer.headers
        began = time.monotonic()
        assert next(answer.iter_text()).startswith("retry: ")
        assert time.monotonic() - began < 2


def test_a_page_of_another_site_may_not_listen(proxied):
    with through(proxied) as client:
        answer = client.get("/live/demo/public/stream", headers={"origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["error"]) == (403, "ForeignPage")


def test_each_person_is_braked_by_the_own_address_and_not_by_the_proxys(proxied):
    """Many codes tried from one address are braked; another address is not."""
    with through(proxied, **{"x-forwarded-for": "203.0.113.8"}) as client:
        told = [client.get(f"/live/demo/ticket/{'x' * 10}{number}").status_code for number in range(40)]
    assert told[0] == 404 and told[-1] == 429
    with through(proxied, **{"x-forwarded-for": "203.0.113.9"}) as client:
        assert client.get("/live/demo/ticket/xxxxxxxxxx").status_code == 404

