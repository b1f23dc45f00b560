"""A printer made of a socket prints the very picture that was drawn, and says when it cannot."""

import pytest
import segno
from PIL import Image

from okienko.links.printer import DOTS, BadAddress, PrinterTrouble, Slip, draw, open_printer, read_status
from okienko.links.printer.fonts import DEMANDED, letters
from okienko.links.printer.sink import printer_sink
from okienko.links.printer.status import COVER, OUT_OF_PAPER, UNKNOWN

SLIP = Slip(
    office="Urząd Gminy Zażółć", heading="Twój bilet", ticket="D015", service="Zgłoszenie pobytu – їжак і ґанок",
    facts=(("Przewidywane oczekiwanie", "około 10–20 min"), ("Gdzie czekać", "Sala obsługi, parter")),
    url="https://urzad.example/gmina/t/F3K7MPQRSTVWXYZ", scan="Zeskanuj", code="F3K7MPQRSTVWXYZ",
    notes=("Bezpłatny internet: goscie",), mark="POKAZ")


@pytest.fixture
def sink():
    with printer_sink() as sheets:
        yield sheets
    assert sheets.not_understood == []


@pytest.fixture
def printer(sink):
    printer = open_printer(sink.address, seconds=2)
    yield printer
    printer.close()


def settled(sink, printer):
    """What came out, once the printer has taken all that was sent: it answers in order."""
    printer.status()
    return sink.pages


@pytest.mark.parametrize("paper_mm", [80, 58])
def test_the_paper_shows_dot_for_dot_what_was_drawn(sink, printer, paper_mm):
    picture = draw(SLIP, paper_mm=paper_mm)
    printer.put(picture)
    (page,) = settled(sink, printer)
    assert page.width == DOTS[paper_mm]
    assert page.tobytes() == picture.tobytes()


def test_each_ticket_is_cut_off_for_itself(sink, printer):
    for _ in range(3):
        printer.put(draw(SLIP))
    assert len(settled(sink, printer)) == 3


def test_the_qr_picture_on_the_paper_opens_the_phone_page(sink, printer):
    printer.put(draw(SLIP))
    (page,) = settled(sink, printer)
    wanted = [bytes(row) for row in segno.make(SLIP.url, error="m", micro=False).matrix]
    assert found_on(page, wanted), "the squares of the QR picture are not on the paper"
    other = [bytes(row) for row in segno.make(SLIP.url[:-1] + "0", error="m", micro=False).matrix]
    assert not found_on(page, other)


def found_on(page, squares):
    """Is this pattern of squares anywhere on the page, at the size at which tickets are drawn?"""
    side = max(3, round(page.width * 0.48) // (len(squares) + 8))
    left = (page.width - side * len(squares)) // 2
    pattern = [[bool(dark) for dark in row] for row in squares]
    for top in range(page.height - side * len(squares)):
        rows = ([page.getpixel((left + x * side + side // 2, top + y * side + side // 2)) == 0
                 for x in range(len(row))] == row for y, row in enumerate(pattern))
        if all(rows):
            return True
    return False


@pytest.mark.parametrize("paper_mm", [80, 58])
def test_the_number_is_the_largest_thing_on_the_ticket(paper_mm):
    def tallest(slip):
        return draw(slip, paper_mm=paper_mm).height

    plain = Slip(office="A", heading="B", ticket="D015", service="C")
    window = tallest(plain) - tallest(Slip(office="A", heading="B", ticket=".", service="C"))
    assert window > letters(round(DOTS[paper_mm] * 0.062), bold=True).size * 1.5


def test_a_long_number_and_a_word_without_an_end_stay_on_the_paper():
    picture = draw(Slip(office="Ę" * 90, heading="x", ticket="ABCD123456", service="Ż" * 200))
    edge = [picture.getpixel((x, y)) for y in range(picture.height) for x in (0, picture.width - 1)]
    assert all(edge), "something is drawn at the very edge"


def test_polish_and_ukrainian_letters_have_shapes_of_their_own():
    missing = bytes(letters(40).getmask("\U0010fffd"))
    for letter in DEMANDED.replace(" ", ""):
        assert bytes(letters(40).getmask(letter)) != missing, letter


def test_bold_letters_are_bolder():
    assert sum(letters(60, bold=True).getmask("Mn")) > 1.1 * sum(letters(60).getmask("Mn"))


def test_a_demonstration_says_so_above_and_below():
    plain = Slip(office="A", heading="B", ticket="D1", service="C")
    marked = draw(Slip(office="A", heading="B", ticket="D1", service="C", mark="POKAZ"))
    assert marked.height > draw(plain).height
    assert [marked.getpixel((0, y)) for y in (2, marked.height - round(marked.width * 0.03))] == [0, 0]


def test_a_printer_that_is_well_says_so(printer):
    status = printer.status()
    assert (status.is_known, status.trouble) == (True, None)


def test_the_end_of_the_paper_and_an_open_cover_are_told(sink, printer):
    sink.has_paper = False
    assert printer.status().trouble == OUT_OF_PAPER
    sink.has_paper, sink.is_cover_open = True, True
    assert printer.status().trouble == COVER
    sink.is_cover_open = False
    assert printer.status().trouble is None


def test_nothing_comes_out_without_paper(sink, printer):
    sink.has_paper = False
    printer.put(draw(SLIP))
    assert settled(sink, printer) == []


@pytest.mark.parametrize("answers", [(0, 0, 0, 0), (0x13, 0x12, 0x12, 0x12), (0xFF, 0xFF, 0xFF, 0xFF)])
def test_bytes_that_are_no_status_say_nothing(answers):
    assert read_status(answers) is UNKNOWN


@pytest.mark.parametrize("address", ["", "10.0.0.1", "tcp://", "usb://zz:01", "file://relative", "http://printer"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(BadAddress):
        open_printer(address)


def test_a_printer_that_is_not_there_is_unreachable(sink):
    with printer_sink() as other:
        address = other.address
    with pytest.raises(PrinterTrouble) as trouble:
        open_printer(address, seconds=1)
    assert trouble.value.kind == "unreachable"


def test_a_device_file_is_printed_to_without_being_asked(tmp_path):
    path = tmp_path / "lp0"
    path.touch()
    printer = open_printer(f"file://{path}")
    assert printer.status() is UNKNOWN
    assert printer.status().trouble is None
    printer.put(draw(SLIP))
    printer.close()
    assert path.read_bytes().startswith(b"\x1b@\x1dv0")


def test_the_sink_notes_what_no_printer_of_ours_is_sent():
    with printer_sink() as sheets:
        printer = open_printer(sheets.address, seconds=1)
        printer._device._raw(b"\x1bZ\x00")
        assert printer.status() is UNKNOWN
        printer.close()
        assert sheets.not_understood == [b"1b5a"]


def test_pictures_are_black_and_white_dots():
    assert draw(SLIP).mode == "1"
    assert isinstance(draw(SLIP), Image.Image)
