"""Ticket printers: what a ticket says, how it is drawn, and the way to the printer.

A ticket is drawn as a picture and sent as a picture, so that every letter of
every language looks the same on every printer. `open_printer` gives the way to a
real one (network, USB, device file); `okienko.links.printer.sink` is a printer
made of a socket, for tests and for trying things out without paper.
"""

from okienko.links.printer.drawing import DOTS, draw
from okienko.links.printer.escpos import BadAddress, Printer, PrinterTrouble, open_printer
from okienko.links.printer.slip import Slip
from okienko.links.printer.status import Status, read_status

__all__ = ["DOTS", "BadAddress", "Printer", "PrinterTrouble", "Slip", "Status", "draw", "open_printer", "read_status"]
