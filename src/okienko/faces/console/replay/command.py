"""`okienko replay FILE --office NAME --day DATE`: play one office-day of a queue log and reconcile it.

Without `--url` a server of its own is started on a fresh database; with it the day is played on a server
that runs on a replay database (OKIENKO_REPLAY=1) and knows the office's description. The exit code is 0 when
every difference is explained, 1 when one is not, 2 when there is nothing to play.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from okienko.core.replay.clean import Report, cleanliness
from okienko.core.replay.describe import Described, TooManyQueues, describe
from okienko.core.replay.flows import QueueFlows, derive
from okienko.core.replay.play import play
from okienko.core.replay.reconcile import Played, Row, reconcile
from okienko.core.replay.samples import (
    EmptyLog,
    Log,
    OfficeDay,
    UnknownDay,
    UnknownOffice,
    WrongColumns,
    gather,
    read_date,
)
from okienko.core.replay.schedule import schedule
from okienko.core.replay.waits import Waits, compare, read_waits
from okienko.faces.console.replay import report
from okienko.faces.console.replay.server import NoServer, own_server, own_token
from okienko.faces.console.trouble import reason_of
from okienko.faces.console.words import language, say
from okienko.links.files import DirectoryNotEmpty, write_directory
from okienko.links.holidays import public_holidays
from okienko.links.player import NotForReplay, PlayedServer, ServerLost
from okienko.links.queue_log import DAMAGED, NOT_CSV, NOT_TEXT, UnreadableLog, read_rows

COUNTRY = "PL"


@dataclass(frozen=True, slots=True)
class Story:
    """One day ready to be played."""

    day: OfficeDay
    flows: tuple[QueueFlows, ...]
    cleanness: Report
    described: Described


def arguments(parser: argparse.ArgumentParser) -> None:
    """A log, an office, a day, and where to play."""
    parser.add_argument("file", type=Path, metavar="FILE", help=say("the queue log, .csv or .csv.gz"))
    parser.add_argument("--office", metavar="NAME", help=say("the office, as the log names it"))
    parser.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help=say("the day"))
    parser.add_argument("--days", action="store_true", help=say("list the days of the log, and which are clean"))
    parser.add_argument("--describe", type=Path, metavar="DIR", help=say("only write the office's description there"))
    parser.add_argument("--url", default="", help=say("a server on a replay database (one of its own is started)"))
    beside = say("waits of the same log, to compare with (the file beside it)")
    parser.add_argument("--waits", type=Path, metavar="FILE", help=beside)
    parser.add_argument("--seed", default="", help=say("another seed spreads people otherwise inside the intervals"))
    parser.add_argument("--json", action="store_true", help=say("the reconciliation as JSON"))


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(say("“{text}” is no day; write 2020-01-13", text=text))
    return day


def run(options: argparse.Namespace) -> int:
    """Read, play, reconcile; say clearly what is wrong with the input."""
    try:
        return _run(options)
    except UnreadableLog as error:
        return _wrong(say("The log {file} cannot be read: {why}.", file=error.path, why=_why(error)))
    except EmptyLog:
        return _wrong(say("There are no rows in the log {file}.", file=options.file))
    except WrongColumns as error:
        return _wrong(say("This is no queue log; missing: {columns}", columns=error))
    except TooManyQueues as error:
        return _wrong(say("The office has more queues than there are ticket letters: {count}", count=error))
    except DirectoryNotEmpty as error:
        return _wrong(say("The directory is not empty: {directory}", directory=error))
    except NotForReplay as error:
        return _wrong(say("The server does not let its clock be set; it has to run with OKIENKO_REPLAY=1 on a database "
                          "of its own, and know the office: {why}", why=error))
    except (ServerLost, NoServer) as error:
        return _wrong(say("The server does not answer: {why}", why=error))


def _run(options: argparse.Namespace) -> int:
    if options.days:
        return _list_days(options)
    if options.office is None or options.day is None:
        return _wrong(say("Which office and which day? Use --office and --day; --days lists them."))
    log = gather(read_rows(options.file), office=options.office)
    try:
        story = _story(log, options.office, options.day)
    except UnknownOffice:
        return _wrong(say("The log has no office “{office}”; it has: {offices}",
                          office=options.office, offices=", ".join(log.offices())))
    except UnknownDay:
        days = ", ".join(str(each) for each in log.days(options.office))
        return _wrong(say("The log has no such day of {office}; it has: {days}", office=options.office, days=days))
    if not story.flows:
        return _wrong(say("No queue of that day says how many people wait."))
    if options.describe is not None:
        write_directory(options.describe, texts(story.described))
        print(say("{directory}: the description of {slug}.", directory=options.describe, slug=story.described.slug))
        return 0
    return _play(options, story)


def _list_days(options: argparse.Namespace) -> int:
    log = gather(read_rows(options.file), office=options.office)
    offices = [each for each in log.offices() if options.office in (None, each)]
    if not offices:
        return _wrong(say("The log has no office “{office}”; it has: {offices}",
                          office=options.office, offices=", ".join(log.offices())))
    print(report.days(_stories(log, offices)))
    return 0


def _story(log: Log, office: str, number: date) -> Story:
    day = log.day(office, number)
    flows = derive(day)
    holidays = public_holidays(COUNTRY, first_year=number.year, last_year=number.year)
    cleanness = cleanliness(day, flows, holiday=holidays.get(number, ""))
    return Story(day, flows, cleanness, describe(day, flows))


def _stories(log: Log, offices: list[str]) -> Iterator[tuple[Report, tuple[QueueFlows, ...]]]:
    for office in offices:
        for number in log.days(office):
            with suppress(UnknownDay):
                story = _story(log, office, number)
                yield story.cleanness, story.flows


def texts(described: Described) -> dict[str, str]:
    """The description as the text of its files."""
    return {name: tomlkit.dumps(tables) for name, tables in described.files.items()}


def _play(options: argparse.Namespace, story: Story) -> int:
    plan = schedule(story.day, story.flows, story.described, seed=options.seed)
    with _server(options, story.described) as server:
        played = play(plan, story.described, server, told=None if options.json else _progress())
    rows = reconcile(story.flows, plan, played)
    waits = _waits(options, story, played)
    if options.json:
        print(report.as_json(story.day, story.cleanness, rows, played, waits))
    else:
        print(report.as_table(story.day, story.cleanness, rows, played, waits))
    return 0 if _is_explained(rows, played) else 1


def _is_explained(rows: tuple[Row, ...], played: Played) -> bool:
    return all(row.is_explained for row in rows) and played.equal == played.compared and not played.refused


@contextmanager
def _server(options: argparse.Namespace, described: Described) -> Iterator[PlayedServer]:
    if options.url:
        token = os.environ.get("OKIENKO_PLAYER_TOKEN") or own_token(described.slug)
        server = PlayedServer(options.url, office=described.slug, token=token, language=language(os.environ))
        try:
            yield server
        finally:
            server.close()
        return
    with own_server(described.slug, texts(described)) as (url, token):
        server = PlayedServer(url, office=described.slug, token=token, language=language(os.environ))
        try:
            yield server
        finally:
            server.close()


def _waits(options: argparse.Namespace, story: Story, played: Played) -> tuple[Waits, ...]:
    path = options.waits or _waits_beside(options.file)
    if path is None:
        return ()
    log = read_waits(read_rows(path), office=story.day.office, day=story.day.day, zone=story.day.zone)
    return compare(log, played)


def _waits_beside(log: Path) -> Path | None:
    """The waits that belong to a log: `warsaw_waits.csv.gz` beside `warsaw_queues.csv.gz`."""
    beside = log.with_name(log.name.replace("queues", "waits"))
    return beside if beside != log and beside.is_file() else None


def _progress() -> Callable[[int, int], None] | None:
    """Says on a terminal how far the day is."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, of: int) -> None:
        if done % 200 == 0 or done == of:
            print(f"\r{done} / {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)

    return told


def _why(error: UnreadableLog) -> str:
    words = {DAMAGED: say("the packed file is damaged or ends too early"), NOT_TEXT: say("it is not UTF-8 text"),
             NOT_CSV: say("a line is no row of comma-separated values")}
    return reason_of(error.why) if isinstance(error.why, OSError) else words[error.why]


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
