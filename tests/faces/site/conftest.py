"""Legnica seen by the public: a browser without scripts, nobody signed in."""

import html
import re

import httpx
import pytest

from tests.office_server import start


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    server = start(tmp_path_factory.mktemp("site"))
    server.next_morning()
    yield server
    server.stop()


@pytest.fixture
def read(office):
    """What a visitor reads on a page of the office."""
    with httpx.Client(base_url=office.address, timeout=10, cookies={"okienko_language": "en"}) as client:

        def page(path="", *, status=200, **asked):
            answer = client.get(f"/legnica/{path}", params=asked)
            assert answer.status_code == status, answer.text
            main = re.search(r"<main.*</main>", answer.text, re.S)[0]
            return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())

        yield page
