"""The public pages, read as a resident reads them: no account, no script."""

import re
from datetime import timedelta

import httpx
import pytest
from django.utils.translation import override

from okienko.core.contact.wish import WISH_LIFE
from okienko.faces.site.words import KINDS_OF_ENTRY, WISH_STATES

PAGES = ("", "services/", "services/dowod-wniosek/", "elsewhere/poza-paszport/", "departments/", "hours/", "standards/",
         "rule/", "accessibility/", "was-open/")


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_open_to_anybody_and_sets_no_cookie(office, path):
    answer = httpx.get(f"{office.address}/legnica/{path}", timeout=10)
    assert answer.status_code == 200
    assert [name for name in answer.cookies if "session" in name] == []


def test_the_front_door_leads_to_the_only_office(office):
    answer = httpx.get(office.address, timeout=10)
    assert answer.status_code == 302 and answer.headers["location"] == "/legnica/"


@pytest.mark.parametrize(("path", "english", "polish"), [
    ("hours/", "New Year’s Day", "Nowy Rok"), ("hours/", "The Mayor or a deputy", "Prezydent Miasta"),
    ("", "The bell calls somebody", "Dzwonek"), ("accessibility/", "The bell calls somebody", "Dzwonek"),
    ("accessibility/", "by the lift from the ground floor", "windą"),
    ("services/", "Identity cards and residence", "Dowody i"),
    ("services/dowod-wniosek/", "general knowledge of Polish offices", "Wiedza ogólna"),
])
def test_what_the_office_has_written_is_read_in_the_language_of_the_page(read, path, english, polish):
    page = read(path)
    assert english.lower() in page.lower()
    assert polish not in page


@pytest.mark.parametrize("asked", ["lang", "language"])
def test_the_board_is_shown_in_another_language_by_the_same_word_as_the_kiosk(office, asked):
    shown = httpx.get(f"{office.address}/legnica/board/", params={asked: "en"}, timeout=10).text
    assert '<html lang="en"' in shown


def test_it_says_that_the_office_is_open_and_until_when(office, read):
    office.next_morning()
    page = read()
    assert "Yes, it is open." in page and "the last tickets are given at" in page


def test_it_follows_the_day_and_the_rules_with_their_legal_act(office, read):
    office.next_morning()
    office.take("dowod-wniosek")
    assert "Dowody osobiste i meldunek" in read() or "Identity cards" in read()
    office.do(do="set_regime", regime="sanitarne")
    page = read()
    assert "Sanitary restrictions" in page and "art. 46b" in page and "Refused 0" in page
    ways = read("departments/")
    assert "None of them is empty" in ways and "By telephone" in ways
    office.do(do="set_regime", regime=None)
    office.do(do="stop_tickets")
    assert "No more tickets are given today" in read()
    office.do(do="resume_tickets")


def test_at_closing_time_every_screen_says_that_whoever_holds_a_ticket_is_served(office, read):
    office.next_morning()
    office.take("dowod-wniosek")
    opening = re.search(r"Today until (\d+):00; the last tickets are given at (\d+):(\d+)", read())
    closes, last = int(opening[1]), int(opening[2]) * 60 + int(opening[3])
    office.later(minutes=last - 8 * 60 + 1)
    site, phone, door = read(), read("hall/"), read("ticket/")
    assert "Yes, for whoever holds a ticket." in site and "No more tickets are given today." in site
    assert "The office is open for whoever holds a ticket" in phone and "No more tickets are given today" in phone
    assert "No more tickets are given today" in door and "This could not be done" not in door
    office.later(minutes=closes * 60 - last)
    assert "Yes, for whoever holds a ticket." in read() and "for whoever holds a ticket" in read("hall/")


def test_in_the_evening_it_says_when_it_opens_next(office, read):
    office.next_morning()
    office.clock(office.now.replace(hour=20))
    page = read()
    assert "Not at this moment." in page and "It opens on" in page and "08:00" in page
    office.clock(office.now + timedelta(hours=2))


@pytest.mark.parametrize(("words", "first"), [("zgubiłem dowód", "lost or damaged identity card"),
                                              ("dowód dla dziecka", "Application for an identity card"),
                                              ("lost identity card", "lost or damaged identity card")])
def test_everyday_words_lead_to_the_card(read, words, first):
    page = read("services/", q=words)
    assert "Settled here" in page and first in page


def test_who_asks_for_a_passport_gets_the_address_of_whoever_issues_it(read):
    page = read("services/", q="paszport")
    assert "Settled by another authority" in page and "Skarbka" in page
    card = read("elsewhere/poza-paszport/")
    assert "voivode" in card and "KPA art. 65" in card


def test_where_nothing_matches_nothing_is_claimed(read):
    assert "Nothing matches these words" in read("services/", q="żyrafa")
    assert "Nothing matches" in read("services/", q="<script>alert(1)</script>")


def test_the_card_says_what_to_bring_what_it_costs_and_the_way_without_steps(read):
    page = read("services/dowod-wniosek/")
    for told in ("What to bring", "Fee", "Deadline", "Legal basis", "Without steps:", "35×45"):
        assert told in page, told


def test_hours_tell_exceptions_and_when_complaints_are_received(read):
    page = read("hours/")
    assert "KPA art. 253" in page and "15:00–17:30" in page and "Christmas Day" in page


def test_the_rule_shows_every_edge_of_the_table_and_no_refusal(read):
    page = read("rule/")
    kinds = {kind for edges in WISH_LIFE.values() for kind in edges}
    assert kinds == set(KINDS_OF_ENTRY) and set(WISH_LIFE) - {"new"} <= set(WISH_STATES)
    with override("en"):
        assert [kind for kind in kinds - {"wish_asked"} if str(KINDS_OF_ENTRY[kind]) not in page] == []


def test_standards_say_how_to_count_them_again(read):
    for period in ("today", "week", "month", "quarter", "nonsense"):
        page = read("standards/", period=period)
        assert "How to count it again" in page and "/api/v1/offices/legnica/standards" in page


@pytest.mark.parametrize("path", ["services/none/", "elsewhere/none/", "nothing/", "services/../../etc/"])
def test_what_is_not_there_is_a_404(office, path):
    assert httpx.get(f"{office.address}/legnica/{path}", timeout=10).status_code == 404
    assert httpx.get(f"{office.address}/nowhere/", timeout=10).status_code == 404


def test_it_says_whether_it_was_open_at_a_moment(office, read):
    office.next_morning()
    office.take("dowod-wniosek")
    office.later(hours=2)
    day = f"{office.now:%Y-%m-%d}"
    page = read("was-open/", day=day, time="09:30")
    assert "Yes, the office was open." in page and "Tickets were given yes" in page
    assert "The hall was opened 0" in page and "description of revision 1" in page
    assert "outside the hours" in read("was-open/", day=day, time="05:00")
    assert "has not come yet" in read("was-open/", day=day, time="23:00")
    assert "journal of the office begins later" in read("was-open/", day="2025-06-02", time="10:00")


@pytest.mark.parametrize(("day", "time"), [("soon", "10:00"), ("2026-02-30", "10:00"), ("2026-03-02", "25:00"),
                                           ("9999-12-31", "23:59"), ("2026-03-02", "10:00+02:00"), ("", "x")])
def test_a_moment_that_is_none_is_told_kindly(read, day, time):
    assert "This is no day and time" in read("was-open/", day=day, time=time)
