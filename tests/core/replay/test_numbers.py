"""What the number on a display proves about calls."""

import pytest

from okienko.core.replay.numbers import Display, Kind, Number, UnreadableNumber, read_number


@pytest.mark.parametrize(("text", "number"), [
    ("A007", Number("A", 7)), ("a7", Number("A", 7)), ("007", Number("", 7)), ("A-12", Number("A", 12)),
    (" B 012 ", Number("B", 12)), ("Ł001", Number("Ł", 1)), ("VC120", Number("VC", 120)), ("12.0", Number("", 12)),
    ("A000", Number("A", 0)), ("", None), ("nan", None), ("---", None), ("NULL", None),
])
def test_a_number_is_read_with_its_letters_and_without_leading_zeros(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["A", "12A", "A1B2", "1.5", "A0071234567890", "??"])
def test_what_is_no_number_is_said_to_be_unreadable(text):
    with pytest.raises(UnreadableNumber):
        read_number(text)


def shown(*texts: str, letter: str = "A", **facts):
    display = Display(letter=letter, **facts)
    return [display.show(read_number(text), minutes=5) for text in texts]


def kinds(*texts: str, **facts):
    return [move.kind for move in shown(*texts, **facts)]


def lows(*texts: str, **facts):
    return [move.low for move in shown(*texts, **facts)]


def test_calls_are_the_advance_of_the_number():
    assert lows("A001", "A004", "A004", "A010")[1:] == [3, 0, 6]
    assert all(move.is_exact for move in shown("A001", "A004", "A004", "A010")[1:])


def test_the_first_number_of_a_day_proves_one_call_and_at_most_its_value():
    first = shown("A003")[0]
    assert (first.kind, first.low, first.high) == (Kind.FIRST, 1, 3)
    assert shown("A401")[0].high is None


def test_an_advance_beyond_sixty_is_a_jump_that_proves_one_call_and_has_no_bound():
    jump = shown("A001", "A062")[1]
    assert (jump.kind, jump.low, jump.high, jump.jump) == (Kind.JUMP, 1, None, True)
    assert shown("A001", "A061")[1].kind is Kind.ADVANCE


def test_over_a_gap_of_the_log_a_longer_advance_is_believed():
    display = Display(letter="A")
    display.show(Number("A", 1), minutes=0)
    assert display.show(Number("A", 121), minutes=95).low == 120


def test_a_block_of_booked_numbers_is_no_reset_and_the_first_block_goes_on():
    assert kinds("H001", "H009", "H903", "H010", "H904", "H012", letter="H") == [
        Kind.FIRST, Kind.ADVANCE, Kind.JUMP, Kind.ADVANCE, Kind.ADVANCE, Kind.ADVANCE]
    assert lows("H001", "H009", "H903", "H010", "H904", "H012", letter="H") == [1, 8, 1, 1, 1, 2]


def test_a_call_out_of_turn_is_no_reset_and_is_not_counted_twice():
    assert kinds("A100", "A110", "A109", "A112")[2:] == [Kind.OUT_OF_TURN, Kind.ADVANCE]
    assert lows("A100", "A110", "A109", "A112")[1:] == [10, 0, 2]


def test_the_front_of_a_block_shown_again_is_no_call():
    assert kinds("A009", "A010", "A905", "A010")[3] is Kind.REPEAT


def test_a_numbering_that_begins_anew_is_a_reset_and_counts_on():
    moves = shown("A001", *(f"A{n:03d}" for n in range(11, 99, 10)), "A002", "A003", "A007")
    assert [move.kind for move in moves[-3:]] == [Kind.RESET, Kind.ADVANCE, Kind.ADVANCE]
    assert [move.low for move in moves[-3:]] == [1, 1, 4]
    assert moves[-3].backward


def test_yesterdays_number_on_the_display_is_a_reset_at_the_first_call():
    assert kinds("A187", "A001", "A003") == [Kind.FIRST, Kind.RESET, Kind.ADVANCE]


def test_tickets_of_another_queue_prove_a_call_each_and_leave_the_calls_open():
    moves = shown("K001", "R112", "K003", "R113", letter="K", others={"R"}, mixed=True)
    assert [move.kind for move in moves[1:]] == [Kind.FOREIGN, Kind.ADVANCE, Kind.FOREIGN]
    assert [(move.low, move.high) for move in moves[1:]] == [(1, None), (2, None), (1, None)]


def test_an_advance_in_shared_numbers_proves_one_call_and_at_most_all():
    move = shown("A001", "A006", shared=True)[1]
    assert (move.kind, move.low, move.high) == (Kind.SHARED, 1, 5)


def test_the_plain_rule_is_counted_beside_whatever_the_letters():
    moves = shown("K001", "R012", "K003", letter="K", others={"R"}, mixed=True)
    assert [(move.advance, move.backward) for move in moves] == [(0, False), (11, False), (0, True)]
