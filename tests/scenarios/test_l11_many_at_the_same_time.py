"""L11: many people are served at the same time."""


def test_three_desks_work_one_queue_and_nobody_is_called_twice(monday):
    visits = [monday.ticket("dowod-wniosek") for _ in range(6)]
    for person, desk in (("so-1", "2"), ("so-3", "3"), ("so-5", "4")):
        monday.signs_in(person, desk)
    called = [monday.serves(desk) for desk in ("2", "3", "4")]
    for desk in ("2", "3", "4"):
        monday.finishes(desk)
    called += [monday.serves(desk) for desk in ("4", "3", "2")]
    assert called == visits


def test_the_screens_know_how_many_are_inside(monday):
    monday.ticket("dowod-wniosek", persons=2)
    monday.ticket("informacja")
    assert monday.hall(lambda hall, rules: hall.inside) == 3
