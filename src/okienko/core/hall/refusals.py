"""Why a hall may say no to a command.

The docstring of each refusal is the message (an English sentence that the faces
translate); `status` is the HTTP status in which it is said. Nothing has changed
when a refusal is raised. There is none for a wish to meet the officer.
"""

from __future__ import annotations


class Refusal(Exception):
    """The office cannot do this now."""

    status = 409

    def __init__(self, **facts: object) -> None:
        super().__init__(self.message)
        self.facts = facts

    @property
    def code(self) -> str:
        return type(self).__name__

    @property
    def message(self) -> str:
        return (type(self).__doc__ or "").strip()

    def told(self, sentence: str) -> str:
        """The message in somebody's language, which is `sentence`, with what it names."""
        return sentence


class UnknownThing(Refusal):
    """There is no such thing in this office."""

    status = 404


class Malformed(Refusal):
    """The request does not make sense; please check what was entered."""

    status = 422


class MalformedField(Malformed):
    """“%(field)s” does not make sense here; please check what was entered."""

    code = "Malformed"

    def __init__(self, field: str = "{}", **facts: object) -> None:
        super().__init__(field=field, **facts)

    def told(self, sentence: str) -> str:
        return sentence % self.facts


class FieldMissing(MalformedField):
    """“%(field)s” is missing."""


class FieldUnknown(MalformedField):
    """There is no field “%(field)s” in this request."""


class FieldTwice(MalformedField):
    """“%(field)s” is said twice."""


class NotWhole(MalformedField):
    """“%(field)s” has to be a whole number from %(least)s to %(most)s."""


class NotText(MalformedField):
    """“%(field)s” has to be text in one line, of at most %(most)s characters."""


class NotAList(MalformedField):
    """“%(field)s” has to be a list of at least %(least)s and at most %(most)s entries."""


class NotYesOrNo(MalformedField):
    """“%(field)s” has to be true or false."""


class NotAMoment(MalformedField):
    """“%(field)s” has to be a date with the hour and the time zone, within the next years."""


class NotWithin(MalformedField):
    """“%(field)s” has to lie between now and %(most)s minutes from now."""


class NotOneOf(MalformedField):
    """“%(field)s” has to be one of: %(expected)s."""


class OfficeClosed(Refusal):
    """The office is closed now; no tickets are given."""


class NotOpenYet(Refusal):
    """The office is not open yet; tickets are given from the beginning of its hours."""


class PastLastTicket(Refusal):
    """The time of the last ticket has passed; no more tickets can be given today."""


class NoMoreTickets(Refusal):
    """No more tickets are given today."""


class NoPhoneTickets(Refusal):
    """This office gives tickets at the kiosk and at reception, not on the phone."""


class NotOnTheList(Refusal):
    """This is not on the office's list; please choose from it, because nothing else is written down."""

    status = 422


class NumbersUsedUp(Refusal):
    """All ticket numbers of this queue are given for today; please ask the staff for help."""


class LanguageNotSpoken(Refusal):
    """The office does not serve in this language; please choose one of those offered."""

    status = 422


class NoMoreTime(Refusal):
    """You have asked for more time as often as it can be given; please come now, or ask at reception."""


class DayNotOver(Refusal):
    """Somebody is still being served; the day cannot be closed yet."""


class StillWaiting(Refusal):
    """People still wait or talk with an officer; the day can be closed if you say that their tickets expire."""


class DayAlreadyOpen(Refusal):
    """The day is already open."""


class RegimeNotInForce(Refusal):
    """These rules of limited contact are not in force today, by their own dates."""


class DeskClosed(Refusal):
    """Nobody is signed in at this desk."""


class DeskNotUsed(Refusal):
    """This desk is not used under the present rules of limited contact."""


class DeskTaken(Refusal):
    """Somebody else is signed in at this desk."""


class DeskPaused(Refusal):
    """This desk is paused; resume it first."""


class DeskBusy(Refusal):
    """This desk has a client; finish with the client first."""


class DeskIdle(Refusal):
    """This desk has no client now."""


class AnotherDesk(Refusal):
    """You are signed in at another desk; leave that one first."""


class NotYourClient(Refusal):
    """Whoever serves the client asks this, or reception, or the client on the phone."""

    status = 403


class NotYourDesk(Refusal):
    """Another person is signed in at this desk."""

    status = 403


class MayNotServe(Refusal):
    """This desk and this person may not serve that service."""


class HallFull(Refusal):
    """As many are inside as the rules of limited contact allow; the next one comes in when somebody has left."""


class NobodyWaits(Refusal):
    """Nobody is waiting for this desk."""


class WrongState(Refusal):
    """The visit is not in a state in which this can be done."""


class CalledJustNow(Refusal):
    """The client was called just now; please give them a moment to come to the desk."""


class NotCalledEnough(Refusal):
    """The client must be called more times before the ticket counts as missed."""


class TooLateToUndo(Refusal):
    """It is too late to undo this."""


class ReasonMissing(Refusal):
    """Please say why."""

    status = 422


class NobodyServesIt(Refusal):
    """Nobody serves this matter there now."""


class AskInstead(Refusal):
    """A conversation with an officer is asked for as a wish; nobody queues for it."""

    status = 422


class NotAsked(Refusal):
    """Other people are asked for this conversation; they may pass it on."""

    status = 403


class WordMissing(Refusal):
    """Only the client withdraws a wish; please say where the client said so."""

    status = 422


class DateNotPassed(Refusal):
    """The agreed date has not passed yet; the client may still come."""


class NotAnOfficer(Refusal):
    """This person does not meet clients as an officer; please choose an officer, or a department."""

    status = 422


class DateNotOffered(Refusal):
    """This date is not offered; please choose one of those that are shown."""

    status = 422


class PostTaken(Refusal):
    """This meeting post is taken by another conversation; choose another one, or leave the choice to the hall."""


class OfficerBusy(Refusal):
    """This officer is in another conversation; end it first."""


class ClientBusy(Refusal):
    """The client is in another conversation; please wait until it is over."""


class WishUnderWay(Refusal):
    """A conversation with an officer is already being arranged for this visit."""


class ConsentMissing(Refusal):
    """The client asked for a named person; another one may come only with the client's consent."""


class ModeNotOpen(Refusal):
    """This way of contact is not open to this client now; choose another one."""


class NumberMissing(Refusal):
    """Please leave a telephone number first; it is used for this conversation only and erased afterwards."""

    status = 422


class SameKeyOtherBody(Refusal):
    """This request was already sent with other contents."""

    status = 422
