"""The steps of a replayed day that the hall refused, in the language of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from okienko.core.replay.play import NOT_TAKEN
from okienko.core.replay.reconcile import Played, RefusedStep
from okienko.faces.console.words import say

SHOWN = 5


def refused_lines(played: Played, *, names: Mapping[str, str], zone: tzinfo) -> Iterator[str]:
    """How many were refused, and the first ones: when, what, in which queue, and why."""
    if not played.refused:
        return
    yield say("Refused by the hall: {count}", count=sum(played.refused.values()))
    words = step_words()
    for step in played.refusals[:SHOWN]:
        at, what = f"{step.at.astimezone(zone):%H:%M:%S}", words.get(step.do, step.do)
        where = names.get(step.queue, step.queue)
        yield "  " + say("{at} {what}{where}: {why}", at=at, what=what, where=f", {where}" if where else "",
                         why=_why(step))


def refused_rows(played: Played) -> list[dict[str, Any]]:
    """The same for a program."""
    return [{"at": step.at.isoformat(), "do": step.do, "queue": step.queue, "error": step.code,
             "message": step.message} for step in played.refusals]


def _why(step: RefusedStep) -> str:
    if step.code == NOT_TAKEN:
        return say("its ticket had been refused")
    return step.message or say("the server answered {code}", code=step.code)


def step_words() -> dict[str, str]:
    """What each command of a replayed day is called."""
    return {
        "open_day": say("open the day"),
        "close_day": say("close the day"),
        "open_desk": say("open a desk"),
        "leave_desk": say("leave a desk"),
        "take": say("take a ticket"),
        "call_next": say("call the next client"),
        "start": say("begin the service"),
        "finish": say("finish the service"),
        "leave": say("give the ticket up"),
    }
