"""The contact with officers in figures."""

from okienko.core.standards.measures import WishFact
from okienko.core.standards.openness import by_department, contact


def wish(minutes=None, *, department="SO", direct=True, withdrawn=False):
    return WishFact(department=department, minutes=minutes, direct=direct and minutes is not None, withdrawn=withdrawn)


def test_without_a_wish_nothing_is_claimed():
    nothing = contact([])
    assert (nothing.asked, nothing.met, nothing.open, nothing.median) == (0, 0, 0, None)


def test_each_wish_is_met_withdrawn_by_the_client_or_still_open():
    found = contact([wish(4.0), wish(10.0, direct=False), wish(6.0), wish(withdrawn=True), wish()])
    assert (found.asked, found.met, found.direct, found.withdrawn, found.open) == (5, 3, 2, 1, 1)
    assert found.median == 6.0


def test_departments_are_counted_apart():
    found = by_department([wish(1.0), wish(9.0, department="GN"), wish(3.0)])
    assert list(found) == ["SO", "GN"]
    assert found["SO"].median == 1.0 and found["GN"].asked == 1
