"""A form becomes a command of the hall, and nothing that core does not know gets through."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from okienko.core.hall import commands as c
from okienko.core.hall.refusals import Malformed
from okienko.ui.posts import read_command, read_key

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def read(text):
    return read_command(QueryDict(text), zone=ZoneInfo("Europe/Warsaw"))


@pytest.mark.parametrize(("form", "command"), [
    ("do=call_next&desk=2", c.CallNext(desk="2")),
    ("do=undo_finish&desk=2&visit=17", c.UndoFinish(desk="2", visit=17)),
    ("do=hand&desk=2&service=&to_desk=3&to_person=", c.Hand(desk="2", to_desk="3")),
    ("do=park&desk=2&minutes=20", c.Park(desk="2", minutes=20)),
    ("do=choose_contact&wish=3&substitute=true", c.ChooseContact(wish=3, substitute=True)),
    ("do=take&matters=a&matters=b&needs=loop", c.Take(matters=("a", "b"), needs=("loop",))),
    ("do=agree_date&wish=3&due_at=2026-03-04T09:00", c.AgreeDate(wish=3, due_at=datetime(2026, 3, 4, 8, tzinfo=UTC))),
    ("do=answer_wish&wish=3&person=so-7&minutes=10", c.AnswerWish(wish=3, person="so-7", minutes=10)),
    ("do=call_next&desk=2&csrfmiddlewaretoken=x&more=y", c.CallNext(desk="2")),
])
def test_a_form_becomes_its_command(form, command):
    assert read(form) == command


@pytest.mark.parametrize("form", [
    "", "do=", "do=Command", "do=tick_tock", "do=call_next", "do=undo_finish&desk=2&visit=many",
    "do=park&desk=2&minutes=soon", "do=park&desk=2&until=soon",
    "do=agree_date&wish=1&due_at=9999-12-31T23:59", "do=call_next&desk=%00", "do=send_away&desk=2&place=" + "x" * 400,
    "do=choose_contact&wish=1&substitute=perhaps",
])
def test_a_form_without_sense_is_refused(form):
    with pytest.raises(Malformed):
        read(form)


@pytest.mark.parametrize("key", ["x" * 81, "é", "a\nb"])
def test_a_key_that_is_no_key_is_refused(key):
    with pytest.raises(Malformed):
        read_key({"key": key})


def test_a_form_without_a_key_has_none():
    assert read_key({}) is None
    assert read_key({"key": "abc"}) == "abc"
