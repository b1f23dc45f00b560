"""The manager's floor in Chromium: no fault of axe, by keyboard, at 200 %, right after each change."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.office_server import start

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FLOOR = "/legnica/manager/"
PAGES = ("", "?floor=pietro-1", "standards/", "description/", "stop/", "close/", "regime/?regime=sanitarne")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: All that a page says, without what belongs to the moment of its drawing.
SAID = """() => ['h1', 'li', 'td', 'th', 'dd', '.plan text', '.plan rect']
    .flatMap((kind) => [...document.querySelectorAll(`[data-now] ${kind}`)])
    .map((each) => [each.textContent.trim().replace(/\\s+/g, ' '), each.getAttribute('class')])"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = start(tmp_path_factory.mktemp("manager-browser"))
    yield server
    server.stop()


@pytest.fixture
def legnica(server):
    """A fresh morning: two desks are open, one client is called, four wait."""
    server.next_morning()
    for desk, person in (("2", "so-1"), ("3", "so-2")):
        server.do(do="open_desk", desk=desk, person=person)
    for _ in range(5):
        server.take("dowod-wniosek")
    server.do(do="call_next", desk="2")
    yield server
    server.meet_all()


@pytest.fixture
def open_page(browser, legnica):
    contexts = []

    def go(path="", width=1400, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce",
                                      base_url=legnica.address, **options)
        context.add_cookies(legnica.cookies_of("bok-3"))
        contexts.append(context)
        page = context.new_page()
        page.goto(FLOOR + path)
        return page

    yield go
    for context in contexts:
        context.close()


def follow(page, legnica):
    """Wait until the page shows all that has happened."""
    seq = page.context.request.get(f"{legnica.address}/live/legnica/staff").json()["seq"]
    page.wait_for_function("(seq) => Number(document.querySelector('[data-now]').dataset.seq) >= seq", arg=seq)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path):
    page = open_page(path)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_at_200_per_cent_and_at_320_pixels(open_page, path):
    assert open_page(path, width=640).evaluate(OVERFLOW) <= 0
    assert open_page(path, width=320).evaluate(OVERFLOW) <= 0


def test_after_changes_the_floor_shows_what_a_fresh_page_shows(open_page, legnica):
    page = open_page()
    legnica.do(do="start", desk="2")
    ticket = legnica.take("dowod-wniosek")["ticket"]
    legnica.do(do="call_next", desk="3")
    visit = legnica.take("pojazd-rejestracja")["visit"]
    legnica.do(do="ask_officer", visit=visit, department="SO")
    expect(page.locator(".wish-line")).to_have_count(1, timeout=8000)
    follow(page, legnica)
    assert page.evaluate(SAID) == open_page().evaluate(SAID)
    assert ticket


def test_focus_stays_where_it_is_while_the_floor_changes(open_page, legnica):
    page = open_page()
    link = page.locator("[data-row-key='2'] a.button").first
    link.focus()
    before = page.locator("[data-now]").get_attribute("data-seq")
    legnica.take("dowod-wniosek")
    page.wait_for_function("(seq) => document.querySelector('[data-now]').dataset.seq !== seq", arg=before)
    assert page.evaluate("document.activeElement.closest('[data-row-key]')?.dataset.rowKey") == "2"


def test_the_tickets_are_stopped_by_keyboard_alone_and_without_a_script(open_page, legnica):
    page = open_page(java_script_enabled=False)
    page.locator("a[href$='/stop/']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/manager/stop/")
    page.locator("main form .button-danger").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/manager/")
    assert legnica.picture()["hall"]["now"]["phase"] == "stopped"


def test_many_alarms_fold_so_that_the_plan_stays_in_sight(open_page, legnica):
    for matter in ("pojazd-rejestracja", "kasa-wplata", "usc-zgon", "pj-wymiana", "ceidg"):
        legnica.take(matter)
    page = open_page()
    assert page.locator(".alarms:not(.alarms-more *) > li").count() == 2
    assert page.locator(".plan").bounding_box()["y"] < 700
    more = page.locator(".alarms-more summary")
    expect(more).to_contain_text("more alarms")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".alarms-more li").first).to_be_visible()
    legnica.do(do="pause_desk", desk="3")
    follow(page, legnica)
    expect(page.locator(".alarms-more li").first).to_be_visible()
