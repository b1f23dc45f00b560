"""Tokens, ticket codes and the brake."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.core.people.codes import ALPHABET, Codes, visit_in
from okienko.core.people.throttle import Throttle
from okienko.core.people.tokens import BadToken, Claims, Signer

SIGNER = Signer.of(b"a secret of the tests")
CLAIMS = Claims("person", 17, "demo", ("clerk",), 3, 1000)


def test_a_token_says_what_was_signed() -> None:
    assert SIGNER.read(SIGNER.sign(CLAIMS), now=999) == CLAIMS


def test_a_token_that_is_over_is_refused() -> None:
    with pytest.raises(BadToken):
        SIGNER.read(SIGNER.sign(CLAIMS), now=1000)


def test_a_token_of_another_installation_is_refused() -> None:
    with pytest.raises(BadToken):
        SIGNER.read(Signer.of(b"another secret").sign(CLAIMS), now=0)


@given(st.integers(0, 200), st.sampled_from(string.ascii_letters + string.digits + "-_=. \x00ż"))
def test_a_token_that_was_changed_in_any_place_is_refused(place: int, letter: str) -> None:
    token = SIGNER.sign(CLAIMS)
    place %= len(token)
    changed = token[:place] + letter + token[place + 1:]
    try:
        assert SIGNER.read(changed, now=0) == CLAIMS
    except BadToken:
        return
    # The last letter of base64 carries spare bits: another spelling of the very same bytes.
    assert changed == token or place == len(token) - 1


@given(st.text(max_size=1200))
def test_no_text_breaks_the_reading_of_tokens(text: str) -> None:
    with pytest.raises(BadToken):
        SIGNER.read(text, now=0)


CODES = Codes.of(b"a secret of the tests")


@given(st.integers(0, 2**40))
def test_a_ticket_code_opens_its_own_visit_only(visit: int) -> None:
    code = CODES.make(visit, office="demo", day="2026-03-02")
    assert visit_in(code.lower()) == visit
    assert CODES.opens(code.lower(), visit, office="demo", day="2026-03-02")
    assert not CODES.opens(code, visit, office="other", day="2026-03-02")
    assert not CODES.opens(code, visit, office="demo", day="2026-03-03")
    assert not CODES.opens(code, visit + 1, office="demo", day="2026-03-02")
    assert not Codes.of(b"other").opens(code, visit, office="demo", day="2026-03-02")


@given(st.text(max_size=40))
def test_a_guessed_code_opens_nothing(code: str) -> None:
    assert not CODES.opens(code, visit_in(code) or 0, office="demo", day="2026-03-02")


def test_a_code_has_at_least_sixty_bits_that_cannot_be_guessed() -> None:
    marks = {CODES.make(visit, office="demo", day="2026-03-02")[-13:] for visit in range(500)}
    assert len(marks) == 500
    assert all(len({mark[place] for mark in marks}) > 24 for place in range(13))
    assert len(ALPHABET) == 32


def test_the_brake_lets_a_few_through_then_so_many_a_minute() -> None:
    now = [0.0]
    brake = Throttle(burst=3, per_minute=6, now=lambda: now[0])
    assert [brake.take("a") for _ in range(5)] == [True, True, True, False, False]
    assert brake.take("b")
    assert brake.seconds_to_wait("a") == 11
    now[0] = 10.0
    assert [brake.take("a"), brake.take("a")] == [True, False]


def test_the_memory_of_the_brake_is_bounded() -> None:
    brake = Throttle(burst=1, per_minute=1, now=lambda: 0, addresses=10)
    for number in range(1000):
        brake.take(str(number))
    assert len(brake._buckets) == 10
