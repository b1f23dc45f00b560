"""Reception in Chromium: the hall changes while somebody is in the middle of something, and nothing of it is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.rooms import DESKTOP

pytestmark = pytest.mark.browser
#: What has the focus: its name, or where it leads.
FOCUS = "document.activeElement.name || document.activeElement.getAttribute('href')"


@pytest.fixture
def reception(house, hall):
    """The page, which marks itself, so that one that was loaded anew is known; no console has complained."""
    page = house.open("/legnica/reception/", size=DESKTOP, who="reception")
    page.evaluate("window.same = true")
    yield page
    assert page.evaluate("window.same === true")
    house.close()
    assert house.forget_faults() == []


@pytest.fixture
def stopped(hall, reception):
    """Tickets are stopped, and the page shows it."""

    def stop():
        hall.do("stop_tickets", reason="manager")
        expect(reception.locator("[data-giving]")).to_have_count(0)
        expect(reception.get_by_role("link", name="Umów termin")).to_be_visible()

    return stop


def test_when_tickets_stop_and_go_on_what_was_typed_and_the_place_are_kept(hall, reception, stopped):
    words = reception.locator("[data-giving] [name=q]")
    words.fill("meldun")
    reception.locator("[name=need]").first.check()
    reception.locator("[data-giving] [name=persons]").fill("3")
    words.focus()
    stopped()
    assert reception.evaluate(FOCUS) == "#no-ticket"
    assert reception.locator("#no-ticket").evaluate("one => one.open")
    hall.do("resume_tickets")
    expect(words).to_have_value("meldun")
    expect(reception.locator("[data-giving] [name=persons]")).to_have_value("3")
    expect(reception.locator("[name=need]").first).to_be_checked()
    expect(reception.locator("[data-results] .choice").first).to_contain_text("Zameldowanie")
    assert reception.evaluate(FOCUS) == "q"
    assert not reception.locator("#no-ticket").evaluate("one => one.open")
    reception.keyboard.press("Enter")
    expect(reception.locator("[data-results] .choice").first).to_be_focused()


def test_whoever_looks_for_a_ticket_goes_on_while_tickets_stop(reception, stopped, axe):
    asked = reception.locator("#ticket")
    asked.click()
    reception.keyboard.type("D0")
    stopped()
    reception.keyboard.type("99")
    expect(asked).to_have_value("D099")
    assert axe(reception) == []


def test_a_number_that_is_being_typed_stays_while_other_wishes_come_and_go(hall, reception):
    first, second = (hall.do("take", matters=["dowod-wniosek"]) for _ in range(2))
    hall.do("ask_officer", visit=first["visit"])
    hall.do("ask_officer", visit=second["visit"])
    wishes = reception.locator("[data-fresh=wishes] section")
    mine = wishes.filter(has_text=second["ticket"])
    mine.locator("details[id^=call-] summary").click()
    mine.locator("[name=phone]").fill("600 100")
    hall.do("leave", visit=first["visit"])
    expect(wishes.filter(has_text=first["ticket"])).to_have_count(0)
    third = hall.do("take", matters=["dowod-odbior"])
    hall.do("ask_officer", visit=third["visit"])
    expect(wishes.filter(has_text=third["ticket"])).to_have_count(1)
    reception.keyboard.type(" 200")
    expect(mine.locator("[name=phone]")).to_have_value("600 100 200")
    expect(mine.locator("[name=phone]")).to_be_focused()
