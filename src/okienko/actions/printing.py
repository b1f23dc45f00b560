"""Printing tickets: each printer has a thread of its own, so that nobody who wants a ticket waits for paper.

A ticket is ordered after it was given, outside of every transaction. What cannot
be printed is not lost: the number stands on the screen with its QR picture, and
staff are told which printer is in trouble. Nothing of this is stored: after a
restart a ticket is printed again only when somebody asks for it.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from okienko.core.office import Office
from okienko.core.office.place import Printer as Described
from okienko.links.printer import Printer, PrinterTrouble, Slip, Status, draw, open_printer
from okienko.links.printer.status import FAULT

logger = logging.getLogger(__name__)

WAITING = "waiting"
PRINTED = "printed"
FAILED = "failed"
#: Orders that one printer may have at a time, and orders that are remembered.
MOST_WAITING, MOST_KNOWN = 50, 5_000
#: A printer in trouble is asked again after so many seconds.
ASK_AGAIN = 10.0
BROWSER = "browser"


@dataclass(slots=True)
class Order:
    """One ticket to print: where it stands, and why it failed (a trouble of `links.printer.status`)."""

    key: str
    slip: Slip
    state: str = WAITING
    trouble: str | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> str:
        """The state after at most so many seconds."""
        self.done.wait(seconds)
        return self.state

    def end(self, state: str, trouble: str | None = None) -> None:
        self.state, self.trouble = state, trouble
        self.done.set()


class Post:
    """One printer with its thread; `trouble` is what must be mended, as known last."""

    def __init__(self, printer: Described, *, connect: Callable[[str], Printer]) -> None:
        self.printer = printer
        self.trouble: str | None = None
        self.is_paper_low = False
        self._connect, self._asked_at = connect, float("-inf")
        self._orders: queue.Queue[Order | None] = queue.Queue(MOST_WAITING)
        threading.Thread(target=self._work, name=f"printer-{printer.id}", daemon=True).start()

    def order(self, order: Order) -> None:
        try:
            self._orders.put_nowait(order)
        except queue.Full:
            order.end(FAILED, self.trouble or FAULT)

    def ask_again(self) -> None:
        """Ask a printer how it is, unless that was asked a moment ago."""
        if time.monotonic() - self._asked_at >= ASK_AGAIN and self._orders.empty():
            self._asked_at = time.monotonic()
            self._orders.put_nowait(None)

    def _work(self) -> None:
        while True:
            order = self._orders.get()
            try:
                self._ask() if order is None else self._print(order)
            except PrinterTrouble as trouble:
                self._note(trouble.kind)
                if order is not None:
                    order.end(FAILED, trouble.kind)
            except Exception:
                logger.exception("printer %s failed", self.printer.id)
                self._note(FAULT)
                if order is not None:
                    order.end(FAILED, FAULT)

    def _ask(self) -> None:
        with closing(self._connect(self.printer.address.text)) as printer:
            self._heed(printer.status())

    def _print(self, order: Order) -> None:
        picture = draw(order.slip, paper_mm=self.printer.paper_mm)
        with closing(self._connect(self.printer.address.text)) as printer:
            before = printer.status()
            if before.trouble is None:
                printer.put(picture)
            # The paper may have ended in the middle of this very ticket.
            after = self._heed(printer.status() if before.trouble is None and before.is_known else before)
        order.end(FAILED if after.trouble else PRINTED, after.trouble)

    def _heed(self, status: Status) -> Status:
        self._asked_at = time.monotonic()
        self.is_paper_low = status.is_paper_low
        self._note(status.trouble)
        return status

    def _note(self, trouble: str | None) -> None:
        if trouble != self.trouble:
            logger.warning("printer %s: %s", self.printer.id, trouble or "well again")
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How a printer of the office is, as known last; `serves` names the kiosks that print there (none = all)."""

    id: str
    serves: tuple[str, ...]
    trouble: str | None
    is_paper_low: bool


class PrintRoom:
    """The printers of all offices of this process and what was ordered of them."""

    def __init__(self, *, connect: Callable[[str], Printer] = open_printer) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._posts: dict[tuple[str, str], Post] = {}
        self._orders: OrderedDict[str, Order] = OrderedDict()

    def print_once(self, office: Office, slip: Slip, *, device: str, key: str, again: bool = False) -> Order | None:
        """Order a ticket of the printer that serves this device; None where there is none, or the browser prints.

        The same key is printed once, however often it is ordered; `again` is somebody's wish for another copy.
        """
        printer = office.printer_for(device)
        if printer is None or printer.address.text == BROWSER:
            return None
        name = f"{office.slug}/{key}"
        with self._lock:
            known = self._orders.get(name)
            if known is not None and not again:
                return known
            order = self._orders[name] = Order(name, slip)
            while len(self._orders) > MOST_KNOWN:
                self._orders.popitem(last=False)
            post = self._post(office, printer)
        post.order(order)
        return order

    def order_of(self, office: Office, key: str) -> Order | None:
        """What became of a ticket that was ordered here."""
        return self._orders.get(f"{office.slug}/{key}")

    def states(self, office: Office) -> list[PrinterState]:
        """How the office's printers are, those of which we know; one in trouble is asked anew behind this."""
        found = []
        for printer in office.printers.values():
            if printer.address.text == BROWSER:
                continue
            with self._lock:
                post = self._post(office, printer)
            if post.trouble is not None:
                post.ask_again()
            found.append(PrinterState(printer.id, printer.serves, post.trouble, post.is_paper_low))
        return found

    def _post(self, office: Office, printer: Described) -> Post:
        at = (office.slug, printer.address.text)
        post = self._posts.get(at)
        if post is None:
            post = self._posts[at] = Post(printer, connect=self._connect)
        post.printer = printer
        return post


_room = PrintRoom()


def the_print_room() -> PrintRoom:
    """The print room of this process."""
    return _room


def troubles_of(office: Office) -> list[PrinterState]:
    """The printers of the office to which somebody must go: in trouble, or nearly out of paper."""
    return [state for state in _room.states(office) if state.trouble is not None or state.is_paper_low]


def prints_in_browser(office: Office, device: str) -> bool:
    """Does the browser of this device print its tickets by itself?"""
    printer = office.printer_for(device)
    return printer is not None and printer.address.text == BROWSER
