"""Sentences that the scripts of the stage say; placeholders in braces are filled in by them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from okienko.core.office import Office
from okienko.ui.states import desk_words as name_of
from okienko.ui.states import is_name


def with_places(words: dict[str, str], office: Office) -> dict[str, Any]:
    """The words of a page, and how desks that have a name are called in its language."""
    labels = (desk.label for desk in office.desks.values())
    return {**words, "named": {label: name_of(label, office) for label in labels if is_name(label)}}


def stage_words() -> dict[str, str]:
    """What the drawing and the list of events say."""
    return {
        "officerTicket": _("to {ticket}"),
        "came": _("Somebody came in and took ticket {ticket}."),
        "cameOutside": _("Ticket {ticket} waits outside with the phone page; nobody is turned away."),
        "steppedOut": _("Ticket {ticket} waits outside for a while, to make room, and keeps its place."),
        "place": _("desk {desk}"),
        "called": _("Ticket {ticket} is called to {place}."),
        "serving": _("Ticket {ticket} is being served: {place}."),
        "back": _("Ticket {ticket} goes on within the same visit."),
        "parked": _("Ticket {ticket} is put aside and keeps its place."),
        "away": _("Ticket {ticket} has gone to see to something and comes back."),
        "missed": _("Ticket {ticket} was called three times and nobody came."),
        "left": _("Ticket {ticket}: the visit is over."),
        "inside": _("Ticket {ticket} was let in."),
        "asked": _("Ticket {ticket} wishes to talk to the officer. Department {department} was asked at once."),
        "promised": _("An officer of department {department} comes down to ticket {ticket}, to {post}."),
        "promisedWaits": _("An officer of department {department} comes down to ticket {ticket} as soon as a "
                           "meeting post is free."),
        "promisedUp": _("Ticket {ticket} chose to go up to the officer of department {department}."),
        "meeting": _("Ticket {ticket} talks to the officer of department {department}."),
        "met": _("The conversation of ticket {ticket} is over; the officer goes back upstairs."),
        "regimeOn": _("Rules of limited contact begin: the door lets in fewer people and stays open."),
        "regimeOff": _("The rules of limited contact are over."),
        "mineCalled": _("Your ticket {ticket} is called to {place}. In the demonstration your ticket is "
                        "called early, so that you need not wait long."),
        "waiting": _("{count} waiting"),
        "outside": _("{count} of them outside"),
        "seats": _("{count} seats free"),
        "slowed": _("Real speed, because you hold a ticket or work at a desk."),
        "lastTicket": _("The last ticket of today has been given. The next day begins "
                        "when your ticket or your work at the desk is done."),
        "nextDay": _("The last ticket of the day has been given. The next day begins."),
    }


def board_words() -> dict[str, str]:
    """What the board says."""
    return {
        "desk": _("Desk {desk}"),
        "waiting": _("{count} waiting"),
        "seats": _("Free seats in the hall: {count}"),
    }


def desk_words() -> dict[str, str]:
    """What the desk says."""
    return {
        "desk": _("Desk {desk}"),
        "nobody": _("Nobody is at this desk."),
        "open": _("free"),
        "called": _("called, on the way"),
        "serving": _("being served"),
        "waits": _("{count} people wait for this desk"),
    }
