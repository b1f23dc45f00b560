"""The stories of the stage where they are hard to keep: on a small laptop, and under rules of limited contact."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_stage import demonstration, state_of, visit

__all__ = ["demonstration", "visit"]
pytestmark = pytest.mark.browser
IN_SIGHT = """(frame) => {
    const page = frame.contentDocument, card = page.querySelector(".card-pine");
    return [".text-l.bold", ".plate", "strong"].every((part) => {
        const at = card.querySelector(part)?.getBoundingClientRect();
        return at && at.top >= 0 && at.bottom <= frame.clientHeight;
    });
}"""


def test_on_a_small_laptop_who_comes_where_and_when_is_seen_without_scrolling(visit, demonstration):
    page = visit(size=(1366, 768))
    page.click("#story-officer")
    phone = page.frame_locator("#frame-phone")
    expect(phone.locator(".card-pine .plate")).to_be_visible(timeout=45_000)
    expect(phone.locator(".card-pine strong").first).to_be_visible()
    page.wait_for_timeout(300)
    assert page.locator("#frame-phone").evaluate(IN_SIGHT)
    assert page.evaluate("scrollY") == 0
    _number, ticket = state_of(demonstration, page)["tickets"].popitem()
    assert ticket["wish"]["state"] in ("promised", "meeting")


def test_under_pandemic_rules_a_visitor_is_called_within_45_seconds(visit, demonstration):
    page = visit()
    page.click("#story-regime")
    expect(page.locator("#story-regime")).to_have_attribute("aria-pressed", "true")
    page.click("#story-card")
    page.click("#lost-card [data-take]")
    try:
        expect(page.frame_locator("#frame-phone").locator(".pocket-called")).to_be_visible(timeout=45_000)
    finally:
        page.click("#story-regime")
    expect(page.locator("#story-regime")).to_have_attribute("aria-pressed", "false")
