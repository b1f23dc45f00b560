"""Can the ticket printers be reached, and does each of them print?"""

import re
from collections.abc import Iterator
from typing import Final

from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.office import Office

PAPER: Final = (58, 80)
LAST_PORT: Final = 65_535
_PORT: Final = re.compile(r"tcp://.*:([0-9]+)")


def check_printers(office: Office) -> Iterator[Fault]:
    """One printer serves whatever names no other; ports and rolls are such as there are."""
    for_all: str | None = None
    for printer in office.printers.values():
        place: Place = ("printers", printer.id)
        if not printer.serves:
            for_all = for_all or printer.id
            if for_all != printer.id:
                yield fault("printer-for-all-twice", place, other=for_all)
        port = _PORT.fullmatch(printer.address.text)
        if port is not None and not 1 <= int(port[1]) <= LAST_PORT:
            yield fault("port-out-of-range", (*place, "address"), value=port[1])
        if printer.paper_mm not in PAPER:
            yield fault("paper-width", (*place, "paper_mm"), value=printer.paper_mm)
