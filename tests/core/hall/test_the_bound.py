"""The bound within which anybody is called, whatever the others do (ADR 0004)."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from okienko.core.hall import commands as c
from okienko.core.hall.order import may_call
from okienko.core.hall.visit import WAITING
from okienko.core.hall.waiting.lanes import CLASSES, class_of

from .conftest import Day, make_rules
from .turns import call_another, returner

services = st.sampled_from(["id-card", "id-pickup", "car"])
arrivals = st.lists(st.tuples(services, st.sampled_from([None, "statutory"])), min_size=1, max_size=4)
#: What becomes of whoever is called, one after another: finished, or away and back at once, ahead of the queue.
fates = st.lists(st.booleans(), min_size=1, max_size=6)
RETURN, FINISH = True, False
BOTH = [[("id-card", None), ("id-card", "statutory")]]


@settings(max_examples=60, deadline=None)
@given(st.lists(services, min_size=1, max_size=6), st.lists(arrivals, min_size=1, max_size=8), fates,
       st.sampled_from(["id-card", "car"]), st.sampled_from(CLASSES), st.sampled_from([0, 1, 60]))
@example(["car", "id-card"], [[("id-card", None)] * 2], [FINISH], "car", "ordinary", 0)
@example(["id-card"] * 4, [[("id-pickup", None), ("id-card", "statutory")] * 2], [FINISH], "id-card", "ordinary", 1)
@example(["id-card"] * 4, BOTH, [RETURN], "id-card", "ordinary", 1)
@example(["id-card"] * 4, BOTH, [RETURN], "id-card", "priority", 1)
@example(["id-card"] * 4, BOTH, [RETURN, FINISH], "car", "priority", 0)
@example(["id-card"], [[("id-card", "statutory")] * 3], [FINISH], "id-card", "ordinary", 60)
@example(["id-card"], BOTH, [RETURN], "id-card", "returning", 60)
def test_anybody_is_called_within_the_bound_as_long_as_desks_serve(ahead, flood, fate, service, name, pace):
    """The bound of `okienko.core.hall.order`: (n + d) × B calls after patience × target, however others flood in.

    The specialist desk acts all the time and calls nobody, so that the generalist may leave it what it can take.
    """
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("1", "3", "4")
    visit = _waiting_as(day, name, service, ahead)
    able = [desk.id for desk in day.hall.desks.values() if may_call(desk, visit)]
    before = [each for each in day.hall.waiting() if each is not visit and class_of(each) == name
              and any(may_call(day.hall.desks[desk], each) for desk in able)]
    rules = day.rules
    bound = (len(before) + len(able)) * (rules.returners_in_row + 1) * (rules.priority_in_row + 1)
    day.now += timedelta(seconds=rules.patience * rules.services[service].target)
    calls, called = 0, None
    while called is not visit and calls < bound:
        for wanted, priority in [*flood[calls % len(flood)], ("id-card", None)]:
            day.take(wanted, priority=priority, after=pace)
        day.do(c.PauseDesk(desk="3"))
        day.do(c.ResumeDesk(desk="3"))
        for desk in able:
            if desk != "3" and called is not visit and calls < bound:
                called = call_another(day, desk, returns=fate[calls % len(fate)])
                calls += 1
    assert called is visit, f"waits after {calls} calls, the bound is {bound}"


def _waiting_as(day: Day, name: str, service: str, ahead: list[str]):
    """A visit of this class, behind as many of its class as are ahead."""
    for wanted in ahead:
        if name == "returning":
            returner(day, wanted, desk="4")
        else:
            day.take(wanted, priority="statutory" if name == "priority" else None)
    day.now += timedelta(seconds=1)
    if name == "returning":
        return returner(day, service, desk="4")
    return day.take(service, priority="statutory" if name == "priority" else None)


@pytest.mark.parametrize("service", ["id-card", "car"])
def test_a_flood_of_short_targets_starves_nobody(service):
    """The ratio alone would: short targets at twice the desk's pace grow faster than a long one (ADR 0004)."""
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.open("4")
    visit = day.take(service)
    for _ in range(400):
        for _ in range(2):
            day.take("id-pickup")
        day.now += timedelta(minutes=5)
        call_another(day, "4")
        if visit.state != WAITING:
            break
    assert visit.state != WAITING
    assert class_of(visit) == "ordinary"
