"""Do services, queues, tickets, standards and names hold together?"""

import re
from collections.abc import Iterator
from itertools import permutations
from typing import Final
from unicodedata import normalize

from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.office import Office
from okienko.core.office.place import Text
from okienko.core.office.rules import MEASURES_IN_MINUTES

#: Tickets that a small queue may need on a busy day; when the numbers are used up nobody gets one.
LEAST_NUMBERS: Final = 100
MOST_IN_A_ROW: Final = 10
MOST_PATIENCE: Final = 10
#: Each call holds the desk for its seconds; ten minutes more six times are an hour, in which others are passed over.
MOST_CALLS: Final = 10
MOST_TEN_MINUTES: Final = 6
#: The widest rules of 2020-2022 gave 20 square metres to a person; beyond this a hall is a room for one.
MOST_SQUARE_METRES: Final = 100
MOST_MINUTES: Final = 1440
PREFIX: Final = re.compile(r"[A-Za-z0-9ĄĆĘŁŃÓŚŹŻąćęłńóśźż]{1,4}")


def check_series(office: Office) -> Iterator[Fault]:
    """No two tickets of a day look the same, and each series has numbers to give."""
    prefixes: dict[str, str] = {}
    for series in office.series.values():
        place = ("series", series.id)
        if series.last < series.first:
            yield fault("series-empty", place, first=series.first, last=series.last)
        elif series.last - series.first + 1 < LEAST_NUMBERS:
            yield fault("series-too-short", (*place, "last"), count=series.last - series.first + 1,
                        least=LEAST_NUMBERS)
        other = prefixes.setdefault(series.prefix.casefold(), series.id)
        if series.prefix and other != series.id:
            yield fault("series-prefix-twice", (*place, "prefix"), other=other, prefix=series.prefix)
        elif series.prefix and not PREFIX.fullmatch(series.prefix):
            yield fault("series-bad-prefix", (*place, "prefix"), prefix=series.prefix)
    for one, longer in permutations(office.series.values(), 2):
        if len(one.prefix) < len(longer.prefix) and one.looks_like(longer):
            number = max(longer.first, one.first - int(longer.prefix[len(one.prefix) :]) * 10**longer.digits)
            ticket = f"{longer.prefix}{number:0{longer.digits}d}"
            yield fault("series-looks-alike", ("series", longer.id, "prefix"), other=one.id, ticket=ticket)


def check_queues(office: Office) -> Iterator[Fault]:
    """Each queue has services, a series of its own, and something to show on the board."""
    used = {service.queue for service in office.services.values()}
    first: dict[str, str] = {}
    for queue in office.queues.values():
        place = ("queues", queue.id)
        if queue.id not in used:
            yield fault("queue-empty", place, queue=queue.id)
        other = first.setdefault(queue.series, queue.id)
        if queue.series and other != queue.id:
            yield fault("series-shared", (*place, "series"), other=other, series=queue.series)
        if queue.label != "full" and queue.board_name is None:
            yield fault("board-name-missing", place, queue=queue.id)
    if len(first) == len(office.queues):  # a series that two queues share leaves another one over: that is told above
        for id in (series for series in office.series if series not in first):
            yield fault("series-unused", ("series", id), series=id)


def check_services(office: Office) -> Iterator[Fault]:
    """Clients choose by the name; one service is the conversation with the officer."""
    named: dict[str, str] = {}
    talk: str | None = None
    for service in office.services.values():
        place = ("services", service.id)
        seen = " ".join(normalize("NFKC", service.name.pl).casefold().split())
        other = named.setdefault(seen, service.id)
        if seen and other != service.id:
            yield fault("service-name-twice", (*place, "name"), other=other, name=service.name.pl)
        if service.guarantee:
            talk = talk or service.id
            if talk != service.id:
                yield fault("guarantee-twice", (*place, "guarantee"), other=talk)


def check_minutes(office: Office) -> Iterator[Fault]:
    """Times at the desk stand in order, and the shares are at most the whole."""
    for service in office.services.values():
        shortest, longest = service.shortest or service.minutes, service.longest or service.minutes
        if not shortest <= service.minutes <= longest:
            yield fault(
                "minutes-out-of-order",
                ("services", service.id, "minutes"),
                shortest=shortest,
                minutes=service.minutes,
                longest=longest,
            )
    shares = sum(service.share for service in office.services.values())
    if shares > 100.05:  # shares are rounded to two places
        yield fault("shares-over-hundred", ("services",), sum=f"{shares:.2f}")


