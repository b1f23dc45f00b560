"""What stands over the phone page while one talks to the officer, and whom the search has reached."""

import html
import re

import httpx
import pytest

from tests.faces.workplace.conftest import hall, legnica

__all__ = ["hall", "legnica"]
TALK = "spotkanie-pracownik"


@pytest.fixture
def phone(hall):
    """The page of a ticket, in English."""
    with httpx.Client(base_url=hall.address, timeout=10, cookies={"okienko_language": "en"}) as client:

        def read(taken) -> str:
            page = client.get(f"/legnica/t/{taken['code']}/").text
            return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())

        yield read


def wish_of(hall, taken) -> int | None:
    wishes = hall.picture()["wishes"]
    return next((int(number) for number, row in wishes.items() if row["visit"] == taken["visit"]), None)


@pytest.mark.parametrize(("matter", "comes_back"), [(TALK, False), ("dowod-wniosek", True)])
def test_whoever_talks_to_the_officer_reads_so_and_comes_back_only_for_a_matter(hall, phone, matter, comes_back):
    taken = hall.take(matter, **({"department": "SO"} if matter == TALK else {}))
    wish = wish_of(hall, taken) or hall.do(do="ask_officer", visit=taken["visit"])["wish"]
    hall.do(do="answer_wish", wish=wish, person="so-7")
    assert "The officer is coming down to you" in phone(taken)
    hall.do(do="start_meeting", wish=wish, person="so-7")
    talking = phone(taken)
    assert "You are talking to the officer" in talking
    assert "You are at another post" not in talking and "I give up" not in talking
    assert ("When you are back you go ahead of the queue." in talking) is comes_back
    hall.do(do="end_meeting", wish=wish)


def test_whom_the_search_has_reached_is_told(hall, phone):
    """While a wish goes from the officers to the deputy head and on, the client sees that it goes on."""
    taken = hall.take("dowod-wniosek")
    wish = hall.do(do="ask_officer", visit=taken["visit"])["wish"]
    assert "Now we are asking" not in phone(taken)
    told = {"deputy": "Now we are asking the deputy head of the department.",
            "head": "Now we are asking the head of the department.",
            "office": "Now we are asking the manager of the office."}
    gone, reached = [], set()
    try:
        while (row := hall.picture()["wishes"][str(wish)])["state"] == "seeking":
            if row["step"] in told:
                assert told[row["step"]] in phone(taken)
                reached.add(row["step"])
            gone += row["asked"]
            for person in row["asked"]:
                hall.do(do="set_presence", person=person, presence="out")
        assert "Now we are asking" not in phone(taken)
    finally:
        for person in gone:
            hall.do(do="set_presence", person=person, presence="here")
    assert reached
