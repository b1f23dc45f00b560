"""The kiosk in Chromium, in its real sizes: three touches, an old person's way, by keyboard, without a script."""

import time
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from okienko.links.printer.sink import printer_sink
from tests.kiosk_server import serving

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = {"portrait": (1080, 1920), "landscape": (1280, 1024)}
START = "/legnica/kiosk/"
PAGES = ("", "group/dowody-i-meldunek", "service/dowod-wniosek", "search?q=dow", "referral/poza-paszport", "officer",
         "officer/SO", "options?back=dowod-wniosek")
#: What a hand hits safely.
LEAST_TARGET = 44
SMALL = f"""() => [...document.querySelectorAll("main a, main button, footer a, footer button")]
    .filter((place) => place.offsetParent !== null)
    .map((place) => [place.innerText.trim(), place.getBoundingClientRect()])
    .filter(([, box]) => box.height < {LEAST_TARGET} || box.width < {LEAST_TARGET}).map(([words]) => words)"""


@pytest.fixture(scope="module")
def sheets():
    with printer_sink() as sheets:
        yield sheets


@pytest.fixture(scope="module")
def office(tmp_path_factory, sheets):
    printers = f'[printers.hala]\naddress = "{sheets.address}"\n'
    with serving(tmp_path_factory.mktemp("kiosk"), files={"printers.toml": printers}) as server:
        server.at("09:00")
        for desk, person in (("2", "so-1"), ("3", "so-2"), ("1", "bok-1")):
            server.give("open_desk", desk=desk, person=person)
        yield server


@pytest.fixture
def stand(browser, office):
    """Stand before a kiosk of this size, or sit at reception."""
    contexts = []

    def before(size="portrait", *, who="kiosk", **options):
        width, height = SIZES.get(size, size)
        # A kiosk's own browser often speaks English; the kiosk speaks the office's first language all the same.
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=office.address,
                                     reduced_motion="reduce", locale="en-GB" if who == "kiosk" else "pl-PL", **options)
        context.add_cookies([{"name": name, "value": value, "url": office.address}
                             for name, value in office.cookies(who).items()])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        return page

    yield before
    for context in contexts:
        context.close()


def faults(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]


def number(page):
    return page.locator(".ticket-pane").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_a_ticket_in_three_touches(stand, size):
    page = stand(size)
    page.goto(START)
    page.get_by_role("link", name="Dowody i meldunek").click()
    page.get_by_role("link", name="Wniosek o wydanie dowodu osobistego").click()
    page.get_by_role("button", name="Weź bilet").click()
    expect(page.locator(".ticket-pane")).to_contain_text("D")
    expect(page.locator(".qr svg")).to_be_visible()
    expect(page.get_by_text("Proszę wziąć wydrukowany bilet")).to_be_visible()


