"""A whole visit through Chromium: kiosk, board, phone, desk, cash desk, the officer who comes down, out.

Everybody has a browser of their own, and nothing passes between them but through the running program.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.rooms import BOARD, DESKTOP, KIOSK, PHONE

pytestmark = pytest.mark.browser
SERVICE = "zaswiadczenie-zameldowanie"
DESK, TILL, OFFICER = "2", "K1", "so-7"


@pytest.fixture
def rooms(house, hall):
    """Open pages for this visit; at its end no console has complained."""
    hall.do("set_presence", person="so-8", presence="out")
    hall.do("set_presence", person=OFFICER, presence="here")
    yield house
    house.close()
    assert house.forget_faults() == []


class Key:
    """Works at a screen by its keys alone."""

    def __init__(self, page):
        self.page = page

    def act(self, do, *, window=None, **fields):
        for one in (window and f"[popovertarget={window}]", button(do, **fields)):
            if one:
                press(self.page, self.page.locator(f"{one}[data-key]:visible").first)


class Mouse:
    """Works at a screen by pointing."""

    def __init__(self, page):
        self.page = page

    def act(self, do, *, window=None, **fields):
        for one in (window and f"[popovertarget={window}]", button(do, **fields)):
            if one:
                self.page.locator(f"{one}:visible").first.click()


def button(do, **fields):
    """The button of an act, or of one of its choices."""
    chosen = "".join(f"[name={name}][value='{value}']" for name, value in fields.items())
    return f"button{chosen or f'[name=do][value={do}]'}"


def press(page, target):
    expect(target).to_be_enabled()
    page.keyboard.press(target.get_attribute("data-key"))


def let_the_client_come(clerk, hall):
    """The time to come passes; the page, whose own clock runs as ours does, is told by a fresh load."""
    hall.later(seconds=15)
    clerk.page.reload()


def take_at_the_kiosk(rooms, group="Dowody", service=SERVICE):
    """Three touches; gives the number and the path of the phone's page."""
    kiosk = rooms.open("/legnica/kiosk/", size=KIOSK, who="kiosk")
    touches = (kiosk.locator(".kiosk-groups a", has_text=group), kiosk.locator(f"a[href*='/service/{service}']"),
               kiosk.locator("form[data-once] button").first)
    for touch in touches:
        touch.click()
    ticket = kiosk.locator("main .ticket-pane").inner_text().strip()
    code = re.search(r"/kiosk/ticket/([^/?]+)", kiosk.url)[1]
    return ticket, f"/legnica/t/{code}/"


def sit_down(rooms, role, desk):
    """Somebody signs in at the own screen and takes a desk."""
    page = rooms.open("/legnica/till/" if role == "cashier" else "/legnica/desk/", size=DESKTOP, who=role)
    page.locator(f"button[name=desk][value='{desk}']").click()
    expect(page.locator("[data-panel] .plate").first).to_be_visible()
    return page


@dataclass
class Visit:
    """The screens of one visit; each step ends when all screens concerned show it."""

    ticket: str
    phone: Any
    board: Any
    clerk: Any
    cashier: Any
    officer: Any

    @property
    def sheet(self):
        return self.phone.locator(".pocket-sheet")

    def is_taken(self):
        expect(self.sheet).to_have_attribute("data-state", "waiting")
        expect(self.sheet).to_contain_text(self.ticket)
        expect(self.clerk.page.locator("[data-waiting-list]")).to_contain_text(self.ticket)

    def is_called(self):
        asked = []
        self.board.on("request", lambda request: asked.append(request.url))
        self.clerk.act("call_next")
        expect(self.board.locator("[data-now]")).to_contain_text(self.ticket)
        expect(self.board.locator("[data-now]")).to_contain_text(f"Stanowisko {DESK}")
        assert [url for url in asked if "/voice/" not in url] == []
        expect(self.sheet).to_have_attribute("data-state", "called")
        expect(self.sheet.locator("[data-where]")).to_have_text(f"Stanowisko {DESK}")

    def is_sent_to_pay(self):
        self.clerk.act("start")
        expect(self.sheet).to_have_attribute("data-state", "serving")
        self.clerk.act("send")
        expect(self.sheet).to_contain_text("Kasy 1 i 2")
        expect(self.cashier.page.locator("[data-waiting-list]")).to_contain_text(self.ticket)

    def pays(self):
        self.cashier.act("call_next")
        expect(self.sheet.locator("[data-where]")).to_contain_text("Kasa 1")
        self.cashier.act("start")
        expect(self.cashier.page.locator("[data-panel]")).to_contain_text("17 zł")
        self.cashier.page.locator("button[form=acts-paid][value=finish]").click()
        expect(self.sheet).to_contain_text("przed kolejką")

    def is_back_ahead(self):
        self.clerk.act("call_next")
        expect(self.clerk.page.locator(".work-client")).to_contain_text(self.ticket)
        self.clerk.act("start")
        expect(self.sheet).to_have_attribute("data-state", "serving")

    def asks_for_the_officer(self):
        """Two touches on the phone."""
        self.phone.get_by_role("link", name="Chcę porozmawiać").click()
        self.phone.locator("button[name=to][value=any]").click()
        expect(self.sheet).to_contain_text("Pytamy")
        expect(self.officer.page.locator("[data-panel]")).to_contain_text(self.ticket)

    def meets_the_officer_who_comes_down(self):
        self.officer.act("answer_wish")
        expect(self.sheet).to_contain_text("Norbert Paprotka")
        expect(self.sheet).to_contain_text(re.compile(r"około\s+\d\d:\d\d"))
        expect(self.sheet).to_contain_text("Spotkania 1")
        self.officer.act("start_meeting")
        expect(self.sheet).to_contain_text("Trwa rozmowa")
        self.officer.act("end_meeting")
        expect(self.clerk.page.locator("[data-waiting-list] li").first).to_contain_text(self.ticket)

    def is_finished(self):
        self.clerk.act("finish", window="act-finish", outcome="performed")
        expect(self.sheet).to_have_attribute("data-state", "finished")
        expect(self.sheet).to_contain_text("Dziękujemy")


