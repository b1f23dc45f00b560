"""How open the contact with officers was: asked, met, met face to face, how soon.

The letter promises that at no time was the contact of resident and officer
limited (rows L09, L21). The number refused is not counted, because it cannot be
anything but nought: the life of a wish has no edge that refuses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from okienko.core.standards.measures import WishFact, quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Wishes of a period. `median` is minutes from asking to meeting, None when nobody has met."""

    asked: int
    met: int
    direct: int
    withdrawn: int
    median: float | None

    @property
    def open(self) -> int:
        """Wishes still on their way: an agreed date included."""
        return self.asked - self.met - self.withdrawn


def contact(wishes: Sequence[WishFact]) -> Contact:
    """The figures of these wishes."""
    met = [wish for wish in wishes if wish.minutes is not None]
    return Contact(
        asked=len(wishes),
        met=len(met),
        direct=sum(wish.direct for wish in met),
        withdrawn=sum(wish.withdrawn for wish in wishes),
        median=quantile([wish.minutes for wish in met if wish.minutes is not None], 0.5),
    )


def by_department(wishes: Sequence[WishFact]) -> dict[str, Contact]:
    """The same for each department that was asked, in the order of the wishes."""
    groups: dict[str, list[WishFact]] = {}
    for wish in wishes:
        groups.setdefault(wish.department, []).append(wish)
    return {department: contact(group) for department, group in groups.items()}
