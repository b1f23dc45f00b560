"""What stands over the page of a ticket, over a conversation and on the browser's tab: what is the case now."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okienko.core.contact.wish import DATED, MEETING, MET, OFFERING, PROMISED, SEEKING
from okienko.core.hall.picture import Row
from okienko.core.hall.visit import AWAY, CALLED, FINISHED, LEFT, MISSED, PARKED, SERVING, WAITING

Words = str | Promise

_OF_TICKET: dict[str, Words] = {
    CALLED: _("It is your turn"),
    SERVING: _("You are being served"),
    WAITING: _("Your ticket"),
    PARKED: _("Your ticket waits for you"),
    AWAY: _("You are at another post"),
    MISSED: _("You were called and did not come"),
    FINISHED: _("Thank you for your visit"),
    LEFT: _("You have given up the ticket"),
}
_TALKING = _("You are talking to the officer")
_OF_WISH: dict[str, Words] = {
    PROMISED: _("The officer has answered"),
    DATED: _("A date is agreed"),
    OFFERING: _("Nobody can come at once"),
    MEETING: _TALKING,
    MET: _("You have talked to the officer"),
}
#: Who is asked now, when the search has gone beyond the officers of the department.
_ASKED: dict[str, Words] = {
    "deputy": _("Now we are asking the deputy head of the department."),
    "head": _("Now we are asking the head of the department."),
    "office": _("Now we are asking the manager of the office."),
}


def ticket_heading(view: Row) -> str:
    """What is the case with the ticket."""
    state, wish = view["state"], view["wish"]
    if state == AWAY and wish is not None and wish["state"] == MEETING:
        return str(_TALKING)
    if state in (PARKED, AWAY) and view["event"] == "officer":
        return str(_("You are waiting for the officer"))
    if state == FINISHED and wish is not None and wish["state"] == DATED:
        return str(_("Your conversation is still to come"))
    return str(_OF_TICKET.get(state, _("The office has closed; the ticket has expired")))


def wish_heading(row: Row, *, is_first: bool) -> str:
    """What is the case with a conversation."""
    mode = row["mode"] or row["prefers"]
    if row["state"] == PROMISED and mode == "goes-up":
        return str(_("The officer is waiting for you upstairs"))
    if row["state"] == PROMISED and mode == "comes-down":
        return str(_("The officer is coming down to you"))
    asking = _("We are asking the officers") if is_first else _("This conversation comes next")
    return str(_OF_WISH.get(row["state"], asking))


def asked_words(row: Row) -> str:
    """Whom the search has reached, once it has gone beyond the officers."""
    return str(_ASKED.get(row["step"], "")) if row["state"] == SEEKING else ""


def title(shown: dict[str, Any], *, where: str, office: str) -> str:
    """What the browser's tab says, in plain words: where to go, what has been answered, or what is the case."""
    wish = shown["wish"]
    if shown["state"] == CALLED:
        told = where
    elif wish is not None and wish["state"] in (PROMISED, OFFERING):
        told = wish["heading"]
    elif shown["state"] == WAITING:
        return f"{shown['ticket']} – {office}"
    else:
        told = shown["heading"]
    return f"{told} – {shown['ticket']}"
