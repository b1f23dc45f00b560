"""The phone says where to go and where to wait: to the desk first, outside by the rules in force."""

import html
import re

import httpx
import pytest

from tests.faces.workplace.conftest import hall, legnica

__all__ = ["hall", "legnica"]


@pytest.fixture
def phone(hall):
    """The page of a ticket, in English."""
    with httpx.Client(base_url=hall.address, timeout=10, cookies={"okienko_language": "en"}) as client:

        def read(taken) -> str:
            page = client.get(f"/legnica/t/{taken['code']}/").text
            return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())

        yield read


def test_the_call_goes_first_and_the_wish_stays(hall, phone):
    taken = hall.take("dowod-wniosek")
    wish = hall.do(do="ask_officer", visit=taken["visit"])["wish"]
    assert "You keep your place in the queue meanwhile." in phone(taken)
    hall.do(do="open_desk", desk="4", person="so-1")
    hall.do(do="call_next", desk="4")
    called = phone(taken)
    assert "It is your turn" in called and "Your ticket waits meanwhile" not in called
    assert "Please go to the desk now. Your wish stays open: the officer comes there or afterwards." in called
    hall.do(do="answer_wish", wish=wish, person="so-8")
    assert "Please go to the desk first. The officer talks with you there or afterwards." in phone(taken)
    hall.do(do="start", desk="4")
    assert "The officer talks with you at the desk or afterwards." in phone(taken)


def test_who_waits_outside_reads_the_rules_that_are_in_force(hall, phone):
    hall.do(do="open_desk", desk="4", person="so-1")
    hall.do(do="set_regime", regime="jedna-osoba-przy-stanowisku")
    taken = hall.take("dowod-wniosek")
    try:
        assert "Please come in when you are called, and wait in the lobby" in phone(taken)
    finally:
        hall.do(do="set_regime", regime=None)
