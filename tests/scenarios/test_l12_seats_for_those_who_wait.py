"""L12: there are seats for those who wait."""

from okienko.core.hall.picture import PUBLIC, picture
from okienko.core.office.waiting import seated_areas

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


def test_every_screen_counts_the_same_seats_and_none_at_a_post_or_a_writing_table(monday):
    """The phone names each place with its seats; boards, kiosk and manager show what is free of their sum."""
    named = {area.id: area.seats for area in seated_areas(office())}
    assert set(named) == {"sala", "kasy", "hol"}
    shown = monday.hall(lambda hall, rules: picture(hall, rules=rules, audience=PUBLIC))["hall"]["now"]
    assert shown["seats"] == sum(named.values()) == shown["seats_free"]
