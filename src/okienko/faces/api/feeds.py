"""The queues in the shapes that programs for Polish offices already read.

Two contracts are public and have many independent readers: `wsstore_get` of the
city of Warsaw and `query.php?status` of the Lower Silesian voivodeship office.
Both answer errors with HTTP 200, and a reader expects that; no figure is
negative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from okienko.actions.standards import facts_of
from okienko.core.hall.hall import CLOSED, OPENED
from okienko.core.office import Office
from okienko.core.office.service import Queue
from okienko.core.standards.figures import QueueFigures
from okienko.faces.api.doors import open_to_all
from okienko.faces.api.problems import NoHall
from okienko.faces.api.reading import Seen, hall_of, moment, offices
from okienko.faces.api.telling import feed_id, public_name

SECONDS = 5
REFUSED = {"result": "false", "error": "Błędna metoda lub parametry wywołania"}
_CITY = re.compile(r"\b\d{2}-\d{3}\s+(?P<city>[^,\d]+)")


@dataclass(frozen=True, slots=True)
class Today:
    """A queue today: what the hall counts, and the averages in minutes of those who were served (None = nobody)."""

    queue: Queue
    figures: QueueFigures
    wait: float | None
    service: float | None

    @property
    def is_active(self) -> bool:
        return bool(self.figures.desks or self.figures.waiting or self.figures.taken)


def _queues(office: Office, seen: Seen) -> Iterator[Today]:
    """The queues of the day; a hall that still holds an earlier day counts as empty."""
    today = moment().astimezone(office.zone).date()
    is_today = seen.picture["hall"]["now"]["day"] == today.isoformat()
    steps = facts_of(office, today, today).steps
    for queue in office.queues.values():
        own = [step for step in steps if step.queue == queue.id]
        figures = seen.figures.get(queue.id) if is_today else None
        yield Today(queue, figures or QueueFigures(queue=queue.id), _mean([step.wait for step in own]),
                    _mean([step.service for step in own if step.service is not None]))


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _number(queue: Queue) -> int:
    """A number for a queue that does not change when other queues come and go: that of its letters."""
    return int.from_bytes(queue.id.encode(), "big")


def _json(told: Any) -> HttpResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _warsaw(request: HttpRequest) -> HttpResponse:
    """`wsstore_get`: the queues of the office whose resource id is given."""
    office = next((each for each in offices() if feed_id(each.slug) == request.GET.get("id", "").lower()), None)
    if office is None:
        return _json(REFUSED)
    try:
        seen = hall_of(office)
    except NoHall:
        return _json(REFUSED)
    at, is_open = moment().astimezone(office.zone), seen.picture["hall"]["now"]["phase"] != CLOSED
    groups = [_group(today, place, is_open=is_open) for place, today in enumerate(_queues(office, seen), 1)]
    return _json({"result": {"date": at.date().isoformat(), "grupy": groups, "time": at.strftime("%H:%M")}})


def _group(today: Today, place: int, *, is_open: bool) -> dict[str, Any]:
    queue, figures, is_active = today.queue, today.figures, today.is_active
    return {
        "status": ("1" if is_open and figures.desks else "0") if is_active else None,
        "czasObslugi": str(max(0, round(today.service or 0))),
        "lp": str(place) if is_active else None,
        "idGrupy": str(_number(queue)),
        "liczbaCzynnychStan": figures.desks,
        "nazwaGrupy": public_name(queue).pl,
        "literaGrupy": queue.id,
        "liczbaKlwKolejce": figures.waiting,
        "aktualnyNumer": figures.last_called,
    }


def _duw(request: HttpRequest) -> HttpResponse:
    """`query.php?status`: the queues of all offices by city."""
    cities: dict[str, list[dict[str, Any]]] = {}
    for office in offices() if "status" in request.GET else []:
        try:
            seen = hall_of(office)
        except NoHall:
            continue
        city = city_of(office)
        taken = _taken_by_series(office, seen)
        cities.setdefault(city, []).extend(
            _status(office, today, city=city, phase=seen.picture["hall"]["now"]["phase"], taken=taken)
            for today in _queues(office, seen))
    return _json({"result": cities})


def city_of(office: Office) -> str:
    """The city in the address of the first site, or the name of that site."""
    site = next(iter(office.sites.values()))
    found = _CITY.search(site.address)
    return found["city"].strip() if found else site.name


def _taken_by_series(office: Office, seen: Seen) -> dict[str, int]:
    taken: dict[str, int] = {}
    for queue, figures in seen.figures.items():
        if queue in office.queues:
            series = office.queues[queue].series
            taken[series] = taken.get(series, 0) + figures.taken
    return taken


def _status(office: Office, today: Today, *, city: str, phase: str, taken: dict[str, int]) -> dict[str, Any]:
    queue, figures = today.queue, today.figures
    series = office.series[queue.series]
    most = series.last - series.first + 1
    is_issued = phase == OPENED
    services = [service for service in office.services.values() if service.queue == queue.id]
    return {
        "id": _number(queue),
        "name": public_name(queue).pl,
        "operations": [{"id": str(place), "name": service.name.pl if queue.label == "full" else public_name(queue).pl,
                        "enabled": is_issued} for place, service in enumerate(services, 1)],
        "ticket_count": figures.waiting,
        "tickets_served": figures.served,
        "workplaces": figures.desks,
        "average_wait_time": None if today.wait is None else round(today.wait * 60),
        "average_service_time": None if today.service is None else round(today.service * 60),
        "registered_tickets": figures.taken,
        "max_tickets": most,
        "ticket_value": figures.last_called,
        "active": phase != CLOSED and today.is_active,
        "location": city,
        "tickets_left": max(0, most - taken.get(queue.series, 0)),
        "enabled": is_issued,
    }


warsaw = open_to_all(_warsaw, seconds=SECONDS)
duw = open_to_all(_duw, seconds=SECONDS)
