"""A kiosk whose line is cut: no touch ends on an error page of the browser, and what was touched goes on by itself."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OFFICE

pytestmark = pytest.mark.browser
SAID = {"pl": "brak połączenia", "en": "no connection", "uk": "немає зв’язку"}


@pytest.fixture
def kiosk(house):
    yield lambda path: house.open(f"/{OFFICE}/kiosk/{path}", size=(768, 1366), who="kiosk")
    house.close()


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_a_touch_on_a_link_is_held_back_and_goes_on(kiosk, language, said):
    page = kiosk(f"?lang={language}")
    before = page.url
    page.context.set_offline(True)
    page.locator(".kiosk-groups a[href*='/group/']").first.click()
    expect(page.locator("#kiosk-held")).to_be_visible(timeout=8000)
    expect(page.locator("#kiosk-held")).to_contain_text(said)
    assert page.url == before
    page.context.set_offline(False)
    page.wait_for_url(re.compile("/group/"), timeout=10_000)
    expect(page.locator("#kiosk-held")).to_be_hidden()


def test_a_ticket_that_was_asked_for_while_cut_is_given_once(kiosk, hall):
    page = kiosk("service/dowod-odbior?lang=pl")
    before = len(hall.picture("staff")["picture"]["visits"])
    page.context.set_offline(True)
    page.locator("main form button").first.click()
    expect(page.locator("#kiosk-held")).to_be_visible(timeout=8000)
    page.context.set_offline(False)
    expect(page.locator("main h1")).to_contain_text(re.compile("bilet", re.IGNORECASE), timeout=10_000)
    assert len(hall.picture("staff")["picture"]["visits"]) == before + 1


def test_whoever_does_not_want_to_wait_stays_where_they_are(kiosk):
    page = kiosk("?lang=pl")
    before = page.url
    page.context.set_offline(True)
    page.locator(".kiosk-groups a[href*='/group/']").first.click()
    expect(page.locator("#kiosk-held")).to_be_visible(timeout=8000)
    page.get_by_role("button", name="Nie czekam").click()
    expect(page.locator("#kiosk-held")).to_be_hidden()
    page.context.set_offline(False)
    page.wait_for_timeout(3000)
    assert page.url == before
