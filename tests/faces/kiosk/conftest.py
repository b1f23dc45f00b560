"""Legnica on a Monday at ten, with a kiosk that prints on a printer made of a socket."""

import pytest

from okienko.links.printer.sink import printer_sink
from tests.kiosk_server import serving

PRINTERS = '[printers.hala]\naddress = "{address}"\nserves = ["kiosk", "reception"]\n'


@pytest.fixture(scope="session")
def sheets():
    with printer_sink() as sheets:
        yield sheets


@pytest.fixture(scope="session")
def office(tmp_path_factory, sheets):
    files = {"printers.toml": PRINTERS.format(address=sheets.address)}
    with serving(tmp_path_factory.mktemp("kiosk"), files=files) as server:
        server.at("09:00")
        for desk, person in (("2", "so-1"), ("3", "so-2"), ("1", "bok-1")):
            server.give("open_desk", desk=desk, person=person)
        yield server


@pytest.fixture
def kiosk(office):
    with office.client("kiosk") as client:
        yield client
