"""From the description of an office to the rules of its hall on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from okienko.core.contact.dates import offered_dates
from okienko.core.contact.wish import MODES
from okienko.core.hall.commands.phrases import ASIDE_EVENTS, AWAY_PLACES, CALL_REASONS
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
from okienko.core.office.asked import steps_of
from okienko.core.office.office import Office
from okienko.core.office.rules import Regime
from okienko.core.office.waiting import seated_areas, waiting_area

#: Rooms in which people wait and are served: a regime's bound on persons is the sum over them.
_FOR_CLIENTS = ("hall", "waiting", "writing", "private")
#: More desks than any office has: what is bounded by them is bounded elsewhere.
_MANY = 10**6


def rules_of(office: Office, on: date, *, revision: str = "") -> HallRules:
    """The rules of this office's hall on this day; `revision` is the content hash of its files."""
    hall = office.hall_rules
    return HallRules(
        office=office.slug,
        day=on,
        services=_services(office, on),
        queues={queue.id: QueueRule(id=queue.id, series=queue.series) for queue in office.queues.values()},
        series={s.id: SeriesRule(id=s.id, prefix=s.prefix, first=s.first, last=s.last, digits=s.digits)
                for s in office.series.values()},
        desks={desk.id: DeskRule(id=desk.id, label=desk.label, kind=desk.kind, area=desk.area,
                                 equipment=frozenset(desk.equipment)) for desk in office.desks.values()},
        people={p.id: PersonRule(id=p.id, department=p.department, rank=p.role) for p in office.people.values()},
        departments={department: _department(office, department) for department in office.departments},
        serves=dict(_serves(office, on)),
        opening=_opening(office, on),
        priorities={priority.id: priority.in_a_row for priority in office.priorities.values()},
        regime=next((each.id for each in office.regimes.values() if _begins_by_itself(each, on)), None),
        regimes={regime.id: _regime(office, regime, on) for regime in office.regimes.values()},
        revision=revision,
        seats=sum(area.seats for area in seated_areas(office)),
        languages=office.languages,
        phone_tickets=office.hall_rules.phone_tickets,
        returners_in_row=hall.returners_in_row,
        priority_in_row=next((p.in_a_row for p in office.priorities.values()), 1),
        patience=hall.patience,
        calls_before_missed=hall.calls_before_missed,
        recall_seconds=hall.recall_seconds,
        idle_seconds=hall.idle_minutes * 60,
        ten_minutes_more=hall.ten_minutes_more,
        undo_seconds=hall.undo_seconds,
        dates=tuple(offered_dates(on, hours=lambda each: _span(office, each))),
        call_reasons=frozenset(office.call_reasons or CALL_REASONS),
        away_places=frozenset(office.away_places or AWAY_PLACES),
        aside_events=frozenset(office.aside_events or ASIDE_EVENTS),
        wish_step=hall.wish_step_minutes * 60,
        wish_target=hall.wish_target_minutes * 60,
    )


def _services(office: Office, on: date) -> dict[str, ServiceRule]:
    cash = office.cash_services(on)
    return {service: _service(office, service, is_cash=service in cash) for service in office.services}


def _service(office: Office, service_id: str, *, is_cash: bool) -> ServiceRule:
    service = office.services[service_id]
    area = waiting_area(office, service_id)
    target = service.target_minutes or office.queues[service.queue].target_minutes
    return ServiceRule(id=service.id, queue=service.queue, department=service.department, target=target * 60.0,
                       minutes=float(service.minutes), is_meeting=service.guarantee,
                       is_cash=is_cash, area=area.id if area is not None else "")


def _department(office: Office, department_id: str) -> DepartmentRule:
    """Who is asked, step by step: those of the department, at last the head of the first department, the hall."""
    department = office.departments[department_id]
    steps = steps_of(office, department_id)
    runs_the_hall = next(iter(office.departments.values())).head
    if runs_the_hall is not None and all(runs_the_hall not in people for _, people in steps):
        steps = (*steps, ("office", (runs_the_hall,)))
    floor = office.floors.get(department.floor or "")
    return DepartmentRule(
        id=department_id,
        steps=steps,
        modes=tuple(mode for mode in department.contact_modes if mode in MODES),
        step_free=floor is None or floor.is_step_free,
    )


def _serves(office: Office, on: date) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    for desk in office.desks:
        for person in office.people:
            services = office.serves(desk, person, on)
            if services:
                yield (desk, person), services


def _opening(office: Office, on: date) -> Opening | None:
    hours = office.opening(on)
    if hours is None:
        return None
    return Opening(opens_at=hours.opens_at, last_ticket_at=hours.last_ticket_at, closes_at=hours.closes_at)


def _span(office: Office, on: date) -> tuple[datetime, datetime] | None:
    hours = office.opening(on)
    return None if hours is None else (hours.opens_at, hours.closes_at)


def _begins_by_itself(regime: Regime, on: date) -> bool:
    """One with a first and a last day begins and ends by the calendar; any other is switched by the manager."""
    return regime.since is not None and regime.until is not None and regime.holds_on(on)


def _regime(office: Office, regime: Regime, on: date) -> RegimeRule:
    areas = [area for area in office.areas.values() if area.kind in _FOR_CLIENTS]
    without_desks = {area.id: regime.capacity(area.id, square_metres=area.square_metres, open_desks=_MANY)
                     for area in areas}
    bounds = {area: bound for area, bound in without_desks.items() if bound is not None and bound < _MANY}
    return RegimeRule(
        id=regime.id,
        persons=sum(bounds.values()) if bounds else None,
        areas=bounds,
        walk_in_share=regime.walk_in_share,
        persons_per_desk=regime.persons_per_open_desk,
        closed_desks=frozenset(regime.closed_desks),
        holds=regime.holds_on(on),
        modes={department: tuple(mode for mode in office.contact_modes(department, regime.id) if mode in MODES)
               for department in office.departments},
    )
