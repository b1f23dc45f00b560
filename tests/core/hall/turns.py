"""Turns at a desk, for the tests of who is next."""

from okienko.core.hall import commands as c
from okienko.core.hall.refusals import NobodyWaits

from .conftest import Day


def returner(day: Day, service: str = "id-card", desk: str = "1"):
    """Somebody who was served and comes back."""
    visit = day.take(service, channel="reception")
    day.do(c.CallVisit(desk=desk, visit=visit.number, reason="health"))
    day.do(c.Start(desk=desk))
    day.do(c.SendAway(desk=desk, place="photographer"))
    day.do(c.Resume(visit=visit.number))
    return visit


def call_another(day: Day, desk: str, *, returns: bool = False):
    """Call and serve the next, who then has finished, or goes away and is back at once; gives who was called."""
    try:
        visit = day.serve(desk)
    except NobodyWaits:
        return None
    if returns:
        day.do(c.SendAway(desk=desk, place="photographer"))
        day.do(c.Resume(visit=visit.number))
    else:
        day.do(c.Finish(desk=desk))
    return visit
