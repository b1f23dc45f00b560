"""How many come with which matter, so that the desks of the roster are as busy as they should be.

The shares of the services say how visits divide; the roster says how many hours
each group of desks works. Desks belong to one group when they share a
department; cash desks are apart, whatever department they belong to. Each
group's visits are scaled so that its desks are busy for the target share of
their time: a demonstration with idle or drowned desks shows nothing. Cash desks also serve those who are sent to pay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from okienko.core.office.office import Office
from okienko.core.office.service import Service
from okienko.core.stage.profile import Behaviour

#: Asked of the desks' time; some give up and each change of clients takes a moment, so that 85-90 % are busy.
TARGET = 0.94
WALK = 15.0
#: No group is scaled beyond these, however its roster is made.
LEAST, MOST = 0.4, 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Desks that share departments, and for how many seconds of the day somebody sits at them."""

    departments: frozenset[str]
    seconds: float
    is_cash: bool


def groups_of(office: Office, weekday: int) -> tuple[Group, ...]:
    """The groups of desks on duty on a weekday (0 = Monday)."""
    groups: list[Group] = []
    for desk_id, duty in office.duties(weekday):
        departments = frozenset(office.desks[desk_id].departments) - {"*"}
        seconds = (duty.hours.closes - duty.hours.opens) * 60.0
        is_cash = office.desks[desk_id].kind == "cash"
        near = [group for group in groups if group.is_cash == is_cash and group.departments & departments]
        groups = [group for group in groups if group not in near]
        groups.append(
            Group(
                departments=departments.union(*(group.departments for group in near)),
                seconds=seconds + sum(group.seconds for group in near),
                is_cash=is_cash,
            )
        )
    return tuple(groups)


def has_fee(service: Service) -> bool:
    """Does the card of the service name an amount?"""
    return any(letter.isdigit() for letter in service.fee)


def expected_visits(office: Office, on: date, *, visits: float, behaviour: Behaviour) -> dict[str, float]:
    """For each service how many visits of the day begin with it."""
    wanted = _by_share(office, visits)
    cash = office.cash_services(on)
    for group in sorted(groups_of(office, on.weekday()), key=lambda group: group.is_cash):
        mine = [s for s in wanted
                if office.services[s].department in group.departments and (s in cash) == group.is_cash]
        asked = sum(wanted[s] * _seconds(office.services[s], behaviour) for s in mine)
        sent = _sent_to_pay(office, wanted, behaviour, cash) if group.is_cash else 0.0
        scale = (TARGET * group.seconds - sent) / asked if asked else 1.0
        wanted |= {s: wanted[s] * min(max(scale, LEAST), MOST) for s in mine}
    return wanted


def shares_of(office: Office) -> dict[str, float]:
    """How often each matter is the first of a visit; in an office that does not say, each as often as another."""
    shares = {service.id: service.share for service in office.services.values() if service.share > 0}
    return shares or dict.fromkeys(office.services, 1.0)


def _by_share(office: Office, visits: float) -> dict[str, float]:
    shares = shares_of(office)
    whole = sum(shares.values())
    return {service: visits * share / whole for service, share in shares.items()}


def _seconds(service: Service, behaviour: Behaviour) -> float:
    return (service.minutes * 60.0 + WALK) * (1 + behaviour.two_matters)


def _sent_to_pay(office: Office, wanted: Mapping[str, float], behaviour: Behaviour,
                 cash: frozenset[str]) -> float:
    """Seconds that those take at the cash desks who are sent there from another desk."""
    services = office.services
    times = [service.minutes * 60.0 for service in services.values() if service.id in cash]
    sent = sum(count for s, count in wanted.items() if has_fee(services[s]) and s not in cash)
    return sent * behaviour.pays * (min(times, default=0.0) + WALK)
