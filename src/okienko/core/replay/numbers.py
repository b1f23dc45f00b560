"""What the number on the display tells about calls.

A log of queues holds samples, not tickets: about every five minutes the number
that was called last. Calls are the advance of that number. But a display does
not only count: the numbers of booked clients run in a block of their own (H009,
H903, H010), a client is called again or out of turn (A110, A109, A112), a cash
desk calls tickets of other queues (R112, K070, R113), the numbering begins anew
(A098, A002), or the display is empty. `Display` follows the numbers of one queue
and says of each what it proves: so many calls at least, so many at most, or at
most unknown. A number that is not there proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

#: An advance by more than this between two samples is a jump to another block, not so many calls.
MOST_CALLS = 60
#: In a gap of the log the limit grows by so many calls a minute.
CALLS_A_MINUTE = 2
#: Up to so many numbers below the front of a block, a lower number is a call out of turn; below that, a reset.
OUT_OF_TURN = 10

#: What people and programs write where there is no value.
EMPTY = frozenset({"", "-", "--", "---", "na", "n/a", "nan", "none", "null", "brak"})
_NUMBER = re.compile(r"([^\W\d_]*)[\s\-./]*(\d{1,9})(?:\.0+)?")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A ticket number as displayed: letters (upper case, perhaps none) and a value without leading zeros."""

    prefix: str
    value: int

    def __str__(self) -> str:
        return f"{self.prefix}{self.value:03d}"


class UnreadableNumber(ValueError):
    """The display shows something that is no ticket number."""


def read_number(text: str) -> Number | None:
    """`"A007"` → Number("A", 7); None where nothing is displayed; raises UnreadableNumber."""
    text = text.strip()
    if text.casefold() in EMPTY:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise UnreadableNumber(text)
    return Number(match[1].upper(), int(match[2]))


class Kind(StrEnum):
    """What a number on the display is, seen from those before it."""

    FIRST = "first"  # the first one of the day: what was called before it is not known
    SAME = "same"
    ADVANCE = "advance"
    REPEAT = "repeat"  # the front of a block is shown again
    OUT_OF_TURN = "out_of_turn"  # a number that was passed already
    JUMP = "jump"  # too far for an advance: another block of numbers
    RESET = "reset"  # the numbering begins anew
    FOREIGN = "foreign"  # a ticket of another queue
    SHARED = "shared"  # an advance in numbers that several queues use


@dataclass(frozen=True, slots=True)
class Move:
    """What a number proves: calls since the last known number, at least `low`, at most `high` (None: no bound).

    `advance` is the plain rule, value minus value before, where that is between 1
    and MOST_CALLS, whatever the letters; `backward` and `jump` count the steps
    that the plain rule cannot use.
    """

    kind: Kind
    low: int
    high: int | None
    advance: int = 0
    backward: bool = False
    jump: bool = False

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass(slots=True)
class _Block:
    """Numbers that were called without a hole: from `start` to `front`."""

    start: int
    front: int


@dataclass(slots=True)
class Display:
    """The display of one queue over a day; `show` is told each known number in turn.

    `others` are the letters of other queues of the office. `mixed` says that
    tickets of other letters are called here too, so that an advance bounds the
    calls from below only. `shared` says that other queues draw on these numbers.
    """

    letter: str
    others: Collection[str] = ()
    mixed: bool = False
    shared: bool = False
    last: Number | None = None
    _blocks: dict[str, list[_Block]] = field(default_factory=dict)

    def is_foreign(self, number: Number) -> bool:
        """Whether the ticket is of another queue's letter."""
        return bool(self.letter) and number.prefix != self.letter and number.prefix in self.others

    def show(self, number: Number, *, minutes: float) -> Move:
        """What this number proves, `minutes` after the last known one."""
        last, self.last = self.last, number
        limit = max(MOST_CALLS, int(CALLS_A_MINUTE * minutes))
        kind, low, high = self._judge(number, last, limit)
        if last is None:
            return Move(kind, low, high)
        step = number.value - last.value
        return Move(kind, low, high, advance=step if 0 < step <= MOST_CALLS else 0,
                    backward=step < 0, jump=step > MOST_CALLS)

    def _judge(self, number: Number, last: Number | None, limit: int) -> tuple[Kind, int, int | None]:
        if number == last:
            return Kind.SAME, 0, None if self.mixed else 0
        if self.is_foreign(number):
            self._continue(number, limit)
            return Kind.FOREIGN, 1, None
        kind, low, high = self._own(number, limit)
        if last is None:
            return Kind.FIRST, 1, self._most(number)
        return kind, low, None if self.mixed else high

    def _own(self, number: Number, limit: int) -> tuple[Kind, int, int | None]:
        block = self._around(number)
        if block is not None:
            return self._inside(block, number)
        fronts = [each.front for each in self._blocks.get(number.prefix, [])]
        advance = self._continue(number, limit)
        if advance is None:
            backward = bool(fronts) and number.value < max(fronts)
            return (Kind.RESET if backward else Kind.JUMP), 1, self._most(number) if backward else None
        if self.shared:
            return Kind.SHARED, 1, advance
        return Kind.ADVANCE, advance, advance

    def _inside(self, block: _Block, number: Number) -> tuple[Kind, int, int | None]:
        """A number that was passed already."""
        behind = block.front - number.value
        if behind == 0:
            return Kind.REPEAT, 0, 0
        if behind <= OUT_OF_TURN:
            return Kind.OUT_OF_TURN, 0, 1
        block.start = block.front = number.value
        return Kind.RESET, 1, self._most(number)

    def _around(self, number: Number) -> _Block | None:
        blocks = self._blocks.get(number.prefix, [])
        return next((each for each in blocks if each.start <= number.value <= each.front), None)

    def _continue(self, number: Number, limit: int) -> int | None:
        """The advance of the block that this number continues, or None after a new block was begun."""
        blocks = self._blocks.setdefault(number.prefix, [])
        below = [each for each in blocks if 0 < number.value - each.front <= limit]
        if not below:
            blocks.append(_Block(number.value, number.value))
            return None
        block = max(below, key=lambda each: each.front)
        advance, block.front = number.value - block.front, number.value
        return advance

    def _most(self, number: Number) -> int | None:
        """At most so many calls when a numbering begins with 1; unknown for a block that begins elsewhere."""
        return number.value if 0 < number.value <= MOST_CALLS and not (self.mixed or self.shared) else None
