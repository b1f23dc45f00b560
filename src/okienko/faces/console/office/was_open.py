"""`okienko was-open OFFICE --at 2026-11-23T10:00`: was it open to residents then, and how; 0 = yes, 1 = no."""

import argparse
from datetime import UTC, datetime

from okienko.core.calendar import past
from okienko.core.calendar.hours import ending
from okienko.faces.console.database import ready
from okienko.faces.console.trouble import no_office
from okienko.faces.console.when import moment
from okienko.faces.console.words import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """An office and a moment."""
    parser.add_argument("office", metavar="OFFICE", help=say("the short name of the office"))
    parser.add_argument("--at", type=moment, metavar="2026-11-23T10:00",
                        help=say("the day and time in the office's own time (now)"))


def run(options: argparse.Namespace) -> int:
    """Say the answer, and what it follows from."""
    ready()
    from okienko.actions.audit import stood_at
    from okienko.actions.office import NoSuchOffice, current_office
    from okienko.records.office import Office

    now = datetime.now(UTC)
    try:
        zone = current_office(options.office).zone
    except NoSuchOffice:
        return no_office(options.office)
    at = options.at or now
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    known = stood_at(Office.objects.get(slug=options.office), at, now=now)
    found = known.found
    print(f"{found.at.astimezone(zone):%Y-%m-%d %H:%M}  {answers()[found.answer]}")
    for name, told in _facts(found, known.office, zone):
        print(f"  {name}: {told}")
    modes = ", ".join(ways()[mode] for mode in known.modes)
    print(say("  departments that could be reached: {count} of {all} ({modes}); description of revision {number}",
              count=known.departments, all=len(known.office.departments), modes=modes, number=known.number))
    return 0 if found.is_yes else 1


def _facts(found: past.WasOpen, office, zone) -> list[tuple[str, str]]:
    def clock(at: datetime | None) -> str:
        return "–" if at is None else f"{at.astimezone(zone):%H:%M}"

    hours = say("closed")
    if found.hours is not None:
        hours = f"{clock(found.hours.opens_at)}–{ending(found.hours.closes_at, zone=zone)}"
    told = [(say("hours by the calendar"), f"{hours} {found.reason}".strip())]
    if found.answer in (past.NO_RECORD, past.NOT_YET):
        return told
    regime = office.regimes.get(found.regime or "")
    return [
        *told,
        (say("the hall was opened, closed"), f"{clock(found.opened_at)}, {clock(found.closed_at)}"),
        (say("tickets were given"), say("yes") if found.gave_tickets else say("no")),
        (say("open desks"), str(found.desks)),
        (say("served by then, on the whole day"), f"{found.served}, {found.served_all_day}"),
        (say("met with an officer by then"), str(found.met)),
        (say("rules of contact"), f"{regime.name.pl}, {regime.legal_act}" if regime else say("no limits")),
    ]


def ways() -> dict[str, str]:
    """What each way of contact is called."""
    return {
        "comes-down": say("the officer comes down"),
        "goes-up": say("the client goes up"),
        "room": say("in a room"),
        "phone": say("by telephone"),
        "video": say("by video"),
    }


def answers() -> dict[str, str]:
    """The sentence of each answer."""
    return {
        past.OPEN: say("Yes, the office was open."),
        past.SERVED_ON: say("Yes, for those who held a ticket: it was after the hours."),
        past.OUTSIDE_HOURS: say("No, it was outside the hours."),
        past.CLOSED_DAY: say("No, the office was closed on this day."),
        past.NOT_OPENED: say("No: by the calendar it should have been open, but the hall was not opened."),
        past.CLOSED_EARLY: say("No: by the calendar it should have been open, but the hall had been closed early."),
        past.NO_RECORD: say("This cannot be told: the journal begins later."),
        past.NOT_YET: say("This moment has not come yet."),
    }
