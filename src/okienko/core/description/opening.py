"""The sentences of faults in when an office is open."""

from typing import Final

from okienko.core.description.sentence import Wording

HOURS: Final = {
    "country-unknown": Wording(
        "The public holidays of “{value}” are not known.",
        "Write the code of a country, for example PL, or leave the key out.",
    ),
    "no-hours": Wording("The office has no opening hours.", "Add a [calendar.periods.…] with hours for the weekdays."),
    "periods-overlap": Wording(
        "The periods “{one}” and “{other}” hold on the same days.", "End one the day before the other begins."
    ),
    "weekday-twice": Wording(
        "“{days}” gives hours to a day that has them already ({other}).", "Give each weekday once."
    ),
    "ends-before-it-begins": Wording("It ends on {until}, before it begins on {since}.", "Put the dates in order."),
    "last-ticket-after-close": Wording(
        "The last ticket would be given {value} minutes before closing, which is after it.",
        "Write how many minutes before closing, 0 or more.",
    ),
    "last-ticket-before-opening": Wording(
        "On {days} the last ticket would be given before the doors open.",
        "Write fewer minutes than the office is open.",
    ),
    "cash-before-opening": Wording(
        "On {days} the cash desk is staffed and would take no notes and coins all day.",
        "Write fewer minutes than the office is open.",
    ),
    "card-before-opening": Wording(
        "On {days} the cash desk is staffed and would take no cards all day.",
        "Write fewer minutes than the office is open.",
    ),
    "exception-says-nothing": Wording(
        "The exception on {on} says neither closed nor other hours.",
        'Add closed = true, or hours = "08:00-12:00".',
    ),
    "exception-says-both": Wording("The exception on {on} says both closed and hours.", "Keep one of the two."),
    "swap-and-exception": Wording("{on} is given as a swap day and as an exception.", "Keep one of the two."),
    "swap-of-worked-day": Wording(
        "{on} is worked instead of {off}, which is worked itself.", "Name a day that is off, or remove one of the two."
    ),
    "swap-of-open-day": Wording(
        "{on} is worked anyway, so nothing is worked in exchange for {off}.",
        "Name a day that is usually closed; other hours of an open day stand in [calendar.exceptions].",
    ),
    "swap-off-twice": Wording(
        "{off} is the day off for {other} too.", "Name another day off, or remove one of the two."
    ),
    "swap-with-itself": Wording("{on} is worked instead of itself.", "Name the day that is off for it."),
    "hours-are-over": Wording(
        "The last opening hours ended on {until}: the office would not open any more.",
        "Add a [calendar.periods.…] from the next day on, or take `to` away.",
    ),
    "hours-end": Wording(
        "The last opening hours end on {until}: after it the office would not open any more.",
        "Add a [calendar.periods.…] from the next day on, or take `to` away.",
    ),
    "long-closed": Wording(
        "From {since} on the office is not open once in {days} days.",
        "Let it be open on some of them: periods, exceptions and swaps decide.",
    ),
    "complaints-on-closed-day": Wording(
        "Complaints are received on {days}, when the office is closed.",
        "Choose days with opening hours, or open the office on these days too.",
    ),
    "complaints-missing": Wording(
        "There are no hours for complaints and motions (KPA art. 253).",
        "Add [calendar.complaints]: at least once a week, once after working hours.",
    ),
    "complaints-not-after-hours": Wording(
        "Complaints are never received after working hours ({working}; KPA art. 253).",
        "Let one day a week last longer than the working hours.",
    ),
}
