"""The way to a real printer, by python-escpos: network, USB or a device file."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from PIL import Image

from okienko.links.printer.status import OFFLINE, QUESTIONS, UNKNOWN, UNREACHABLE, Status, read_status

_ADDRESS = re.compile(
    r"tcp://(?P<host>[\w.-]+)(:(?P<port>\d+))?|usb://(?P<vendor>[0-9a-fA-F]{4}):(?P<product>[0-9a-fA-F]{4})"
    r"|file://(?P<path>/\S+)")
PORT = 9100
#: A printer that does not answer within so many seconds is not there.
SECONDS = 3.0
_INITIALISE = b"\x1b@"
#: So many lines of dots are sent at a time.
STRIP = 256


def _is_ours(record: logging.LogRecord) -> bool:
    """python-escpos says at the root of the log, in English, that it closes what we asked it to close."""
    return "escpos" not in Path(record.pathname).parent.parts


logging.getLogger().addFilter(_is_ours)


class BadAddress(ValueError):
    """A printer's address is tcp://host:port, usb://vendor:product or file:///path."""


class PrinterTrouble(Exception):
    """The printer cannot print now; `kind` says why."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Printer(Protocol):
    """What a ticket printer can do; each raises PrinterTrouble."""

    def status(self) -> Status: ...

    def put(self, picture: Image.Image) -> None: ...

    def close(self) -> None: ...


def open_printer(address: str, *, seconds: float = SECONDS) -> Printer:
    """The printer at an address, connected; raises BadAddress, PrinterTrouble."""
    parts = _ADDRESS.fullmatch(address)
    if parts is None:
        raise BadAddress(BadAddress.__doc__)
    return _Escpos(_connect(parts, seconds=seconds), answers=not parts["path"])


def _connect(parts: re.Match[str], *, seconds: float) -> Any:
    # Imported with the first ticket: the library brings barcodes and a command line that nothing else needs.
    from escpos.printer import File, Network, Usb

    try:
        if parts["host"]:
            return _over_network(Network, parts["host"], int(parts["port"] or PORT), seconds=seconds)
        if parts["vendor"]:
            device: Any = Usb(int(parts["vendor"], 16), int(parts["product"], 16), timeout=int(seconds * 1000))
        else:
            device = File(parts["path"])
        device.open()
    except Exception as error:  # each kind of connection has errors of its own
        raise PrinterTrouble(UNREACHABLE) from error
    return device


def _over_network(network: Any, host: str, port: int, *, seconds: float) -> Any:
    """Connected by ourselves: the library knows no IPv6 and leaves a socket open when nobody answers."""
    device = network(host, port, timeout=seconds)
    device.device = socket.create_connection((host, port), timeout=seconds)
    return device


class _Escpos:
    """A connected printer; `answers` is False where nothing can be read back."""

    def __init__(self, device: Any, *, answers: bool) -> None:
        self._device, self._answers = device, answers

    def status(self) -> Status:
        """What the printer says of itself now."""
        if not self._answers:
            return UNKNOWN
        try:
            printer, cause, error, paper = (self._ask(question) for question in QUESTIONS)
        except (OSError, PrinterTrouble):
            # Connected, but silent: a paused printer, or a print server that passes nothing back.
            return UNKNOWN
        return read_status((printer, cause, error, paper))

    def _ask(self, question: bytes) -> int:
        answer: bytes = self._device.query_status(question)
        if not answer:
            raise PrinterTrouble(OFFLINE)
        return answer[-1]

    def put(self, picture: Image.Image) -> None:
        """Print the picture and cut the paper."""
        try:
            self._device._raw(_INITIALISE)
            for strip in rasters(picture):
                self._device._raw(strip)
            self._device.cut()
        except OSError as error:
            raise PrinterTrouble(UNREACHABLE) from error

    def close(self) -> None:
        self._device.close()


def rasters(picture: Image.Image) -> Iterator[bytes]:
    """The picture as `GS v 0` commands, a strip each: small printers have little memory."""
    row = (picture.width + 7) // 8
    for top in range(0, picture.height, STRIP):
        strip = picture.crop((0, top, picture.width, min(top + STRIP, picture.height)))
        head = b"\x1dv0\x00" + row.to_bytes(2, "little") + strip.height.to_bytes(2, "little")
        # A printer's 1 is black, a picture's 1 is white.
        yield head + bytes(255 - dots for dots in strip.tobytes())
