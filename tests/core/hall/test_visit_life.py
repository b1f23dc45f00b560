"""The table of a visit's life: what its edges may never allow."""

from okienko.core.hall.entries import VISIT_KINDS
from okienko.core.hall.visit import CALLED, ENDED, NEW, OPEN, SERVING, STATES, VISIT_LIFE, WAITING

EDGES = """
new taken parked waiting
waiting called called
waiting admitted waiting
waiting moved waiting
waiting matter_added waiting
waiting parked parked
waiting went_away away
waiting finish_undone serving
waiting left left
waiting expired expired
called recalled called
called started serving
called call_undone waiting
called matter_added called
called missed missed
called parked parked
called went_away away
called left left
called expired expired
serving call_undone waiting
serving settled serving waiting
serving finish_undone serving
serving finished finished
serving matter_added serving
serving parked parked
serving sent waiting
serving went_away away
serving handed waiting
serving left left
serving expired expired
parked resumed waiting
parked admitted parked
parked finish_undone serving
parked matter_added parked
parked went_away away
parked left left
parked expired expired
parked finished finished
away came_back waiting
away matter_added away
away finished finished
away left left
away expired expired
finished finish_undone serving
left reinstated waiting
expired reinstated waiting
missed reinstated waiting
"""


def edges():
    return [(state, kind, to)
            for state, kinds in VISIT_LIFE.items() for kind, targets in kinds.items() for to in targets]


def test_only_a_waiting_visit_is_called_so_that_nobody_is_called_twice():
    assert {state for state, kind, _ in edges() if kind == "called"} == {WAITING}
    assert {(state, kind) for state, kind, to in edges() if to == CALLED} == {
        (WAITING, "called"), (CALLED, "recalled"), (CALLED, "matter_added")}


def test_only_a_called_visit_is_served_unless_a_finish_is_undone():
    into = {(state, kind) for state, kind, to in edges() if to == SERVING and state != SERVING}
    assert into == {(CALLED, "started"), ("waiting", "finish_undone"), ("finished", "finish_undone"),
                    ("parked", "finish_undone")}


def test_an_ended_visit_lives_on_only_by_undoing_or_taking_back():
    assert {kind for state, kind, _ in edges() if state in ENDED} == {"finish_undone", "reinstated"}


def test_every_open_visit_may_leave_and_expires_at_close():
    for state in OPEN:
        assert {"left", "expired"} <= set(VISIT_LIFE[state])


def test_every_state_is_reached_and_every_kind_is_used():
    assert {to for _, _, to in edges()} | {NEW} == set(STATES)
    assert {kind for _, kind, _ in edges()} == VISIT_KINDS


def test_from_every_open_state_the_visit_can_end():
    def ends_from(state, seen=frozenset()):
        nexts = {to for _, to in ((k, t) for s, k, t in edges() if s == state)} - seen
        return bool(nexts & ENDED) or any(ends_from(to, seen | nexts) for to in nexts)

    assert all(ends_from(state) for state in OPEN)


def test_the_table_is_this_one_and_no_other():
    """Whoever adds an edge says so here as well: the table is the whole of what may happen."""
    written = {tuple(line.split()[:2]): frozenset(line.split()[2:]) for line in EDGES.split("\n") if line}
    assert {(state, kind): to for state, kinds in VISIT_LIFE.items() for kind, to in kinds.items()} == written
