"""L22: for a consultation the ticket waits, and the client returns without queuing again."""

from okienko.core.hall import commands as c


def test_the_clerk_asks_the_officer_and_the_client_returns_ahead(monday):
    monday.signs_in("so-1", "2")
    visit = monday.ticket("dowod-wniosek")
    monday.serves("2")
    wish = monday.do(c.AskOfficer(visit=visit, asked_by="clerk"), by="person:so-1").wish
    monday.do(c.AnswerWish(wish=wish, person="so-8"))
    monday.do(c.StartMeeting(wish=wish, person="so-8"))
    waiting = [monday.ticket("dowod-wniosek") for _ in range(3)]
    assert monday.phone(visit)["state"] == "away"
    monday.later(minutes=8)
    monday.do(c.EndMeeting(wish=wish))
    assert monday.calls("2") == visit
    assert monday.phone(waiting[0])["state"] == "waiting"


def test_a_parked_client_comes_back_at_the_time_without_queuing(monday):
    monday.signs_in("so-1", "2")
    visit = monday.ticket("dowod-wniosek")
    monday.serves("2")
    monday.do(c.Park(desk="2", until=monday.clock.now().replace(minute=30)))
    other = monday.ticket("dowod-wniosek")
    monday.later(minutes=31)
    monday.do(c.Tick())
    assert monday.calls("2") == visit
    assert monday.phone(other)["state"] == "waiting"
