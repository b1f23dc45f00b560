"""Who came, who was called, who left, derived from samples."""

from hypothesis import given
from hypothesis import strategies as st

from okienko.core.replay.flows import Known, derive, shared_numbers
from okienko.core.replay.numbers import Kind
from tests.core.replay.days import day_of, queue_of, row, rows


def test_arrivals_are_the_change_of_the_queue_and_the_calls():
    flow = queue_of((2, "A001"), (5, "A003")).flows[0]
    assert (flow.calls, flow.arrivals, flow.left, flow.gone, flow.known) == (2, 5, 0, 0, Known.EXACT)


def test_a_negative_remainder_are_people_who_left():
    flow = queue_of((5, "A001"), (1, "A002")).flows[0]
    assert (flow.calls, flow.arrivals, flow.left, flow.gone) == (1, 0, 3, 0)


def test_without_a_number_whoever_disappears_is_gone_and_nobody_is_said_to_be_called():
    queue = queue_of((3,), (1,), (4,))
    assert [(f.calls, f.arrivals, f.left, f.gone, f.known) for f in queue.flows] == [
        (0, 0, 0, 2, Known.UNKNOWN), (0, 3, 0, 0, Known.UNKNOWN)]
    assert queue.most_calls is None


def test_without_a_number_a_desk_and_a_movement_nobody_is_called():
    assert queue_of((1, "A001"), (0, "A002"), (0, ""), (0, ""), desks=0).most_calls == 1
    assert queue_of((1, "A001"), (0, "A002"), (0, ""), (0, "")).most_calls is None
    assert queue_of((1, "A001"), (0, "A002"), (0, ""), (1, ""), desks=0).most_calls is None


def test_a_number_that_was_away_bounds_the_calls_across_the_gap():
    queue = queue_of((5, "A001"), (3,), (4,), (2, "A006"))
    assert [flow.known for flow in queue.flows] == [Known.ACROSS] * 3
    assert [flow.calls for flow in queue.flows] == [2, 0, 3]
    assert (queue.calls, queue.most_calls, queue.gone) == (5, 5, 0)


def test_what_a_bound_leaves_open_is_gone_and_not_left():
    queue = queue_of((4, "A001"), (0, "A070"))
    assert (queue.calls, queue.left, queue.gone, queue.most_calls) == (1, 0, 3, None)


def test_the_first_number_bounds_the_calls_before_it():
    queue = queue_of((0,), (3,), (2, "A002"))
    assert (queue.calls, queue.most_calls, queue.gone) == (1, 2, 0)
    assert queue.count(Kind.FIRST) == 1


def test_a_display_that_hangs_while_the_queue_moves_says_nothing_until_it_catches_up():
    queue = queue_of((0, "A001"), *[(4, "A010"), (2, "A010"), (3, "A010")] * 6, (1, "A031"))
    assert (queue.stale, queue.calls, queue.most_calls) == (17, 30, 30)
    assert queue.left == 0
    assert [flow.known for flow in queue.flows] == [Known.EXACT, *[Known.ACROSS] * 18]


def test_a_number_that_stands_still_with_its_queue_is_believed():
    quiet = queue_of((0, "A001"), *[(1, "A010")] * 20, (1, "A011"))
    short = queue_of((0, "A001"), *[(4, "A010"), (2, "A010")] * 5, (1, "A011"))
    assert (quiet.stale, short.stale) == (0, 0)
    assert short.left > 0


def test_a_sample_without_a_known_queue_is_passed_over():
    queue = queue_of((2, "A001"), ("", "A002"), (2, "A003"))
    assert [(flow.before, flow.after, flow.calls, flow.arrivals) for flow in queue.flows] == [(2, 2, 2, 2)]


def test_a_queue_that_is_never_known_has_no_flows():
    assert derive(day_of(rows(("",), ("",)))) == ()


def test_resets_are_counted_and_the_calls_go_on():
    queue = queue_of((1, "A097"), (1, "A098"), (1, "A002"), (1, "A004"))
    assert (queue.count(Kind.RESET), queue.calls) == (1, 4)


def test_a_cash_desk_that_calls_tickets_of_other_queues_is_mixed():
    day = day_of(rows((1, "R001"), (1, "R002"), (1, "R003"), queue="1", letter="R"),
                 rows((2, "K001"), (2, "R002"), (2, "K002"), queue="2", letter="K"))
    cars, cash = derive(day)
    assert (cars.mixed, cash.mixed) == (False, True)
    assert (cash.calls, cash.most_calls) == (2, None)


def test_queues_that_take_turns_in_one_numbering_share_it():
    one = rows(*((1, f"A{n:03d}") for n in range(1, 14, 2)), queue="1")
    other = rows(*((1, f"A{n:03d}") for n in range(2, 15, 2)), queue="2")
    own = rows(*((1, f"B{n:03d}") for n in range(1, 8)), queue="3", letter="B")
    assert shared_numbers(day_of(one, other, own)) == {"1", "2"}


def test_queues_of_one_letter_with_blocks_of_their_own_do_not_share():
    one = rows(*((1, f"A{n:03d}") for n in (*range(1, 20, 2), 903, 915)), queue="1")
    other = rows(*((1, f"A{n:03d}") for n in range(700, 720, 2)), queue="2")
    assert shared_numbers(day_of(one, other)) == frozenset()


def test_queues_of_one_letter_that_each_count_from_one_do_not_share():
    one = rows(*((1, f"A{n:03d}") for n in range(1, 8)), queue="1")
    other = rows(*((1, f"A{n:03d}") for n in (1, 1, 2, 3, 4, 6, 7)), queue="2")
    assert shared_numbers(day_of(one, other)) == frozenset()


NUMBERS = st.one_of(st.just(""), st.integers(0, 130).map(lambda n: f"A{n:03d}"),
                    st.integers(1, 40).map(lambda n: f"B{n:03d}"), st.integers(900, 910).map(lambda n: f"A{n}"))
STEPS = st.lists(st.tuples(st.integers(0, 40), NUMBERS), min_size=2, max_size=30)


@given(steps=STEPS, others=st.booleans())
def test_derived_flows_always_reproduce_the_queue(steps, others):
    found = [rows(*steps)]
    if others:
        found.append([row("08:00", 0, queue="2", letter="B")])
    queue = next(each for each in derive(day_of(*found)) if each.queue.id == "1")
    people = queue.at_first
    for flow, (waiting, _) in zip(queue.flows, steps[1:], strict=True):
        assert min(flow.arrivals, flow.calls, flow.left, flow.gone) >= 0
        people += flow.arrivals - flow.calls - flow.left - flow.gone
        assert people == flow.after == waiting
    assert queue.arrivals == queue.calls + queue.left + queue.gone + queue.at_last
    assert queue.most_calls is None or queue.most_calls >= queue.calls


@given(counts=st.lists(st.integers(0, 60), min_size=2, max_size=30))
def test_unknown_stays_unknown(counts):
    queue = queue_of(*((count,) for count in counts))
    assert all(flow.known is Known.UNKNOWN for flow in queue.flows)
    assert (queue.calls, queue.left, queue.most_calls) == (0, 0, None)


@given(advances=st.lists(st.integers(0, 60), min_size=1, max_size=20))
def test_a_plain_count_gives_exactly_its_calls(advances):
    number, steps = 1, [(0, "A001")]
    for advance in advances:
        number += advance
        steps.append((0, f"A{number:03d}"))
    queue = queue_of(*steps)
    assert queue.calls == queue.most_calls == queue.advance == sum(advances)
