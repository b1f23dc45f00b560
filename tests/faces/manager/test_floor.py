"""What the manager sees of the floor, and what the manager does."""

import re
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from okienko.actions.description import office_of
from okienko.core.office.consequences import CONSEQUENCES as SENTENCES
from okienko.core.standards.alarms import DESK_EMPTY, KINDS, Alarm
from okienko.faces.manager.words import MENDS, alarm_said
from okienko.links.files import read_directory
from okienko.ui.revisions.changes import CONSEQUENCES
from tests.house.checkout import ROOT


def test_the_floor_shows_desks_with_whoever_sits_there_and_the_ticket(hall, manager):
    hall.do(do="open_desk", desk="2", person="so-1")
    ticket = hall.take("dowod-wniosek")["ticket"]
    hall.do(do="call_next", desk="2")
    page = manager.read()
    assert ticket in page and "since 08:00" in page and "Calling" in page


def test_a_queue_that_nobody_serves_is_an_alarm_until_a_desk_opens(hall, manager):
    hall.take("dowod-wniosek")
    assert "no desk serves" in manager.read()
    hall.do(do="open_desk", desk="2", person="so-1")
    assert "no desk serves" not in manager.read()


def test_an_alarm_leads_to_a_desk_that_helps_and_to_all_desks(hall, manager):
    hall.take("dowod-wniosek")
    manager.read("")
    ways = re.findall(r'href="(/legnica/manager/[^"]*)"', manager.page.split('class="alarm-ways"')[1].split("</p>")[0])
    assert ways[-1] == "/legnica/manager/#desks" and 'id="desks"' in manager.page
    offered = re.findall(r"desk/\?desk=(\w+)", " ".join(ways[:-1]))
    assert len(offered) == 2
    for desk in reversed(offered):
        manager.read("desk/", desk=desk)
        assert re.findall(r'name="person" value="([^"]+)"', manager.page), desk
    manager.confirm("desk", desk=desk, person=re.search(r'name="person" value="([^"]+)"', manager.page)[1])
    hall.do(do="resume_desk", desk=desk)
    assert "no desk serves it" not in manager.read("")


def test_a_queue_without_a_desk_is_told_before_somebody_waits_in_it(hall, manager):
    hall.do(do="open_desk", desk="2", person="so-1")
    manager.read()
    rows = re.findall(r'<tr data-row-key="(\w+)">(.*?)</tr>', manager.page, re.S)
    assert {letter for letter, _ in rows} >= {"A", "D", "K", "S"}
    assert "X" not in dict(rows), "no desk calls those who wait for an officer only"
    assert "No desk open" in dict(rows)["K"] and "No desk open" not in dict(rows)["D"]


def test_a_wait_beyond_the_standard_is_an_alarm(hall, manager):
    hall.do(do="open_desk", desk="2", person="so-1")
    hall.take("dowod-wniosek")
    hall.later(minutes=20)
    page = manager.read()
    assert "longer than the target of the queue, 15 min" in page and "promised (" not in page
    assert "Target of the queue" in page


def test_who_waits_for_whom_and_for_how_long(hall, manager):
    visit = hall.take("dowod-wniosek")["visit"]
    hall.do(do="ask_officer", visit=visit, department="SO")
    hall.later(minutes=6)
    page = manager.read()
    assert "Wydział Spraw Obywatelskich" in page or "Citizens" in page
    assert "6 min" in page and "waiting for an officer’s answer" in page


def test_an_empty_desk_of_the_roster_is_an_alarm_after_ten_minutes(hall, manager):
    assert "is on the roster" not in manager.read()
    hall.later(minutes=11)
    assert "is on the roster" in manager.read()


def test_each_floor_is_drawn(hall, manager):
    assert "SO" in manager.read(floor="pietro-1")
    assert 'viewBox="-6 -6 892 492"' in (manager.read(floor="parter") and manager.page)
    assert manager.read(floor="nonsense")


def test_tickets_are_stopped_and_given_again_after_a_confirmation(hall, manager):
    assert "Whoever holds a ticket is served" in manager.read("stop/")
    assert hall.picture()["hall"]["now"]["phase"] == "open"
    assert "No more tickets are given." in manager.confirm("stop")
    assert hall.picture()["hall"]["now"]["phase"] == "stopped"
    manager.confirm("resume")
    assert hall.picture()["hall"]["now"]["phase"] == "open"


