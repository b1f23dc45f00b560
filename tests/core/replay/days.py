"""Hand-made days of a queue log, written as short as they can be read."""

from collections import Counter
from datetime import date, datetime

from okienko.core.hall.commands import COMMANDS
from okienko.core.hall.compile import rules_of
from okienko.core.hall.decide import decide
from okienko.core.hall.hall import Hall
from okienko.core.hall.refusals import Refusal
from okienko.core.office import load
from okienko.core.replay.describe import Described, describe
from okienko.core.replay.flows import QueueFlows, derive
from okienko.core.replay.play import Refused, play
from okienko.core.replay.reconcile import reconcile
from okienko.core.replay.samples import OfficeDay, gather
from okienko.core.replay.schedule import schedule

DAY = date(2020, 1, 13)
OFFICE = "UD_Próba"


def row(at: str, waiting: object, number: object = "", *, queue: str = "1", letter: str = "A", desks: object = 1,
        name: str = "Sprawy", day: object = DAY, office: str = OFFICE) -> dict[str, str]:
    return {"name": office, "date": str(day), "time": at, "idGrupy": queue, "literaGrupy": letter, "nazwaGrupy": name,
            "status": "1.0", "czasObslugi": "10", "liczbaCzynnychStan": str(desks), "liczbaKlwKolejce": str(waiting),
            "aktualnyNumer": str(number)}


def clock(index: int, *, minutes: int = 5) -> str:
    """The time of the index-th snapshot of a day that begins at eight."""
    hours, rest = divmod(8 * 60 + minutes * index, 60)
    return f"{hours:02d}:{rest:02d}"


def rows(*steps: tuple[object, ...], **facts: object) -> list[dict[str, str]]:
    """Rows of one queue at eight, five past eight and so on; a step is (waiting, number)."""
    return [row(clock(index), *step, **facts) for index, step in enumerate(steps)]


def day_of(*found: list[dict[str, str]], office: str = OFFICE, day: date = DAY) -> OfficeDay:
    return gather([each for many in found for each in many]).day(office, day)


def queue_of(*steps: tuple[object, ...], **facts: object) -> QueueFlows:
    """The flows of a day with one queue."""
    return derive(day_of(rows(*steps, **facts)))[0]


class RuledHall:
    """A stage without a server: the rules of the hall themselves."""

    def __init__(self, described: Described, day: date) -> None:
        self.tables = {key: value for file in described.files.values() for key, value in file.items()}
        self.office = load(self.tables)
        self.rules = rules_of(self.office, day)
        self.hall, self.journal = Hall(office=described.slug), []

    def set_clock(self, at: datetime) -> None:
        self.at = at

    def command(self, do: str, body, *, key: str) -> int | None:
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in body.items()}
        try:
            entries = decide(self.hall, COMMANDS[do](**values), at=self.at, rules=self.rules, any_desk=True, key=key)
        except Refusal as refusal:
            raise Refused(refusal.code, refusal.message) from refusal
        self.journal += entries
        return next((entry.visit for entry in reversed(entries) if entry.visit is not None), None)

    def waiting(self) -> Counter[str]:
        return Counter(self.rules.services[visit.leg.service].queue for visit in self.hall.waiting())


def played(day: OfficeDay, *, seed: str = ""):
    """Play a day through the rules of the hall: what was played, the rows of the reconciliation, the stage."""
    flows = derive(day)
    described = describe(day, flows)
    plan = schedule(day, flows, described, seed=seed)
    stage = RuledHall(described, day.day)
    result = play(plan, described, stage)
    return result, reconcile(flows, plan, result), stage
