"""`okienko print-test` on a printer made of a socket."""

import pytest
from PIL import Image

from okienko.faces.console import main
from okienko.links.printer.sink import printer_sink


@pytest.fixture
def sheets(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "pl")
    with printer_sink() as sheets:
        yield sheets
    assert sheets.not_understood == []


@pytest.mark.parametrize(("paper", "dots"), [("80", 576), ("58", 384)])
def test_a_test_ticket_is_printed_on_either_roll(sheets, capsys, paper, dots):
    assert main(["print-test", "--address", sheets.address, "--paper", paper]) == 0
    assert [page.width for page in sheets.pages] == [dots]
    assert "wydrukowano bilet próbny" in capsys.readouterr().out


def test_the_library_below_adds_no_words_of_its_own_to_the_log(sheets, caplog):
    caplog.set_level("INFO")
    assert main(["print-test", "--address", sheets.address]) == 0
    assert [record.getMessage() for record in caplog.records if record.name == "root"] == []


@pytest.mark.parametrize(("switch", "words"), [
    ("has_paper", "brak papieru"), ("is_cover_open", "pokrywa jest otwarta")])
def test_what_keeps_a_printer_from_printing_is_said(sheets, capsys, switch, words):
    setattr(sheets, switch, switch == "is_cover_open")
    assert main(["print-test", "--address", sheets.address]) == 1
    assert words in capsys.readouterr().out
    assert sheets.pages == []


def test_a_printer_that_is_not_there_is_said(sheets, capsys):
    with printer_sink() as other:
        address = other.address
    assert main(["print-test", "--address", address]) == 1
    assert "drukarka nie odpowiada" in capsys.readouterr().err


def test_an_address_that_is_none_is_said(sheets, capsys):
    assert main(["print-test", "--address", "the printer over there"]) == 2
    assert "tcp://host:port" in capsys.readouterr().err


def test_the_ticket_can_be_looked_at_without_a_printer(sheets, tmp_path):
    path = tmp_path / "ticket.png"
    assert main(["print-test", "--picture", str(path)]) == 0
    with Image.open(path) as picture:
        assert picture.width == 576