def test_the_same_form_sent_twice_counts_once(hall, manager):
    manager.read("stop/")
    sent = [manager.client.post("/legnica/manager/stop/", data=form(manager.page)) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [200, 200]


def form(page):
    import re

    return dict(re.findall(r'type="hidden" name="([a-z]+)" value="([^"]+)"', page.split("<main")[1]))


def test_the_day_is_not_closed_over_somebody_who_is_served_unless_that_is_wanted(hall, manager):
    hall.do(do="open_desk", desk="2", person="so-1")
    hall.take("dowod-wniosek")
    hall.do(do="call_next", desk="2")
    assert "the day cannot be closed yet" in manager.confirm("close")
    assert hall.picture()["hall"]["now"]["phase"] == "open"
    assert "The day is closed." in manager.confirm("close", even_serving="yes")
    assert hall.picture()["hall"]["now"]["phase"] == "closed"


def test_the_day_is_not_closed_over_somebody_who_waits_and_a_wrong_press_is_taken_back(hall, manager):
    hall.take("dowod-wniosek")
    assert "People still wait" in manager.confirm("close")
    assert "The day is closed." in manager.confirm("close", even_waiting="yes")
    assert not hall.picture()["visits"]
    manager.confirm("open")
    assert [row["state"] for row in hall.picture()["visits"].values()] == ["waiting"]


def test_a_desk_is_opened_for_somebody_who_may_serve_there_and_begins_with_one_key(hall, manager):
    hall.do(do="open_desk", desk="3", person="so-2")
    told = manager.read("desk/", desk="2")
    offered = re.findall(r'name="person" value="([^"]+)"', manager.page)
    assert "so-1" in offered and "so-2" not in offered, "who sits at another desk is not offered"
    assert "on duty there now" in told
    manager.confirm("desk", desk="2", person="so-1")
    assert (hall.picture()["desks"]["2"]["person"], hall.picture()["desks"]["2"]["state"]) == ("so-1", "paused")
    hall.do(do="resume_desk", desk="2")
    assert hall.picture()["desks"]["2"]["state"] == "open"


def test_nobody_is_sat_at_a_desk_whose_matters_the_person_may_not_serve(hall, manager):
    manager.confirm("desk", desk="2", person="ka-1")
    assert "2" not in hall.picture()["desks"]


def test_each_desk_says_which_department_the_person_comes_from(hall, manager):
    hall.do(do="open_desk", desk="2", person="so-1")
    manager.read()
    line = re.search(r'data-row-key="2">.*?</li>', manager.page, re.S)[0]
    assert "Civic Affairs" in line or "Citizens" in line


def test_a_desk_is_released_and_its_client_waits_ahead(hall, manager):
    hall.do(do="open_desk", desk="2", person="so-1")
    visit = hall.take("dowod-wniosek")["visit"]
    hall.do(do="call_next", desk="2")
    manager.confirm("release", desk="2")
    picture = hall.picture()
    assert "2" not in picture["desks"] and picture["visits"][str(visit)]["state"] == "waiting"


def test_a_regime_is_switched_on_with_its_legal_act_and_every_department_keeps_a_way(hall, manager):
    page = manager.read("regime/", regime="sanitarne")
    assert "art. 46b" in page and "Every department keeps a way" in page
    rows = manager.page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    assert len(rows) >= 15 and all("<td></td>" not in row for row in rows)
    manager.confirm("regime", regime="sanitarne")
    assert hall.picture()["hall"]["now"]["regime"] == "sanitarne"
    manager.confirm("regime", regime="-")
    assert hall.picture()["hall"]["now"]["regime"] is None


@pytest.mark.parametrize(("path", "asked"), [("nothing/", {}), ("release/", {"desk": "99"}), ("release/", {}),
                                             ("regime/", {"regime": "none"}), ("desk/", {"desk": "99"})])
def test_what_is_not_there_is_a_404(manager, path, asked):
    assert manager.client.get(f"/legnica/manager/{path}", params=asked).status_code == 404


@pytest.mark.parametrize("act", ["", "stop/", "standards/", "description/"])
def test_a_clerk_may_not(hall, act):
    assert hall.sign_in("so-1").get(f"/legnica/manager/{act}").status_code == 403


def test_standards_of_today_and_of_any_period(hall, manager):
    assert "nobody is ranked" in manager.read("standards/")
    today = hall.now.astimezone(UTC).date().isoformat()
    assert "not a date" in manager.read("standards/", **{"from": "x"})
    assert "at most a year" in manager.read("standards/", **{"from": "2020-01-01"})
    assert "Waiting time" in manager.read("standards/", **{"from": today, "to": today})


def test_the_description_in_force_and_what_each_revision_changed(manager):
    page = manager.read("description/")
    assert "Revision 1" in page and "things added" in page and datetime(2026, 1, 1, tzinfo=UTC).strftime("%Y") in page


@pytest.mark.parametrize(("desk", "title"), [("K1", "Kasa 1: jest w grafiku"), ("4", "Stanowisko 4: jest w grafiku")])
def test_an_alarm_names_a_desk_as_its_plate_does(desk, title):
    office = office_of(read_directory(ROOT / "offices" / "legnica").files)
    with override("pl"):
        said = alarm_said(Alarm(kind=DESK_EMPTY, about=desk, minutes=12), office=office, language="pl")
    assert said.title.startswith(title)


def test_each_kind_of_alarm_says_what_to_do_and_each_consequence_has_its_words():
    assert set(MENDS) == set(KINDS)
    assert CONSEQUENCES == SENTENCES