@pytest.mark.parametrize("hand", [Mouse, Key])
def test_a_visit_from_the_kiosk_to_the_officer_and_out(rooms, hall, hand):
    board = rooms.open("/legnica/board/", size=BOARD)
    clerk, cashier = hand(sit_down(rooms, "clerk", DESK)), hand(sit_down(rooms, "cashier", TILL))
    officer = hand(rooms.open("/legnica/department/", size=DESKTOP, who="officer"))
    ticket, address = take_at_the_kiosk(rooms)
    visit = Visit(ticket, rooms.open(address, size=PHONE), board, clerk, cashier, officer)
    visit.is_taken()
    visit.is_called()
    visit.is_sent_to_pay()
    visit.pays()
    for _ in range(2):
        hall.do("take", matters=[SERVICE])
    visit.is_back_ahead()
    visit.asks_for_the_officer()
    visit.meets_the_officer_who_comes_down()
    visit.is_back_ahead()
    visit.is_finished()


def test_whoever_misses_three_calls_is_taken_back_with_the_same_ticket(rooms, hall):
    clerk = Key(sit_down(rooms, "clerk", DESK))
    clerk.act("call_next")
    expect(clerk.page.locator(".notice[role=alert]")).to_contain_text("Nikt")
    ticket, address = take_at_the_kiosk(rooms)
    phone = rooms.open(address, size=PHONE).locator(".pocket-sheet")
    clerk.act("call_next")
    expect(phone).to_have_attribute("data-state", "called")
    for calls in (2, 3):
        expect(clerk.page.locator("button[value=miss]")).to_be_disabled()
        expect(clerk.page.locator("button[value=recall]")).to_be_disabled()
        let_the_client_come(clerk, hall)
        clerk.act("recall")
        expect(clerk.page.locator(".work-client")).to_contain_text(f"Wywołania: {calls}")
    let_the_client_come(clerk, hall)
    clerk.act("miss")
    expect(phone).to_have_attribute("data-state", "missed")
    expect(phone).to_contain_text("Nowy bilet nie jest potrzebny")
    clerk.page.locator("li", has_text=ticket).locator("button[value=reinstate]").click()
    expect(phone).to_have_attribute("data-state", "waiting")
    expect(phone).to_contain_text(ticket)


def test_the_phone_page_does_without_a_script(rooms, hall):
    taken = hall.do("take", matters=[SERVICE])
    phone = rooms.open(f"/legnica/t/{taken['code']}/", size=PHONE, java_script_enabled=False)
    assert "refresh" in phone.content()
    phone.get_by_role("link", name="Chcę porozmawiać").click()
    phone.locator("button[name=to][value=any]").click()
    wishes = hall.picture("staff")["picture"]["wishes"]
    wish = next(number for number, row in wishes.items() if row["visit"] == taken["visit"])
    hall.do("answer_wish", wish=int(wish), person=OFFICER)
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Norbert Paprotka")
    phone.locator("button[value=withdraw]").click()
    expect(phone.locator("main")).not_to_contain_text("Norbert Paprotka")
    phone.get_by_role("link", name="Rezygnuję").click()
    phone.locator("main form button").click()
    expect(phone.locator("main h1")).to_contain_text("oddany")
