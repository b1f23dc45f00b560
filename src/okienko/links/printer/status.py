"""What a printer says of itself: the real-time status of ESC/POS (DLE EOT n, one byte each).

Bits as Epson's reference for the TM series gives them; printers of other makers
follow it. A printer that gives no answer (a device file, a driver in between)
has an unknown status: it is printed on all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

#: DLE EOT 1, 2, 3, 4: the printer, why it is off line, its errors, the paper.
QUESTIONS = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04")
OFF_LINE = 0x08           # of answer 1
COVER_OPEN, PAPER_STOP, ERROR = 0x04, 0x20, 0x40     # of answer 2
FAULTS = 0x08 | 0x20      # of answer 3: the cutter, and what cannot be mended
PAPER_NEAR_END, PAPER_END = 0x0C, 0x60               # of answer 4
#: Every answer has these two bits set and these two clear; anything else is not a status.
_FIXED_MASK, _FIXED = 0x93, 0x12

OUT_OF_PAPER = "paper_out"
COVER = "cover_open"
OFFLINE = "offline"
FAULT = "fault"
UNREACHABLE = "unreachable"
TROUBLES = (OUT_OF_PAPER, COVER, OFFLINE, FAULT, UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Status:
    """How the printer is; `is_known` is False where the connection gives no answer."""

    is_known: bool = True
    is_online: bool = True
    has_paper: bool = True
    is_paper_low: bool = False
    is_cover_open: bool = False
    is_faulty: bool = False

    @property
    def trouble(self) -> str | None:
        """What must be mended before the next ticket: one of TROUBLES, or None."""
        if not self.has_paper:
            return OUT_OF_PAPER
        if self.is_cover_open:
            return COVER
        if self.is_faulty:
            return FAULT
        return None if self.is_online else OFFLINE


UNKNOWN = Status(is_known=False)


def read_status(answers: tuple[int, int, int, int]) -> Status:
    """The status from the four answers; UNKNOWN when they are not a printer's."""
    if any(answer & _FIXED_MASK != _FIXED for answer in answers):
        return UNKNOWN
    printer, cause, error, paper = answers
    return Status(
        is_online=not printer & OFF_LINE,
        has_paper=not (paper & PAPER_END or cause & PAPER_STOP),
        is_paper_low=bool(paper & PAPER_NEAR_END),
        is_cover_open=bool(cause & COVER_OPEN),
        is_faulty=bool(cause & ERROR or error & FAULTS),
    )
