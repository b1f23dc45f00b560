"""L17: one visit settles many matters in one place."""


def test_two_matters_of_two_departments_on_one_ticket(monday):
    visit = monday.ticket("dowod-wniosek", "pojazd-rejestracja")
    monday.signs_in("so-1", "2")
    monday.signs_in("km-1", "7")
    assert monday.serves("2") == visit
    monday.finishes("2", "accepted")
    assert monday.phone(visit)["service"] == "pojazd-rejestracja"
    assert monday.serves("7") == visit
    monday.finishes("7", "accepted")
    shown = monday.phone(visit)
    assert shown["state"] == "finished"
    assert shown["matters"] == [["dowod-wniosek", "accepted"], ["pojazd-rejestracja", "accepted"]]


def test_a_second_matter_of_the_same_desk_is_settled_without_waiting_again(monday):
    visit = monday.ticket("dowod-wniosek", "meldunek-staly")
    monday.signs_in("so-1", "2")
    monday.serves("2")
    monday.finishes("2", "accepted")
    assert (monday.phone(visit)["state"], monday.phone(visit)["service"]) == ("serving", "meldunek-staly")
