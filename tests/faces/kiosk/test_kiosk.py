"""The kiosk through a real server: what it gives, what it tells, what it refuses."""

import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest

from tests.faces.kiosk.touching import main_of, take, ticket_in, touch


def test_a_ticket_is_taken_in_three_touches(kiosk):
    first = touch(kiosk, kiosk.get("/legnica/kiosk/"), "Dowody i meldunek")
    second = touch(kiosk, first, "Wniosek o wydanie dowodu osobistego")
    third = take(kiosk, second)
    assert re.fullmatch(r"D\d{3}", ticket_in(third))
    assert "Sala obsługi" in third.text


def test_the_card_before_the_ticket_tells_documents_fee_deadline_and_place(kiosk):
    card = kiosk.get("/legnica/kiosk/service/dowod-wniosek").text
    for words in ("Kolorowa fotografia", "Bez opłaty", "Do 30 dni", "Stanowiska 2–5"):
        assert words in card


def test_a_double_touch_gives_one_ticket(office, kiosk):
    card = kiosk.get("/legnica/kiosk/service/pismo-ogolne")
    before = office.picture()["queues"]["I"]["waiting"]
    with ThreadPoolExecutor(4) as pool:
        screens = list(pool.map(lambda _: take(kiosk, card), range(4)))
    assert len({ticket_in(screen) for screen in screens}) == 1
    assert office.picture()["queues"]["I"]["waiting"] == before + 1


def test_the_same_key_for_something_else_is_refused_in_polish(kiosk):
    card = kiosk.get("/legnica/kiosk/service/pismo-ogolne")
    take(kiosk, card)
    other = kiosk.get("/legnica/kiosk/service/informacja")
    answer = take(kiosk, card, service="informacja", follow=False)
    assert answer.status_code == 422
    assert "Bilet nie został wydany" in answer.text
    assert ticket_in(take(kiosk, other)).startswith("I")


def test_what_was_chosen_goes_with_the_ticket(office, kiosk):
    card = kiosk.get("/legnica/kiosk/service/dowod-odbior?need=seat&need=more_time&persons=3"
                     "&priority=ciaza-i-male-dziecko&lang=uk")
    ticket = ticket_in(take(kiosk, card))
    row = next(row for row in office.picture("staff")["visits"].values() if row["ticket"] == ticket)
    assert (row["needs"], row["persons"], row["priority"], row["language"], row["channel"]) == (
        ["more_time", "seat"], 3, True, "uk", "kiosk")


def test_what_the_address_claims_and_the_office_does_not_know_is_left_out(kiosk):
    page = kiosk.get("/legnica/kiosk/service/dowod-odbior?need=money&persons=9999&priority=friend&lang=xx")
    assert page.status_code == 200
    assert "need=money" not in page.text
    assert 'lang="pl"' in page.text


@pytest.mark.parametrize(("language", "words"), [
    ("pl", "W jakiej sprawie?"), ("en", "What brings you here?"), ("uk", "Посвідчення та місце проживання")])
def test_the_kiosk_speaks_three_languages(kiosk, language, words):
    page = kiosk.get(f"/legnica/kiosk/?lang={language}")
    assert words in unescape(page.text)
    assert f'<html lang="{language}"' in page.text


def test_the_officer_is_two_touches_more_and_is_asked_at_once(office, kiosk):
    first = touch(kiosk, kiosk.get("/legnica/kiosk/"), "Chcę porozmawiać z pracownikiem")
    second = touch(kiosk, first, "Wydział Finansowy")
    ticket = ticket_in(take(kiosk, second, department=re.search(r'name="department" value="(\w+)"', second.text)[1]))
    wish = next(row for row in office.picture("staff")["wishes"].values() if row["ticket"] == ticket)
    assert (wish["state"], wish["prefers"], wish["asked_by"]) == ("seeking", "comes-down", "client")
    assert wish["named"] is None


def test_a_person_is_asked_for_by_name(office, kiosk):
    page = kiosk.get("/legnica/kiosk/officer/SO")
    assert "Norbert Paprotka" in page.text
    ticket = ticket_in(take(kiosk, page, named="so-7"))
    wish = next(row for row in office.picture("staff")["wishes"].values() if row["ticket"] == ticket)
    assert (wish["named"], wish["department"]) == ("so-7", "SO")


def test_another_authoritys_matter_is_told_before_anybody_queues_for_it(kiosk):
    found = kiosk.get("/legnica/kiosk/search?q=paszport")
    card = touch(kiosk, found, "Paszport")
    assert "Tę sprawę załatwia inny urząd" in card.text
    assert "ul. F. Skarbka 3" in card.text
    assert 'name="service"' not in card.text


def test_the_search_is_written_letter_by_letter_without_a_script(kiosk):
    words = ""
    for letter in "dow":
        page = kiosk.get("/legnica/kiosk/search", params={"q": words, "add": letter})
        words = re.search(r'name="q" value="([^"]*)"', page.text)[1]
    assert words == "dow"
    assert "Wniosek o wydanie dowodu osobistego" in page.text
    assert 'value="do"' in kiosk.get("/legnica/kiosk/search", params={"q": words, "add": "back"}).text


def test_words_that_find_nothing_say_so(kiosk):
    assert "nic nie znaleźliśmy" in kiosk.get("/legnica/kiosk/search?q=qqqqqq").text


