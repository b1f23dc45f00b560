"""A screen that is renewed while somebody presses a button of it waits for the hand: no press is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.rooms import DESKTOP, KIOSK, PHONE

pytestmark = pytest.mark.browser
SERVICE = "dowod-wniosek"
#: Longer than a screen takes to fetch and draw what has happened, the least time between two fetches included.
WHILE = 1800


@pytest.fixture
def screen(house, hall):
    """Open a screen; at the end no console has complained."""

    def open_screen(path, *, size=DESKTOP, who=None, **options):
        return house.open(f"/legnica/{path}", size=size, who=who, **options)

    yield open_screen
    house.close()
    assert house.forget_faults() == []


def press(page, target, happens):
    """Press something, let the screen hear of what `happens` meanwhile and draw it, and let the thing go."""
    # The stream has brought its first picture: what is drawn from now on is the renewal.
    page.wait_for_timeout(WHILE)
    target.hover()
    page.mouse.down()
    happens()
    page.wait_for_timeout(WHILE)
    page.mouse.up()


def goes_out(hall):
    """Somebody else's presence, which every desk and department shows."""
    hall.do("set_presence", person="so-6", presence="out")
    return lambda: hall.do("set_presence", person="so-6", presence="here")


def at_desk(screen):
    page = screen("desk/", who="clerk")
    page.locator("button[name=desk][value='2']").click()
    expect(page.locator("[data-panel] .plate").first).to_be_visible()
    return page


def test_a_client_is_called_by_a_mouse_under_which_the_desk_is_renewed(hall, screen):
    hall.do("take", matters=[SERVICE])
    comes_in = goes_out(hall)
    page = at_desk(screen)
    press(page, page.locator("button[value=call_next]:visible").first, comes_in)
    expect(page.locator("[data-panel]")).to_contain_text("Wywołano do stanowiska")


def test_a_window_that_is_opened_meanwhile_stays_open(hall, screen):
    hall.do("take", matters=[SERVICE])
    comes_in = goes_out(hall)
    page = at_desk(screen)
    page.locator("button[value=call_next]:visible").first.click()
    page.locator("button[value=start]:visible").first.click()
    expect(page.locator("[data-panel]")).to_contain_text("Teraz przy stanowisku")
    press(page, page.locator("[popovertarget=act-finish]:visible").first, comes_in)
    page.wait_for_timeout(WHILE)
    expect(page.locator("#act-finish")).to_be_visible()


def test_a_client_is_called_by_the_space_bar_under_which_the_desk_is_renewed(hall, screen):
    hall.do("take", matters=[SERVICE])
    comes_in = goes_out(hall)
    page = at_desk(screen)
    page.wait_for_timeout(WHILE)
    page.locator("button[value=call_next]:visible").first.focus()
    page.keyboard.down(" ")
    comes_in()
    page.wait_for_timeout(WHILE)
    page.keyboard.up(" ")
    expect(page.locator("[data-panel]")).to_contain_text("Wywołano do stanowiska")


def test_a_finger_calls_a_client_too(hall, screen):
    hall.do("take", matters=[SERVICE])
    page = screen("desk/", who="clerk", has_touch=True)
    page.locator("button[name=desk][value='2']").tap()
    page.locator("button[value=call_next]:visible").first.tap()
    expect(page.locator("[data-panel]")).to_contain_text("Wywołano do stanowiska")


def test_an_officer_answers_by_a_mouse_under_which_the_department_is_renewed(hall, screen):
    hall.do("ask_officer", visit=hall.do("take", matters=[SERVICE])["visit"])
    comes_in = goes_out(hall)
    page = screen("department/", who="officer")
    press(page, page.locator("button[value=answer_wish]:visible").first, comes_in)
    expect(page.locator("[data-panel]")).to_contain_text("Odpowiedź została przekazana")


def test_reception_gives_a_ticket_by_a_mouse_under_which_its_figures_are_renewed(hall, screen):
    page = screen("reception/?q=wniosek+dowod", who="reception")
    choice = page.locator(f"[data-results] [data-fresh={SERVICE}]")
    press(page, choice.locator(".choice-hint, .choice-text + *").first, lambda: hall.do("take", matters=[SERVICE]))
    expect(page.get_by_text("Wydano bilet")).to_be_visible()


def test_a_phone_goes_where_it_was_touched_while_its_page_is_renewed(hall, ticket, screen):
    page = screen(ticket["path"].removeprefix("/legnica/"), size=PHONE)
    press(page, page.get_by_role("link", name="Rezygnuję"), lambda: hall.do("ask_officer", visit=ticket["visit"]))
    page.wait_for_url("**/leave/")


def test_a_kiosk_goes_where_it_was_touched_while_other_rules_begin(hall, screen):
    page = screen("kiosk/", size=KIOSK, who="kiosk")
    group = page.locator(".kiosk-groups a", has_text="Dowody")
    press(page, group, lambda: hall.do("set_regime", regime="sanitarne"))
    page.wait_for_url("**/kiosk/group/**")
