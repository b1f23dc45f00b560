"""The desk without any script: every act is a form, every refusal a sentence."""

import re

import pytest

from tests.faces.workplace.conftest import Screen
from tests.office_server import csrf


def test_a_clerk_is_offered_the_desks_that_she_may_serve_and_the_rostered_one_first(hall):
    screen = Screen(hall.sign_in("so-1"), "/legnica/desk/").look()
    desks = re.findall(r'name="desk" value="([^"]+)"', screen.page)
    assert desks[0] == "2"
    assert {"2", "3", "4", "5"} <= set(desks)
    assert not {"7", "8", "K1", "K2"} & set(desks)


def test_a_desk_where_somebody_sits_cannot_be_chosen(hall, at_desk):
    at_desk("so-1", "2")
    screen = Screen(hall.sign_in("so-2"), "/legnica/desk/").look()
    assert re.search(r'name="desk" value="2"[^>]*disabled', screen.page)
    assert "zajęte: Patryk Spinacz" in screen.text
    notices = screen.press("open_desk", desk="2", person="so-2").notices
    assert notices == ["Przy tym stanowisku zalogowany jest ktoś inny."]


def test_an_account_without_a_person_is_told_what_is_missing(hall):
    screen = Screen(hall.sign_in("nobody"), "/legnica/desk/").look()
    assert "Konto nie jest połączone z pracownikiem urzędu." in screen.text


def test_the_screen_shows_the_client_the_matter_the_needs_and_the_card(hall, at_desk):
    taken = hall.take("dowod-wniosek", needs=["more_time", "loop"], language="uk", persons=2,
                      priority="niepelnosprawnosc")
    hall.later(minutes=7)
    screen = at_desk("so-1", "2").press("call_next", desk="2")
    for words in (taken["ticket"], "Wniosek o wydanie dowodu osobistego", "Czas oczekiwania: 7 min",
                  "Bilet z biletomatu", "Potrzebuje więcej czasu", "Pętla indukcyjna", "ukraiński", "osób: 2",
                  "Szczególne potrzeby",
                  "Bez opłaty", "Do 30 dni", "art. 24-31"):
        assert words in screen.text


def test_next_finishes_with_the_client_and_calls_the_one_who_follows(hall, at_desk):
    first, second = hall.take()["ticket"], hall.take()["ticket"]
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    assert first in screen.text
    screen.press("call_next", desk="2")
    assert screen.waiting == []
    assert f"Wywołano do stanowiska {second}" in screen.text


def test_a_form_sent_twice_counts_once(hall, at_desk):
    for _ in range(3):
        hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2", key="one").press("start", desk="2", key="two")
    screen.press("call_next", desk="2", key="three").press("call_next", desk="2", key="three")
    assert screen.notices == []
    assert len(screen.waiting) == 1


def test_somebody_who_does_not_come_is_missed_after_three_calls_and_may_be_taken_back(hall, at_desk):
    taken = hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2")
    assert re.search(r'value="miss"[^>]*disabled', screen.page)
    early = screen.press("miss", desk="2").notices
    assert early == ["Klienta trzeba wywołać więcej razy, zanim bilet zostanie uznany za pominięty."]
    hurried = screen.press("recall", desk="2").notices
    assert hurried == ["Klient został wywołany przed chwilą; proszę dać mu chwilę na podejście."]
    for act in ("recall", "recall", "miss"):
        hall.later(seconds=15)
        assert screen.press(act, desk="2").notices == []
    assert "Nie podszedł" in screen.text
    screen.press("reinstate", visit=taken["visit"])
    assert screen.waiting == [taken["ticket"]]


