"""Deciding: a command against the hall of this moment becomes journal entries, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from okienko.core.hall import commands as c
from okienko.core.hall.decide import closing, day, door, ending, meeting, post, serve, take, wish
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.entries import Entry
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules

_DECIDE: dict[type[c.Command], Callable[[Act, Any], Decision]] = {
    c.OpenDay: day.open_day,
    c.StopTickets: day.stop_tickets,
    c.ResumeTickets: day.resume_tickets,
    c.CloseDay: closing.close_day,
    c.SetRegime: day.set_regime,
    c.RenewRules: day.renew_rules,
    c.SetPresence: day.set_presence,
    c.Tick: day.tick,
    c.Take: take.take,
    c.AddMatter: take.add_matter,
    c.Move: take.move,
    c.Leave: take.leave,
    c.StepOut: take.step_out,
    c.Resume: take.resume,
    c.Reinstate: take.reinstate,
    c.OpenDesk: serve.open_desk,
    c.PauseDesk: serve.pause_desk,
    c.ResumeDesk: serve.resume_desk,
    c.LeaveDesk: serve.leave_desk,
    c.ReleaseDesk: serve.release_desk,
    c.CallNext: serve.call_next,
    c.CallVisit: serve.call_visit,
    c.Recall: serve.recall,
    c.Start: serve.start,
    c.Miss: serve.miss,
    c.UndoCall: serve.undo_call,
    c.Finish: serve.finish,
    c.UndoFinish: serve.undo_finish,
    c.Park: serve.park,
    c.Send: serve.send,
    c.SendAway: serve.send_away,
    c.Hand: serve.hand,
    c.AskOfficer: wish.ask_officer,
    c.AnswerWish: wish.answer_wish,
    c.DeferWish: wish.defer_wish,
    c.ChooseContact: wish.choose_contact,
    c.LeaveNumber: wish.leave_number,
    c.AgreeDate: wish.agree_date,
    c.SeekAgain: wish.seek_again,
    c.StartMeeting: meeting.start_meeting,
    c.EndMeeting: meeting.end_meeting,
    c.WithdrawWish: ending.withdraw_wish,
    c.LapseWish: ending.lapse_wish,
}


def decide(hall: Hall, command: c.Command, *, at: datetime, rules: HallRules, by: str = "system",
           any_desk: bool = False, key: str | None = None) -> list[Entry]:
    """Decide a command and change the hall by what follows from it.

    `at` is the clock's moment; an entry never stands before the one that it
    follows. Returns the entries, in order; none when nothing had to change.
    Raises a `Refusal` before anything has changed.
    """
    moment = at if hall.at is None or at > hall.at else hall.at
    act = Act(hall, moment, rules, by, any_desk)
    entries = _apply(hall, _DECIDE[type(command)](act, command))
    if hall.kept:
        entries += _apply(hall, wish.following(act))
    if hall.unplaced:
        entries += _apply(hall, post.placing(act))
    if hall.outside:
        entries += _apply(hall, door.admissions(act))
    if entries:
        entries[0].key = key
    return entries


def _apply(hall: Hall, decision: Decision) -> list[Entry]:
    entries = []
    for entry in decision:
        evolve(hall, entry)
        entries.append(entry)
    return entries
