"""Legnica on a Monday morning with some people in it, asked through its open interface."""

import httpx
import pytest

from tests.office_server import start


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    server = start(tmp_path_factory.mktemp("api"))
    server.next_morning()
    server.do(do="open_desk", desk="2", person="so-1")
    for _ in range(4):
        server.take("dowod-wniosek")
    server.later(minutes=6)
    server.do(do="call_next", desk="2")
    server.do(do="start", desk="2")
    server.later(minutes=9)
    server.do(do="call_next", desk="2")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def api(office):
    with httpx.Client(base_url=office.address, timeout=10) as client:
        yield client
