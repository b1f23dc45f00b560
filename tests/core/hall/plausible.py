"""Commands that people might really give in a hall as it stands now, with some nonsense among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from okienko.core.contact import wish as contact
from okienko.core.hall import commands as c
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import OUTCOMES


def plausible(rng: Random, hall: Hall, *, rules: HallRules, at: datetime) -> c.Command:
    """One command; names mostly things that are there."""
    guess = Guess(rng, hall, rules, at)
    opening = [] if len(hall.desks) > 2 else [c.OpenDesk(desk=d, person=p) for d, p in rules.serves]
    return rng.choice([rng.choice(at_a_desk(guess)), rng.choice(at_a_desk(guess)), rng.choice(elsewhere(guess)),
                       take(guess), take(guess), *opening])


@dataclass
class Guess:
    """Draws things of the hall, and now and then things that are not there."""

    rng: Random
    hall: Hall
    rules: HallRules
    at: datetime

    @property
    def desks(self) -> list[str]:
        return [desk for desk, rule in self.rules.desks.items() if rule.kind != "meeting"] or ["1"]

    def any_of(self, things):
        return self.rng.choice(list(things))

    def desk(self) -> str:
        return self.any_of(self.hall.desks or self.desks) if self.rng.random() < 0.9 else self.any_of(self.desks)

    def visit(self, *states: str) -> int:
        return self._number(v.number for v in self.hall.visits.values() if v.state in states)

    def wish(self, *states: str) -> int:
        return self._number(w.number for w in self.hall.wishes.values() if w.state in states)

    def _number(self, numbers) -> int:
        known = list(numbers)
        return self.rng.choice(known) if known and self.rng.random() < 0.95 else self.rng.randint(1, 30)

    def soon(self) -> datetime:
        return self.at + timedelta(minutes=self.rng.randint(1, 40))

    def date(self) -> datetime:
        ahead = [moment for moment in self.rules.dates if moment > self.at]
        return self.any_of([self.soon(), *ahead[:3]])

    def person(self) -> str:
        return self.any_of(self.rules.people)

    def service(self) -> str:
        return self.any_of(self.rules.services or ["gone"])


OPEN = ("waiting", "called", "serving", "parked", "away", "missed")


def take(guess: Guess) -> c.Command:
    matters = tuple(guess.service() for _ in range(guess.any_of([1, 1, 1, 2, 3])))
    return c.Take(matters=matters, persons=guess.any_of([1, 1, 2]), needs=guess.any_of([(), ("step_free",)]),
                  priority=guess.any_of([None, None, *guess.rules.priorities]),
                  department=guess.any_of(guess.rules.departments or ["gone"]))


def at_a_desk(guess: Guess) -> list[c.Command]:
    desk = guess.desk()
    seat = guess.hall.desks.get(desk)
    state = guess.hall.visits[seat.visit].state if seat is not None and seat.visit else None
    if state == "called":
        return [c.Start(desk=desk)] * 6 + [c.Recall(desk=desk)] * 4 + [c.Miss(desk=desk)] * 3 + [c.UndoCall(desk=desk)]
    if state == "serving":
        return with_a_client(guess, desk, seat.visit)
    done = [v.number for v in guess.hall.visits.values() if v.before and v.before.desk == desk] or [guess.visit(*OPEN)]
    return [
        *[c.CallNext(desk=desk)] * 6, c.CallVisit(desk=desk, visit=guess.visit("waiting"), reason="health"),
        c.UndoFinish(desk=desk, visit=guess.any_of(done)), c.UndoFinish(desk=desk, visit=guess.any_of(done)),
        c.PauseDesk(desk=desk), c.ResumeDesk(desk=desk), c.LeaveDesk(desk=desk),
    ]


def with_a_client(guess: Guess, desk: str, visit: int) -> list[c.Command]:
    return [
        *[c.Finish(desk=desk, outcome=guess.any_of(OUTCOMES))] * 5, c.CallNext(desk=desk), c.CallNext(desk=desk),
        c.Send(desk=desk, service=guess.service()), c.SendAway(desk=desk, place="photographer"),
        c.Park(desk=desk, event="form_filled"), c.Park(desk=desk, until=guess.soon()),
        c.Hand(desk=desk, service=guess.service()), c.Hand(desk=desk, to_desk=guess.any_of(guess.desks)),
        c.Hand(desk=desk, to_person=guess.person()), c.AskOfficer(visit=visit, asked_by="clerk"),
        c.Hand(desk=desk, to_department=guess.any_of(guess.rules.departments or ["gone"])),
    ]


def elsewhere(guess: Guess) -> list[c.Command]:
    visit = guess.visit(*OPEN)
    return [
        c.Leave(visit=visit), c.StepOut(visit=guess.visit("waiting", "called"), until=guess.soon()),
        c.StepOut(visit=visit),
        c.Resume(visit=guess.visit("parked", "away")), c.Resume(visit=guess.visit("parked", "away")),
        c.Reinstate(visit=guess.visit("missed")),
        c.Reinstate(visit=guess.visit("missed")), c.AddMatter(visit=visit, service=guess.service()),
        c.Move(visit=visit, service=guess.service()), *about_a_wish(guess), *about_a_meeting(guess),
        c.ReleaseDesk(desk=guess.desk()), c.OpenDesk(desk=guess.any_of(guess.desks), person=guess.person()),
        c.SetPresence(person=guess.person(), presence=guess.any_of(["here", "busy", "out"])), c.Tick(), c.Tick(),
        c.SetRegime(regime=guess.any_of([None, *guess.rules.regimes])), c.StopTickets(), c.ResumeTickets(),
    ]


def about_a_wish(guess: Guess) -> list[c.Command]:
    wish, mode = guess.wish(*contact.OPEN), guess.any_of(contact.MODES)
    known = guess.hall.wishes.get(wish)
    officer = guess.any_of([*known.asked, known.person or guess.person()]) if known else guess.person()
    return [
        c.AskOfficer(visit=guess.visit(*OPEN), named=guess.any_of([None, guess.person()]), prefers=mode),
        c.AnswerWish(wish=wish, person=officer), c.AnswerWish(wish=wish, person=officer),
        c.AnswerWish(wish=wish, person=officer, mode=mode), c.DeferWish(wish=wish, person=officer),
        c.ChooseContact(wish=wish, substitute=guess.any_of([True, None]), prefers=guess.any_of([None, mode])),
        c.AgreeDate(wish=wish, due_at=guess.date()), c.LeaveNumber(wish=wish),
        c.SeekAgain(wish=wish, visit=guess.any_of([None, guess.visit(*OPEN)])),
        c.WithdrawWish(wish=wish),
        c.SeekAgain(wish=guess.wish("lapsed")), c.LapseWish(wish=guess.wish("dated"), place="reception"),
    ]


def about_a_meeting(guess: Guess) -> list[c.Command]:
    promised, meeting = guess.wish("promised", "dated"), guess.wish("meeting")
    coming = guess.hall.wishes.get(promised)
    officer = (coming and coming.person) or guess.person()
    return [c.StartMeeting(wish=promised, person=officer), c.StartMeeting(wish=promised, person=officer),
            c.EndMeeting(wish=meeting), c.EndMeeting(wish=meeting)]
