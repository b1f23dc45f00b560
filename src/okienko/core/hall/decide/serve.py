"""At the desk: sign in, call, serve, send on, finish.

One desk serves one visit and one visit is called by one desk.
"""

from __future__ import annotations

from datetime import timedelta

from okienko.core.hall.commands import (
    AskOfficer,
    CallNext,
    CallVisit,
    Finish,
    Hand,
    LeaveDesk,
    Miss,
    OpenDesk,
    Park,
    PauseDesk,
    Recall,
    ReleaseDesk,
    ResumeDesk,
    Send,
    SendAway,
    Start,
    UndoCall,
    UndoFinish,
)
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.decide.desks import check_used
from okienko.core.hall.decide.door import next_to_call
from okienko.core.hall.decide.meeting import OFFICER
from okienko.core.hall.decide.wish import ask_officer
from okienko.core.hall.door.room import room_of
from okienko.core.hall.entries import Entry
from okienko.core.hall.hall import CLOSED
from okienko.core.hall.order import next_for
from okienko.core.hall.refusals import (
    AnotherDesk,
    CalledJustNow,
    DeskBusy,
    DeskTaken,
    HallFull,
    MalformedField,
    MayNotServe,
    NobodyWaits,
    NotCalledEnough,
    NotOnTheList,
    NotYourDesk,
    OfficeClosed,
    ReasonMissing,
    TooLateToUndo,
    UnknownThing,
    WrongState,
)
from okienko.core.hall.visit import AT_DESK, CALLED, FINISHED, PARKED, SERVING, WAITING, Visit
from okienko.core.hall.waiting.desk import Desk
from okienko.core.hall.waiting.lanes import class_of


def open_desk(act: Act, command: OpenDesk) -> Decision:
    if act.hall.phase == CLOSED:
        raise OfficeClosed
    if command.desk not in act.rules.desks or command.person not in act.rules.people:
        raise UnknownThing(desk=command.desk, person=command.person)
    if not act.any_desk and act.by != f"person:{command.person}":
        raise NotYourDesk(desk=command.desk)
    present = act.hall.desks.get(command.desk)
    if present is not None:
        if present.person == command.person:
            return
        raise DeskTaken(desk=command.desk)
    other = act.hall.desk_of(command.person)
    if other is not None:
        raise AnotherDesk(desk=other.id)
    check_used(act, command.desk)
    serves = act.rules.may_serve(command.desk, command.person)
    if not serves:
        raise MayNotServe(desk=command.desk)
    yield act.entry("desk_opened", desk=command.desk, person=command.person, serves=sorted(serves))
    if command.paused:
        yield act.entry("desk_paused", desk=command.desk)


def pause_desk(act: Act, command: PauseDesk) -> Decision:
    desk = act.desk(command.desk)
    if not desk.paused:
        yield act.entry("desk_paused", desk=desk.id)


def resume_desk(act: Act, command: ResumeDesk) -> Decision:
    desk = act.desk(command.desk)
    if desk.paused:
        check_used(act, desk.id)
        yield act.entry("desk_resumed", desk=desk.id)


def leave_desk(act: Act, command: LeaveDesk) -> Decision:
    desk = act.desk(command.desk)
    if desk.visit is not None:
        raise DeskBusy(desk=desk.id)
    yield act.entry("desk_closed", desk=desk.id, why="left")


def release_desk(act: Act, command: ReleaseDesk) -> Decision:
    desk = act.desk(command.desk)
    if desk.visit is not None:
        visit = act.hall.visits[desk.visit]
        if visit.state == CALLED:
            yield act.entry("call_undone", visit=visit.number, desk=desk.id)
        else:
            yield act.entry("handed", visit=visit.number, desk=desk.id, service=visit.matter.service)
    yield act.entry("desk_closed", desk=desk.id, why="released")


def call_next(act: Act, command: CallNext) -> Decision:
    """One key: conclude with the client who is here, then call the next, if anybody waits."""
    desk = act.ready_desk(command.desk)
    served = desk.visit is not None
    if served:
        yield from finish(act, Finish(desk=desk.id, outcome=command.outcome))
        if desk.visit is not None:
            return
    choice = next_to_call(act.hall, desk, at=act.at, rules=act.rules)
    if choice is not None:
        yield act.entry("called", visit=choice.visit, desk=desk.id, **{"class": choice.name})
    elif not served:
        raise HallFull if next_for(act.hall, desk, at=act.at, rules=act.rules) else NobodyWaits(desk=desk.id)


def call_visit(act: Act, command: CallVisit) -> Decision:
    desk = act.ready_desk(command.desk)
    if desk.visit is not None:
        raise DeskBusy(desk=desk.id)
    visit = act.visit(command.visit, WAITING)
    if not command.reason.strip():
        raise ReasonMissing
    if command.reason not in act.rules.call_reasons:
        raise NotOnTheList(offered=sorted(act.rules.call_reasons))
    if visit.leg.service not in desk.serves:
        raise MayNotServe(desk=desk.id)
    if not room_of(act.hall, act.rules).may_be_called(visit):
        raise HallFull
    yield act.entry("called", visit=visit.number, desk=desk.id, reason=command.reason,
                    **{"class": class_of(visit)})


def recall(act: Act, command: Recall) -> Decision:
    visit = act.client_at(command.desk, CALLED)
    _give_time_to_come(act, visit)
    yield act.entry("recalled", visit=visit.number, desk=command.desk)


def start(act: Act, command: Start) -> Decision:
    visit = act.client_at(command.desk, CALLED)
    return [act.entry("started", visit=visit.number, desk=command.desk)]


