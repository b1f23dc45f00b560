"""Upstairs: whoever is asked says when and where; "not now" leads on, and nothing refuses (rows L08, L22)."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.faces.workplace.conftest import Screen
from tests.office_server import csrf

OFFICE_TIME = ZoneInfo("Europe/Warsaw")


def offered(screen):
    """The dates that the page offers."""
    return re.findall(r'<option value="(\d{4}-\d\d-\d\dT[^"]+)"', screen.page)


@pytest.fixture
def served(hall, at_desk):
    """A client at desk 2 who wishes to talk; gives the visit and the clerk's screen."""
    taken = hall.take("dowod-wniosek", needs=["step_free"])
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    return taken, screen


def test_the_officer_comes_down_meets_the_client_and_the_matter_goes_on(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"], asked_by="client")
    assert "Pytamy teraz Tola Żarówka" in desk.text

    officer = upstairs("so-8")
    assert "Ktoś w sali chce z nami porozmawiać" in officer.text
    assert f"{taken['ticket']} Wniosek o wydanie dowodu osobistego" in officer.text
    assert "Potrzebna droga bez schodów" in officer.text
    wish = max(hall.picture()["wishes"], key=int)
    officer.press("answer_wish", wish=wish, person="so-8", minutes="10")
    assert "Odpowiedź została przekazana" in officer.text
    assert "Tola Żarówka" in desk.look().text
    assert "08:10" in desk.text
    assert "Spotkania 1" in desk.text

    officer.press("start_meeting", wish=wish, person="so-8").press("end_meeting", wish=wish)
    assert "Nikt teraz o nas nie prosi" in officer.text
    assert desk.look().waiting == [taken["ticket"]]


def test_not_now_says_who_is_asked_next_and_asks_that_one(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    officer = upstairs("so-8")
    assert "wtedy pytamy dalej: Norbert Paprotka (zastępca kierownika)" in officer.text
    officer.press("defer_wish", wish=wish, person="so-8")
    assert hall.picture()["wishes"][wish]["asked"] == ["so-7"]
    assert "Ktoś w sali chce z nami porozmawiać" in upstairs("so-7").text


def test_nobody_is_offered_a_way_to_refuse(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    ways = {"answer_wish", "defer_wish", "agree_date", "start_meeting", "end_meeting", "set_presence"}
    the_clients_word = {"withdraw_wish"}
    officer = upstairs("so-8")
    assert officer.offered == {"answer_wish", "defer_wish", "agree_date", "set_presence"} | the_clients_word
    officer.press("answer_wish", wish=wish, person="so-8")
    assert officer.offered <= ways | the_clients_word
    assert officer.press("withdraw_wish", wish=wish).notices == [
        "Tylko klient wycofuje życzenie; proszę podać, gdzie klient to powiedział."]


def test_what_the_client_said_by_telephone_is_written_down(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    officer = upstairs("so-8").press("withdraw_wish", wish=wish, place="department", by_phone="true")
    assert officer.notices == []
    assert wish not in hall.picture()["wishes"]


def test_a_client_who_did_not_come_is_written_down_only_after_the_date(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    officer = upstairs("so-8")
    due_at = offered(officer)[0]
    officer.press("agree_date", place="department", wish=wish, person="so-8", due_at=due_at)
    assert "lapse_wish" not in officer.offered
    assert officer.press("lapse_wish", wish=wish, place="department").notices == [
        "Umówiony termin jeszcze nie minął; klient może jeszcze przyjść."]
    hall.next_morning()
    hall.later(hours=1)
    while hall.now < datetime.fromisoformat(due_at):
        hall.later(hours=1)
    assert "lapse_wish" in officer.look().offered
    assert officer.press("lapse_wish", wish=wish, place="department").notices == []
    assert wish not in hall.picture()["wishes"]


def test_the_client_goes_up_only_by_own_choice(hall, upstairs):
    taken = hall.take("dowod-wniosek")
    hall.do(do="ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    officer = upstairs("so-8")
    assert "Klient przyjdzie do mnie" not in officer.text
    assert officer.press("answer_wish", wish=wish, person="so-8", mode="goes-up").notices
    hall.do(do="choose_contact", wish=int(wish), prefers="goes-up")
    assert "Klient przyjdzie do mnie" in officer.look().text
    assert officer.press("answer_wish", wish=wish, person="so-8", mode="goes-up").notices == []


def test_somebody_asked_for_by_name_is_replaced_only_with_the_clients_consent(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"], named="so-7")
    wish = max(hall.picture()["wishes"], key=int)
    other = upstairs("so-8")
    assert "answer_wish" not in other.offered
    named = upstairs("so-7")
    assert "prosi o: Norbert Paprotka" in named.text
    assert "wtedy klient wybiera: inna osoba albo termin" in named.text
    named.press("defer_wish", wish=wish, person="so-7")
    assert "Norbert Paprotka nie może teraz przyjść. Czy klient zgadza się na inną osobę?" in desk.look().text
    desk.press("choose_contact", wish=wish, substitute="true")
    assert hall.picture()["wishes"][wish]["asked"] == ["so-8"]
    assert "Ktoś w sali chce z nami porozmawiać" in other.look().text


def test_a_date_is_agreed_and_the_wish_stays_open(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    officer = upstairs("so-8")
    today = f"{hall.now:%Y-%m-%d}T13:30"
    assert officer.press("agree_date", place="department", wish=wish, person="so-8", due_at=today).notices == [
        "Tego terminu nie proponujemy; prosimy wybrać jeden z podanych."]
    due_at = offered(officer)[0]
    assert officer.press("agree_date", place="department", wish=wish, person="so-8", due_at=due_at).notices == []
    assert f"{datetime.fromisoformat(due_at).astimezone(OFFICE_TIME):%d.%m.%Y %H:%M}" in officer.text
    assert hall.picture()["wishes"][wish]["state"] == "dated"
    assert "start_meeting" in officer.offered


def test_a_clerk_consults_the_officer(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"], asked_by="clerk")
    assert "Pracownik przychodzi do tego stanowiska" in desk.text
    assert "Konsultacja dla pracownika obsługi" in upstairs("so-8").text


def test_presence_is_one_act_and_who_is_out_is_not_asked(hall, served, upstairs):
    taken, desk = served
    officer = upstairs("so-8").press("set_presence", person="so-8", presence="out")
    assert officer.notices == []
    desk.press("ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    assert hall.picture()["wishes"][wish]["asked"] == ["so-7"]


def test_nobody_answers_for_another(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    notices = upstairs("so-7").press("answer_wish", wish=wish, person="so-8").notices
    assert notices == ["Pani/Pana rola na to nie pozwala."]


def test_the_halls_queue_of_the_department_is_seen_at_a_glance(hall, upstairs):
    for _ in range(3):
        hall.take("dowod-wniosek")
    hall.take("kasa-wplata")
    hall.later(minutes=12)
    text = upstairs("so-8").text
    assert "Wniosek o wydanie dowodu osobistego 3 12 min" in text
    assert "Wpłata w kasie" not in text


def test_a_manager_may_look_at_each_department_and_an_officer_at_the_own(hall):
    manager, officer = hall.sign_in("bok-3"), hall.sign_in("so-8")
    assert "Wydział Komunikacji" in manager.get("/legnica/department/?of=KM").text
    assert "<h1>Wydział Spraw Obywatelskich</h1>" in officer.get("/legnica/department/?of=KM").text


def test_the_officer_sees_the_number_that_the_client_left_on_the_phone_page(hall, upstairs):
    taken = hall.take("dowod-wniosek")
    hall.do(do="ask_officer", visit=taken["visit"])
    wish = max(hall.picture()["wishes"], key=int)
    path = f"/legnica/t/{taken['code']}/"
    with httpx.Client(base_url=hall.address, follow_redirects=True) as phone:
        page = phone.get(path).text
        assert "Wolę rozmowę telefoniczną" in page
        page = phone.post(path, data={"do": "call_me", "phone": "+48 600 700 801",
                                      "csrfmiddlewaretoken": csrf(page)}).text
    assert "Zadzwonimy pod podany numer" in page
    assert "600 700 801" not in page
    officer = upstairs("so-8")
    assert "+48600700801" in officer.text
    officer.press("answer_wish", wish=wish, person="so-8")
    assert hall.picture()["wishes"][wish]["mode"] == "phone"
    officer.press("start_meeting", wish=wish, person="so-8").press("end_meeting", wish=wish)
    assert "+48600700801" not in officer.text


def test_the_client_has_an_officer_looked_for_again_on_the_phone(hall, served, upstairs):
    taken, desk = served
    desk.press("ask_officer", visit=taken["visit"], named="so-7")
    wish = max(hall.picture()["wishes"], key=int)
    named = upstairs("so-7")
    named.press("defer_wish", wish=wish, person="so-7")
    assert hall.picture()["wishes"][wish]["state"] == "offering"
    with httpx.Client(base_url=hall.address, follow_redirects=True) as phone:
        ticket = Screen(phone, f"/legnica/t/{taken['code']}/").look()
        assert "seek_again" in ticket.offered
        assert ticket.press("seek_again", wish=wish).notices == []
        assert "seek_again" not in ticket.look().offered
    assert hall.picture()["wishes"][wish]["state"] == "seeking"
    assert "answer_wish" in named.look().offered
