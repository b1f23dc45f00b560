"""A new description in Chromium: sent, faults read, mended, planned and applied, with and without scripts."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from okienko.links.files import read_directory
from tests.browser.rooms import DESKTOP, PHONE, Rooms

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATH = "/legnica/setup/description/"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FILES = dict(read_directory(Path(__file__).parents[2] / "offices" / "legnica").files)


@pytest.fixture
def rooms(browser, office_server):
    rooms = Rooms(browser, office_server)
    yield rooms
    rooms.close()


def applied(page):
    """Apply what is planned; wait until it is told."""
    page.get_by_role("button", name="Wprowadź ten opis").click()
    expect(page.locator(".notice[role=status]").first).to_contain_text("Obowiązuje wersja")


def chosen(page, *, files):
    """Choose these files and send them."""
    page.locator("input[type=file]").set_input_files(
        [{"name": Path(name).name, "mimeType": "application/toml", "buffer": text.encode()}
         for name, text in files.items()])
    page.get_by_role("button", name="Sprawdź i pokaż").click()


def looked_at(page):
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, True), (DESKTOP, False)])
def test_faults_are_read_mended_and_the_plan_is_applied(rooms, office_server, size, scripts):
    page = rooms.open(PATH, size=size, who="administrator", java_script_enabled=scripts)
    number = page.get_by_text("Pliki wersji").count()
    desks = FILES["desks.toml"]
    label = f"Kasa 1{'abc'[number % 3]}"
    new = desks.replace('label = "Kasa 1"', f'label = "{label}"')
    chosen(page, files={**FILES, "desks.toml": new.replace('kind = "cash"', 'kind = "kasa"', 1)})
    expect(page.locator("[data-faults]")).to_contain_text("desks.toml:")
    expect(page.locator(".notice[role=alert]")).to_contain_text("niczego nie zmieniono")
    if scripts:
        looked_at(page)
    chosen(page, files={**FILES, "desks.toml": new})
    expect(page.get_by_role("heading", name="Co by się zmieniło")).to_be_visible()
    expect(page.get_by_text(label).first).to_be_visible()
    if scripts:
        looked_at(page)
    page.get_by_label("Powód zmiany").fill("Inna nazwa kasy")
    applied(page)
    expect(page.get_by_text("Inna nazwa kasy").first).to_be_visible()
    expect(page.get_by_text("Pliki wersji")).to_have_count(number + 1)
    assert rooms.forget_faults() == []
    chosen(page, files=FILES)
    applied(page)  # the office of the other tests