def test_the_law_behind_a_priority_and_its_proof_are_told(kiosk):
    page = kiosk.get("/legnica/kiosk/options").text
    assert "oświadczenie; rozpoznania nikt nie pyta" in page
    assert "Na ekranach nigdy nie widać powodu pierwszeństwa." in page


def test_what_a_ticket_is_for_stays_secret_where_the_office_says_so(kiosk):
    screen = take(kiosk, kiosk.get("/legnica/kiosk/service/usc-zgon"))
    assert "Stan cywilny" in main_of(screen)
    assert "zgon" not in main_of(screen).lower()


def test_anybody_else_is_told_that_this_screen_gives_no_tickets(office):
    with office.client() as anybody:
        page = anybody.get("/legnica/kiosk/service/dowod-wniosek")
        assert page.status_code == 200
        assert "Weź bilet" not in page.text
        posted = anybody.post("/legnica/kiosk/take", data={
            "key": "a" * 32, "service": "dowod-wniosek", "csrfmiddlewaretoken": "x"}, headers={"cookie": "csrftoken=x"})
        assert posted.status_code == 403


def test_a_board_gives_no_tickets(office, kiosk):
    card = kiosk.get("/legnica/kiosk/service/dowod-wniosek")
    with office.client("board") as board:
        assert take(board, card, follow=False, read=board.get("/legnica/kiosk/")).status_code == 403


def test_a_code_that_is_none_opens_no_ticket(kiosk):
    assert kiosk.get("/legnica/kiosk/ticket/1AAAAAAAAAAAAA").status_code == 404


@pytest.mark.parametrize("fields", [
    {"key": "short", "service": "dowod-wniosek"},
    {"key": "a" * 200, "service": "dowod-wniosek"},
    {"key": "b" * 32, "service": "no-such-thing"},
    {"key": "c" * 32, "service": "\x00\ud7ff" * 9},
    {"key": "d" * 32, "named": "nobody"},
    {"key": "e" * 32, "department": "ŻÓŁW"},
])
def test_bad_input_is_refused_with_words(kiosk, fields):
    card = kiosk.get("/legnica/kiosk/service/dowod-wniosek")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', card.text)[1]
    answer = kiosk.post("/legnica/kiosk/take", data={**fields, "csrfmiddlewaretoken": token})
    assert answer.status_code in (404, 422)
    assert "Nic nie przepadło" in answer.text


def test_the_ticket_is_printed_once_and_says_what_the_screen_says(kiosk, sheets):
    before = len(sheets.pages)
    card = kiosk.get("/legnica/kiosk/service/meldunek-staly")
    screen = take(kiosk, card)
    take(kiosk, card)
    assert "Proszę wziąć wydrukowany bilet" in screen.text
    time.sleep(0.3)
    assert len(sheets.pages) == before + 1


def test_out_of_paper_is_said_with_the_number_and_staff_are_told(office, kiosk, sheets):
    sheets.has_paper = False
    try:
        screen = take(kiosk, kiosk.get("/legnica/kiosk/service/meldunek-staly"))
        assert "Biletu nie udało się wydrukować" in screen.text
        assert ticket_in(screen) in screen.text
        assert "<svg" in screen.text
        assert "Ten biletomat teraz nie drukuje" in kiosk.get("/legnica/kiosk/").text
        with office.client("reception") as reception:
            assert "nie ma papieru" in reception.get("/legnica/reception/").text
    finally:
        sheets.has_paper = True
    before = len(sheets.pages)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', screen.text)[1]
    again = kiosk.post(str(screen.url), data={"csrfmiddlewaretoken": token}, follow_redirects=True)
    assert "Proszę wziąć wydrukowany bilet" in again.text
    assert len(sheets.pages) == before + 1


def test_nothing_that_was_chosen_is_kept_by_the_browser(kiosk):
    for path in ("", "service/dowod-wniosek", "officer"):
        assert kiosk.get(f"/legnica/kiosk/{path}").headers["cache-control"] == "no-store"


def test_the_sheet_of_paper_carries_number_code_and_wifi(kiosk):
    screen = take(kiosk, kiosk.get("/legnica/kiosk/service/meldunek-staly"))
    code = str(screen.url).split("/ticket/")[1].split("?")[0]
    sheet = kiosk.get(f"/legnica/kiosk/ticket/{code}/paper").text
    for words in (ticket_in(screen), "BOK-goscie", "Pokaz", " ".join(re.findall("..?.?.?", code))):
        assert words in sheet


def test_a_screen_is_read_aloud_by_the_machine_and_only_at_a_kiosk(office, kiosk):
    asked = {"lang": "pl", "text": "Dzień dobry. W jakiej sprawie?"}
    spoken = kiosk.get("/legnica/kiosk/voice.wav", params=asked)
    assert spoken.status_code == (200 if shutil.which("espeak-ng") else 404)
    assert spoken.status_code == 404 or spoken.content[:4] == b"RIFF"
    with office.client() as anybody:
        assert anybody.get("/legnica/kiosk/voice.wav", params=asked).status_code == 404
    for odd in ("", " ", "x" * 401, "a\x00b"):
        assert kiosk.get("/legnica/kiosk/voice.wav", params={"text": odd}).status_code == 404


def test_the_page_that_is_read_aloud_stays_so_on_the_next_one(kiosk):
    first = kiosk.get("/legnica/kiosk/?read=1")
    assert "data-read-aloud" in first.text
    assert "data-read-aloud" in touch(kiosk, first, "Dowody i meldunek").text
    assert "data-read-aloud" not in touch(kiosk, first, "Przestań czytać").text
