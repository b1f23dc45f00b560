"""Who should sit where now, by the duty roster."""

from datetime import datetime

from okienko.core.calendar.hours import moment
from okienko.core.office.office import Office


def staffed_since(office: Office, at: datetime) -> dict[str, datetime]:
    """The desks that the roster staffs at this moment, with the moment since when; none while the office is closed.

    Desks are in the order of the roster. The roster never begins before the doors open.
    """
    on = at.astimezone(office.zone).date()
    hours = office.opening(on)
    if hours is None or not hours.is_open(at):
        return {}
    found: dict[str, datetime] = {}
    for desk, duty in office.duties_on(on):
        begins = max(hours.opens_at, moment(on, duty.hours.opens, zone=office.zone))
        if begins <= at < moment(on, duty.hours.closes, zone=office.zone):
            found[desk] = min(begins, found.get(desk, begins))
    return found
