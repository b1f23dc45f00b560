"""How each kind of journal entry changes the picture of a hall.

`evolve` is the only way in which a hall changes. It decides nothing: what an
entry says has happened. An entry that the tables do not allow is a broken
journal, not a refusal.
"""

from __future__ import annotations

from okienko.core.hall.entries import Entry
from okienko.core.hall.evolve.broken import BrokenJournal
from okienko.core.hall.evolve.contact import evolve_wish, read_wish, write_wish
from okienko.core.hall.evolve.day import DAY, DESK
from okienko.core.hall.evolve.visit import VISIT, evolve_visit, taken
from okienko.core.hall.hall import Hall

__all__ = ["BrokenJournal", "evolve", "read_wish", "write_wish"]


def evolve(hall: Hall, entry: Entry) -> None:
    """Change the hall by one entry; entries must come in order and without a gap."""
    if entry.seq != hall.seq + 1:
        raise BrokenJournal(f"entry {entry.seq} after {hall.seq}")
    kind = entry.kind
    if kind in VISIT:
        evolve_visit(hall, entry)
    elif kind == "taken":
        taken(hall, entry)
    elif kind in DESK:
        DESK[kind](hall, entry)
        hall.touched.desks.add(entry.desk or "")
    elif kind in DAY:
        DAY[kind](hall, entry)
        hall.touched.hall = True
        hall.changed = entry.seq
    else:
        evolve_wish(hall, entry)
    hall.seq = entry.seq
    hall.at = entry.at
