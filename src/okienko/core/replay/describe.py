"""An office described from its queues, so that a day of the log can be played in the hall.

The log names queues, open desks and hours, and nothing else. So each queue becomes
a ticket letter with one service; each desk that was ever open at once becomes a
desk of that queue with a person of its own; one department holds all of it, with a
meeting post, since no office is without one. A letter that the log uses for
several queues is given to one of them, the others get two letters. What the log
cannot know (fees, deadlines, people) says so, and people are made up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from string import ascii_uppercase
from typing import Any, Final

from okienko.core.replay.flows import QueueFlows
from okienko.core.replay.hours import LAST_MINUTE, Hours, hours_of
from okienko.core.replay.samples import OfficeDay

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEPARTMENT: Final = "BOK"
UNKNOWN: Final = "Nie wynika z dziennika kolejek"
TARGET_MINUTES: Final = 15
USUAL_MINUTES: Final = 10

Tables = dict[str, Any]


class TooManyQueues(ValueError):
    """The log has more queues than there are ticket letters."""


@dataclass(frozen=True, slots=True)
class QueueNames:
    """How a queue of the log is called in the description: letter, service, desks with the person at each."""

    letter: str
    service: str
    desks: tuple[tuple[str, str], ...]
    minutes: float


@dataclass(frozen=True, slots=True)
class Described:
    """The description: names by the log's queue id, hours, and tables by the name of the file."""

    slug: str
    hours: Hours
    names: Mapping[str, QueueNames]
    files: Mapping[str, Tables]


def describe(day: OfficeDay, flows: Sequence[QueueFlows]) -> Described:
    """The description of an office for one day of the log."""
    hours = hours_of(day, flows)
    letters = _letters(flows)
    names = {queue.queue.id: _names(queue, letters[queue.queue.id]) for queue in flows}
    slug = slug_of(day.office)
    weekday = WEEKDAYS[day.day.weekday()]
    files = {
        "office.toml": _office(day, slug),
        "calendar.toml": _calendar(day, hours, weekday),
        "site.toml": _site(day),
        "departments.toml": _departments(),
        "desks.toml": _desks(flows, names),
        "people.toml": _people(names),
        "roster.toml": _roster(names, hours, weekday),
        "queues.toml": _queues(flows, names),
        "services.toml": _services(flows, names),
    }
    return Described(slug, hours, names, files)


def slug_of(office: str) -> str:
    """`UD_Praga_Północ` → `replay-ud-praga-polnoc`."""
    return f"replay-{re.sub(r'[^a-z0-9]+', '-', _plain(office).lower()).strip('-')}"[:50].rstrip("-")


def _plain(text: str) -> str:
    """Without diacritics."""
    text = text.replace("ł", "l").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _letters(flows: Sequence[QueueFlows]) -> dict[str, str]:
    """A ticket letter for each queue, each given once; of queues with one letter the busiest keeps it."""
    given: dict[str, str] = {}
    for queue in sorted(flows, key=lambda each: (-each.arrivals, each.queue.id)):
        wanted = re.sub(r"[^A-Z]", "", _plain(queue.queue.letter).upper())[:1]
        free = next((each for each in _candidates(wanted) if each not in given.values()), None)
        if free is None:
            raise TooManyQueues(str(len(flows)))
        given[queue.queue.id] = free
    return given


def _candidates(wanted: str) -> Iterator[str]:
    if wanted:
        yield wanted
        yield from (wanted + second for second in ascii_uppercase)
    yield from (first + second for first in ascii_uppercase[::-1] for second in ascii_uppercase)


def _names(queue: QueueFlows, letter: str) -> QueueNames:
    count = max(1, max((flow.desks for flow in queue.flows), default=1))
    desks = tuple((f"{letter}-{number}", f"person-{letter}-{number}") for number in range(1, count + 1))
    said = [sample.minutes for sample in queue.queue.samples if sample.minutes]
    return QueueNames(letter, f"service-{letter}", desks, float(median(said)) if said else USUAL_MINUTES)


def _office(day: OfficeDay, slug: str) -> Tables:
    return {"office": {
        "slug": slug, "name": f"{day.office} – odtworzenie dnia {day.day.isoformat()}", "short_name": day.office,
        "timezone": str(day.zone), "demonstration": True, "languages": ["pl"],
        "note": "Opis powstał z dziennika kolejek, tylko do odtworzenia jednego dnia. Pracownicy są zmyśleni.",
    }}


