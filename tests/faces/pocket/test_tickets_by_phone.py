"""Tickets on the phone page: each phone has its own brake, whatever address it shares."""

import httpx
import pytest

from okienko.core.people.throttle import PHONE_COOKIE
from tests.faces.workplace.conftest import hall, legnica
from tests.office_server import csrf

__all__ = ["hall", "legnica"]
PATH = "/legnica/ticket/"


@pytest.fixture
def phone(hall):
    """Phones of one hall: each is a browser of its own."""
    opened = []

    def another() -> httpx.Client:
        opened.append(httpx.Client(base_url=hall.address, timeout=10))
        return opened[-1]

    yield another
    for client in opened:
        client.close()


def take(client) -> int:
    token = csrf(client.get(PATH).text)
    return client.post(PATH, data={"service": "dowod-wniosek", "csrfmiddlewaretoken": token}).status_code


def test_one_phone_is_braked_and_the_next_one_in_the_same_hall_is_not(phone):
    mine, other = phone(), phone()
    assert [take(mine) for _ in range(7)] == [302] * 6 + [429]
    assert take(other) == 302
    assert mine.cookies[PHONE_COOKIE] != other.cookies[PHONE_COOKIE]
