"""Rows of a queue log become typed samples of one office and one day.

The log is a table: `name` (office), `date`, `time` (the office's own clock),
`idGrupy`, `literaGrupy`, `nazwaGrupy` (the queue), `czasObslugi` (minutes, the
city's figure), `liczbaCzynnychStan` (open desks), `liczbaKlwKolejce` (people
waiting), `aktualnyNumer` (called last). Its feeds have faults, and none of them
may stop the reading: each is counted in `Quirks`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from statistics import median_low
from zoneinfo import ZoneInfo

from okienko.core.replay.numbers import EMPTY, Number, UnreadableNumber, read_number

COLUMNS = ("name", "date", "time", "idGrupy", "literaGrupy", "nazwaGrupy", "liczbaCzynnychStan",
           "liczbaKlwKolejce", "aktualnyNumer")
WARSAW = ZoneInfo("Europe/Warsaw")
#: Counts above these are noise of the feed, not people and desks of one queue.
MOST_PEOPLE = 2_000
MOST_DESKS = 200
MOST_MINUTES = 8 * 60
LONGEST_NAME = 200

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_COUNT = re.compile(r"\d+(\.0+)?")

Row = Mapping[str, str | None]


class WrongColumns(ValueError):
    """The file is not a queue log: columns are missing."""


class EmptyLog(ValueError):
    """The file holds no rows."""


class UnknownOffice(LookupError):
    """The log has no such office."""


class UnknownDay(LookupError):
    """The log has no readable rows of this office on this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One queue at one moment (UTC); what the row does not say, or says unreadably, is None."""

    at: datetime
    queue: str
    letter: str
    name: str
    desks: int | None
    waiting: int | None
    number: Number | None
    minutes: float | None = None


@dataclass(slots=True)
class Quirks:
    """How often the feed was faulty."""

    rows: int = 0
    duplicates: int = 0  # the same row once more
    conflicts: int = 0  # two different rows of one queue at one moment; the later one counts
    unreadable_rows: int = 0  # no readable time
    unreadable_numbers: int = 0
    unknown_waiting: int = 0
    unknown_desks: int = 0
    mended_dates: int = 0  # the year of the ISO week written instead of the year


@dataclass(frozen=True, slots=True)
class QueueLog:
    """One queue over a day; samples in order of time."""

    id: str
    letter: str
    name: str
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One office on one day of the log; `moments` are those of all snapshots, in order."""

    office: str
    day: date
    queues: tuple[QueueLog, ...]
    moments: tuple[datetime, ...]
    quirks: Quirks
    zone: ZoneInfo = WARSAW
    strays: int = 0  # how many days lie between this one and the middle of the log

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(queue.letter for queue in self.queues if queue.letter)


