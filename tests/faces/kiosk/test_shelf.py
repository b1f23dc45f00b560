"""What stands on the first screen of a kiosk."""

from types import SimpleNamespace

from okienko.actions.description import office_of
from okienko.core.calendar.hours import Span
from okienko.faces.console.office.beginning import Answers, beginning
from okienko.faces.kiosk.shelf import start_tiles


def test_matters_of_a_single_group_stand_on_the_first_screen():
    answers = Answers(name="Urząd", slug="urzad", address="Rynek 1", department="Urząd",
                      hours=Span.from_text("08:00-16:00"), desks=1, has_cash=True)
    place = SimpleNamespace(office=office_of(beginning(answers)), slug="urzad", queues={}, gives_tickets=False,
                            choice=SimpleNamespace(language="pl", query="?lang=pl"))
    tiles = {tile.text: tile.href for tile in start_tiles(place)}
    assert tiles == {"Złożenie pisma": "/urzad/kiosk/service/pismo?lang=pl",
                     "Wpłata w kasie": "/urzad/kiosk/service/oplata?lang=pl"}
