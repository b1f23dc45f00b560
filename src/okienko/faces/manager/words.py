"""Alarms, acts and what each act means, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from okienko.core.office import Office
from okienko.core.standards.alarms import (
    BEYOND_PATIENCE,
    BEYOND_TARGET,
    DAY_NOT_OPEN,
    DESK_EMPTY,
    NOBODY_SERVES,
    PRINTER,
    WISH_LATE,
    WISH_UNANSWERED,
    Alarm,
)
from okienko.ui.states import desk_words
from okienko.ui.waits import span

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Way:
    """A link to where an alarm is mended: its words and its address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """An alarm in words: what is the matter, what to do, and where that is done; `tone` is that of a notice."""

    title: str
    mend: Words
    tone: str
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the manager may do to the day: its button, what it means, whether it can be taken back."""

    title: Words
    meaning: tuple[Words, ...]
    button: Words
    icon: str
    done: Words
    is_grave: bool = False


MENDS: dict[str, Words] = {
    DAY_NOT_OPEN: _("Open the day: until then the kiosks give no tickets."),
    NOBODY_SERVES: _("Open a desk that serves this queue, or move the tickets."),
    BEYOND_PATIENCE: _("Open one more desk for this queue now; tell those who wait."),
    BEYOND_TARGET: _("One more desk for this queue would bring the wait back under its target."),
    WISH_LATE: _("Call the department, or go down yourself: the client is waiting in the hall."),
    WISH_UNANSWERED: _("The next person is being asked; a call to the department helps."),
    DESK_EMPTY: _("Send somebody, or change the roster."),
    PRINTER: _("Put in paper; meanwhile tickets are shown on the screen with a code for the phone."),
}

ACTS: dict[str, Act] = {
    "open": Act(
        _("Open the day"),
        (_("Kiosks, the reception and the phone page give tickets from now on."),
         _("Desks may sign in. Ticket numbers go on from where the day was."),
         _("The doors and the public page show that the office is open.")),
        _("Open the day"), "door", _("The day is open."),
    ),
    "stop": Act(
        _("Stop giving tickets"),
        (_("No new tickets are given; kiosks and the phone page say so and say when the office opens next."),
         _("Whoever holds a ticket is served, also past closing."),
         _("A wish to talk to an officer stays in force. You may give tickets again at any time.")),
        _("Stop giving tickets"), "pause", _("No more tickets are given."), is_grave=True,
    ),
    "resume": Act(
        _("Give tickets again"),
        (_("Kiosks, the reception and the phone page give tickets again at once."),),
        _("Give tickets again"), "ticket", _("Tickets are given again."),
    ),
    "close": Act(
        _("Close the day"),
        (_("Whoever still waits is told that the ticket has expired. Better: stop the tickets and serve all."),
         _("All desks are signed out. Agreed dates and open wishes for an officer are carried over."),
         _("A wrong press is taken back by opening the day again within a quarter of an hour: "
           "whoever was here waits on.")),
        _("Close the day"), "door", _("The day is closed."), is_grave=True,
    ),
    "desk": Act(
        _("Open a desk"),
        (_("The desk stands open and paused; the person at it begins with one key."),
         _("Nobody is called there before that.")),
        _("Open the desk"), "desk", _("The desk is open. Please tell the person; work begins there with one key."),
    ),
    "release": Act(
        _("Release the desk"),
        (_("Whoever is signed in there is signed out; somebody else may take the desk."),
         _("A client who is called or served there waits again, ahead of the queue.")),
        _("Release the desk"), "undo", _("The desk is free."), is_grave=True,
    ),
    "regime": Act(
        _("Rules of limited contact"),
        (_("The rules throttle the door and never close it: people wait outside and are let in one by one."),
         _("Boards, kiosks, phones and the public page show the rules and their legal act at once.")),
        _("Put these rules in force"), "warning", _("The rules of contact were changed."),
    ),
}


def alarm_said(alarm: Alarm, *, office: Office, language: str, ways: tuple[Way, ...] = ()) -> Said:
    """One alarm as the manager reads it."""
    return Said(_title(alarm, office, language), MENDS[alarm.kind], "alert" if alarm.is_grave else "warn", ways)


def _title(alarm: Alarm, office: Office, language: str) -> str:
    kind, lasted = alarm.kind, span(alarm.minutes or 0)
    if kind in (NOBODY_SERVES, BEYOND_PATIENCE, BEYOND_TARGET):
        return _of_queue(alarm, office.queues[alarm.about].name.spoken(language))
    if kind in (WISH_LATE, WISH_UNANSWERED):
        return gettext("Ticket %(ticket)s has been waiting for an officer’s answer for %(span)s") % {
            "ticket": alarm.about, "span": lasted}
    if kind == DESK_EMPTY:
        return gettext("%(desk)s is on the roster and nobody has signed in for %(span)s") % {
            "desk": desk_words(office.desks[alarm.about].label, office), "span": lasted}
    if kind == PRINTER:
        return gettext("Printer %(printer)s does not print") % {"printer": alarm.about}
    return gettext("The office hours began %(span)s ago and the day is not open") % {"span": lasted}


def _of_queue(alarm: Alarm, name: str) -> str:
    facts = {"name": name, "count": alarm.count, "span": span(alarm.minutes or 0), "bound": span(alarm.bound or 0)}
    if alarm.kind == NOBODY_SERVES:
        return ngettext("%(name)s: %(count)d person waits and no desk serves it",
                        "%(name)s: %(count)d people wait and no desk serves them", alarm.count) % facts
    if alarm.kind == BEYOND_PATIENCE:
        return gettext("%(name)s: the longest wait is %(span)s, far beyond the target of the queue, %(bound)s") % facts
    return ngettext("%(name)s: %(count)d person waits longer than the target of the queue, %(bound)s (%(span)s)",
                    "%(name)s: %(count)d people wait longer than the target of the queue, %(bound)s (up to %(span)s)",
                    alarm.count) % facts
