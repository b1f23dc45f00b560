"""A real office for the work screens, used as a browser without scripts uses it; each test has a day of its own."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.office_server import OfficeServer, csrf, start


@pytest.fixture(scope="session")
def legnica(tmp_path_factory) -> Iterator[OfficeServer]:
    server = start(tmp_path_factory.mktemp("legnica"))
    yield server
    server.stop()


@pytest.fixture
def hall(legnica) -> Iterator[OfficeServer]:
    """The office on a fresh morning."""
    legnica.next_morning()
    yield legnica
    legnica.meet_all()


@dataclass
class Screen:
    """One person's work screen: read it, press one of its acts."""

    client: httpx.Client
    path: str
    page: str = ""

    def look(self) -> "Screen":
        answer = self.client.get(self.path)
        assert answer.status_code == 200, answer.text
        self.page = answer.text
        return self

    def press(self, do: str, **fields: object) -> "Screen":
        """Send a form with this act; the page that follows is kept."""
        facts = {"do": do, "csrfmiddlewaretoken": csrf(self.page), **fields}
        answer = self.client.post(self.path, data=facts)
        assert answer.status_code == 200, answer.text
        self.page = answer.text
        return self

    @property
    def text(self) -> str:
        """What a person reads of the main part, templates and scripts left out."""
        main = re.search(r"<main.*</main>", self.page, re.S)[0]
        main = re.sub(r"<(template|script|select|datalist).*?</\1>", " ", main, flags=re.S)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())

    @property
    def notices(self) -> list[str]:
        return [html.unescape(re.sub(r"<[^>]+>", " ", each)).strip()
                for each in re.findall(r'<div class="notice[^>]*role="alert">(.*?)</div>', self.page, re.S)]

    @property
    def offered(self) -> set[str]:
        """Every act that the page offers."""
        buttons = re.findall(r'name="do" value="([a-z_]+)"', self.page)
        return set(buttons)

    @property
    def waiting(self) -> list[str]:
        room = re.search(r"data-waiting-list>(.*?)</ol>", self.page, re.S)[1]
        return re.findall(r'data-text="ticket">([^<]+)<', room)


@pytest.fixture
def at_desk(hall):
    """Sit somebody down: `at_desk("so-1", "2")`."""

    def sit(name: str, desk: str) -> Screen:
        path = "/legnica/till/" if name.startswith("kasa") else "/legnica/desk/"
        return Screen(hall.sign_in(name), path).look().press("open_desk", desk=desk, person=name)

    return sit


@pytest.fixture
def upstairs(hall):
    """Somebody of a department at the own screen."""
    return lambda name: Screen(hall.sign_in(name), "/legnica/department/").look()
