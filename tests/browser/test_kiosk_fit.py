"""A page of the kiosk fits on its screen, whatever the language, the letters and the state of the hall."""

import pytest

from okienko.actions.description import office_of
from okienko.core.office.asked import officers_of
from okienko.links.files import read_directory
from tests.browser.conftest import OFFICE
from tests.house.checkout import ROOT

pytestmark = pytest.mark.browser
SIZES = [(768, 1366), (1080, 1920), (1366, 768)]
LANGUAGES = ["pl", "en", "uk"]
#: Of each kind of page those with the most words; where these fit the others do.
LONGEST = 2
OVER = "document.documentElement.scrollHeight - innerHeight"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
#: The page as it is, in high contrast, and with large letters; each is drawn before it is measured.
MEASURED = f"""async () => {{
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const root = document.documentElement;
    const over = {{}};
    const looks = {{ plain: {{}}, contrast: {{ contrast: "high" }}, large: {{ text: "large" }} }};
    for (const [look, facts] of Object.entries(looks)) {{
        Object.assign(root.dataset, facts);
        await drawn();
        over[look] = [Math.max(0, {OVER}), Math.max(0, {SIDEWAYS})];
        for (const name of Object.keys(facts)) delete root.dataset[name];
    }}
    return over;
}}"""
#: What a hand hits safely, however closely a page is drawn.
SMALL = """() => [...document.querySelectorAll("main a, main button, footer a, footer button")]
    .filter((place) => place.offsetParent !== null && place.getBoundingClientRect().height < 44)
    .map((place) => place.innerText.trim())"""
FITS = {"plain": [0, 0], "contrast": [0, 0], "large": [0, 0]}


@pytest.fixture(scope="module")
def office():
    return office_of(read_directory(ROOT / "offices" / OFFICE).files)


@pytest.fixture
def screen(house, hall):
    """A kiosk of this size; gives what overflows on a page."""

    def stand(size):
        page = house.open(f"/{OFFICE}/kiosk/", size=size, who="kiosk")

        def measure(path, language):
            page.goto(f"{hall.address}/{OFFICE}/kiosk/{path}{'&' if '?' in path else '?'}lang={language}")
            page.locator("main h1").wait_for()
            return page.evaluate(MEASURED) | ({"small": small} if (small := page.evaluate(SMALL)) else {})

        measure.page = page
        return measure

    yield stand
    house.close()


def pages(office, language, page):
    """All kinds of pages; of cards, other authorities' matters and departments those with the most words."""

    def said(*texts):
        return sum(len(office.said(text or "", language)) for text in texts)

    def longest(things, length):
        return [thing.id for thing in sorted(things.values(), key=lambda thing: -length(thing))[:LONGEST]]

    cards = longest(office.services, lambda one: said(*one.documents, one.fee, one.deadline, one.where, one.obligation))
    referrals = longest(office.referrals, lambda one: said(one.why, one.where, one.fee, one.note))
    departments = longest(office.departments, lambda one: len(officers_of(office, one.id)))
    groups = page.eval_on_selector_all(".kiosk-groups a[href*='/group/']", "all => all.map((one) => one.pathname)")
    assert groups
    return ["", "options", "options?back=dowod-wniosek", "officer", "search", "search?q=dow",
            *(path.split("/kiosk/")[1] for path in groups), *(f"service/{id}" for id in cards),
            *(f"referral/{id}" for id in referrals), *(f"officer/{id}" for id in departments)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_nobody_scrolls_at_a_kiosk(hall, office, screen, size, language):
    for service in ("dowod-wniosek", "pojazd-rejestracja", "usc-zgon"):
        taken = hall.do("take", matters=[service])
    measure = screen(size)
    paths = [*pages(office, language, measure.page), f"ticket/{taken['code']}"]
    assert {path: over for path in paths if (over := measure(path, language)) != FITS} == {}


@pytest.mark.parametrize("size", SIZES)
def test_large_letters_are_never_smaller_than_the_usual_ones(screen, size):
    page = screen(size).page
    for path in ("", "options", "service/pojazd-rejestracja"):
        page.goto(page.url.split("/kiosk/")[0] + f"/kiosk/{path}")
        usual, large = page.evaluate("""async () => {
            const size = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
            const usual = size();
            document.documentElement.dataset.text = "large";
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return [usual, size()];
        }""")
        assert large >= usual


@pytest.mark.parametrize("size", SIZES)
def test_nobody_scrolls_where_the_screen_has_more_to_say(hall, office, screen, size):
    """Rules of limited contact, then no more tickets, in the language with the longest words."""
    wishing = hall.do("take", matters=["pojazd-rejestracja"])
    hall.do("ask_officer", visit=wishing["visit"])
    measure = screen(size)
    paths = [*pages(office, "uk", measure.page), f"ticket/{wishing['code']}"]
    for changes in ({"do": "set_regime", "regime": "sanitarne"}, {"do": "stop_tickets", "reason": "manager"}):
        # Nobody stands there when the hall changes: a first screen would begin anew under the test.
        measure.page.goto("about:blank")
        hall.do(**changes)
        assert {path: over for path in paths if (over := measure(path, "uk")) != FITS} == {}, changes
