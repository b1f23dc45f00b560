"""States of the hall in which screens say something else: limited contact, no more tickets, an unanswered wish."""

import pytest

from tests.browser.rooms import BOARD, DESKTOP, KIOSK, PHONE

pytestmark = pytest.mark.browser
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_PHONE = (320, 640)
#: The screens that everybody sees, and those of whoever runs the hall, in their real sizes.
SCREENS = {"kiosk/": (KIOSK, "kiosk"), "board/": (BOARD, None), "hall/": (PHONE, None), "ticket/": (PHONE, None),
           "/legnica/": (DESKTOP, None), "reception/": (DESKTOP, "reception"), "manager/": (DESKTOP, "manager")}


@pytest.fixture
def fit(house, axe):
    """Open a page and find it fit: by axe, in high contrast, at half its width or on the smallest phone."""

    def look(path, *, size, who=None):
        page = house.open(path if path.startswith("/") else f"/legnica/{path}", size=size, who=who)
        page.locator("main").first.wait_for()
        assert axe(page) == [], path
        page.evaluate("document.documentElement.dataset.contrast = 'high'")
        assert axe(page) == [], f"{path} in high contrast"
        small = SMALL_PHONE if size == PHONE else (size[0] // 2, size[1] // 2)
        page.set_viewport_size({"width": small[0], "height": small[1]})
        # A board sets its size anew by a script, a moment after its window has changed.
        page.wait_for_function(f"() => {OVERFLOW} <= 0", timeout=5000)
        return page

    yield look
    house.close()
    house.forget_faults()


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_is_fit_while_the_rules_of_limited_contact_hold(hall, fit, path):
    hall.do("take", matters=["dowod-wniosek"], persons=20)
    hall.do("set_regime", regime="sanitarne")
    size, who = SCREENS[path]
    page = fit(path, size=size, who=who)
    if path != "ticket/":
        assert "Ograniczenia sanitarne" in page.locator("body").inner_text()


def test_who_waits_outside_reads_so_on_the_phone(hall, fit):
    hall.do("set_regime", regime="jedna-osoba-przy-stanowisku")
    codes = [hall.do("take", matters=["dowod-wniosek"])["code"] for _ in range(4)]
    text = fit(f"t/{codes[-1]}/", size=PHONE).locator("main").inner_text()
    assert "Prosimy poczekać na zewnątrz" in text


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_is_fit_when_no_more_tickets_are_given(hall, fit, path):
    hall.do("take", matters=["dowod-wniosek"])
    hall.do("stop_tickets", reason="manager")
    size, who = SCREENS[path]
    fit(path, size=size, who=who)


def test_a_wish_that_nobody_can_answer_offers_what_is_left(hall, ticket, fit):
    hall.do("set_presence", person="so-8", presence="out")
    try:
        hall.do("ask_officer", visit=ticket["visit"], named="so-8")
        page = fit(ticket["path"], size=PHONE)
        page.locator("summary", has_text="telefon").click()
        assert page.locator("input[type=tel]").bounding_box()["height"] >= 44
        assert page.get_by_role("button", name="Może przyjść ktoś inny").count() == 1
    finally:
        hall.do("set_presence", person="so-8", presence="here")


def test_an_alarm_and_its_ways_out_are_fit(hall, fit):
    hall.do("take", matters=["dowod-wniosek"])
    page = fit("manager/", size=DESKTOP, who="manager")
    page.locator(".alarm-ways a").first.click()
    page.locator("h1", has_text="Otwarcie stanowiska").wait_for()
