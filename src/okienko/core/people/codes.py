"""The code of a ticket: who holds it may see and steer the own visit, and nobody else's.

The code stands in the address behind the QR picture on the ticket. It is made
from the office, the day on which the ticket was taken, the visit and the
installation's secret; nothing is
stored, and guessing one means trying 2^65 of them against a throttle.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import blake2b

from okienko.core.people.keys import key_for

#: Digits and letters that are not mistaken for each other when read aloud or typed.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
#: Ten bits as two letters, the lower five first.
_PAIRS = [ALPHABET[bits & 31] + ALPHABET[bits >> 5] for bits in range(1024)]
MARK_LENGTH = 13
MAX_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Codes:
    """Makes and checks the ticket codes of one installation."""

    key: bytes

    @classmethod
    def of(cls, secret: bytes) -> Codes:
        return cls(key_for(secret, "ticket-code"))

    def make(self, visit: int, *, office: str, day: str) -> str:
        """The code of a visit: its number and 65 bits that only this installation can make."""
        return _write(visit) + self._mark(visit, office=office, day=day)

    def opens(self, code: str, visit: int, *, office: str, day: str) -> bool:
        """Is this the code of that visit? Takes the same time for a wrong one."""
        typed = code.upper().encode("ascii", "replace")
        return hmac.compare_digest(self.make(visit, office=office, day=day).encode(), typed)

    def _mark(self, visit: int, *, office: str, day: str) -> str:
        digest = blake2b(f"{office}|{day}|{visit}".encode(), key=self.key, digest_size=9).digest()
        bits = int.from_bytes(digest, "big")
        return "".join([_PAIRS[bits >> 10 * pair & 1023] for pair in range(MARK_LENGTH // 2 + 1)])[:MARK_LENGTH]


def visit_in(code: str) -> int | None:
    """The number of the visit that a code claims to belong to; None when it is no code at all."""
    text = code.upper()
    if not MARK_LENGTH < len(text) <= MAX_LENGTH:
        return None
    return _read(text[:-MARK_LENGTH])


def _write(number: int) -> str:
    letters = ""
    while True:
        number, rest = divmod(number, 32)
        letters = ALPHABET[rest] + letters
        if not number:
            return letters


def _read(letters: str) -> int | None:
    number = 0
    for letter in letters:
        if letter not in _VALUES:
            return None
        number = number * 32 + _VALUES[letter]
    return number
