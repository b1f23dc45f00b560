"""The checks: every fault of a description that can be read, not only the first.

A check runs only when all sections that it looks at could be read: a mistake in one table is told once, not
again by everything that depends on it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from okienko.core.description.fault import Fault
from okienko.core.office.checks import (
    cards,
    catalogue,
    days,
    hours,
    itself,
    places,
    plans,
    printers,
    staffing,
    ways,
)
from okienko.core.office.office import Office

Check = Callable[[Office], Iterator[Fault]]
CheckOnDay = Callable[[Office, date], Iterator[Fault]]

# What is checked, and the sections without which the question makes no sense.
CHECKS: Final[tuple[tuple[Check, frozenset[str]], ...]] = (
    (itself.check_itself, frozenset({"office"})),
    (itself.check_made_up, frozenset({"office", "people"})),
    (hours.check_hours, frozenset({"calendar"})),
    (hours.check_special_days, frozenset({"calendar"})),
    (hours.check_swaps, frozenset({"calendar"})),
    (hours.check_cash_hours, frozenset({"calendar", "desks", "roster"})),
    (hours.check_complaints, frozenset({"calendar", "office"})),
    (hours.check_validity, frozenset()),
    (places.check_halls, frozenset({"areas", "floors", "buildings", "entrances"})),
    (places.check_one_site, frozenset({"sites", "buildings", "floors", "areas", "desks"})),
    (places.check_seats, frozenset({"areas"})),
    (places.check_overflow, frozenset({"areas"})),
    (plans.check_plans, frozenset()),
    (plans.check_levels, frozenset({"floors"})),
    (plans.check_on_floor, frozenset({"floors", "areas", "desks"})),
    (plans.check_areas_apart, frozenset({"areas"})),
    (places.check_labels, frozenset({"desks"})),
    (printers.check_printers, frozenset({"printers"})),
    (ways.check_ways_in, frozenset({"departments", "desks", "people", "roster", "calendar"})),
    (ways.check_contact, frozenset({"departments", "people", "floors"})),
    (
        ways.check_meeting_posts,
        frozenset({"departments", "people", "desks", "areas", "floors", "buildings"}),
    ),
    (ways.check_regimes, frozenset({"departments", "desks", "regimes", "floors", "areas"})),
    (ways.check_posts_under_regimes, frozenset({"departments", "desks", "regimes"})),
    (ways.check_regimes_apart, frozenset({"regimes"})),
    (ways.check_services_under_regimes, frozenset({"services", "desks", "regimes"})),
    (staffing.check_roster_hours, frozenset({"roster", "calendar"})),
    (staffing.check_roster_overlaps, frozenset({"roster"})),
    (staffing.check_hall_staffed, frozenset({"roster", "desks", "calendar"})),
    (catalogue.check_series, frozenset({"series"})),
    (catalogue.check_queues, frozenset({"queues", "services", "series"})),
    (catalogue.check_services, frozenset({"services"})),
    (catalogue.check_minutes, frozenset({"services"})),
    (catalogue.check_languages, frozenset({"office", "queues", "services"})),
    (catalogue.check_priorities, frozenset({"priorities"})),
    (catalogue.check_bounds, frozenset({"hall_rules", "priorities"})),
    (catalogue.check_standards, frozenset({"standards"})),
    (catalogue.check_standards_apart, frozenset({"standards", "queues"})),
    (catalogue.check_shares_of_regimes, frozenset({"regimes"})),
    (cards.check_groups, frozenset({"groups", "services"})),
    (cards.check_spoken, frozenset({"people", "services"})),
    (cards.check_phrases, frozenset({"phrases"})),
    (cards.check_online, frozenset({"services"})),
    (cards.check_referral_ids, frozenset({"referrals", "services"})),
)

# Skills run out, so these are asked of a day.
CHECKS_ON_DAY: Final[tuple[tuple[CheckOnDay, frozenset[str]], ...]] = (
    (hours.check_hours_to_come, frozenset({"calendar"})),
    (days.check_special_days_staffed, frozenset({"calendar", "departments", "desks", "roster"})),
    (days.check_special_rosters, frozenset({"calendar", "services", "desks", "people", "roster"})),
    (
        staffing.check_staffed_under_regimes,
        frozenset({"calendar", "departments", "desks", "people", "regimes", "roster", "services"}),
    ),
    (staffing.check_services, frozenset({"services", "departments", "desks", "people", "roster"})),
    (staffing.check_skills_to_come, frozenset({"services", "departments", "desks", "people", "roster"})),
    (
        staffing.check_services_each_day,
        frozenset({"calendar", "services", "departments", "desks", "people", "roster"}),
    ),
    (staffing.check_cash_apart, frozenset({"services", "departments", "desks", "people", "roster"})),
    (staffing.check_desks_staffed, frozenset({"services", "departments", "desks", "people", "roster"})),
)


def run_checks(office: Office, *, on: date, unread: frozenset[str]) -> Iterator[Fault]:
    """The faults of an office on a day; `unread` names the sections that could not be read."""
    for check, needs in CHECKS:
        if not needs & unread:
            yield from check(office)
    for check_on_day, needs in CHECKS_ON_DAY:
        if not needs & unread:
            yield from check_on_day(office, on)
