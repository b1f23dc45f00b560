"""Who may ask what of the hall.

Each command names the permissions of which one is enough; a command that the
table does not name may be asked by nobody. The holder of a ticket may do what
concerns the own visit. Nobody but the client withdraws a wish to meet the officer
(row L08): staff write down what the client said, each for the own place.
"""

from __future__ import annotations

from okienko.core.contact.wish import PLACES
from okienko.core.hall import commands as c
from okienko.core.hall.refusals import Refusal
from okienko.core.people import roles as may
from okienko.core.people.who import DEVICE, NOBODY, PERSON, VISIT, Who


class SignInNeeded(Refusal):
    """Please sign in first."""

    status = 401


class NotAllowed(Refusal):
    """Your role does not allow this."""

    status = 403


_DAY = frozenset({may.RUN_HALL})
_DOOR = frozenset({may.HELP_AT_DOOR})
_DOOR_OR_DESK = frozenset({may.HELP_AT_DOOR, may.SERVE_DESK})
_DESK = frozenset({may.SERVE_DESK})
_MEETING = frozenset({may.MEET_CLIENTS, may.RUN_HALL})
_FOR_CLIENT = frozenset({may.ASK_FOR_CLIENT})
#: Beside the client, who says how to meet and when: at the door or at a desk, never the officer who is asked.
_BESIDE_CLIENT = frozenset({may.HELP_AT_DOOR, may.SERVE_DESK})

#: command → permissions of which one is enough
DUTIES: dict[type[c.Command], frozenset[str]] = {
    c.OpenDay: _DAY,
    c.StopTickets: _DAY,
    c.ResumeTickets: _DAY,
    c.CloseDay: _DAY,
    c.SetRegime: _DAY,
    c.SetPresence: _MEETING | _DESK,
    c.Take: frozenset({may.TAKE_TICKETS}),
    c.AddMatter: _DOOR_OR_DESK,
    c.Move: _DOOR,
    c.Leave: _DOOR,
    c.StepOut: _DOOR,
    c.Resume: _DOOR_OR_DESK,
    c.Reinstate: _DOOR_OR_DESK,
    c.OpenDesk: _DESK,
    c.PauseDesk: _DESK,
    c.ResumeDesk: _DESK,
    c.LeaveDesk: _DESK,
    c.ReleaseDesk: frozenset({may.USE_ANY_DESK}),
    c.CallNext: _DESK,
    c.CallVisit: _DESK,
    c.Recall: _DESK,
    c.Start: _DESK,
    c.Miss: _DESK,
    c.UndoCall: _DESK,
    c.Finish: _DESK,
    c.UndoFinish: _DESK,
    c.Park: _DESK,
    c.Send: _DESK,
    c.SendAway: _DESK,
    c.Hand: _DESK,
    c.AskOfficer: _FOR_CLIENT,
    c.AnswerWish: _MEETING,
    c.DeferWish: _MEETING,
    c.ChooseContact: _BESIDE_CLIENT,
    c.LeaveNumber: _BESIDE_CLIENT,
    c.AgreeDate: _BESIDE_CLIENT | _MEETING,
    c.SeekAgain: _BESIDE_CLIENT,
    c.StartMeeting: _MEETING,
    c.EndMeeting: _MEETING,
    c.WithdrawWish: _DOOR | _MEETING,
    c.LapseWish: _DOOR | _MEETING,
}

#: What the holder of a ticket may ask, each for the own visit and its wish only.
HOLDERS = frozenset({c.Leave, c.StepOut, c.Resume, c.AskOfficer, c.ChooseContact, c.LeaveNumber, c.AgreeDate,
                     c.SeekAgain, c.WithdrawWish})
#: What anybody may ask: a ticket on the phone page.
OPEN_TO_ALL = frozenset({c.Take})
#: So many persons may come on a ticket that a stranger takes; nobody has seen them.
PERSONS_ON_PHONE = 1
#: Commands in which a person speaks for oneself, unless that one runs the hall.
FOR_ONESELF = frozenset({c.SetPresence, c.AnswerWish, c.DeferWish, c.StartMeeting})
#: By which channel a ticket was taken, for each kind of who asks.
CHANNELS = {PERSON: "reception", DEVICE: "kiosk", NOBODY: "pocket"}


class OnlyAtTheDoor(Refusal):
    """On the phone a ticket is for one person and without priority; for more, ask at the kiosk or at reception."""

    status = 403


def any_desk(who: Who, command: c.Command) -> bool:
    """May this one act for a desk at which somebody else sits? Reception speaks for whoever asks there."""
    at_the_door = isinstance(command, c.AddMatter | c.SeekAgain) and who.may(may.HELP_AT_DOOR)
    return who.may(may.USE_ANY_DESK) or at_the_door


def check(who: Who, command: c.Command) -> None:
    """Raise the refusal when this one may not ask this; whose visit it is, is for the caller to see."""
    kind = type(command)
    if who.kind == VISIT:
        allowed = kind in HOLDERS
    elif who.kind == NOBODY:
        if kind not in OPEN_TO_ALL:
            raise SignInNeeded
        if isinstance(command, c.Take) and (command.priority is not None or command.persons > PERSONS_ON_PHONE):
            raise OnlyAtTheDoor
        allowed = True
    else:
        allowed = bool(DUTIES.get(kind, frozenset()) & who.permissions)
    if not allowed or not _speaks_for(who, command):
        raise NotAllowed
    for_another = kind in FOR_ONESELF and getattr(command, "person", None) != who.staff_id
    if for_another and not who.may(may.RUN_HALL):
        raise NotAllowed


def _speaks_for(who: Who, command: c.Command) -> bool:
    """What was said at reception is written down at the door; an officer writes down what was said upstairs."""
    if who.kind == PERSON and isinstance(command, c.AgreeDate) and not who.permissions & _BESIDE_CLIENT:
        return command.place == PLACES[1]
    if who.kind != PERSON or not isinstance(command, c.WithdrawWish | c.LapseWish):
        return True
    return command.place != PLACES[0] or who.may(may.HELP_AT_DOOR)
