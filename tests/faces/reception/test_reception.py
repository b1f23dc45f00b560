"""Reception through a real server, by forms: give, find, move, take back, print again, ask for an officer."""

import re
import time
from html import unescape

import pytest

PAGE = "/legnica/reception/"


def fields_of(page):
    return {"csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1],
            "key": re.search(r'name="key" value="(\w+)"', page.text)[1]}


def act(client, page, **fields):
    answer = client.post(PAGE, data={**fields_of(page), **fields}, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return answer


def given(client, service="dowod-wniosek", **fields):
    """A ticket given in the client's stead: its visit and its number."""
    page = act(client, client.get(PAGE), do="take", service=service, **fields)
    return page, page.url.params["visit"], re.search(r'class="ticket-pane">([^<]+)<', page.text)[1]


def row_of(office, visit):
    return office.picture("staff")["visits"][visit]


def test_a_ticket_is_given_in_the_clients_stead(office, reception):
    page, visit, ticket = given(reception, "meldunek-staly", persons="2", need=["seat", "loop"], lang="uk")
    row = row_of(office, visit)
    assert (row["ticket"], row["channel"], row["persons"], row["language"], row["needs"]) == (
        ticket, "reception", 2, "uk", ["loop", "seat"])
    assert f"Wydano bilet {ticket}." in page.text


def test_a_form_sent_twice_gives_one_ticket(office, reception):
    page = reception.get(PAGE)
    fields = {"do": "take", "service": "dowod-odbior"}
    first, second = (act(reception, page, **fields) for _ in range(2))
    assert first.url.params["visit"] == second.url.params["visit"]


def test_words_find_services_and_other_authorities(reception):
    page = unescape(reception.get(PAGE, params={"q": "samochod"}).text)
    assert "Starostwo Powiatowe" in page
    assert "Wniosek o wydanie dowodu osobistego" in unescape(reception.get(PAGE, params={"q": "dowod"}).text)


SPOKEN = {"as printed": lambda t: t, "small": str.lower, "without zeros": lambda t: f"{t[0]} {int(t[1:])}",
          "with a hyphen": lambda t: f"{t[0]}-{t[1:]}"}


@pytest.mark.parametrize("spoken", SPOKEN.values(), ids=SPOKEN)
def test_a_ticket_is_found_as_somebody_says_it(reception, spoken):
    _, visit, ticket = given(reception)
    found = reception.get(PAGE, params={"ticket": spoken(ticket)})
    assert f'class="ticket-pane">{ticket}<' in found.text
    assert f'name="visit" value="{visit}"' in found.text


def test_a_ticket_is_found_by_its_code(reception):
    page, visit, _ = given(reception)
    code = re.search(r"/kiosk/ticket/(\w+)/paper", page.text)[1]
    assert f'name="visit" value="{visit}"' in reception.get(PAGE, params={"ticket": code.lower()}).text


def test_a_number_alone_shows_what_may_be_meant(reception):
    _, _, ticket = given(reception, "dowod-wniosek")
    _, _, other = given(reception, "pismo-ogolne")
    number = int(ticket[1:])
    while int(other[1:]) < number:
        _, _, other = given(reception, "pismo-ogolne")
    page = reception.get(PAGE, params={"ticket": str(number)}).text
    assert ticket in page
    assert f"I{number:03d}" in page


def test_a_ticket_that_is_not_there_says_so(reception):
    assert "Nie ma dziś takiego biletu" in reception.get(PAGE, params={"ticket": "D999"}).text
    for odd in ("'; --", "ŻÓŁW", "9" * 39, "²"):
        assert reception.get(PAGE, params={"ticket": odd}).status_code == 200


def test_a_visit_is_moved_and_its_wait_goes_on(office, reception):
    page, visit, _ = given(reception)
    before = row_of(office, visit)
    act(reception, page, do="move", visit=visit, service="pismo-ogolne")
    after = row_of(office, visit)
    assert (after["service"], after["ready_at"]) == ("pismo-ogolne", before["ready_at"])


def test_a_matter_is_added(office, reception):
    page, visit, _ = given(reception)
    act(reception, page, do="add_matter", visit=visit, service="meldunek-staly")
    assert [matter for matter, _ in row_of(office, visit)["matters"]] == ["dowod-wniosek", "meldunek-staly"]


def test_a_missed_ticket_is_taken_back(office, reception):
    _, visit, _ = given(reception)
    office.give("call_visit", desk="2", visit=int(visit), reason="health")
    for _ in range(2):
        office.later(seconds=15)
        office.give("recall", desk="2")
    assert f"?visit={visit}" in reception.get(PAGE).text, "called again and again: perhaps looking for the desk"
    office.later(seconds=15)
    office.give("miss", desk="2")
    helped = reception.get(PAGE)
    assert "Pominięty: można przywrócić" in helped.text
    act(reception, helped, do="reinstate", visit=visit)
    assert row_of(office, visit)["state"] == "waiting"


def test_the_client_gives_up(office, reception):
    page, visit, _ = given(reception)
    act(reception, page, do="leave", visit=visit)
    assert visit not in office.picture("staff")["visits"]


def test_an_officer_is_asked_for_by_name(office, reception):
    page, visit, _ = given(reception)
    act(reception, page, do="ask_officer", visit=visit, named="so-7")
    wish = next(row for row in office.picture("staff")["wishes"].values() if row["visit"] == int(visit))
    assert (wish["named"], wish["state"]) == ("so-7", "seeking")


def test_printing_again_is_the_same_ticket(office, reception, sheets):
    page, visit, ticket = given(reception)
    waiting, alike = len(office.picture("staff")["visits"]), _alike(sheets)
    again = act(reception, page, do="print", visit=visit)
    assert f"Bilet {ticket} drukuje się ponownie." in again.text
    _until(lambda: _alike(sheets) == alike + 1)
    assert len(office.picture("staff")["visits"]) == waiting


def _alike(sheets):
    """How many pages came out that are dot for dot one that came out before."""
    pages = list(sheets.pages)
    return len(pages) - len({page.tobytes() for page in pages})


def _until(holds, seconds=5):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_whoever_said_a_need_is_on_the_help_list(reception):
    _, visit, ticket = given(reception, need="sign_language")
    page = unescape(reception.get(PAGE).text)
    row = re.search(rf'href="\?visit={visit}".*?</li>', page, re.DOTALL)[0]
    assert ticket in row
    assert "#signing" in row


@pytest.mark.parametrize("fields", [
    {"do": "take", "service": "nothing"}, {"do": "take", "service": "dowod-wniosek", "persons": "-1"},
    {"do": "take", "service": "dowod-wniosek", "persons": "²"}, {"do": "close_day"}, {"do": ""},
    {"do": "move", "visit": "999999", "service": "pismo-ogolne"}, {"do": "print", "visit": "x"},
    {"do": "leave", "visit": "9" * 30}, {"do": "take", "service": "dowod-wniosek", "priority": "friend"},
])
def test_bad_input_is_refused_in_words_and_changes_nothing(office, reception, fields):
    before = office.picture("staff")["visits"]
    page = act(reception, reception.get(PAGE), **fields)
    assert 'role="alert"' in page.text
    assert "notice-warn" in page.text
    assert office.picture("staff")["visits"] == before


@pytest.mark.parametrize(("who", "status"), [
    (None, 302), ("clerk", 403), ("officer", 403), ("auditor", 403), ("kiosk", 403), ("manager", 200)])
def test_only_who_helps_at_the_door_comes_in(office, who, status):
    with office.client(who) as client:
        assert client.get(PAGE).status_code == status


def test_a_client_who_has_gone_says_by_telephone_that_the_conversation_is_not_wished_any_more(office, reception):
    _, visit, _ = given(reception)
    act(reception, reception.get(PAGE), do="ask_officer", visit=visit, department="SO")
    wish = max(office.picture("staff")["wishes"], key=int)
    page = act(reception, reception.get(PAGE), do="withdraw_wish", wish=wish)
    assert "Tylko klient wycofuje życzenie" in unescape(page.text)
    act(reception, page, do="withdraw_wish", wish=wish, place="reception", by_phone="true")
    assert wish not in office.picture("staff")["wishes"]


def test_a_number_is_passed_on_to_the_officer_and_stays_out_of_the_picture(office, reception):
    _, visit, _ = given(reception)
    act(reception, reception.get(PAGE), do="ask_officer", visit=visit, department="SO")
    wish = max(office.picture("staff")["wishes"], key=int)
    page = act(reception, reception.get(PAGE), do="leave_number", wish=wish, phone="12 34")
    assert "To nie jest numer telefonu" in unescape(page.text)
    assert "Numer został przekazany" in act(reception, page, do="leave_number", wish=wish, phone="600 700 800").text
    row = office.picture("staff")["wishes"][wish]
    assert (row["prefers"], row["reachable"]) == ("phone", True)
    assert "600700800" not in str(office.picture("staff"))
    act(reception, page, do="withdraw_wish", wish=wish, place="reception")


def test_after_the_last_ticket_reception_offers_a_date_and_no_form_that_would_be_refused(office, reception):
    office.give("stop_tickets")
    try:
        page = unescape(reception.get(PAGE).text)
        assert 'value="take"' not in page and "Dziś nie wydajemy już biletów" in page
        assert "Kto przyjdzie teraz, nie odchodzi z niczym" in page and '<details id="no-ticket" open>' in page
    finally:
        office.give("resume_tickets")
    assert 'value="take"' in reception.get(PAGE).text


def test_somebody_without_a_ticket_agrees_on_a_date_with_an_officer(office, reception):
    department = re.search(r'id="no-ticket-department" name="department"><option value="([^"]+)"',
                           reception.get(PAGE).text)[1]
    before = set(office.picture("staff")["wishes"])
    page = act(reception, reception.get(PAGE), do="ask_officer", department=department)
    (wish,) = set(office.picture("staff")["wishes"]) - before
    row = office.picture("staff")["wishes"][wish]
    assert (row["state"], row["visit"], row["ticket"], row["department"]) == ("offering", None, None, department)
    due_at = re.search(rf'id="due-{wish}" name="due_at" required><option value="([^"]+)"', page.text)[1]
    act(reception, page, do="agree_date", wish=wish, due_at=due_at, place="reception")
    assert office.picture("staff")["wishes"][wish]["state"] == "dated"


def test_a_client_with_another_ticket_has_come_for_the_agreed_conversation(office, reception):
    department = re.search(r'id="no-ticket-department" name="department"><option value="([^"]+)"',
                           reception.get(PAGE).text)[1]
    before = set(office.picture("staff")["wishes"])
    act(reception, reception.get(PAGE), do="ask_officer", department=department)
    (wish,) = set(office.picture("staff")["wishes"]) - before
    page, visit, ticket = given(reception)
    assert f'<option value="{wish}">' in page.text
    act(reception, page, do="seek_again", wish=wish, visit=visit)
    row = office.picture("staff")["wishes"][wish]
    assert (row["ticket"], str(row["visit"])) == (ticket, visit)


def test_the_same_wish_once_more_is_told_as_what_is_under_way(reception):
    page, visit, _ = given(reception)
    for _ in range(2):
        page = act(reception, page, do="ask_officer", visit=visit, department="SO", named="")
    text = unescape(page.text)
    assert "Ta rozmowa jest już umawiana: Wydział Spraw Obywatelskich. Pytamy pracowników." in text
    assert "notice-warn" not in re.search(r'<div class="notice[^>]*role="alert".*?</div>', page.text, re.S)[0]
