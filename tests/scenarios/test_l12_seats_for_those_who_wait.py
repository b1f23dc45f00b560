"""L12: there are seats for those who wait."""

from okienko.core.hall.picture import PUBLIC, picture

from .conftest import office


def test_free_seats_are_counted_and_shown(monday):
    def free():
        shown = monday.hall(lambda hall, rules: picture(hall, rules=rules, audience=PUBLIC))
        return shown["hall"]["now"]["seats_free"]

    seats = free()
    assert seats > 40
    monday.ticket("dowod-wniosek", persons=3)
    assert free() == seats - 3


def test_when_the_hall_is_full_there_is_a_place_to_overflow_into():
    hall = office().areas["sala"]
    assert office().areas[hall.overflow].seats > 0