def check_languages(office: Office) -> Iterator[Fault]:
    """What a client chooses from is named in every language of the office."""
    for queue in office.queues.values():
        yield from _translated(office, queue.name, ("queues", queue.id, "name"))
        if queue.board_name is not None:
            yield from _translated(office, queue.board_name, ("queues", queue.id, "board_name"))
    for service in office.services.values():
        yield from _translated(office, service.name, ("services", service.id, "name"))


def check_standards(office: Office) -> Iterator[Fault]:
    """A time has a quantile inside (0, 1) and a positive target; a share lies between 0 and 1."""
    for standard in office.standards.values():
        place = ("standards", standard.id)
        if standard.measure not in MEASURES_IN_MINUTES:
            if standard.target > 1:
                yield fault("target-not-share", (*place, "target"), measure=standard.measure, value=standard.target)
            continue
        if not 0 < standard.quantile < 1:
            yield fault("quantile-out-of-range", (*place, "quantile"), value=standard.quantile)
        if standard.target <= 0:
            yield fault("target-not-positive", (*place, "target"), value=standard.target)
        elif standard.target > MOST_MINUTES:
            yield fault("too-large", (*place, "target"), value=standard.target, most=MOST_MINUTES)


def check_standards_apart(office: Office) -> Iterator[Fault]:
    """What is measured in the same queues, of times at the same quantile, is promised once."""
    first: dict[tuple[str, frozenset[str], float | None], str] = {}
    for standard in office.standards.values():
        quantile = standard.quantile if standard.measure in MEASURES_IN_MINUTES else None
        other = first.setdefault((standard.measure, frozenset(standard.queues), quantile), standard.id)
        if other != standard.id:
            yield fault("standard-twice", ("standards", standard.id), other=other)


def check_shares_of_regimes(office: Office) -> Iterator[Fault]:
    """Rules of contact throttle the hall for everybody alike, and not to one person."""
    for regime in office.regimes.values():
        place: Place = ("regimes", regime.id)
        if regime.walk_in_share >= 1:
            yield fault("share-for-nobody-else", (*place, "walk_in_share"))
        metres = regime.square_metres_per_person
        if metres is not None and metres > MOST_SQUARE_METRES:
            yield fault("too-large", (*place, "square_metres_per_person"), value=metres, most=MOST_SQUARE_METRES)


def _translated(office: Office, name: Text, place: Place) -> Iterator[Fault]:
    if not name.pl:
        return  # already told: it could not be read
    for language in office.languages:
        if not getattr(name, language).strip():
            yield fault("name-not-translated", place, language=language)


def check_priorities(office: Office) -> Iterator[Fault]:
    """All lawful grounds are one class in the hall, mixed with the others at one ratio."""
    first = next(iter(office.priorities.values()), None)
    for priority in office.priorities.values():
        if first is not None and priority.in_a_row != first.in_a_row:
            yield fault("ratios-differ", ("priorities", priority.id, "in_a_row"), value=priority.in_a_row,
                        other=first.in_a_row, priority=first.id)


def check_bounds(office: Office) -> Iterator[Fault]:
    """What bounds everybody's wait bounds it to something that people live to see (ADR 0004)."""
    rules: Place = ("hall_rules",)
    told: list[tuple[Place, float, int]] = [
        ((*rules, "returners_in_row"), office.hall_rules.returners_in_row, MOST_IN_A_ROW),
        ((*rules, "patience"), office.hall_rules.patience, MOST_PATIENCE),
        ((*rules, "calls_before_missed"), office.hall_rules.calls_before_missed, MOST_CALLS),
        ((*rules, "ten_minutes_more"), office.hall_rules.ten_minutes_more, MOST_TEN_MINUTES),
        *((("priorities", each.id, "in_a_row"), each.in_a_row, MOST_IN_A_ROW) for each in office.priorities.values()),
    ]
    for place, value, most in told:
        if value > most:
            yield fault("too-large", place, value=value, most=most)
