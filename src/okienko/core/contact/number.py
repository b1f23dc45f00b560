"""The telephone number that a client leaves to be called for one conversation.

It is personal data: it stands in a row of its own beside the journal, is seen by
the department that is asked, and is erased when the wish ends, when the client
chooses another way, and at the close of the day unless a date is agreed.
"""

from __future__ import annotations

from okienko.core.hall.refusals import Refusal

LEAST, MOST = 9, 15
_BETWEEN = " -()./"


class NumberUnreadable(Refusal):
    """This is not a telephone number; please write its nine digits, or + and the number of another country."""

    status = 422


def phone_number(text: str) -> str:
    """The number as it is dialled: digits, perhaps after a +; raises NumberUnreadable."""
    dialled = "".join(sign for sign in text.strip() if sign not in _BETWEEN)
    digits = dialled.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal() and LEAST <= len(digits) <= MOST):
        raise NumberUnreadable
    return dialled