def miss(act: Act, command: Miss) -> Decision:
    visit = act.client_at(command.desk, CALLED)
    if visit.calls < act.rules.calls_before_missed:
        raise NotCalledEnough(calls=visit.calls, needed=act.rules.calls_before_missed)
    _give_time_to_come(act, visit)
    yield act.entry("missed", visit=visit.number, desk=command.desk)


def _give_time_to_come(act: Act, visit: Visit) -> None:
    due_at = act.rules.time_to_come(visit.needs) + visit.since
    if act.at < due_at:
        raise CalledJustNow(ticket=visit.ticket, due_at=due_at.isoformat())


def undo_call(act: Act, command: UndoCall) -> Decision:
    """The call was a mistake, perhaps seen only after the start: the client waits again, as if never called."""
    visit = act.client_at(command.desk, CALLED, SERVING)
    if not is_just_called(visit):
        raise WrongState(ticket=visit.ticket, state=visit.state)
    since = visit.started_at or visit.called_at
    if since is not None and act.at - since > timedelta(seconds=act.rules.undo_seconds):
        raise TooLateToUndo(ticket=visit.ticket)
    yield act.entry("call_undone", visit=visit.number, desk=command.desk)


def is_just_called(visit: Visit) -> bool:
    """Has nothing happened to this visit at its desk but the call and perhaps the start?"""
    return visit.state in AT_DESK and visit.before is not None and visit.before.state == WAITING


def finish(act: Act, command: Finish) -> Decision:
    """Conclude the matter in hand; the visit goes on with an errand's return, another matter, the officer, or ends."""
    visit = act.client_at(command.desk, SERVING)
    return [_conclude(act, visit, act.hall.desks[command.desk], act.outcome(command.outcome))]


def _conclude(act: Act, visit: Visit, desk: Desk, outcome: str) -> Entry:
    if visit.errands:
        return act.entry("settled", visit=visit.number, desk=desk.id, outcome=outcome, errand_over=True)
    open_matters = [index for index, matter in enumerate(visit.matters)
                    if matter.outcome is None and index != visit.current]
    for index in open_matters:
        service = act.rules.services[visit.matters[index].service]
        if not service.is_meeting:
            # What a revision has taken away is concluded by whoever has the client now: no other desk serves it.
            stays = service.id in desk.serves or service.id not in act.rules.services
            return act.entry("settled", visit=visit.number, desk=desk.id, outcome=outcome, next=index, stays=stays)
    if visit.wish is not None and act.hall.wishes[visit.wish].state != "dated":
        return act.entry("parked", visit=visit.number, desk=desk.id, event=OFFICER, outcome=outcome)
    return act.entry("finished", visit=visit.number, desk=desk.id, outcome=outcome)


def undo_finish(act: Act, command: UndoFinish) -> Decision:
    """The client sits at the desk again, with the person who has finished; whoever came after has nothing to undo."""
    desk = act.desk(command.desk)
    visit = act.visit(command.visit, FINISHED, WAITING, PARKED, SERVING)
    before = visit.before
    if before is None or before.state != SERVING or before.desk != desk.id:
        raise WrongState(ticket=visit.ticket, state=visit.state)
    if act.at - before.changed_at > timedelta(seconds=act.rules.undo_seconds):
        raise TooLateToUndo(ticket=visit.ticket)
    if visit.called_by != desk.person:
        raise NotYourDesk(desk=desk.id)
    if desk.visit not in (None, visit.number):
        raise DeskBusy(desk=desk.id)
    yield act.entry("finish_undone", visit=visit.number, desk=desk.id)


def park(act: Act, command: Park) -> Decision:
    visit = act.client_at(command.desk, SERVING)
    until = act.until(command.until, minutes=command.minutes)
    if (until is None) == (command.event is None):
        raise MalformedField("until")
    if command.event is not None and command.event not in act.rules.aside_events:
        raise NotOnTheList(offered=sorted(act.rules.aside_events))
    yield act.entry("parked", visit=visit.number, desk=command.desk,
                    until=until.isoformat() if until else None, event=command.event)


def send(act: Act, command: Send) -> Decision:
    visit = act.client_at(command.desk, SERVING)
    act.queued(command.service)
    act.check_another_matter(visit)
    act.check_served(command.service, act.hall.desks.values())
    yield act.entry("sent", visit=visit.number, desk=command.desk, service=command.service)


def send_away(act: Act, command: SendAway) -> Decision:
    visit = act.client_at(command.desk, SERVING)
    if command.place not in act.rules.away_places:
        raise NotOnTheList(offered=sorted(act.rules.away_places))
    yield act.entry("went_away", visit=visit.number, desk=command.desk, place=command.place)


def hand(act: Act, command: Hand) -> Decision:
    """Hand over to whoever serves it, to one desk, person or department; not to where nobody serves it."""
    visit = act.client_at(command.desk, SERVING)
    if command.to_department is not None and command.service is None:
        yield from _hand_to_department(act, visit, command)
        return
    service = act.queued(command.service or visit.matter.service)
    targets = [desk for desk in act.hall.desks.values()
               if (command.to_desk is None or desk.id == command.to_desk)
               and (command.to_person is None or desk.person == command.to_person)]
    if command.to_department not in (None, service.department):
        raise MalformedField("to_department")
    act.check_served(service.id, targets)
    yield act.entry("handed", visit=visit.number, desk=command.desk, service=service.id,
                    to_desk=command.to_desk, to_person=command.to_person)


def _hand_to_department(act: Act, visit: Visit, command: Hand) -> Decision:
    """An officer of the department comes to the client; the matter goes on after they have talked."""
    if command.to_desk is not None or command.to_person is not None:
        raise MalformedField("to_department")
    yield from ask_officer(act, AskOfficer(visit=visit.number, department=command.to_department, asked_by="clerk"))
    yield act.entry("parked", visit=visit.number, desk=command.desk, until=None, event=OFFICER)