def test_a_mistaken_call_and_a_mistaken_finish_are_undone_within_a_minute(hall, at_desk):
    taken = hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2")
    assert 'value="undo_call"' in screen.page
    screen.press("undo_call", desk="2")
    assert screen.waiting == [taken["ticket"]]
    screen.press("call_next", desk="2").press("start", desk="2").press("finish", desk="2", outcome="informed")
    assert f"Cofnij: {taken['ticket']} jeszcze nie zakończono" in screen.text
    screen.press("undo_finish", desk="2", visit=taken["visit"])
    assert f"Teraz przy stanowisku {taken['ticket']}" in screen.text


def test_after_a_minute_nothing_is_offered_to_undo(hall, at_desk):
    hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2")
    hall.later(seconds=61)
    assert "undo_call" not in screen.look().offered
    assert screen.press("undo_call", desk="2").notices == ["Na cofnięcie jest już za późno."]


def test_finish_with_an_outcome_and_the_next_ticked_does_both(hall, at_desk):
    hall.take()
    second = hall.take()["ticket"]
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    screen.press("finish", desk="2", outcome="accepted", and_next="1")
    assert f"Wywołano do stanowiska {second}" in screen.text


def test_several_matters_are_served_one_after_the_other_with_an_outcome_each(hall, at_desk):
    taken = hall.take("dowod-wniosek", "meldunek-staly")
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    screen.press("add_matter", visit=taken["visit"], service="dowod-odbior")
    assert "Odbiór dowodu osobistego" in screen.text
    screen.press("call_next", desk="2", outcome="accepted")
    assert "Przyjęto wniosek" in screen.text
    assert f"Teraz przy stanowisku {taken['ticket']}" in screen.text


@pytest.mark.parametrize(("act", "fields", "why"), [
    ("park", {"minutes": "20"}, "do 08:20"),
    ("park", {"event": "form_filled"}, "do wypełnienia formularza"),
    ("send_away", {"place": "photographer"}, "Fotograf"),
])
def test_who_is_aside_or_away_is_listed_with_the_reason_and_comes_back_ahead(hall, at_desk, act, fields, why):
    taken, other = hall.take(), hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2").press(act, desk="2", **fields)
    assert screen.notices == []
    assert f"{taken['ticket']} {why}" in screen.text
    screen.press("resume", visit=taken["visit"])
    assert screen.waiting == [taken["ticket"], other["ticket"]]


def test_who_waits_for_an_officer_is_listed_without_a_key_that_would_be_refused(hall, at_desk):
    taken = hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    screen.press("ask_officer", visit=taken["visit"]).press("finish", desk="2", outcome="informed")
    row = re.search(rf'<li class="queue-row" data-row-key="{taken["visit"]}">.*?</li>', screen.page, re.S)[0]
    assert re.search(r'<form data-if="may_return" hidden ', row)
    assert screen.press("resume", visit=taken["visit"]).notices, "it would be refused"


def test_a_client_is_handed_to_another_desk_and_goes_there_first(hall, at_desk):
    taken = hall.take()
    hall.take()
    other = at_desk("so-2", "3")
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    screen.press("hand", desk="2", service="dowod-odbior", to_desk="3")
    assert screen.notices == []
    assert taken["ticket"] not in screen.waiting
    assert f"{taken['ticket']} Odbiór dowodu osobistego Wraca" in other.look().text
    assert f"Wywołano do stanowiska {taken['ticket']}" in other.press("call_next", desk="3").text


def test_a_call_out_of_order_needs_a_reason(hall, at_desk):
    hall.take()
    last = hall.take()
    screen = at_desk("so-1", "2")
    assert screen.press("call_visit", desk="2", visit=last["visit"], reason=" ").notices
    screen.press("call_visit", desk="2", visit=last["visit"], reason="agreed_time")
    assert f"Wywołano do stanowiska {last['ticket']}" in screen.text


def test_pause_and_leave(hall, at_desk):
    hall.take()
    screen = at_desk("so-1", "2").press("pause_desk", desk="2")
    assert "Stanowisko ma przerwę." in screen.text
    assert screen.press("call_next", desk="2").notices == ["To stanowisko ma przerwę; najpierw proszę ją zakończyć."]
    assert "Wybór stanowiska" in screen.press("resume_desk", desk="2").press("leave_desk", desk="2").text


