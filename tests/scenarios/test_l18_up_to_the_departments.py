"""L18: residents may still go up to the departments."""

from okienko.core.hall import commands as c


def test_a_client_who_chooses_to_go_up_is_expected_in_the_department(monday):
    visit = monday.ticket("dowod-wniosek")
    wish = monday.do(c.AskOfficer(visit=visit, prefers="goes-up"), by=f"visit:{visit}").wish
    monday.do(c.AnswerWish(wish=wish, person="so-8"))
    assert monday.phone(visit)["wish"]["mode"] == "goes-up"
    monday.do(c.StartMeeting(wish=wish, person="so-8"))
    assert monday.phone(visit)["state"] == "away"
    monday.do(c.EndMeeting(wish=wish))
    assert monday.phone(visit)["state"] == "waiting"


def test_somebody_without_a_ticket_is_met_upstairs_too(monday):
    wish = monday.do(c.AskOfficer(department="SO", prefers="goes-up"), by="person:bok-1").wish
    monday.do(c.AnswerWish(wish=wish, person="so-8", mode="goes-up"))
    monday.do(c.StartMeeting(wish=wish, person="so-8"))
    monday.do(c.EndMeeting(wish=wish))
    assert monday.hall(lambda hall, rules: hall.wishes[wish].state) == "met"
