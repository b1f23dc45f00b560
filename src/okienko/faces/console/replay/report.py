"""The reconciliation of a replayed day, as a table for a terminal and as JSON for a program."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from okienko.core.replay.clean import Finding, Report
from okienko.core.replay.flows import QueueFlows
from okienko.core.replay.reconcile import Played, Row, plain, total
from okienko.core.replay.samples import OfficeDay, Quirks
from okienko.core.replay.waits import QUANTILES, Waits
from okienko.faces.console.replay.refusals import refused_lines, refused_rows
from okienko.faces.console.words import decimal, say

NAME_WIDTH = 34


def as_json(day: OfficeDay, cleanness: Report, rows: Sequence[Row], played: Played, waits: Sequence[Waits]) -> str:
    """Everything, in one object."""
    return json.dumps({
        "office": day.office,
        "day": day.day.isoformat(),
        "clean": cleanness.is_clean,
        "findings": [asdict(finding) for finding in cleanness.findings],
        "quirks": asdict(day.quirks),
        "queues": [plain(row) for row in rows],
        "total": total(rows),
        "samples": {"compared": played.compared, "equal": played.equal},
        "refused": dict(played.refused),
        "refusals": refused_rows(played),
        "waits": [{**asdict(each), "quantiles": QUANTILES} for each in waits],
    }, ensure_ascii=False, indent=2)


def as_table(day: OfficeDay, cleanness: Report, rows: Sequence[Row], played: Played, waits: Sequence[Waits]) -> str:
    """The day, a line for each queue with its explanation, the sums, and the waits."""
    lines = [f"{day.office} · {day.day.isoformat()} · {_clean(cleanness)}", ""]
    lines += _aligned([_head(), *(_line(row) for row in rows), _sums(rows)])
    legend = say("Calls of the log: the sum of all advances of the number from 1 to 60; in brackets what the numbers "
                 "prove, at least–at most (? = nothing bounds them). Gone: called or left, unknown which.")
    lines += ["", legend]
    is_closed = any(finding.code == "working" for finding in cleanness.faults)
    told = [row for row in rows if not (is_closed and _is_still(row))]
    notes = [f"  {row.name}: {_explained(row)}" for row in told if _explained(row)]
    if notes:
        lines += ["", say("Differences, explained:"), *notes]
    lines += ["", say("Samples at which as many people wait with us as in the log: {equal} of {compared}.",
                      equal=played.equal, compared=played.compared)]
    lines += _faulty(day.quirks)
    lines += refused_lines(played, names={row.queue: row.name for row in rows}, zone=day.zone)
    if is_closed:
        lines += [say("By the calendar the office was closed on this day: what the log shows of it is no service, "
                      "and {count} queues in which nothing moved are not explained one by one.",
                      count=len(rows) - len(told))]
    return "\n".join([*lines, *_waits(waits, names={row.queue: row.name for row in rows})])


def days(found: Iterable[tuple[Report, tuple[QueueFlows, ...]]]) -> str:
    """The days of a log: how many came and were called, and whether the day is clean."""
    table = [(say("Office"), say("Day"), say("Taken"), say("Called"), say("Clean?"))]
    for cleanness, flows in found:
        faults = ", ".join(condition_words()[finding.code] for finding in cleanness.faults)
        table.append((cleanness.office, cleanness.day, str(sum(queue.arrivals for queue in flows)),
                      str(sum(queue.calls for queue in flows)), faults or say("clean")))
    return "\n".join(_aligned(table, left=(0, 1, 4)))


def _clean(cleanness: Report) -> str:
    if cleanness.is_clean:
        return say("a clean day")
    return say("not a clean day: {faults}", faults="; ".join(map(_condition, cleanness.faults)))


def _condition(finding: Finding) -> str:
    """A condition that does not hold: what, how much, the limit."""
    what = condition_words()[finding.code]
    if finding.code == "working":
        return what
    unit = {"share": "%", "minutes": " min"}.get(finding.unit, "")
    scale = 100 if finding.unit == "share" else 1
    measured, limit = (decimal(f"{number * scale:.3g}{unit}") for number in (finding.measured, finding.limit))
    return say("{what}: {measured} (limit {limit})", what=what, measured=measured, limit=limit)


def condition_words() -> dict[str, str]:
    """What each condition of a clean day is called where it does not hold."""
    return {
        "working": say("no working day"),
        "date": say("the date is far from the samples"),
        "hours": say("the log begins late or ends early"),
        "coverage": say("samples cover too little of the day"),
        "gap": say("a long gap between samples"),
        "whole": say("queues are missing from samples"),
        "readable": say("rows that cannot be read"),
        "alive": say("nothing moved for a long time"),
        "called": say("few calls"),
        "numbers": say("many gone without a number"),
        "moving": say("hanging displays"),
        "resets": say("many numberings begun anew"),
        "emptied": say("many still wait at the end"),
    }


def _faulty(quirks: Quirks) -> Iterator[str]:
    """What of the log could not be taken as it stands, also where it is too little to spoil the day."""
    facts = [
        (quirks.unreadable_rows, say("rows without a readable time, left out: {count}", count=quirks.unreadable_rows)),
        (quirks.unreadable_numbers, say("numbers that cannot be read: {count}", count=quirks.unreadable_numbers)),
        (quirks.unknown_waiting, say("rows without the people waiting: {count}", count=quirks.unknown_waiting)),
        (quirks.conflicts, say("rows that contradict another one: {count}", count=quirks.conflicts)),
        (quirks.duplicates, say("the same row once more: {count}", count=quirks.duplicates)),
        (quirks.mended_dates, say("rows whose year was mended: {count}", count=quirks.mended_dates)),
    ]
    told = [text for count, text in facts if count]
    if told:
        yield say("Of {rows} rows of the log: {faults}.", rows=quirks.rows, faults="; ".join(told))


def _head() -> tuple[str, ...]:
    log = say("log")
    return (say("Queue"), say("Taken"), log, say("Called"), log, say("(proved)"), say("Left"), log, say("gone"),
            say("Waiting at close"), log)


def _line(row: Row) -> tuple[str, ...]:
    most = "?" if row.log_called_most is None else str(row.log_called_most)
    proved = f"({row.log_called}–{most})" if most != str(row.log_called) else f"({most})"
    counts = (row.taken, row.log_taken, row.called, row.log_advance)
    rest = (row.left, row.log_left, row.log_gone, row.waiting, row.log_waiting)
    return (row.name[:NAME_WIDTH], *map(str, counts), proved, *map(str, rest))


def _sums(rows: Sequence[Row]) -> tuple[str, ...]:
    sums: Mapping[str, int] = total(rows)
    names = ("taken", "log_taken", "called", "log_advance", "log_called", "left", "log_left", "log_gone", "waiting",
             "log_waiting")
    counts = [str(sums[name]) for name in names]
    counts[4] = f"({counts[4]}–)"
    return (say("All queues"), *counts)


def _explained(row: Row) -> str:
    """Why our calls are not the log's, part by part, and what else was found in the queue."""
    words = part_words()
    parts = [f"{count:+d} {words.get(kind, kind)}" for kind, count in row.parts.items()]
    facts = [
        (row.resets, say("resets: {count}", count=row.resets)),
        (row.mixed, say("tickets of other queues are called here too")),
        (row.shared, say("shares its numbers with another queue of the letter")),
        (row.stale, say("the display hung at {count} samples while the queue moved", count=row.stale)),
        (row.unknown_minutes, say("no number for {minutes} minutes with an open desk or a moving queue",
                                  minutes=row.unknown_minutes)),
        (row.waiting, say("still waiting at close: {count}", count=row.waiting)),
        (row.added_desks, say("calls without an open desk, which was opened for them: {count}", count=row.added_desks)),
        (not row.is_explained, say("NOT EXPLAINED")),
    ]
    return "; ".join([*parts, *(text for holds, text in facts if holds)])


