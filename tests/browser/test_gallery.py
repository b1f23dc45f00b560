"""Each face as it will look: no fault that axe-core finds, usable by keyboard, at 200 % and at 320 px."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings

from tests.faces.ui import gallery_site
from tests.faces.ui.ui_settings import SETTINGS

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ("gallery", *gallery_site.SAMPLES)
SIZES = {"page": (1280, 800), "kiosk": (1080, 1920), "board": (1920, 1080), "pocket": (390, 844)}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def size_of(name):
    return SIZES[gallery_site.SCREENS.get(name, "page")]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    root = gallery_site.UI.parents[2]
    messages = gallery_site.compile_messages(root / "locale", tmp_path_factory.mktemp("locale"))
    with override_settings(**SETTINGS, LOCALE_PATHS=[str(messages)]):
        folder = gallery_site.build(tmp_path_factory.mktemp("gallery"), "pl")
    with gallery_site.served(folder) as url:
        yield url


@pytest.fixture
def visit(browser, address):
    contexts = []

    def go(name, size=None, **options):
        width, height = size or size_of(name)
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{name}.html")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield go
    for context in contexts:
        context.close()


def faults(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault(visit, name):
    assert faults(visit(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_in_high_contrast(visit, name):
    page = visit(name)
    page.evaluate("document.documentElement.dataset.contrast = 'high'")
    assert faults(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_out_of_the_screen_sideways(visit, name):
    assert visit(name).evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_at_320_pixels_the_page_reflows(visit, name):
    assert visit(name, (320, 640)).evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_at_200_percent_nothing_is_cut_off_sideways(visit, name):
    width, height = size_of(name)
    page = visit(name, (width // 2, height // 2), device_scale_factor=2)
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("name", ["board", "kiosk_start", "kiosk_choice", "kiosk_ticket"])
def test_what_cannot_be_scrolled_fits_the_screen(visit, name):
    page = visit(name)
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0


def test_every_call_of_the_board_is_seen_whole(visit):
    page = visit("board")
    cut = page.evaluate("""() => [
            ...document.querySelectorAll('.call, .board-now > *, .board-queue *, .board-notice')]
        .filter((one) => {
            const room = one.parentElement.closest('.board-recent, .board-now, .board-queue, .full');
            const [inner, outer] = [one.getBoundingClientRect(), room.getBoundingClientRect()];
            return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1
                || inner.left < outer.left - 1;
        }).map((one) => one.textContent)""")
    assert cut == []


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large_enough_to_touch(visit, name):
    least = 72 if name.startswith("kiosk") else 44
    small = visit(name).evaluate(
        """(least) => [...document.querySelectorAll('button, a[href], summary, select, .switch')]
        .filter((one) => one.offsetParent && !one.closest('.skip, .languages, p') && !one.matches('.skip'))
        .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(([, box]) => box.height < least - 0.5 || box.width < 44 - 0.5)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)""",
        least,
    )
    assert small == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "board"])
def test_each_stop_of_the_keyboard_is_seen(visit, name):
    page = visit(name)
    stops = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
            const one = document.activeElement;
            if (!one || one === document.body) return null;
            const place = one.closest('.switch') ?? one;
            const [style, box] = [getComputedStyle(place), place.getBoundingClientRect()];
            return { text: one.outerHTML.slice(0, 120), outline: parseFloat(style.outlineWidth),
                style: style.outlineStyle, halo: style.boxShadow,
                inside: box.bottom > 0 && box.top < innerHeight };
        }""")
        if seen is None:
            break
        stops += 1
        assert seen["outline"] >= 3 and seen["style"] == "solid", seen
        assert "8px" in seen["halo"], seen
        assert seen["inside"], seen
    assert stops > 0


def test_the_skip_link_leads_to_the_content(visit):
    page = visit("site")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_contrast_switch_works_without_script_and_is_remembered_with_it(visit, address):
    paper = "getComputedStyle(document.body).backgroundColor"
    plain = visit("site", java_script_enabled=False)
    before = plain.screenshot()
    plain.locator("#ui-contrast").check()
    assert plain.screenshot() != before
    assert plain.locator("body").evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(0, 0, 0)"
    page = visit("site")
    page.locator("#ui-contrast").check()
    assert page.evaluate(paper) == "rgb(0, 0, 0)"
    page.goto(f"{address}/gallery.html")
    page.wait_for_function("document.documentElement.dataset.contrast === 'high'")
    assert page.evaluate(paper) == "rgb(0, 0, 0)"
    page.locator("#ui-contrast").uncheck()
    assert page.evaluate(paper) != "rgb(0, 0, 0)"


