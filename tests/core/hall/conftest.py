"""A small hall with plain rules, for the tests of the core: no office files, no database, no clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.decide import decide
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import (
    DepartmentRule,
    DeskRule,
    HallRules,
    Opening,
    PersonRule,
    QueueRule,
    RegimeRule,
    SeriesRule,
    ServiceRule,
)

DAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


#: Two a day on the next ten days, whatever the day: plainer than any calendar.
DATES = tuple(MORNING + timedelta(days=ahead, hours=hours) for ahead in range(1, 11) for hours in (1, 7))


def make_rules(**changed: object) -> HallRules:
    services = {
        "id-card": ServiceRule(id="id-card", queue="D", department="SO", target=900, minutes=12),
        "id-pickup": ServiceRule(id="id-pickup", queue="D", department="SO", target=600, minutes=5),
        "car": ServiceRule(id="car", queue="P", department="KM", target=1200, minutes=18),
        "pay": ServiceRule(id="pay", queue="K", department="KASA", target=300, minutes=5, is_cash=True),
        "talk": ServiceRule(id="talk", queue="S", department="SO", target=900, is_meeting=True),
    }
    all_services = frozenset(services) - {"talk"}
    id_services = frozenset({"id-card", "id-pickup"})
    serves = {("1", "anna"): id_services, ("2", "jan"): id_services, ("3", "ola"): frozenset({"car"}),
              ("4", "ewa"): all_services - {"pay"}, ("K1", "kasia"): frozenset({"pay"})}
    steps = (("officers", ("so-1", "so-2")), ("deputy", ("so-d",)), ("head", ("so-h",)))
    people = {"anna": "SO", "jan": "SO", "ola": "KM", "ewa": "BOK", "kasia": "KASA", "so-1": "SO", "so-2": "SO",
              "so-d": "SO", "so-h": "SO", "km-1": "KM"}
    morning = MORNING + (changed.get("day", DAY) - DAY)
    facts: dict[str, object] = {
        "office": "demo",
        "day": DAY,
        "services": services,
        "queues": {q: QueueRule(id=q, series=q) for q in "DPKS"},
        "series": {q: SeriesRule(id=q, prefix=q) for q in "DPKS"},
        "desks": {d: DeskRule(id=d, label=d, kind="meeting" if d[0] == "S" else "service")
                  for d in ("1", "2", "3", "4", "K1", "S1", "S2")},
        "people": {p: PersonRule(id=p, department=d) for p, d in people.items()},
        "departments": {"SO": DepartmentRule(id="SO", steps=steps),
                        "KM": DepartmentRule(id="KM", steps=(("officers", ("km-1",)),), step_free=False),
                        "KASA": DepartmentRule(id="KASA", steps=(("officers", ("kasia",)),))},
        "serves": serves,
        "opening": Opening(opens_at=morning, last_ticket_at=morning + timedelta(hours=7, minutes=30),
                           closes_at=morning + timedelta(hours=8)),
        "priorities": {"statutory": 2},
        "regimes": {"red": RegimeRule(id="red", persons=3, modes={"*": ("comes-down", "phone")})},
        "seats": 10,
        "languages": ("pl", "en", "uk"),
        "dates": DATES,
    }
    return HallRules(**{**facts, **changed})


class Day:
    """A day in a hall: says commands at moments and keeps the journal."""

    def __init__(self, rules: HallRules) -> None:
        self.rules, self.hall, self.journal, self.now = rules, Hall(office="demo"), [], MORNING

    def do(self, command: c.Command, *, after: float = 0, by: str = "system", any_desk: bool = True):
        self.now += timedelta(seconds=after)
        entries = decide(self.hall, command, at=self.now, rules=self.rules, by=by, any_desk=any_desk)
        self.journal += entries
        return entries

    def take(self, service: str = "id-card", *more: str, after: float = 0, **facts: object):
        self.do(c.Take(matters=(service, *more), **facts), after=after)
        return self.hall.visits[self.hall.last_visit]

    def open(self, *desks: str) -> None:
        for desk in desks:
            person = next(p for d, p in self.rules.serves if d == desk)
            self.do(c.OpenDesk(desk=desk, person=person))

    def call(self, desk: str, after: float = 0):
        self.do(c.CallNext(desk=desk), after=after)
        number = self.hall.desks[desk].visit
        return self.hall.visits[number] if number else None

    def serve(self, desk: str, after: float = 0):
        visit = self.call(desk, after=after)
        self.do(c.Start(desk=desk))
        return visit


@pytest.fixture
def day() -> Day:
    day = Day(make_rules())
    day.do(c.OpenDay())
    return day
