"""Who is asked when a client wishes to meet an officer.

"Whoever handles it" is searched step by step: the officers of the department,
its deputy head, its head, the manager of the office. A step in which nobody is
present is passed over. A person asked for by name is a step of its own and,
unless the client consents to somebody else, the only one. When the steps are
used up, a date is offered: the search ends, the wish does not (row L08).

No wish waits for nobody. Only whoever some department asks can be asked for by
name; somebody else is said to be no officer before the wish is made. When all who
are asked have gone out, or the one who had promised has, the next step is taken
at once and not when its time is up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okienko.core.contact.wish import OFFERING, PROMISED, SEEKING, Wish

HERE = "here"
BUSY = "busy"
OUT = "out"
PRESENCES = (HERE, BUSY, OUT)

Steps = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of a search: who is asked, or nobody when a date (or a substitute) is offered."""

    name: str
    people: tuple[str, ...]
    seen_steps: int

    @property
    def state(self) -> str:
        return SEEKING if self.people else OFFERING


def waits_for_nobody(wish: Wish, *, presence: Mapping[str, str]) -> bool:
    """Is everybody out who could still come for this wish?"""
    if wish.state == PROMISED:
        return presence.get(wish.person or "", HERE) == OUT
    asked = set(wish.asked) - set(wish.deferred)
    return wish.state == SEEKING and all(presence.get(person, HERE) == OUT for person in asked)


def next_step(wish: Wish, *, steps: Steps, presence: Mapping[str, str]) -> Step:
    """The next step of the search for this wish.

    `steps` are the department's (name, people), in order; `presence` maps a
    person to here, busy or out. Whoever is out is not asked; whoever is not in
    the map is taken to be here.
    """
    chain: Steps = () if wish.named is None else (("named", (wish.named,)),)
    if wish.replaceable:
        chain += steps
    for index in range(wish.seen_steps, len(chain)):
        name, people = chain[index]
        present = tuple(person for person in people if presence.get(person, HERE) != OUT)
        if present:
            return Step(name=name, people=present, seen_steps=index + 1)
    return Step(name="date", people=(), seen_steps=len(chain))