def test_the_text_grows_at_a_touch_and_stays_grown(visit, address):
    page = visit("site")
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    before = page.evaluate(size)
    page.locator("[data-text-size=largest]").click()
    assert page.evaluate(size) >= 1.4 * before
    assert page.evaluate(OVERFLOW) <= 0
    page.goto(f"{address}/site.html")
    page.wait_for_function("document.documentElement.dataset.text === 'largest'")


def test_a_single_key_presses_its_button_but_not_from_within_a_field(visit):
    page = visit("desk")
    page.evaluate("""() => {
        window.pressed = [];
        for (const one of document.querySelectorAll('[data-key]')) {
            one.addEventListener('click', () => window.pressed.push(one.dataset.key));
        }
        document.querySelector('main').append(document.createElement('input'));
    }""")
    page.keyboard.press("n")
    page.locator("main input").last.focus()
    page.keyboard.press("r")
    assert page.evaluate("window.pressed") == ["n"]


def test_a_dialog_opens_takes_the_focus_and_gives_it_back(visit):
    page = visit("gallery")
    opener = page.locator("[data-opens]")
    opener.click()
    assert page.locator("#g-dialog").evaluate("(one) => one.open && one.contains(document.activeElement)")
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#g-dialog").evaluate("(one) => one.open")
    assert opener.evaluate("(one) => one === document.activeElement")


def test_a_list_is_patched_in_place_and_keeps_the_focus(visit):
    page = visit("gallery")
    result = page.evaluate("""async () => {
        const { patchList, fill, clone } = await import('/static/ui/dom.js');
        const list = document.createElement('ul');
        document.querySelector('main').append(list);
        const template = document.createElement('template');
        template.innerHTML = '<li tabindex="0"><b data-text="label"></b><i data-if="fresh">!</i></li>';
        const draw = (labels) => patchList(list, labels.map((label) => ({ label, fresh: label === 'D3' })),
            { key: (row) => row.label, make: () => clone(template), update: fill });
        draw(['D1', 'D2', 'D3']);
        const kept = list.children[1];
        kept.focus();
        draw(['D2', 'D3', 'D4']);
        return { words: [...list.children].map((one) => one.querySelector('b').textContent),
            same: list.children[0] === kept, focus: document.activeElement === kept,
            fresh: [...list.querySelectorAll('i')].map((one) => !one.hidden) };
    }""")
    assert result == {"words": ["D2", "D3", "D4"], "same": True, "focus": True, "fresh": [False, True, False]}


def test_what_is_announced_reaches_the_live_region_each_time(visit):
    page = visit("gallery")
    for _ in range(2):
        page.evaluate(
            "import('/static/ui/announce.js').then(({ say }) => say('D012, desk 4', { assertive: true }))"
        )
        page.wait_for_function(
            "document.querySelector('[data-live=assertive]').textContent === 'D012, desk 4'"
        )


def test_a_cut_line_is_told_on_the_page_and_taken_back(visit):
    page = visit("board")
    sign = page.locator("[data-line-lost]")
    for live in (False, True):
        page.evaluate("(live) => import('/static/ui/announce.js').then((it) => it.showLine(live))", live)
        assert sign.is_visible() is not live
        assert faults(page) == []


def test_a_short_message_and_the_cut_line_stand_one_above_the_other(visit):
    page = visit("desk")
    page.evaluate("""() => import('/static/ui/announce.js').then((it) => {
      it.showLine(false); it.toast("Nothing was sent."); it.toast("The line is back in a moment."); })""")
    boxes = [each.bounding_box() for each in (*page.locator(".toast").all(), page.locator("[data-line-lost]"))]
    assert len(boxes) == 3
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"]
    assert boxes[-1]["y"] + boxes[-1]["height"] <= page.viewport_size["height"]


@pytest.mark.parametrize("name", ["kiosk_ticket", "site"])
def test_print_is_black_on_white_without_buttons(visit, name):
    page = visit(name)
    page.emulate_media(media="print")
    assert page.locator(".button:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
