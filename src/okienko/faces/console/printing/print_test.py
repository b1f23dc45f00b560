"""`okienko print-test`: say how a printer is and print a test ticket with letters of every language."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from okienko.core.office.place import Printer
from okienko.faces.console.database import ready
from okienko.faces.console.trouble import no_office, refuse
from okienko.faces.console.words import say
from okienko.links.printer import BadAddress, PrinterTrouble, Slip, Status, draw, open_printer
from okienko.links.printer.fonts import NoLetters, source

BROWSER = "browser"


def arguments(parser: argparse.ArgumentParser) -> None:
    """An office, or the address of a printer that no office names yet."""
    parser.add_argument("office", nargs="?", metavar="OFFICE", help=say("the short name of the office"))
    parser.add_argument("--printer", metavar="ID", help=say("only this printer of the office"))
    parser.add_argument("--address", metavar="ADDRESS", help=say("a printer: tcp://…, usb://… or file://…"))
    parser.add_argument("--paper", type=int, default=80, choices=(58, 80), help=say("width of the roll in millimetres"))
    parser.add_argument("--picture", type=Path, metavar="FILE",
                        help=say("write the ticket as a picture, print nothing"))


def run(options: argparse.Namespace) -> int:
    """Print on each printer that is meant; 1 when one of them did not."""
    try:
        print(say("Letters: {source}", source=source()))
    except NoLetters as error:
        return _refuse(say(str(error)))
    if options.picture is not None:
        draw(_slip(), paper_mm=options.paper).save(options.picture, "PNG")
        print(say("{path} holds the ticket.", path=options.picture))
        return 0
    if options.address:
        return _print(options.address, options.address, paper_mm=options.paper)
    return _office(options)


def _office(options: argparse.Namespace) -> int:
    ready()
    from okienko.actions.office import NoSuchOffice, current_office

    try:
        office = current_office(options.office or "")
    except NoSuchOffice:
        return no_office(options.office or "")
    meant = [each for each in office.printers.values() if options.printer in (None, each.id)]
    if not meant:
        return _refuse(say("The office names no such printer; add one under [printers]."))
    return max(_each(meant))


def _each(printers: Iterable[Printer]) -> list[int]:
    found = []
    for printer in printers:
        if printer.address.text == BROWSER:
            print(say("{name}: the kiosk's browser prints; nothing to try from here.", name=printer.id))
            found.append(0)
        else:
            found.append(_print(printer.id, printer.address.text, paper_mm=printer.paper_mm))
    return found


def _print(name: str, address: str, *, paper_mm: int) -> int:
    try:
        with closing(open_printer(address)) as printer:
            status = printer.status()
            print(f"{name}: {_condition(status)}")
            if status.trouble is not None:
                return 1
            printer.put(draw(_slip(), paper_mm=paper_mm))
            after = printer.status()
    except BadAddress as error:
        return refuse(f"{name}: {say(str(error))}")
    except PrinterTrouble:
        return _refuse(say("{name}: the printer does not answer; is it switched on and connected?", name=name))
    if after.trouble is not None:
        return _refuse(f"{name}: {_condition(after)}")
    print(say("{name}: a test ticket was printed.", name=name))
    return 0


def _condition(status: Status) -> str:
    """How the printer is, in words."""
    told = {
        "paper_out": say("out of paper"), "cover_open": say("the cover is open"), "offline": say("off line"),
        "fault": say("a fault; see the printer"),
    }
    if not status.is_known:
        return say("gives no answer about itself; printing all the same")
    if status.trouble is not None:
        return told[status.trouble]
    return say("nearly out of paper") if status.is_paper_low else say("ready")


def _slip() -> Slip:
    now = datetime.now().astimezone()
    return Slip(
        office="Okienko",
        heading=say("A test ticket"),
        ticket="A000",
        service="Zażółć gęślą jaźń · Ґанок, їжак, єнот",
        facts=((say("Printed"), now.strftime("%d.%m.%Y %H:%M")),),
        url="https://example.org/okienko",
        scan=say("The code opens example.org"),
        code="A000",
        mark=say("Test – not a ticket"),
    )


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
