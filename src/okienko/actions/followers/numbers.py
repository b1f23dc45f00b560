"""The follower that erases the numbers clients have left, as soon as they serve nothing any more.

A number goes when its wish ends, when the client chooses another way, and at the
close of the day, unless a date is agreed for which the client is to be called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from okienko.core.contact.wish import DATED
from okienko.core.hall.entries import Entry
from okienko.records.contact.number import CallbackNumber
from okienko.records.hall import WishRow
from okienko.records.office import Office

_ENDS = frozenset({"wish_met", "wish_withdrawn", "wish_lapsed"})


class NumbersFollower:
    """Erases numbers; makes nothing."""

    name = "numbers"

    def begin(self, office: Office, before: Sequence[Entry]) -> None:
        """Nothing is remembered between two entries."""

    def follow(self, office: Office, entries: Sequence[Entry]) -> Callable[[], None]:
        return partial(_erase, office, entries)

    def clear(self, office: Office) -> None:
        """Nothing was made of the journal that could be made again."""


def _erase(office: Office, entries: Sequence[Entry]) -> None:
    kept = CallbackNumber.objects.filter(office=office)
    for entry in entries:
        given = kept.filter(given_at__lte=entry.at)
        chose_another = entry.kind == "wish_consented" and entry.body.get("prefers", "phone") != "phone"
        if entry.kind in _ENDS or chose_another:
            given.filter(wish=entry.body["wish"]).delete()
        elif entry.kind == "day_closed":
            dated = WishRow.objects.filter(office=office, state=DATED).values("number")
            # Not one of the new day: the clock of a replay may stand still from one day to the next.
            kept.filter(given_at__lt=entry.at).exclude(wish__in=dated).delete()