@dataclass(slots=True)
class Log:
    """Rows by office and by the date that is written in them."""

    rows: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    dates: Counter[str] = field(default_factory=Counter)

    def offices(self) -> list[str]:
        return sorted({office for office, _ in self.rows})

    def days(self, office: str) -> list[date]:
        """The days of an office, in order, with mended dates."""
        middle = self._middle()
        read = {read_date(text) for name, text in self.rows if name == office}
        return sorted({mended(day, middle=middle) for day in read if day is not None})

    def day(self, office: str, day: date, *, zone: ZoneInfo = WARSAW) -> OfficeDay:
        """One office-day; raises UnknownOffice or UnknownDay."""
        if office not in self.offices():
            raise UnknownOffice(office)
        middle = self._middle()
        quirks = Quirks()
        found: list[Row] = []
        for (name, text), rows in self.rows.items():
            written = read_date(text)
            if name != office or written is None or mended(written, middle=middle) != day:
                continue
            found += rows
            quirks.mended_dates += len(rows) if written != day else 0
        if not found:
            raise UnknownDay(f"{office} {day}")
        strays = abs((day - middle).days) if middle else 0
        read = _office_day(office, day, found, quirks, zone, strays)
        if not read.moments:
            raise UnknownDay(f"{office} {day}")
        return read

    def _middle(self) -> date | None:
        """The middle one of the log's days, each as often as it has rows (counted in tens)."""
        days: list[int] = []
        for text, count in self.dates.items():
            day = read_date(text)
            if day is not None:
                days += [day.toordinal()] * (1 + count // 10)
        return date.fromordinal(median_low(days)) if days else None


def gather(rows: Iterable[Row], *, office: str | None = None) -> Log:
    """Sort rows by office and date, of one office or of all; raises WrongColumns, EmptyLog."""
    log = Log()
    for row in rows:
        if not log.dates:
            check_columns(row)
        name, day = (row["name"] or "").strip(), (row["date"] or "").strip()
        log.dates[day] += 1
        if office is None or name == office:
            log.rows.setdefault((name, day), []).append(row)
        else:
            log.rows.setdefault((name, day), [])
    if not log.dates:
        raise EmptyLog
    return log


def check_columns(row: Row) -> None:
    """Raise WrongColumns, naming what is missing."""
    missing = [column for column in COLUMNS if column not in row]
    if missing:
        raise WrongColumns(", ".join(missing))


def read_date(text: str) -> date | None:
    """`2019-12-30` or `30.12.2019`; None when it is no date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def mended(day: date, *, middle: date | None) -> date:
    """The day that was meant where the year of the ISO week stands for the year (2020-12-30 for 2019-12-30).

    Only for the days at the turn of a year of which that mistake can be made, and
    only when the mended day is nearer to the middle of the log.
    """
    if middle is None or day.month != 12 or day.day < 29:
        return day
    meant = day.replace(year=day.year - 1)
    possible = meant.isocalendar().year == day.year
    return meant if possible and abs(meant - middle) < abs(day - middle) else day


def _office_day(office: str, day: date, rows: list[Row], quirks: Quirks, zone: ZoneInfo, strays: int) -> OfficeDay:
    found: dict[str, dict[datetime, Sample]] = {}
    for row in rows:
        quirks.rows += 1
        sample = _sample(row, day=day, zone=zone, quirks=quirks)
        if sample is None:
            continue
        series = found.setdefault(sample.queue, {})
        if sample.at in series:
            quirks.duplicates += series[sample.at] == sample
            quirks.conflicts += series[sample.at] != sample
        series[sample.at] = sample
    moments = sorted({at for series in found.values() for at in series})
    queues = tuple(_queue_log(queue, found[queue]) for queue in sorted(found, key=_order))
    return OfficeDay(office, day, queues, tuple(moments), quirks, zone, strays)


def _order(queue: str) -> tuple[int, str]:
    return (int(queue) if queue.isdecimal() else 10**9, queue)


def _queue_log(queue: str, series: Mapping[datetime, Sample]) -> QueueLog:
    samples = tuple(series[at] for at in sorted(series))
    letter = Counter(sample.letter for sample in samples).most_common(1)[0][0]
    name = Counter(sample.name for sample in samples).most_common(1)[0][0]
    return QueueLog(queue, letter, name, samples)


def _sample(row: Row, *, day: date, zone: ZoneInfo, quirks: Quirks) -> Sample | None:
    at = _moment(row["time"] or "", day=day, zone=zone)
    if at is None:
        quirks.unreadable_rows += 1
        return None
    letter, name = _text(row["literaGrupy"]).upper(), _text(row["nazwaGrupy"])
    try:
        number = read_number(row["aktualnyNumer"] or "")
    except UnreadableNumber:
        number = None
        quirks.unreadable_numbers += 1
    desks = _count(row["liczbaCzynnychStan"], most=MOST_DESKS)
    waiting = _count(row["liczbaKlwKolejce"], most=MOST_PEOPLE)
    quirks.unknown_desks += desks is None
    quirks.unknown_waiting += waiting is None
    minutes = _count(row.get("czasObslugi"), most=MOST_MINUTES)
    return Sample(at=at, queue=_queue_id(row["idGrupy"]) or f"{letter}:{name}", letter=letter, name=name or letter,
                  desks=desks, waiting=waiting, number=number, minutes=minutes)


def _text(text: str | None) -> str:
    """What can be shown of a cell."""
    return "".join(sign if sign.isprintable() else " " for sign in text or "").strip()[:LONGEST_NAME]


def _queue_id(text: str | None) -> str:
    """`182.0` and `182` are one queue."""
    text = _text(text)
    return text[: text.index(".")] if _COUNT.fullmatch(text) and "." in text else text


def _moment(text: str, *, day: date, zone: ZoneInfo) -> datetime | None:
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
        return None
    wall = datetime(day.year, day.month, day.day, int(match[1]), int(match[2]), int(match[3] or 0), tzinfo=zone)
    return wall.astimezone(UTC)


def _count(text: str | None, *, most: int) -> int | None:
    text = (text or "").strip()
    if text.casefold() in EMPTY or not _COUNT.fullmatch(text):
        return None
    count = int(float(text))
    return count if count <= most else None
