"""A past of many visits, put into a prepared database: the journal, the visits' rows and what followers made of them.

The rows are shaped as the program writes them, but for the chain of hashes, which nothing here walks.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import psycopg

from okienko.records.address import SQLITE, kind_of, sqlite_path
from okienko.records.journal.columns import HALLS, JOURNAL, VISITS, Table

VISITS_A_DAY = 400
HASH = bytes(32)
CHUNK = 20_000
KINDS = ("taken", "called", "started", "finished")
STEPS_SECONDS = (0, 600, 630, 1200)


def day_of(number: int, *, last: date, visits: int) -> date:
    """The past day of an office's visit; the last visits are those of the day before today."""
    return last - timedelta(days=(visits - number) // VISITS_A_DAY)


def moments(number: int, *, last: date, visits: int) -> list[str]:
    """When a visit was taken, called, begun and finished, as the database has moments."""
    morning = datetime.combine(day_of(number, last=last, visits=visits), datetime.min.time()) + timedelta(hours=7)
    taken = morning + timedelta(seconds=number % VISITS_A_DAY * 60)
    return [str(taken + timedelta(seconds=seconds)) for seconds in STEPS_SECONDS]


def entries(office: int, *, visits: int, last: date) -> Iterator[tuple[object, ...]]:
    """The journal of an office: four entries a visit, and at its end a day that was opened and closed."""
    for number in range(1, visits + 1):
        ticket = f"A{number % VISITS_A_DAY:03d}"
        taken = {
            "ticket": ticket,
            "series": "A",
            "ticket_number": number % VISITS_A_DAY,
            "matters": ["s0"],
            "channel": "kiosk",
            "persons": 1,
            "priority": None,
            "language": "pl",
            "outside": False,
            "event": None,
            "promised": [5, 15],
        }
        bodies = (taken, {"class": "ordinary"}, {}, {"outcome": "performed"})
        at = moments(number, last=last, visits=visits)
        for part, (kind, body) in enumerate(zip(KINDS, bodies, strict=True)):
            desk, by, key = (
                (None, "kiosk:1", f"kiosk:1/{office}-{number}") if part == 0 else ("d0", "person:clerk-0", None)
            )
            seq = (number - 1) * len(KINDS) + part + 1
            yield (office, "hall", seq, at[part], kind, number, desk, by, json.dumps(body), 0, key, None, HASH)
    seq, evening = visits * len(KINDS), f"{last} 20:00:00"
    body = json.dumps(
        {"day": str(last), "regime": None, "revision": "", "last_visit": visits, "last_wish": 0, "wishes": []}
    )
    yield (office, "hall", seq + 1, evening, "day_opened", None, None, "system", body, 0, None, None, HASH)
    yield (office, "hall", seq + 2, evening, "day_closed", None, None, "system", "{}", 0, None, None, HASH)


def rows(office: int, *, visits: int, last: date) -> Iterator[tuple[object, ...]]:
    """The finished visits of an office as rows."""
    for number in range(1, visits + 1):
        at = moments(number, last=last, visits=visits)
        day = str(day_of(number, last=last, visits=visits))
        yield (
            office << 32 | number,
            office,
            day,
            number,
            f"A{number:06d}",
            "A",
            "finished",
            "s0",
            None,
            at[0],
            False,
            None,
            None,
            at[3],
            at[0],
            "kiosk",
            0,
            1,
            None,
            "pl",
            None,
            '[["s0","performed"]]',
            False,
            None,
            number * len(KINDS),
        )


def halls(offices: list[int], *, visits: int, last: date) -> Iterator[tuple[object, ...]]:
    """Where each office's hall stands: closed, after the last of the past days."""
    for office in offices:
        seq = visits * len(KINDS)
        yield (office, str(last), seq + 1, "closed", None, seq + 2)


def fill(url: str, *, visits: int) -> None:
    """Give the offices of a database a past of so many visits together."""
    last = datetime.now(UTC).date() - timedelta(days=1)
    write = _fill_sqlite if kind_of(url) == SQLITE else _fill_postgres
    write(url, visits=visits, last=last)


def _tables(offices: list[int], *, each: int, last: date) -> Iterator[tuple[Table, Iterator[tuple[object, ...]]]]:
    for office in offices:
        yield JOURNAL, entries(office, visits=each, last=last)
        yield VISITS, rows(office, visits=each, last=last)
    yield HALLS, halls(offices, visits=each, last=last)


def _fill_sqlite(url: str, *, visits: int, last: date) -> None:
    connection = sqlite3.connect(sqlite_path(url), isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    offices = [row[0] for row in connection.execute("SELECT id FROM records_office ORDER BY id")]
    connection.execute("BEGIN IMMEDIATE")
    for table, lines in _tables(offices, each=visits // len(offices), last=last):
        marks = ", ".join("?" for _ in table.columns)
        connection.executemany(f"INSERT INTO {table.name} ({table.quoted}) VALUES ({marks})", lines)
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("ANALYZE")
    connection.close()


def _fill_postgres(url: str, *, visits: int, last: date) -> None:
    with psycopg.connect(url) as database:
        offices = [row[0] for row in database.execute("SELECT id FROM records_office ORDER BY id")]
        for table, lines in _tables(offices, each=visits // len(offices), last=last):
            with database.cursor().copy(f"COPY {table.name} ({table.quoted}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("VACUUM ANALYZE")
        database.execute("CHECKPOINT")
