"""The cash desk: go and pay, come back ahead of the queue."""

import re


def test_somebody_sent_to_pay_comes_back_ahead_of_the_queue(hall, at_desk):
    taken = hall.take("dowod-wniosek")
    other = hall.take("dowod-wniosek")
    till = at_desk("kasa-1", "K1")
    desk = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    assert re.search(r'name="service" value="kasa-wplata"', desk.page)
    desk.press("send", desk="2", service="kasa-wplata")
    assert desk.notices == []

    assert till.look().waiting == [taken["ticket"]]
    till.press("call_next", desk="K1").press("start", desk="K1")
    assert "Za co Opłata Wniosek o wydanie dowodu osobistego Bez opłaty" in till.text
    assert "wraca do: Wniosek o wydanie dowodu osobistego" in till.text
    till.press("finish", desk="K1", outcome="paid")

    assert desk.look().waiting == [taken["ticket"], other["ticket"]]
    assert f"{taken['ticket']} Wniosek o wydanie dowodu osobistego Wraca" in desk.text
    assert "Zapłacono" in desk.press("call_next", desk="2").text


def test_not_paid_sends_back_too_and_says_so(hall, at_desk):
    taken = hall.take("dowod-wniosek")
    till = at_desk("kasa-1", "K1")
    desk = at_desk("so-1", "2").press("call_next", desk="2").press("start", desk="2")
    desk.press("send", desk="2", service="kasa-wplata")
    till.press("call_next", desk="K1").press("start", desk="K1")
    till.press("finish", desk="K1", outcome="not_settled")
    assert desk.look().waiting == [taken["ticket"]]
    assert "Nie załatwiono" in desk.press("call_next", desk="2").text


def test_who_came_only_to_pay_is_done_when_it_is_paid(hall, at_desk):
    hall.take("kasa-wplata")
    till = at_desk("kasa-1", "K1").press("call_next", desk="K1").press("start", desk="K1")
    assert "Klient przyszedł tylko do kasy" in till.text
    till.press("call_next", desk="K1", outcome="paid")
    assert till.notices == []
    assert "Przy stanowisku nie ma klienta." in till.text


def test_a_cashier_at_the_address_of_desks_is_led_to_the_cash_desk(hall, at_desk):
    till = at_desk("kasa-1", "K1")
    assert till.client.get("/legnica/desk/").url.path == "/legnica/till/"


def test_the_title_of_the_page_names_the_cash_desk_once(hall, at_desk):
    assert "<title>Kasa 1 – Okienko</title>" in at_desk("kasa-1", "K1").page
    assert "<title>Stanowisko 2 – Okienko</title>" in at_desk("so-1", "2").page