def part_words() -> dict[str, str]:
    """What each part of a difference is called."""
    return {
        "first": say("the first number of the day"),
        "same": say("the same number"),
        "advance": say("an advance of a block of numbers that another block had interrupted"),
        "over_gap": say("an advance by more than 60 while the log or the display stood still"),
        "repeat": say("a number shown again"),
        "out_of_turn": say("a call out of turn"),
        "jump": say("a jump to another block of numbers"),
        "reset": say("a numbering begun anew"),
        "foreign": say("tickets of other queues"),
        "shared": say("numbers shared with another queue"),
        "unknown": say("gone without a number, played as calls"),
        "refused": say("refused by the hall"),
    }


def _is_still(row: Row) -> bool:
    """Did nobody come, go or move in this queue?"""
    return not (row.taken or row.log_taken or row.called or row.log_advance or row.log_gone or row.parts)


def _waits(waits: Sequence[Waits], *, names: Mapping[str, str]) -> list[str]:
    if not waits:
        return []
    heads = [f"p{share * 100:g} {whose}" for whose in (say("log"), say("ours")) for share in QUANTILES]
    table = [(say("Wait of the last one waiting, minutes"), say("pairs"), *heads, say("mean difference"))]
    for each in waits:
        numbers: list[Any] = [*each.log, *each.ours]
        name = names.get(each.queue, each.queue)[:NAME_WIDTH] or say("All queues")
        table.append((name, str(each.pairs), *(decimal(f"{value:.1f}") for value in numbers),
                      decimal(f"{each.mean_difference:+.1f}")))
    known = say("Waits of the log are known for {count} of {queues} queues of this day.",
                count=sum(bool(each.queue) for each in waits), queues=len(names))
    return ["", *_aligned(table), known]


def _aligned(table: Sequence[Sequence[str]], *, left: Sequence[int] = (0,)) -> list[str]:
    """Columns of one width; the first one to the left, numbers to the right."""
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    return [
        "  ".join(cell.ljust(width) if column in left else cell.rjust(width)
                  for column, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in table
    ]
