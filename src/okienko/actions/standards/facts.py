"""The facts against which standards are held: one for each call to a desk and for each wish of a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Max, OuterRef, QuerySet, Subquery

from okienko.core.contact.wish import WITHDRAWN
from okienko.core.hall.entries import STREAM
from okienko.core.hall.visit import MISSED
from okienko.core.office import Office
from okienko.core.standards.measures import StepFact, WishFact
from okienko.records.finished import FinishedStep, FinishedVisit, FinishedWish
from okienko.records.follower import FollowerCursor

MINUTE_MS = 60_000
#: Periods kept ready; each is read again once the followers have made something new.
KEPT = 32


@dataclass(frozen=True, slots=True)
class Facts:
    """A period's facts: calls to desks, wishes to meet an officer, visits that are over, the days with a visit."""

    steps: tuple[StepFact, ...]
    wishes: tuple[WishFact, ...]
    visits: int
    days: int


def facts_of(office: Office, first: date, last: date) -> Facts:
    """The facts of these days, both included. Services that are no longer described are left out of queues."""
    seq = FollowerCursor.objects.filter(office__slug=office.slug, stream=STREAM).aggregate(seq=Max("seq"))["seq"]
    queues = tuple((service.id, service.queue) for service in office.services.values())
    return _facts(office.slug, queues, first, last, seq or 0)


@lru_cache(maxsize=KEPT)
def _facts(slug: str, queues: tuple[tuple[str, str], ...], first: date, last: date, seq: int) -> Facts:
    del seq
    visits = FinishedVisit.objects.filter(office__slug=slug, day__range=(first, last))
    return Facts(
        steps=tuple(_steps(slug, dict(queues), visits, first, last)),
        wishes=tuple(_wishes(slug, first, last)),
        visits=visits.count(),
        days=visits.values("day").distinct().count(),
    )


def _steps(slug: str, queues: dict[str, str], visits: QuerySet[FinishedVisit], first: date,
           last: date) -> Iterator[StepFact]:
    """Only the first call of a visit was promised anything at the door."""
    promised = Subquery(visits.filter(number=OuterRef("visit")).values("promised_high")[:1])
    rows = FinishedStep.objects.filter(office__slug=slug, day__range=(first, last)).annotate(promised=promised)
    told = rows.order_by("visit", "step").values_list("service", "step", "wait_ms", "service_ms", "ended_by",
                                                      "promised")
    for service, step, wait, served, ended_by, high in told.iterator(chunk_size=2000):
        yield StepFact(
            queue=queues.get(service, ""),
            wait=wait / MINUTE_MS,
            service=None if served is None else served / MINUTE_MS,
            promised_high=high if step == 1 else None,
            missed=ended_by == MISSED,
        )


def _wishes(slug: str, first: date, last: date) -> Iterator[WishFact]:
    rows = FinishedWish.objects.filter(office__slug=slug, day__range=(first, last)).order_by("number")
    for department, asked, met, direct, end in rows.values_list(
            "department", "asked_at", "met_at", "direct", "end"):
        yield WishFact(department=department, minutes=_minutes(asked, met), direct=bool(direct),
                       withdrawn=end == WITHDRAWN, asked_at=asked if end is None else None)


def _minutes(asked: datetime, met: datetime | None) -> float | None:
    return None if met is None else (met - asked).total_seconds() / 60
