"""L06: people from the departments serve in the hall, each for what they know."""

import pytest

from okienko.core.hall.refusals import MayNotServe


def test_a_desk_of_citizens_affairs_is_for_people_who_know_them(monday):
    monday.signs_in("so-1", "2")
    with pytest.raises(MayNotServe):
        monday.signs_in("km-1", "3")


def test_nobody_is_called_to_a_person_who_does_not_know_the_matter(monday):
    car = monday.ticket("pojazd-rejestracja")
    card = monday.ticket("dowod-wniosek")
    monday.signs_in("so-1", "2")
    assert monday.calls("2") == card
    assert monday.phone(car)["state"] == "waiting"
