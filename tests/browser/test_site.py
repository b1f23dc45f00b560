"""The public pages in Chromium: no fault of axe, at 320 px and 200 %, without a script, printed, live."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.office_server import start

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SITE = "/legnica/"
PAGES = ("", "services/", "services/?q=dowód", "services/dowod-wniosek/", "elsewhere/poza-paszport/", "departments/",
         "hours/", "standards/", "rule/", "accessibility/")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIGURES = """() => [...document.querySelectorAll('[data-queue], [data-waiting], [data-seats]')]
    .map((each) => [each.innerText, each.hidden])"""


@pytest.fixture(scope="module")
def legnica(tmp_path_factory):
    server = start(tmp_path_factory.mktemp("site-browser"))
    server.next_morning()
    server.do(do="open_desk", desk="2", person="so-1")
    server.take("dowod-wniosek")
    yield server
    server.stop()


@pytest.fixture
def open_page(browser, legnica):
    contexts = []

    def go(path="", width=1280, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce",
                                      base_url=legnica.address, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(SITE + path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path):
    found = Axe().run(open_page(path), options=RULES).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_at_200_per_cent_and_at_320_pixels(open_page, path):
    assert open_page(path, width=640).evaluate(OVERFLOW) <= 0
    assert open_page(path, width=320).evaluate(OVERFLOW) <= 0


def test_the_figures_follow_the_hall_and_agree_with_a_fresh_page(open_page, legnica):
    page = open_page()
    before = int(page.locator("[data-waiting]").inner_text())
    for _ in range(3):
        legnica.take("dowod-wniosek")
    legnica.take("pojazd-rejestracja")
    expect(page.locator("[data-waiting]")).to_have_text(str(before + 4), timeout=8000)
    assert page.evaluate(FIGURES) == open_page().evaluate(FIGURES)


def test_what_was_served_and_kept_follows_the_hall_too_even_while_somebody_is_about_to_search(open_page, legnica):
    page = open_page()
    page.locator("#q").fill("dow")
    before = int(page.locator("[data-served]").inner_text())
    legnica.do(do="call_next", desk="2")
    legnica.do(do="start", desk="2")
    legnica.do(do="finish", desk="2", outcome="accepted")
    expect(page.locator("[data-served]")).to_have_text(str(before + 1), timeout=12_000)
    assert page.locator("#q").input_value() == "dow" and page.evaluate("document.activeElement.id") == "q"
    agrees_with_a_fresh_page(page, open_page)


def test_after_a_cut_the_page_is_what_a_fresh_one_is(open_page, legnica):
    page = open_page()
    page.context.set_offline(True)
    legnica.take("dowod-wniosek")
    legnica.do(do="call_next", desk="2")
    legnica.do(do="start", desk="2")
    legnica.do(do="finish", desk="2", outcome="accepted")
    page.wait_for_timeout(1500)
    page.context.set_offline(False)
    agrees_with_a_fresh_page(page, open_page)


def agrees_with_a_fresh_page(page, open_page):
    """Word for word, within a moment: the clock may have moved on between the two."""
    def texts(each):
        return [line for line in each.locator("[data-site]").inner_text().splitlines() if ":" not in line]

    for _ in range(20):
        fresh = open_page()
        if texts(page) == texts(fresh):
            return
        fresh.context.close()
        page.wait_for_timeout(500)
    assert texts(page) == texts(open_page())


@pytest.mark.parametrize("path", ["", "standards/"])
def test_at_360_pixels_every_figure_of_a_table_is_in_its_frame(open_page, path):
    page = open_page(path, width=360, height=640)
    wider = "[...document.querySelectorAll('.table-room')].filter((room) => room.scrollWidth > room.clientWidth).length"
    assert page.evaluate(wider) == 0
    state = page.locator(".table-stacks td[data-label=State] .tag").first.bounding_box()
    assert state["x"] >= 0 and state["x"] + state["width"] <= 360


def test_a_matter_is_found_by_keyboard_without_a_script(open_page):
    page = open_page(java_script_enabled=False)
    page.locator("#q").focus()
    page.keyboard.type("zgubiony dowód")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/**")
    page.locator(".choice").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/dowod-utrata/")
    expect(page.locator("h1")).to_contain_text("lost or damaged identity card")


def test_the_card_is_printed_without_what_is_only_for_the_screen(open_page):
    page = open_page("services/dowod-wniosek/")
    page.emulate_media(media="print")
    expect(page.locator(".site-documents")).to_be_visible()
    for only_for_the_screen in (".page-nav", ".page-tools", ".page-foot"):
        expect(page.locator(only_for_the_screen).first).to_be_hidden()
