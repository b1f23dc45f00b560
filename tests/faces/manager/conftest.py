"""Legnica and its manager at the desk, in a browser without scripts; each test has a day of its own."""

import html
import re

import pytest

from tests.office_server import csrf, start


@pytest.fixture(scope="session")
def legnica(tmp_path_factory):
    server = start(tmp_path_factory.mktemp("manager"))
    yield server
    server.stop()


@pytest.fixture
def hall(legnica):
    legnica.next_morning()
    legnica.sign_in("bok-3").cookies.set("okienko_language", "en", domain="127.0.0.1", path="/")
    yield legnica
    legnica.meet_all()


class Manager:
    """Reads a page, confirms an act."""

    def __init__(self, client):
        self.client, self.page = client, ""

    def read(self, path="", *, status=200, **asked):
        answer = self.client.get(f"/legnica/manager/{path}", params=asked)
        assert answer.status_code == status, answer.text
        self.page = answer.text
        return words(answer.text)

    def confirm(self, act, **facts):
        """Open the page of the act, and confirm it; gives what the floor says then."""
        self.read(f"{act}/", **facts)
        key = re.search(r'name="key" value="([^"]+)"', self.page)[1]
        answer = self.client.post(f"/legnica/manager/{act}/", data={
            "csrfmiddlewaretoken": csrf(self.page), "key": key, **facts})
        assert answer.status_code == 200, answer.text
        return words(answer.text)


def words(page):
    main = re.search(r"<main.*</main>", page, re.S)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def manager(hall):
    return Manager(hall.sign_in("bok-3"))
