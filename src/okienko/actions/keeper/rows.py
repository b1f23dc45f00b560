"""The rows of a hall as the journal store writes them, in the order of its columns."""

from __future__ import annotations

import msgspec

from okienko.actions.keeper.memory import Memory, moment_text
from okienko.core.contact.wish import Wish
from okienko.core.hall.hall import Hall, Touched
from okienko.core.hall.visit import AT_DESK, Visit
from okienko.records.journal import Batch, Row

_encode = msgspec.json.encode


def add_rows(batch: Batch, memory: Memory) -> None:
    """Add the rows that have changed since the last time, and forget that they have."""
    hall, office = memory.hall, memory.office
    touched = hall.touched
    if touched.hall or touched.gone:
        hall.touched = Touched()
        batch.halls.append(hall_row(office, hall))
        batch.visits += [visit_row(office, visit, day=str(gone_day)) for gone_day, visit in touched.gone]
        batch.wishes += [wish_row(office, wish) for wish in touched.gone_wishes]
    visits = [hall.visits[number] for number in touched.visits if number in hall.visits]
    if len(visits) > 1:
        visits.sort(key=_frees_first)
    for visit in visits:
        if visit.number in touched.taken:
            batch.visits.append(visit_row(office, visit, day=str(hall.day)))
        else:
            batch.changes.append(change_row(office, visit))
    if touched.desks:
        desks = sorted(touched.desks, key=lambda desk: (desk in hall.desks, desk))
        batch.desks += [desk_row(office, hall, desk=desk) for desk in desks]
        touched.desks.clear()
    if touched.wishes:
        batch.wishes += [wish_row(office, hall.wishes[number]) for number in sorted(touched.wishes)
                         if number in hall.wishes]
        touched.wishes.clear()
    touched.visits.clear()
    touched.taken.clear()


def _frees_first(visit: Visit) -> tuple[bool, int]:
    return visit.state in AT_DESK, visit.number


def hall_row(office: int, hall: Hall) -> Row:
    return (office, str(hall.day) if hall.day else None, hall.day_from, hall.phase, hall.regime, hall.changed)


def visit_row(office: int, visit: Visit, *, day: str) -> Row:
    leg = visit.leg
    return (
        office << 32 | visit.number, office, day, visit.number, visit.ticket, visit.series, visit.state, leg.service,
        visit.desk, moment_text(leg.ready_at), leg.returning, moment_text(visit.called_at),
        moment_text(visit.started_at), moment_text(visit.since), moment_text(visit.taken_at), visit.channel,
        visit.calls, visit.persons, visit.priority, visit.language,
        _encode(visit.needs).decode() if visit.needs else None, visit.ground,
        _matters(visit),
        visit.outside, visit.wish, visit.changed,
    )


def change_row(office: int, visit: Visit) -> Row:
    """What may change of a visit that has a row."""
    leg = visit.leg
    return (
        office << 32 | visit.number, visit.state, leg.service, visit.desk, moment_text(leg.ready_at), leg.returning,
        moment_text(visit.called_at), moment_text(visit.started_at), moment_text(visit.since), visit.calls,
        _encode(visit.needs).decode() if visit.needs else None, visit.ground, _matters(visit), visit.outside,
        visit.wish, visit.changed,
    )


def _matters(visit: Visit) -> str:
    return _encode([(matter.service, matter.outcome) for matter in visit.matters]).decode()


def desk_row(office: int, hall: Hall, *, desk: str) -> Row:
    """A desk's row; one at which nobody is signed in any more keeps only its name."""
    found = hall.desks.get(desk)
    if found is None:
        return (office, desk, None, None, False, "[]", 0)
    return (office, desk, found.person, moment_text(found.since), found.paused,
            _encode(sorted(found.serves)).decode(), found.changed)


def wish_row(office: int, wish: Wish) -> Row:
    return (
        office << 32 | wish.number, office, wish.number, wish.visit, wish.department, wish.service, wish.state,
        moment_text(wish.asked_at), wish.asked_by, wish.named, wish.consent, wish.prefers, wish.step, wish.attempts,
        wish.person, wish.mode, wish.post, moment_text(wish.answered_at), moment_text(wish.due_at),
        moment_text(wish.started_at), moment_text(wish.met_at), wish.changed,
    )