def _calendar(day: OfficeDay, hours: Hours, weekday: str) -> Tables:
    late = min(hours.closes, LAST_MINUTE - 60)
    return {"calendar": {
        "last_ticket_minutes": 0,
        "periods": {"log": {"from": day.day, "hours": {weekday: str(hours)}}},
        "complaints": {
            "hours": {weekday: str(Hours(late, late + 60))},
            "working_hours": str(Hours(min(hours.opens, late - 30), late)),
            "received_by": UNKNOWN, "where": UNKNOWN,
        },
    }}


def _site(day: OfficeDay) -> Tables:
    return {
        "sites": {"site": {"name": day.office, "address": UNKNOWN}},
        "buildings": {"building": {"name": day.office, "site": "site"}},
        "floors": {"ground": {"name": {"pl": "Parter"}, "building": "building", "level": 0}},
        "areas": {"hall": {"name": {"pl": "Sala obsługi"}, "floor": "ground", "kind": "hall", "capacity": 1000,
                           "seats": 1000, "step_free": UNKNOWN}},
        "entrances": {"main": {"name": {"pl": "Wejście"}, "building": "building", "step_free": True, "note": UNKNOWN}},
    }


def _departments() -> Tables:
    return {"departments": {DEPARTMENT: {
        "name": {"pl": "Biuro obsługi"}, "contact_modes": ["comes-down", "room", "phone"], "floor": "ground",
        "head": "head",
    }}}


def _desks(flows: Sequence[QueueFlows], names: Mapping[str, QueueNames]) -> Tables:
    desks: Tables = {}
    for queue in flows:
        kind = "cash" if "kas" in _plain(queue.queue.name).lower() else "service"
        for desk, _ in names[queue.queue.id].desks:
            desks[desk] = {"label": desk, "kind": kind, "area": "hall", "departments": [DEPARTMENT]}
    desks["meeting-1"] = {"label": "Spotkania 1", "kind": "meeting", "area": "hall", "departments": [DEPARTMENT]}
    return {"desks": desks}


def _people(names: Mapping[str, QueueNames]) -> Tables:
    people: Tables = {
        person: {"name": f"Stanowisko {desk}", "department": DEPARTMENT, "role": "clerk", "skills": [queue.service],
                 "fictional": True}
        for queue in names.values() for desk, person in queue.desks
    }
    for person, name, role in (("head", "Kierownik", "manager"), ("officer-1", "Pracownik 1", "officer"),
                               ("officer-2", "Pracownik 2", "officer")):
        people[person] = {"name": name, "department": DEPARTMENT, "role": role, "fictional": True}
    return {"people": people}


def _roster(names: Mapping[str, QueueNames], hours: Hours, weekday: str) -> Tables:
    return {"roster": {desk: {weekday: [f"{person} {hours}"]}
                       for queue in names.values() for desk, person in queue.desks}}


def _queues(flows: Sequence[QueueFlows], names: Mapping[str, QueueNames]) -> Tables:
    queues: Tables = {}
    series: Tables = {}
    for queue in flows:
        letter = names[queue.queue.id].letter
        name = queue.queue.name.strip() or letter
        queues[letter] = {"name": {"pl": name}, "series": letter, "target_minutes": TARGET_MINUTES}
        series[letter] = {"prefix": letter, "last": 999 if queue.arrivals < 999 else 9999}
    return {"series": series, "queues": queues}


def _services(flows: Sequence[QueueFlows], names: Mapping[str, QueueNames]) -> Tables:
    """A service for each queue; of queues of one name each says its letter too."""
    called = Counter(" ".join(queue.queue.name.casefold().split()) for queue in flows)

    def name(queue: QueueFlows) -> str:
        own, letter = queue.queue.name.strip(), names[queue.queue.id].letter
        if not own:
            return letter
        return own if called[" ".join(own.casefold().split())] == 1 else f"{own} ({letter})"

    return {"services": {
        names[queue.queue.id].service: {
            "name": {"pl": name(queue)}, "department": DEPARTMENT,
            "queue": names[queue.queue.id].letter, "minutes": max(1, round(names[queue.queue.id].minutes)),
            "fee": UNKNOWN, "deadline": UNKNOWN, "where": UNKNOWN, "legal_basis": UNKNOWN,
            "note": f"Kolejka {queue.queue.id} dziennika, litera {queue.queue.letter or '–'}.",
        }
        for queue in flows
    }}
