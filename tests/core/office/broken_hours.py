"""The smallest office broken in its hours and days."""

from datetime import date

from tests.core.office.breaking import EARLY, FAR, GONE, HOURS, OTHER_PERIOD, SWAP

WHEN = [
    ("no-hours", "calendar.periods", [("calendar/periods", {})]),
    ("periods-overlap", "calendar.periods.drugie", [("calendar/periods/drugie", OTHER_PERIOD)]),
    ("weekday-twice", f"{HOURS}.mon".replace("/", "."), [(f"{HOURS}/mon", "08:00-18:00")]),
    ("weekday-twice", "roster.1.tue", [("roster/1/tue", ["ug-1 08:00-09:00"])]),
    (
        "ends-before-it-begins",
        "calendar.periods.zwykle",
        [("calendar/periods/zwykle/from", FAR), ("calendar/periods/zwykle/to", date(2026, 1, 1))],
    ),
    ("last-ticket-after-close", "calendar.last_ticket_minutes", [("calendar/last_ticket_minutes", -15)]),
    ("last-ticket-before-opening", "calendar.last_ticket_minutes", [("calendar/last_ticket_minutes", 600)]),
    (
        "exception-says-nothing",
        "calendar.exceptions.2026-12-31",
        [("calendar/exceptions", {"2026-12-31": {"reason": "Sylwester"}})],
    ),
    (
        "exception-says-both",
        "calendar.exceptions.2026-12-31",
        [("calendar/exceptions", {"2026-12-31": {"reason": "x", "closed": True, "hours": "08:00-12:00"}})],
    ),
    (
        "swap-and-exception",
        "calendar.exceptions.2026-12-12",
        [
            ("calendar/exceptions", {"2026-12-12": {"reason": "x", "closed": True}}),
            ("calendar/swaps", {"2026-12-12": {"instead_of": FAR, "hours": "08:00-12:00", "reason": "x"}}),
        ],
    ),
    ("swap-with-itself", "calendar.swaps.2026-12-12.instead_of", [("calendar/swaps", {"2026-12-12": SWAP | {
        "instead_of": date(2026, 12, 12)}})]),
    ("hours-are-over", "calendar.periods", [("calendar/periods/zwykle/to", date(2026, 6, 30))]),
    (
        "last-ticket-before-opening",
        "calendar.exceptions.2026-12-24",
        [("calendar/exceptions", {"2026-12-24": {"reason": "x", "hours": "08:00-12:00", "last_ticket_minutes": 240}})],
    ),
    ("last-ticket-before-opening", "calendar.swaps.2026-12-12", [("calendar/last_ticket_minutes", 250), (
        "calendar/swaps", {"2026-12-12": SWAP})]),
    ("hours-end", "calendar.periods", [("calendar/periods/zwykle/to", date(2026, 11, 30))]),
    ("long-closed", "calendar", [("calendar/periods/zwykle/from", date(2030, 1, 1))]),
    ("long-closed", "calendar", [("calendar/exceptions", {
        f"2026-12-{day:02}": {"reason": "x", "closed": True} for day in range(1, 32)})]),
    ("long-closed", "calendar", [("calendar/periods/zwykle/to", date(2026, 12, 20)), (
        "calendar/periods/potem", {"from": date(2027, 1, 20), "hours": {"mon-fri": "08:00-16:00"}}), (
        "calendar/exceptions", {"2027-01-04": {"reason": "x", "closed": True}})]),
    ("complaints-on-closed-day", "calendar.complaints.hours.sat", [("calendar/complaints/hours/sat", "10:00-12:00")]),
    ("complaints-missing", "calendar", [("calendar/complaints", GONE)]),
    ("complaints-missing", "calendar.complaints", [("calendar/complaints/hours", {})]),
    (
        "complaints-not-after-hours",
        "calendar.complaints.hours",
        [("calendar/complaints/hours", EARLY)],
    ),
]
