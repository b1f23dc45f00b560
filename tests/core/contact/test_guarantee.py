"""The guarantee's table: whatever is added to it, nobody may be refused."""

import pytest

from okienko.core.contact import wish as contact
from okienko.core.contact.search import next_step
from okienko.core.contact.wish import DATED, LAPSED, MET, NEW, WISH_LIFE, WITHDRAWN, Wish
from okienko.core.hall.entries import WISH_KINDS
from tests.core.hall.conftest import MORNING

STEPS = (("officers", ("so-1", "so-2")), ("deputy", ("so-d",)), ("head", ("so-h",)))

#: In a conversation a wish is met or goes on being looked for; whoever is together with the officer withdraws nothing.
EDGES = """
new wish_asked asked
asked wish_sought offering seeking
asked wish_consented asked
asked wish_dated dated
asked wish_withdrawn withdrawn
seeking wish_deferred seeking
seeking wish_sought offering seeking
seeking wish_consented seeking
seeking wish_answered promised
seeking wish_dated dated
seeking wish_withdrawn withdrawn
offering wish_consented offering
offering wish_sought offering seeking
offering wish_answered promised
offering wish_dated dated
offering wish_withdrawn withdrawn
promised wish_answered promised
promised wish_placed promised
promised wish_consented promised
promised wish_deferred seeking
promised wish_started meeting
promised wish_dated dated
promised wish_withdrawn withdrawn
dated wish_dated dated
dated wish_consented dated
dated wish_sought offering seeking
dated wish_answered promised
dated wish_started meeting
dated wish_lapsed lapsed
dated wish_withdrawn withdrawn
lapsed wish_sought offering seeking
meeting wish_met met
meeting wish_deferred seeking
"""


def reachable(start: str) -> set[str]:
    found, todo = set(), [start]
    while todo:
        state = todo.pop()
        for targets in WISH_LIFE[state].values():
            todo += targets - found
            found |= targets
    return found


def test_a_wish_for_the_officer_cannot_be_refused():
    """A wish ends in two ways only: they met, or the client withdrew it."""
    ends = {state for state, edges in WISH_LIFE.items() if not edges}
    assert ends == {MET, WITHDRAWN}
    into_withdrawn = {kind for edges in WISH_LIFE.values() for kind, to in edges.items() if WITHDRAWN in to}
    into_met = {kind for edges in WISH_LIFE.values() for kind, to in edges.items() if MET in to}
    assert (into_withdrawn, into_met) == ({"wish_withdrawn"}, {"wish_met"})


def test_only_an_agreed_date_lapses_and_a_lapsed_one_is_taken_up_again():
    into_lapsed = {(state, kind) for state, edges in WISH_LIFE.items() for kind, to in edges.items() if LAPSED in to}
    assert into_lapsed == {(DATED, "wish_lapsed")}
    assert MET in reachable(LAPSED)


@pytest.mark.parametrize("state", sorted(contact.OPEN))
def test_from_every_open_state_a_meeting_can_still_be_reached(state):
    assert MET in reachable(state)


def test_the_table_and_the_journal_name_the_same_kinds():
    assert {kind for edges in WISH_LIFE.values() for kind in edges} == WISH_KINDS
    assert set(WISH_LIFE) == contact.OPEN | {NEW, MET, LAPSED, WITHDRAWN}


def a_wish(**facts) -> Wish:
    return Wish(number=1, visit=None, department="SO", asked_at=MORNING, **facts)


def test_the_search_passes_over_a_step_in_which_nobody_is_present():
    out = {"so-1": "out", "so-2": "out"}
    assert next_step(a_wish(), steps=STEPS, presence=out).people == ("so-d",)


def test_when_everybody_is_out_a_date_is_offered_and_the_wish_stays_open():
    step = next_step(a_wish(), steps=STEPS, presence={p: "out" for p in ("so-1", "so-2", "so-d", "so-h")})
    assert (step.people, step.state) == ((), contact.OFFERING)
    assert contact.OFFERING in contact.OPEN


def test_a_named_person_is_replaced_only_with_the_clients_consent():
    named = a_wish(named="so-1")
    assert next_step(named, steps=STEPS, presence={"so-1": "out"}).people == ()
    agreed = a_wish(named="so-1", consent=True)
    assert next_step(agreed, steps=STEPS, presence={"so-1": "out"}).people == ("so-2",)


def test_the_table_is_this_one_and_no_other():
    """Whoever adds an edge says so here as well: the table is the whole of what may happen."""
    written = {tuple(line.split()[:2]): frozenset(line.split()[2:]) for line in EDGES.split("\n") if line}
    assert {(state, kind): to for state, kinds in WISH_LIFE.items() for kind, to in kinds.items()} == written
