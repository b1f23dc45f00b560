"""Commands that people might really give in a hall as it stands now, with some nonsense among them."""

from datetime import timedelta
from random import Random

from okienko.core.contact import wish as contact
from okienko.core.hall import commands as c
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import OUTCOMES


def plausible(rng: Random, hall: Hall, *, rules: HallRules, at) -> c.Command:
    """One command; names mostly things that are there."""
    desks = [desk for desk in rules.desks if rules.desks[desk].kind != "meeting"]
    desk = rng.choice(list(hall.desks) or desks) if rng.random() < 0.9 else rng.choice(desks)
    person = rng.choice(list(rules.people))
    service = rng.choice(list(rules.services))
    visit = _number(rng, [v.number for v in hall.visits.values() if v.is_open or v.state == "missed"])
    absent = _number(rng, [v.number for v in hall.visits.values() if v.state in ("parked", "away")])
    missed = _number(rng, [v.number for v in hall.visits.values() if v.state == "missed"])
    done = _number(rng, [v.number for v in hall.visits.values() if v.before and v.before.desk == desk])
    wish = _number(rng, [w.number for w in hall.wishes.values() if w.is_open])
    promised = _number(rng, [w.number for w in hall.wishes.values() if w.state in ("promised", "dated")])
    meeting = _number(rng, [w.number for w in hall.wishes.values() if w.state == "meeting"])
    coming = hall.wishes.get(promised)
    soon = at + timedelta(minutes=rng.randint(1, 40))
    mode = rng.choice(contact.MODES)
    known = hall.wishes.get(wish)
    officer = rng.choice([*known.asked, known.person or person]) if known else person
    occupied = hall.desks[desk].visit if desk in hall.desks else None
    state = hall.visits[occupied].state if occupied else None
    at_desk: list[c.Command] = [c.CallNext(desk=desk)] * 6
    if state == "called":
        at_desk = [c.Start(desk=desk)] * 6 + [c.Recall(desk=desk)] * 4 + [c.Miss(desk=desk), c.UndoCall(desk=desk)]
    elif state == "serving":
        at_desk = [
            *[c.Finish(desk=desk, outcome=rng.choice(OUTCOMES))] * 5, c.CallNext(desk=desk), c.CallNext(desk=desk),
            c.Send(desk=desk, service=service), c.SendAway(desk=desk, place="photo"), c.Park(desk=desk, event="a call"),
            c.Park(desk=desk, until=soon), c.Hand(desk=desk, service=service),
            c.Hand(desk=desk, to_desk=rng.choice(desks)),
            c.Hand(desk=desk, to_person=person),
            c.AskOfficer(visit=occupied, asked_by="clerk"),
        ]
    else:
        at_desk += [c.CallVisit(desk=desk, visit=visit, reason="has a train"), c.UndoFinish(desk=desk, visit=done),
                    c.UndoFinish(desk=desk, visit=done), c.PauseDesk(desk=desk), c.ResumeDesk(desk=desk),
                    c.LeaveDesk(desk=desk)]
    elsewhere: list[c.Command] = [
        c.Leave(visit=visit), c.StepOut(visit=visit, until=soon), c.StepOut(visit=visit), c.Resume(visit=absent),
        c.Resume(visit=absent), c.Reinstate(visit=missed), c.AddMatter(visit=visit, service=service),
        c.Move(visit=visit, service=service), c.AskOfficer(visit=visit, named=rng.choice([None, person]), prefers=mode),
        c.AnswerWish(wish=wish, person=officer), c.AnswerWish(wish=wish, person=officer),
        c.AnswerWish(wish=wish, person=officer, mode=mode), c.DeferWish(wish=wish, person=officer),
        c.ChooseContact(wish=wish, substitute=rng.choice([True, None]), prefers=rng.choice([None, mode])),
        c.AgreeDate(wish=wish, due_at=soon), c.SeekAgain(wish=wish), c.EndMeeting(wish=meeting),
        c.EndMeeting(wish=meeting), c.StartMeeting(wish=promised, person=(coming and coming.person) or person),
        c.StartMeeting(wish=promised, person=(coming and coming.person) or person),
        c.WithdrawWish(wish=wish), c.ReleaseDesk(desk=desk), c.OpenDesk(desk=rng.choice(desks), person=person),
        c.SetPresence(person=person, presence=rng.choice(["here", "busy", "out"])), c.Tick(), c.Tick(),
        c.SetRegime(regime=rng.choice([None, *rules.regimes])), c.StopTickets(), c.ResumeTickets(),
    ]
    matters = tuple(rng.choice(list(rules.services)) for _ in range(rng.choice([1, 1, 1, 2, 3])))
    takes = [c.Take(matters=matters, persons=rng.choice([1, 1, 2]), priority=rng.choice([None, None, "statutory"]),
                    needs=rng.choice([(), ("step_free",)]), department=rng.choice(list(rules.departments)))] * 2
    opening = [] if len(hall.desks) > 2 else [c.OpenDesk(desk=d, person=p) for d, p in rules.serves]
    return rng.choice([rng.choice(at_desk), rng.choice(at_desk), rng.choice(elsewhere), *takes, *opening])


def _number(rng: Random, numbers: list[int]) -> int:
    return rng.choice(numbers) if numbers and rng.random() < 0.95 else rng.randint(1, 30)