def test_an_old_person_finds_the_way(stand, office, sheets):
    """Larger letters, contrast, a chair, more time; reads the card; is not hurried by the screen."""
    page = stand()
    page.clock.install()
    page.goto(START)
    page.get_by_text("Wysoki kontrast").click()
    page.get_by_role("link", name="Miejsce siedzące").click()
    page.get_by_role("link", name="Więcej czasu").click()
    page.get_by_role("link", name="Dowody i meldunek").click()
    page.get_by_role("link", name="Zgłoszenie utraty").click()
    assert page.locator("html").get_attribute("data-contrast") == "high"
    expect(page.get_by_text("Opłata")).to_be_visible()
    page.clock.run_for(62_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Potrzebuję więcej czasu").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.run_for(30_000)
    page.get_by_role("button", name="Weź bilet").click()
    ticket = number(page)
    row = next(row for row in office.picture("staff")["visits"].values() if row["ticket"] == ticket)
    assert row["needs"] == ["more_time", "seat"]
    page.get_by_role("link", name="Gotowe").click()
    assert page.url.endswith(START)
    assert page.locator("html").get_attribute("data-contrast") is None


def test_a_screen_that_nobody_touches_begins_anew(stand):
    page = stand()
    page.clock.install()
    page.goto(f"{START}service/dowod-wniosek?need=seat&lang=uk")
    page.clock.run_for(61_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.run_for(21_000)
    page.wait_for_url(f"**{START}")
    assert page.locator("html").get_attribute("lang") == "pl"


def test_a_double_touch_gives_one_ticket(stand, office, sheets):
    page = stand()
    page.goto(f"{START}service/meldunek-staly")
    before = Counter(row["ticket"][0] for row in office.picture()["visits"].values())["D"]
    printed = len(sheets.pages)
    page.get_by_role("button", name="Weź bilet").dblclick(no_wait_after=True)
    expect(page.locator(".ticket-pane")).to_be_visible()
    time.sleep(0.5)
    after = Counter(row["ticket"][0] for row in office.picture()["visits"].values())["D"]
    assert (after - before, len(sheets.pages) - printed) == (1, 1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_fault_and_every_target_is_large(stand, size, path):
    page = stand(size)
    page.goto(START + path)
    assert faults(page) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("language", ["en", "uk"])
def test_axe_finds_no_fault_in_the_other_languages(stand, language):
    page = stand()
    page.goto(f"{START}?lang={language}")
    assert faults(page) == []


def test_axe_finds_no_fault_on_the_ticket_and_its_sheet(stand):
    page = stand()
    page.goto(f"{START}service/dowod-odbior")
    page.get_by_role("button", name="Weź bilet").click()
    expect(page.locator(".ticket-pane")).to_be_visible()
    assert faults(page) == []
    address = page.url.split("?")[0]
    page.goto(f"{address}/paper")
    assert faults(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_at_200_percent_and_at_320_pixels_nothing_runs_out_sideways(stand, path):
    for size, scale in (((540, 960), 2), ((320, 640), 1)):
        page = stand(size, device_scale_factor=scale)
        page.goto(START + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_whole_way_by_keypad_alone(stand):
    page = stand()
    page.goto(f"{START}?lang=pl&read=1")
    page.keyboard.press("1")
    page.wait_for_url("**/group/**")
    page.keyboard.press("ArrowDown")
    expect(page.locator("main a:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/service/**")
    page.keyboard.press("1")
    page.wait_for_url("**/ticket/**")
    assert number(page)


def test_a_screen_reads_itself_aloud_from_its_heading_on(stand):
    page = stand()
    with page.expect_request("**/kiosk/voice.wav?*") as asked:
        page.goto(f"{START}group/dowody-i-meldunek?lang=pl&read=1")
    assert "text=Dowody+i+meldunek" in asked.value.url
    with page.expect_request(lambda request: "Wniosek+o+wydanie" in request.url):
        page.get_by_role("link", name="Wniosek o wydanie").focus()


def test_the_officer_is_two_touches_more(stand, office):
    page = stand("landscape")
    page.goto(START)
    page.get_by_role("link", name="Chcę porozmawiać z pracownikiem").click()
    page.get_by_role("link", name="Wydział Spraw Obywatelskich").click()
    page.get_by_role("button", name="Norbert Paprotka").click()
    expect(page.get_by_text("Już prosimy pracownika.")).to_be_visible()
    ticket = number(page)
    wish = next(row for row in office.picture("staff")["wishes"].values() if row["ticket"] == ticket)
    assert wish["named"] == "so-7"


def test_words_are_written_with_letters_to_touch(stand):
    page = stand()
    page.goto(START)
    page.get_by_role("link", name="Szukaj słowami").click()
    for letter in "paszp":
        page.get_by_role("button", name=letter, exact=True).click()
    page.get_by_role("link", name="Paszport").click()
    expect(page.get_by_text("Tę sprawę załatwia inny urząd")).to_be_visible()


def test_without_a_script_a_ticket_is_three_touches_too(stand):
    page = stand(java_script_enabled=False)
    page.goto(START)
    page.get_by_role("link", name="Kasa").click()
    page.get_by_role("button", name="Weź bilet").click()
    assert number(page).startswith("K")
    page.get_by_role("link", name="Gotowe").click()
    page.get_by_role("link", name="Szukaj słowami").click()
    for letter in "dow":
        page.get_by_role("button", name=letter, exact=True).click()
    expect(page.get_by_role("link", name="Wniosek o wydanie dowodu")).to_be_visible()


def test_the_first_screen_after_changes_is_the_one_that_is_drawn_anew(stand, office):
    page = stand()
    page.goto(START)
    for _ in range(3):
        office.give("take", matters=["dowod-wniosek"])
    fresh = stand()
    fresh.goto(START)
    wanted = fresh.locator("[data-fresh=tiles]").inner_text()
    expect(page.locator("[data-fresh=tiles]")).to_have_text(fresh.locator("[data-fresh=tiles]").text_content(),
                                                           timeout=8000)
    assert page.locator("[data-fresh=tiles]").inner_text() == wanted


def test_out_of_paper_keeps_the_number_on_the_screen(stand, sheets, axe):
    page = stand()
    sheets.has_paper = False
    try:
        page.goto(f"{START}service/dowod-odbior")
        page.get_by_role("button", name="Weź bilet").click()
        expect(page.get_by_role("alert").filter(has_text="Biletu nie udało się wydrukować")).to_be_visible()
        assert number(page).startswith("O")
        assert faults(page) == []
        assert axe(page) == []
    finally:
        sheets.has_paper = True
    page.get_by_role("button", name="Spróbuj wydrukować").click()
    expect(page.get_by_text("Proszę wziąć wydrukowany bilet")).to_be_visible()


def test_reception_gives_a_ticket_by_a_few_keys(stand, office):
    page = stand((1600, 1000), who="reception")
    page.goto("/legnica/reception/")
    page.keyboard.type("meldun")
    expect(page.locator("[data-results] .choice").first).to_contain_text("Zameldowanie")
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] .choice").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wydano bilet D")).to_be_visible()
    assert faults(page) == []


def test_reception_sees_who_needs_help_in_the_same_moment(stand, office):
    page = stand((1600, 1000), who="reception")
    page.goto("/legnica/reception/")
    given = office.give("take", matters=["dowod-odbior"], needs=["step_free"])
    link = page.get_by_role("link", name=given["ticket"])
    expect(link).to_be_visible(timeout=5000)
    link.click()
    expect(page.get_by_text("Drukuj ponownie")).to_be_visible()
    assert faults(page) == []
    for size in ((800, 500), (320, 640)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_reception_after_changes_is_the_page_that_is_drawn_anew(stand, office):
    page, fresh = (stand((1600, 1000), who="reception") for _ in range(2))
    page.goto("/legnica/reception/")
    office.give("take", matters=["pismo-ogolne"], needs=["loop"])
    fresh.goto("/legnica/reception/")
    for place in ("helped", "doors", "meter"):
        expect(page.locator(f"[data-fresh={place}]")).to_have_text(
            fresh.locator(f"[data-fresh={place}]").text_content(), timeout=8000)
