"""A printer made of a socket: takes ESC/POS on a port, answers for its status, keeps what was printed as pictures.

It understands what Okienko sends (initialise, raster pictures, feed, cut, the
real-time status) and fails loudly on anything else, so that a test which prints
through it has read every byte.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image

from okienko.links.printer.status import COVER_OPEN, OFF_LINE, PAPER_END, PAPER_STOP

_READY = 0x12


class NotUnderstood(Exception):
    """The printer was sent something that it does not know."""


@dataclass(slots=True)
class Sheets:
    """What came out: `pages` are whole tickets, cut; the switches say in what state the printer is."""

    pages: list[Image.Image] = field(default_factory=list)
    strips: list[Image.Image] = field(default_factory=list)
    not_understood: list[bytes] = field(default_factory=list)
    has_paper: bool = True
    is_cover_open: bool = False
    port: int = 0

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def answer(self, question: int) -> bytes:
        """The byte that the printer gives to DLE EOT `question`."""
        is_off = self.is_cover_open or not self.has_paper
        cause = (COVER_OPEN if self.is_cover_open else 0) | (0 if self.has_paper else PAPER_STOP)
        bits = {1: OFF_LINE if is_off else 0, 2: cause, 3: 0, 4: 0 if self.has_paper else PAPER_END}
        return bytes([_READY | bits[question]])

    def raster(self, picture: Image.Image) -> None:
        if self.has_paper and not self.is_cover_open:
            self.strips.append(picture)

    def cut(self) -> None:
        if self.strips:
            self.pages.append(_joined(self.strips))
            self.strips = []


def _joined(strips: list[Image.Image]) -> Image.Image:
    page = Image.new("1", (max(strip.width for strip in strips), sum(strip.height for strip in strips)), 1)
    at = 0
    for strip in strips:
        page.paste(strip, (0, at))
        at += strip.height
    return page


class _Line(socketserver.StreamRequestHandler):
    """One connection: reads commands one after the other until the line is closed."""

    sheets: Sheets

    def handle(self) -> None:
        try:
            while lead := self.rfile.read(1):
                self._command(lead)
        except NotUnderstood as error:
            self.sheets.not_understood.append(str(error).encode())
        except ConnectionError:
            return

    def _command(self, lead: bytes) -> None:
        if lead == b"\n":
            return
        second = self.rfile.read(1)
        if lead + second == b"\x10\x04":
            self.wfile.write(self.sheets.answer(self.rfile.read(1)[0]))
        elif lead + second == b"\x1dv":
            self._raster()
        elif lead + second == b"\x1dV":
            if self.rfile.read(1)[0] in (65, 66):
                self.rfile.read(1)
            self.sheets.cut()
        elif lead + second == b"\x1bd":
            self.rfile.read(1)
        elif lead + second != b"\x1b@":
            raise NotUnderstood((lead + second).hex())

    def _raster(self) -> None:
        """GS v 0 m xL xH yL yH, then the dots: a bit each, rows of whole bytes, 1 is black."""
        head = self.rfile.read(6)
        width, height = head[2] + 256 * head[3], head[4] + 256 * head[5]
        dots = self.rfile.read(width * height)
        picture = Image.frombytes("1", (width * 8, height), bytes(255 - byte for byte in dots))
        self.sheets.raster(picture)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def printer_sink(port: int = 0) -> Iterator[Sheets]:
    """A printer on a port of this machine (any free one), for as long as the block lasts."""
    sheets = Sheets()
    handler = type("Line", (_Line,), {"sheets": sheets})
    with _Server(("127.0.0.1", port), handler) as server:
        sheets.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, name="printer-sink", daemon=True)
        thread.start()
        yield sheets
        server.shutdown()
        thread.join()
