"""A past of many visits, put into a prepared database: the journal, the visits' rows and what followers made of them.

The rows are shaped as the program writes them, but for the chain of hashes, which nothing here walks.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import psycopg

from okienko.core.hall.entries import STREAM
from okienko.records.address import SQLITE, kind_of, sqlite_path
from okienko.records.journal.columns import HALLS, JOURNAL, VISITS, Table

VISITS_A_DAY = 400
HASH = bytes(32)
#: The follower of finished visits has read all of the past, so that it does not work on it while others are measured.
FOLLOWER = "finished"
CURSORS = Table(
    "records_followercursor", (("follower", "text"), ("office_id", "bigint"), ("stream", "text"), ("seq", "bigint"))
)
KINDS = ("taken", "called", "started", "finished")
STEPS_SECONDS = (0, 600, 630, 1200)
MATTERS = '[["s0","performed"]]'


#: The times of day of the visits of a day: a visit each minute from seven, each of the same length.
CLOCK = tuple(
    tuple(str(timedelta(hours=7, minutes=place, seconds=seconds)).rjust(8, "0") for seconds in STEPS_SECONDS)
    for place in range(VISITS_A_DAY)
)
TAKEN = (
    '{{"channel":"kiosk","event":null,"language":"pl","matters":["s0"],"outside":false,"persons":1,"priority":false,'
    '"promised":[5,15],"series":"A","ticket":"A{place:03d}","ticket_number":{place}}}'
)
BODIES = ('{"class":"ordinary"}', "{}", '{"outcome":"performed"}')


def days(visits: int, *, last: date) -> list[str]:
    """The days of an office's visits, counted back from the last one: of the visits 0 to 399, of the next, …"""
    count = -(-(visits + 1) // VISITS_A_DAY)
    return [str(last - timedelta(days=count - 1 - number)) for number in range(count)]


def entries(office: int, *, visits: int, last: date) -> Iterator[tuple[object, ...]]:
    """The journal of an office: four entries a visit, and at its end a day that was opened and closed."""
    dates, steps = days(visits, last=last), len(KINDS)
    for number in range(1, visits + 1):
        day, place = dates[number // VISITS_A_DAY], number % VISITS_A_DAY
        seq, clock, taken = (number - 1) * steps, CLOCK[place], TAKEN.format(place=place)
        key = f"kiosk:1/past-{number}"
        yield (
            office,
            "hall",
            seq + 1,
            f"{day} {clock[0]}",
            "taken",
            number,
            None,
            "kiosk:1",
            taken,
            0,
            key,
            None,
            HASH,
        )
        for step in (1, 2, 3):
            at, body = f"{day} {clock[step]}", BODIES[step - 1]
            told = (STREAM, seq + 1 + step, at, KINDS[step], number, "d0", "person:clerk-0", body)
            yield (office, *told, 0, None, None, HASH)
    seq, evening = visits * steps, f"{last} 20:00:00"
    opened = {"day": str(last), "regime": None, "revision": "", "last_visit": visits, "last_wish": 0, "wishes": []}
    for further, (kind, facts) in enumerate((("day_opened", opened), ("day_closed", {})), start=1):
        told = (STREAM, seq + further, evening, kind, None, None, "system", json.dumps(facts))
        yield (office, *told, 0, None, None, HASH)


def rows(office: int, *, visits: int, last: date) -> Iterator[tuple[object, ...]]:
    """The finished visits of an office as rows."""
    dates = days(visits, last=last)
    for number in range(1, visits + 1):
        day, clock = dates[number // VISITS_A_DAY], CLOCK[number % VISITS_A_DAY]
        taken, ended = f"{day} {clock[0]}", f"{day} {clock[3]}"
        who = (office << 32 | number, office, day, number, f"A{number:06d}", "A", "finished", "s0", None)
        when = (taken, False, None, None, ended, taken)
        yield (*who, *when, "kiosk", 0, 1, False, "pl", None, None, MATTERS, False, None, number * len(KINDS))


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
    """The rows of the first office, and those of which every office has one."""
    yield JOURNAL, entries(offices[0], visits=each, last=last)
    yield VISITS, rows(offices[0], visits=each, last=last)
    yield HALLS, halls(offices, visits=each, last=last)
    yield CURSORS, ((FOLLOWER, office, STREAM, each * len(KINDS) + 2) for office in offices)


def _copies(first: int) -> Iterator[str]:
    """Statements that give every other office the past of the first; the database makes these rows itself."""
    own = {"office_id": "other.id", "id": "other.id * 4294967296 + past.number"}
    for table, which in ((JOURNAL, f"AND past.stream = '{STREAM}'"), (VISITS, "")):
        values = ", ".join(own.get(name, f'past."{name}"') for name in table.names)
        yield (
            f"INSERT INTO {table.name} ({table.quoted}) SELECT {values} FROM {table.name} past "
            f"CROSS JOIN records_office other WHERE past.office_id = {first} AND other.id <> {first} {which}"
        )


def _fill_sqlite(url: str, *, visits: int, last: date) -> None:
    connection = sqlite3.connect(sqlite_path(url), isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    offices = [row[0] for row in connection.execute("SELECT id FROM records_office ORDER BY id")]
    connection.execute("BEGIN IMMEDIATE")
    for table, lines in _tables(offices, each=visits // len(offices), last=last):
        marks = ", ".join("?" for _ in table.columns)
        connection.executemany(f"INSERT INTO {table.name} ({table.quoted}) VALUES ({marks})", lines)
    for statement in _copies(offices[0]):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("ANALYZE")
    connection.close()


def _fill_postgres(url: str, *, visits: int, last: date) -> None:
    with psycopg.connect(url) as database:
        offices = [row[0] for row in database.execute("SELECT id FROM records_office ORDER BY id")]
        for table, lines in _tables(offices, each=visits // len(offices), last=last):
            _copy(database, table, lines)
        for statement in _copies(offices[0]):
            database.execute(statement)
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("VACUUM ANALYZE")
        database.execute("CHECKPOINT")


def _copy(database: psycopg.Connection, table: Table, lines: Iterator[tuple[object, ...]]) -> None:
    with database.cursor().copy(f"COPY {table.name} ({table.quoted}) FROM STDIN") as copy:
        for line in lines:
            copy.write_row(line)
