"""The work screens in a browser: a clerk's morning by keyboard alone, live beside others, without faults."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.office_server import start

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DESK, TILL, DEPARTMENT = "/legnica/desk/", "/legnica/till/", "/legnica/department/"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: The single keys of a room, those of the windows over it left out; and each key with what its button shows.
KEYS = """(all, room) => all.filter((each) => room !== "[data-work]" || !each.closest("[popover]"))
  .map((each) => each.dataset.key)"""
LEGENDS = """all => all.map((each) => [
  each.dataset.key, each.closest("label, button, a").querySelector("kbd")?.textContent])"""
#: What is on the screen, without what differs from one load to the next: keys of forms, and running clocks.
SHOWN = """() => {
  const copy = document.querySelector("[data-work]").cloneNode(true);
  for (const each of copy.querySelectorAll("input[name=key], input[name=csrfmiddlewaretoken], template")) each.remove();
  for (const each of copy.querySelectorAll("[data-since], [data-left], [data-minutes]")) each.textContent = "";
  for (const each of copy.querySelectorAll("*")) {
    for (const name of ["data-now", "data-seq", "data-ends", "data-left", "value"]) each.removeAttribute(name);
  }
  return copy.innerHTML.replace(/\\s+/g, " ").replace(/> </g, "><");
}"""


@pytest.fixture(scope="module")
def legnica(tmp_path_factory):
    server = start(tmp_path_factory.mktemp("legnica"))
    yield server
    server.stop()


@pytest.fixture
def hall(legnica):
    legnica.next_morning()
    yield legnica
    legnica.meet_all()


@pytest.fixture
def screen(browser, hall):
    """Open a work screen as somebody: `screen("so-1", DESK)`; faults of its scripts fail the test."""
    contexts, faults = [], []

    def go(name, path, size=(1366, 860), **options):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="pl-PL",
                                     reduced_motion="reduce", **options)
        context.add_cookies(hall.cookies_of(name))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(hall.address + path)
        page.set_default_timeout(8000)
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def at_desk(screen):
    """Somebody who has taken the rostered desk by its key."""

    def sit(name="so-1", path=DESK, **options):
        page = screen(name, path, **options)
        page.keyboard.press("1")
        expect(page.locator("html[data-scripted] [data-work]")).to_be_visible()
        return page

    return sit


def press(page, key, *, then):
    """Press a key of the screen and wait until these words stand on one of its cards (not in a window over them)."""
    page.keyboard.press(key)
    expect(page.locator("[data-panel] .card").filter(has_text=then).first).to_be_visible()


def axe_faults(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


def test_a_clerks_morning_by_keyboard_alone(hall, at_desk):
    for service in ("dowod-wniosek", "meldunek-staly", "dowod-odbior", "dowod-wniosek"):
        hall.take(service)
        hall.later(minutes=2)
    till, page = at_desk("kasa-1", TILL), at_desk()
    expect(page.locator("[data-waiting-count]")).to_have_text("Czeka: 4")

    press(page, "n", then="Wywołano do stanowiska")
    expect(page.locator("button[value=recall]")).to_be_disabled()
    expect(page.locator("[data-panel]")).to_contain_text("Czas na podejście")
    hall.later(seconds=15)
    page.reload()
    press(page, "r", then="Wywołania: 2")
    press(page, "s", then="Teraz przy stanowisku")
    page.keyboard.press("m")
    page.keyboard.type("odbior")
    press(page, "Enter", then="Odbiór dowodu osobistego")
    page.keyboard.press("f")
    press(page, "2", then="Przyjęto wniosek")
    press(page, "k", then="Przy stanowisku nie ma klienta.")

    press(till, "n", then="Wywołano do stanowiska")
    press(till, "s", then="Teraz przy stanowisku")
    expect(till.locator("[data-panel]")).to_contain_text("Do zapłaty")
    press(till, "w", then="Przy stanowisku nie ma klienta.")

    expect(page.locator("[data-waiting-list] li").first).to_contain_text("Wraca")
    press(page, "n", then="Wywołano do stanowiska")
    press(page, "z", then="Przy stanowisku nie ma klienta.")
    press(page, "n", then="Wywołano do stanowiska")
    press(page, "s", then="Teraz przy stanowisku")
    expect(page.locator("[data-panel]")).to_contain_text("Zapłacono")
    page.keyboard.press("o")
    press(page, "4", then="Przy stanowisku nie ma klienta.")
    expect(page.locator("[data-aside-list]")).to_contain_text("do wypełnienia formularza")
    press(page, "p", then="Stanowisko ma przerwę.")
    press(page, "p", then="Przy stanowisku nie ma klienta.")
    page.keyboard.press("l")
    expect(page.locator("h1")).to_have_text("Wybór stanowiska")


def test_whoever_presses_the_next_before_the_client_has_come_hears_what_to_do(hall, at_desk):
    hall.take("dowod-wniosek")
    page = at_desk()
    page.keyboard.press("n")
    expect(page.locator("[data-hint]")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(".toast")).to_contain_text("Przed następnym: S")
    undo = page.locator(".undo .button").bounding_box()
    assert undo["height"] < 60, "the undo stands in one line"


def test_each_key_of_the_screen_stands_on_its_button_and_means_one_thing(hall, at_desk):
    hall.take()
    page = at_desk()
    press(page, "n", then="Wywołano")
    press(page, "s", then="Teraz przy stanowisku")
    for room in ("[data-work]", "#act-officer", "#act-finish", "#act-park"):
        keys = page.eval_on_selector_all(f"{room} [data-key]", KEYS, room)
        assert len(keys) > 1
        assert len(keys) == len(set(keys)), room
    shown = page.eval_on_selector_all("[data-key]", LEGENDS)
    assert all(key == legend for key, legend in shown)


def test_the_wish_for_the_officer_is_two_keys_and_its_progress_is_seen_at_the_desk(hall, at_desk, screen):
    hall.take()
    page = at_desk()
    officer = screen("so-8", DEPARTMENT)
    press(page, "n", then="Wywołano")
    press(page, "s", then="Teraz przy stanowisku")
    page.keyboard.press("u")
    press(page, "1", then="Pytamy teraz")

    expect(officer.locator("[data-panel]")).to_contain_text("Ktoś w sali chce z nami porozmawiać")
    expect(officer).to_have_title(re.compile(r"^\(1\) "))
    press(officer, "j", then="Odpowiedź została przekazana")
    expect(officer).to_have_title(re.compile(r"^Wydział"))
    expect(page.locator("[data-panel]")).to_contain_text("Kto przyjdzie")
    press(officer, "s", then="Rozmowa się odbyła")
    expect(page.locator("[data-aside-list]")).to_contain_text("Spotkania 1")
    press(officer, "e", then="Nikt teraz o nas nie prosi")
    expect(page.locator("[data-waiting-list]")).to_contain_text("Wraca")


def test_words_typed_after_one_key_show_the_card(hall, at_desk):
    page = at_desk()
    page.keyboard.press("/")
    expect(page.locator("#act-search input").first).to_be_focused()
    page.keyboard.type("zgubiony dowod", delay=20)
    expect(page.locator("[data-found] details").first).to_contain_text("Podstawa prawna")
    page.keyboard.press("Escape")
    expect(page.locator("#act-search")).to_be_hidden()


def test_an_old_picture_with_the_changes_shows_what_a_fresh_page_shows(hall, at_desk, screen):
    """Whatever others do, the screen that was open agrees, after each few deeds, with one that is opened now."""
    page = at_desk()
    officer = screen("so-8", DEPARTMENT)
    visits = [hall.take(*services, needs=needs, language=language, persons=persons)["visit"]
              for services, needs, language, persons in (
                  (["dowod-wniosek", "dowod-odbior"], ["loop"], "uk", 2), (["meldunek-staly"], [], "pl", 1),
                  (["dowod-odbior"], ["more_time"], "en", 1), (["dowod-wniosek"], [], "pl", 1),
                  (["kasa-wplata"], [], "pl", 1))]
    hall.do(do="open_desk", desk="K1", person="kasa-1")
    deeds = [
        {"do": "call_next", "desk": "2"}, {"do": "recall", "desk": "2"}, {"do": "start", "desk": "2"},
        {"do": "ask_officer", "visit": visits[0]}, {"do": "set_presence", "person": "so-7", "presence": "out"},
        {"do": "step_out", "visit": visits[1]}, {"do": "leave", "visit": visits[3]},
        {"do": "finish", "desk": "2", "outcome": "accepted"}, {"do": "send", "desk": "2", "service": "kasa-wplata"},
        {"do": "call_next", "desk": "2"}, {"do": "undo_call", "desk": "2"}, {"do": "pause_desk", "desk": "2"},
        {"do": "resume_desk", "desk": "2"}, {"do": "call_next", "desk": "2"}, {"do": "recall", "desk": "2"},
        {"do": "recall", "desk": "2"}, {"do": "miss", "desk": "2"},
    ]
    for number, deed in enumerate(deeds, start=1):
        if deed["do"] in ("recall", "miss"):
            hall.later(seconds=30)
        hall.do(**deed)
        if number % 4 and number < len(deeds):
            continue
        for old, name, path in ((page, "so-1", DESK), (officer, "so-8", DEPARTMENT)):
            fresh = screen(name, path)
            wanted = fresh.evaluate(SHOWN)
            old.wait_for_function(f"(wanted) => ({SHOWN})() === wanted", arg=wanted, timeout=8000)
            fresh.context.close()


def test_nothing_that_a_clerk_is_typing_is_lost_when_the_hall_changes(hall, at_desk):
    taken = hall.take()
    page = at_desk()
    press(page, "n", then="Wywołano")
    press(page, "s", then="Teraz przy stanowisku")
    page.keyboard.press("o")
    page.fill("#park-minutes", "47")
    hall.do(do="ask_officer", visit=taken["visit"])
    hall.take()
    expect(page.locator("[data-waiting-count]")).to_have_text("Czeka jedna osoba")
    expect(page.locator("#park-minutes")).to_have_value("47")
    page.keyboard.press("Escape")
    expect(page.locator("[data-panel]")).to_contain_text("Rozmowa z pracownikiem wydziału")


def test_no_fault_of_access_in_any_state(hall, at_desk, screen):
    for number in range(5):
        hall.take(needs=["loop"] if number == 1 else [], priority="niepelnosprawnosc" if number == 2 else None)
    choosing = screen("so-2", DESK)
    assert axe_faults(choosing) == []
    page = at_desk()
    assert axe_faults(page) == []
    press(page, "n", then="Wywołano")
    assert axe_faults(page) == []
    press(page, "s", then="Teraz przy stanowisku")
    for key in "fmuhc/":
        page.keyboard.press(key)
        assert axe_faults(page) == [], key
        page.keyboard.press("Escape")
        expect(page.locator(":popover-open")).to_have_count(0)
    page.keyboard.press("u")
    press(page, "1", then="Pytamy teraz")
    assert axe_faults(page) == []
    officer = screen("so-8", DEPARTMENT)
    assert axe_faults(officer) == []
    officer.keyboard.press("t")
    assert axe_faults(officer) == []
    till = at_desk("kasa-1", TILL)
    assert axe_faults(till) == []


@pytest.mark.parametrize("size", [(640, 400), (320, 640)])
def test_at_two_hundred_per_cent_and_on_a_narrow_screen_nothing_is_cut_off(hall, at_desk, screen, size):
    hall.take("dowod-wniosek", needs=["more_time", "step_free"], language="uk")
    hall.take("dowod-wniosek", priority="niepelnosprawnosc", needs=["loop"])
    page = at_desk(size=size)
    press(page, "n", then="Wywołano")
    press(page, "s", then="Teraz przy stanowisku")
    assert page.evaluate(OVERFLOW) <= 0
    for key in "fouh":
        page.keyboard.press(key)
        room = page.locator(":popover-open").bounding_box()
        assert room["x"] >= 0
        assert room["x"] + room["width"] <= size[0]
        assert page.eval_on_selector(":popover-open", "room => room.scrollWidth - room.clientWidth") <= 0
        page.keyboard.press("Escape")
    officer = screen("so-8", DEPARTMENT, size=size)
    assert officer.evaluate(OVERFLOW) <= 0


def test_without_scripts_the_windows_still_open_and_the_forms_work(hall, screen):
    hall.take()
    page = screen("so-1", DESK, java_script_enabled=False)
    page.get_by_role("button", name="Stanowisko 2").click()
    page.get_by_role("button", name="Wywołaj następny").click()
    page.get_by_role("button", name="Klient podszedł").click()
    page.get_by_role("button", name="Poproś pracownika").click()
    page.get_by_role("button", name="Schodzi osoba prowadząca sprawę").click()
    assert "Pytamy teraz" in page.content()