def test_nobody_acts_for_the_desk_of_another(hall, at_desk):
    hall.take()
    at_desk("so-2", "3")
    assert at_desk("so-1", "2").press("call_next", desk="3").notices == ["Przy tym stanowisku pracuje inna osoba."]


@pytest.mark.parametrize("fields", [
    {"do": "call_next"}, {"do": "nothing"}, {"do": "park", "desk": "2", "minutes": "-4"},
    {"do": "park", "desk": "2", "until": "yesterday"}, {"do": "finish", "desk": "2", "outcome": "made up"},
    {"do": "hand", "desk": "2" * 400}, {"do": "add_matter", "visit": "not a number", "service": "x"},
])
def test_a_form_without_sense_gets_a_sentence_and_changes_nothing(hall, at_desk, fields):
    hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    before = hall.picture()
    screen.press(**fields)
    assert len(screen.notices) == 1
    assert hall.picture() == before


def test_forty_waiting_people_stand_in_the_order_of_their_class_and_wait(hall, at_desk):
    tickets = [hall.take("dowod-wniosek", priority="niepelnosprawnosc" if number == 30 else None)["ticket"]
               for number in range(40)]
    screen = at_desk("so-1", "2")
    assert "Czeka: 40" in screen.text
    assert screen.waiting == [tickets[30], *tickets[:30], *tickets[31:]]


def test_words_find_the_card_of_a_service_and_the_matter_of_another_authority(hall):
    client = hall.sign_in("so-1")
    page = Screen(client, "/legnica/desk/search/?q=zgubiłam dowód").look().text
    assert "Dokumenty" in page
    assert "dowod" in page.lower().replace("ó", "o")
    assert "Nic nie znaleziono." in Screen(client, "/legnica/desk/search/?q=qwertyuiop").look().text
    assert "Nic nie znaleziono." not in Screen(client, "/legnica/desk/search/").look().text


def test_the_card_is_read_in_english_by_whoever_works_in_english(hall):
    client = hall.sign_in("so-1")
    client.cookies.set("okienko_language", "en")
    page = Screen(client, "/legnica/desk/search/?q=zgubiłam dowód").look().text
    client.cookies.delete("okienko_language")
    assert "No fee" in page and "Bez opłaty" not in page


@pytest.mark.parametrize(("name", "path", "status"), [
    ("so-7", "desk", 403), ("so-7", "till", 403), ("so-1", "till", 403), ("so-1", "department", 403),
    ("kasa-1", "department", 403), ("so-7", "department", 200), ("kasa-1", "till", 200), ("so-1", "desk", 200),
])
def test_each_screen_opens_for_its_role_only(hall, name, path, status):
    assert hall.sign_in(name).get(f"/legnica/{path}/").status_code == status


def sign_out(hall, screen, name):
    screen.client.post("/account/logout/", data={"csrfmiddlewaretoken": csrf(screen.page)})
    hall.clients.pop(name).close()


def test_who_signs_out_leaves_the_desk_unless_a_client_sits_there(hall, at_desk):
    sign_out(hall, at_desk("so-1", "2"), "so-1")
    assert "2" not in hall.picture()["desks"]
    hall.take("dowod-wniosek")
    sign_out(hall, at_desk("so-1", "2").press("call_next", desk="2"), "so-1")
    assert hall.picture()["desks"]["2"]["person"] == "so-1"


def test_the_same_wish_once_more_is_told_as_what_is_under_way(hall, at_desk):
    taken = hall.take()
    screen = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    for _ in range(2):
        screen.press("ask_officer", visit=taken["visit"], department="SO")
    assert any("Ta rozmowa jest już umawiana" in each for each in screen.notices)
    assert "notice-warn" not in re.search(r'<div class="notice[^>]*role="alert"', screen.page)[0]
