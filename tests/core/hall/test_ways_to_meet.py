"""How they meet: in the hall unless the client chooses otherwise, by a way that is open when they begin."""

from datetime import timedelta

import pytest

from okienko.core.contact.number import NumberUnreadable, phone_number
from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.upstairs import upstairs

from .conftest import make_rules


@pytest.fixture
def asked(day):
    """A client in the hall wishes to talk to whoever handles the matter."""
    day.do(c.AskOfficer(visit=day.take().number))
    return day


def seen(day, person="so-1"):
    return upstairs(day.hall, rules=day.rules, person=person, department="SO", at=day.now)["wishes"][0]


@pytest.mark.parametrize("mode", ["goes-up", "phone", "video"])
def test_an_officer_never_chooses_to_stay_upstairs(asked, mode):
    assert mode not in seen(asked)["modes"]
    with pytest.raises(r.ModeNotOpen):
        asked.do(c.AnswerWish(wish=1, person="so-1", mode=mode))
    assert asked.hall.wishes[1].state == "seeking"


@pytest.mark.parametrize("mode", ["goes-up", "video"])
def test_the_client_may_choose_it(asked, mode):
    asked.do(c.ChooseContact(wish=1, prefers=mode))
    asked.do(c.AnswerWish(wish=1, person="so-1"))
    assert asked.hall.wishes[1].mode == mode


def test_a_call_needs_a_number_to_call(asked):
    with pytest.raises(r.NumberMissing):
        asked.do(c.ChooseContact(wish=1, prefers="phone"))
    entry, = asked.do(c.LeaveNumber(wish=1))
    assert entry.body == {"wish": 1, "state": "seeking", "prefers": "phone", "reachable": True}
    asked.do(c.AnswerWish(wish=1, person="so-1"))
    assert asked.hall.wishes[1].mode == "phone"
    asked.do(c.StartMeeting(wish=1, person="so-1"))
    assert asked.hall.wishes[1].mode == "phone"


@pytest.mark.parametrize("command", [c.AskOfficer(visit=1, prefers="phone"),
                                     c.Take(matters=("talk",), department="SO", prefers="phone")])
def test_nobody_asks_for_a_call_without_a_number(day, command):
    day.take()
    before = day.hall.seq
    with pytest.raises(r.NumberMissing):
        day.do(command)
    assert day.hall.seq == before


def test_who_chooses_another_way_is_not_called_any_more(asked):
    asked.do(c.LeaveNumber(wish=1))
    asked.do(c.ChooseContact(wish=1, prefers="comes-down"))
    assert not asked.hall.wishes[1].reachable


def test_a_way_that_was_closed_meanwhile_leads_to_another_one(asked):
    """The client was to go up; now nobody may. The officer answers anew, or a date is agreed; nobody is shut out."""
    asked.do(c.ChooseContact(wish=1, prefers="goes-up"))
    asked.do(c.AnswerWish(wish=1, person="so-1"))
    asked.do(c.SetRegime(regime="red"))
    with pytest.raises(r.ModeNotOpen):
        asked.do(c.StartMeeting(wish=1, person="so-1"))
    row = seen(asked)
    assert (row["is_closed"], row["may_start"], row["may_answer"], row["modes"]) == (True, False, True, ["comes-down"])
    asked.do(c.AnswerWish(wish=1, person="so-1"))
    assert (asked.hall.wishes[1].mode, seen(asked)["may_start"]) == ("comes-down", True)
    asked.do(c.StartMeeting(wish=1, person="so-1"))
    assert asked.hall.wishes[1].state == "meeting"


def test_a_closed_way_is_also_changed_by_who_has_come_down_or_by_the_client(asked):
    asked.do(c.ChooseContact(wish=1, prefers="goes-up"))
    asked.do(c.AnswerWish(wish=1, person="so-1"))
    asked.do(c.SetRegime(regime="red"))
    asked.do(c.LeaveNumber(wish=1))
    asked.do(c.StartMeeting(wish=1, person="so-1", mode="comes-down"))
    assert (asked.hall.wishes[1].mode, asked.hall.wishes[1].post) == ("comes-down", "S1")


def test_with_the_day_goes_the_number_unless_a_date_is_agreed(asked):
    asked.do(c.LeaveNumber(wish=1))
    asked.do(c.AskOfficer(visit=asked.take().number))
    asked.do(c.LeaveNumber(wish=2))
    due_at = asked.rules.dates[0]
    asked.do(c.AgreeDate(wish=2, due_at=due_at, mode="phone", person="so-2"))
    asked.do(c.CloseDay(even_waiting=True))
    asked.rules = make_rules(day=asked.rules.day + timedelta(days=1))
    asked.do(c.OpenDay())
    first, second = asked.hall.wishes.values()
    assert (first.state, first.prefers, first.reachable) == ("offering", "comes-down", False)
    assert (second.state, second.mode, second.person, second.reachable) == ("dated", "phone", "so-2", True)


@pytest.mark.parametrize(("written", "dialled"), [
    ("600 700 800", "600700800"), ("+48 600-700-800", "+48600700800"), ("(76) 721.21.11", "767212111")])
def test_a_number_is_read_as_people_write_it(written, dialled):
    assert phone_number(written) == dialled


@pytest.mark.parametrize("written", ["", "12345678", "1" * 16, "600 700 80O", "٦٠٠٧٠٠٨٠٠", "++48600700800", "call me"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(NumberUnreadable):
        phone_number(written)
