"""The wish to talk to the officer on the phone page: who, where, when, and the client's own choices."""

import re

import httpx
import pytest

from tests.browser.conftest import OFFICE
from tests.browser.test_pocket import PHONE, call, wait_for

pytestmark = pytest.mark.browser


def test_the_wish_for_the_officer_takes_two_taps_and_comes_back_with_who_where_when(hall, desk, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    wait_for(page, hall)
    page.click("text=Chcę porozmawiać z pracownikiem")
    page.click("text=Kto prowadzi moją sprawę")
    page.wait_for_url(f"**{ticket['path']}")
    wish = next(number for number, row in hall.picture("staff")["picture"]["wishes"].items()
                if row["visit"] == ticket["visit"])
    hall.do("answer_wish", wish=int(wish), person="so-7", minutes=4)
    page.wait_for_selector("text=Norbert Paprotka")
    text = page.locator(".card-pine").inner_text()
    assert "Spotkania 1" in text
    assert hall.clock(minutes=4) in text
    page.click("text=Wolę pójść na górę")
    page.wait_for_selector("text=Proszę jednak zejść do mnie")
    page.click("text=Rezygnuję z rozmowy")
    page.wait_for_selector("text=Chcę porozmawiać z pracownikiem")


def test_who_cannot_climb_is_never_offered_the_stairs(hall, open_page):
    departments = {"UA": "warunki-zabudowy", "SO": "dowod-wniosek"}
    for needs in ((), ("step_free",)):
        mine = hall.do("take", matters=[departments["SO"]], needs=list(needs))
        hall.do("ask_officer", visit=mine["visit"])
        page = open_page(f"/{OFFICE}/t/{mine['code']}/", size=PHONE)
        offered = page.locator("text=Wolę pójść na górę").count() == 1
        modes = _modes(hall, mine)
        assert offered is ("goes-up" in modes)


def _modes(hall, mine):
    """What the hall itself lets this client choose."""
    answer = httpx.post(f"{hall.address}/live/{OFFICE}/ticket/{mine['code']}", json={"do": "choose_contact",
                                                                                  "prefers": "goes-up"})
    if answer.status_code == 200:
        httpx.post(f"{hall.address}/live/{OFFICE}/ticket/{mine['code']}", json={"do": "choose_contact",
                                                                              "prefers": "comes-down"})
    return {"goes-up"} if answer.status_code == 200 else set()


def test_a_named_person_is_replaced_only_with_consent_and_a_date_can_be_agreed(hall, ticket, open_page):
    hall.do("set_presence", person="so-8", presence="out")
    page = open_page(f"{ticket['path']}officer/", size=PHONE)
    page.select_option("select#person", "person:so-8")
    page.click("text=Poproś tę osobę")
    page.wait_for_selector("text=Nikt nie może przyjść od razu")
    assert page.locator("text=Może przyjść ktoś inny").count() == 1
    page.click("text=Umówmy termin")
    page.locator("button[name=due_at]").nth(2).click()
    page.wait_for_selector("text=Termin jest umówiony")
    assert re.search(r"środa, 4 marca, \d\d:\d\d", page.locator(".card-pine").inner_text(), re.IGNORECASE)
    hall.do("set_presence", person="so-8", presence="here")


def test_each_of_several_wishes_has_its_own_way_and_its_own_date(hall, ticket, open_page):
    """What is pressed on the card of a further wish changes that wish and no other."""
    hall.do("ask_officer", visit=ticket["visit"], department="SO")
    hall.do("ask_officer", visit=ticket["visit"], department="KM")
    first, second = (int(number) for number, row in hall.picture("staff")["picture"]["wishes"].items()
                     if row["visit"] == ticket["visit"])

    def rows():
        wishes = hall.picture("staff")["picture"]["wishes"]
        return wishes[str(first)], wishes[str(second)]

    page = open_page(ticket["path"], size=PHONE)
    further = page.get_by_role("region", name="Kolejna rozmowa")
    assert further.locator("h2").inner_text() == "Ta rozmowa będzie następna"
    further.get_by_role("button", name="Wolę pójść na górę").click()
    page.wait_for_url(f"**{ticket['path']}")
    assert [row["prefers"] for row in rows()] == ["comes-down", "goes-up"]
    page.get_by_role("region", name="Kolejna rozmowa").get_by_role("link", name="Umówmy termin").click()
    page.locator("button[name=due_at]").first.click()
    page.wait_for_url(f"**{ticket['path']}")
    assert [row["state"] for row in rows()] == ["seeking", "dated"]
    further = page.get_by_role("region", name="Kolejna rozmowa")
    assert further.get_by_role("link", name="Inny termin").count() == 1
    further.get_by_role("button", name="Rezygnuję z rozmowy").click()
    page.wait_for_selector("section[aria-label='Kolejna rozmowa']", state="detached")
    left = hall.picture("staff")["picture"]["wishes"]
    assert str(second) not in left and left[str(first)]["state"] == "seeking"


def test_a_visit_that_is_over_rings_no_more_and_an_agreed_conversation_is_still_to_come(hall, desk, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    assert page.locator("[data-sound]").is_visible()
    hall.do("ask_officer", visit=ticket["visit"])
    page.goto(f"{hall.address}{ticket['path']}date/")
    page.locator("button[name=due_at]").first.click()
    page.wait_for_selector("text=Po przyjściu proszę zgłosić się w informacji")
    call(hall, desk, ticket["visit"])
    hall.do("start", desk=desk)
    hall.do("finish", desk=desk, outcome="accepted")
    page.wait_for_selector("h1:has-text('Rozmowa dopiero przed')")
    assert not page.locator("[data-sound]").is_visible()
