"""The print room: each ticket once, another copy only when somebody asks, trouble told until it is over."""

import threading
from types import SimpleNamespace

import pytest

from okienko.actions.printing import FAILED, PRINTED, PrintRoom
from okienko.core.office.place import Printer, PrinterAddress
from okienko.links.printer import PrinterTrouble, Slip, open_printer
from okienko.links.printer.sink import printer_sink

SLIP = Slip(office="A", heading="B", ticket="D001", service="C")


@pytest.fixture
def sink():
    with printer_sink() as sheets:
        yield sheets


def office_with(address):
    printer = Printer(id="hall", address=PrinterAddress(text=address))
    return SimpleNamespace(slug="legnica", printers={"hall": printer}, printer_for=lambda _device: printer)


def ordered(room, office, key="d1", **more):
    order = room.print_once(office, SLIP, device="kiosk", key=key, **more)
    order.wait(5)
    return order


def test_a_ticket_is_printed_once_however_often_it_is_ordered(sink):
    room, office = PrintRoom(), office_with(sink.address)
    assert {ordered(room, office).state for _ in range(4)} == {PRINTED}
    assert len(sink.pages) == 1


def test_another_copy_is_printed_when_somebody_asks(sink):
    room, office = PrintRoom(), office_with(sink.address)
    ordered(room, office)
    ordered(room, office, again=True)
    assert len(sink.pages) == 2


def test_a_printer_without_paper_is_told_and_well_again_after_the_next_ticket(sink):
    room, office = PrintRoom(), office_with(sink.address)
    sink.has_paper = False
    first = ordered(room, office)
    assert (first.state, first.trouble) == (FAILED, "paper_out")
    assert [state.trouble for state in room.states(office)] == ["paper_out"]
    sink.has_paper = True
    assert ordered(room, office, key="d2").state == PRINTED
    assert [state.trouble for state in room.states(office)] == [None]
    assert len(sink.pages) == 1, "nothing is printed later for somebody who has gone"


def test_a_printer_that_is_not_there_does_not_hold_up_the_next_one(sink):
    def connect(address):
        if address.endswith(":1"):
            raise PrinterTrouble("unreachable")
        return open_printer(address)

    room = PrintRoom(connect=connect)
    gone, here = office_with("tcp://127.0.0.1:1"), office_with(sink.address)
    assert ordered(room, gone, key="x").trouble == "unreachable"
    assert ordered(room, here, key="y").state == PRINTED


def test_a_full_queue_fails_at_once_and_nobody_waits():
    gate = threading.Event()

    def connect(_address):
        gate.wait(10)
        raise PrinterTrouble("unreachable")

    room, office = PrintRoom(connect=connect), office_with("tcp://127.0.0.1:1")
    orders = [room.print_once(office, SLIP, device="kiosk", key=str(number)) for number in range(60)]
    assert any(order.state == FAILED for order in orders)
    gate.set()
    for order in orders:
        assert order.wait(5) == FAILED


def test_where_the_browser_prints_nothing_is_ordered():
    assert PrintRoom().print_once(office_with("browser"), SLIP, device="kiosk", key="x") is None
