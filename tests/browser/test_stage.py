"""The stage as a visitor meets it: `okienko demo`, the page, the four stories, and nothing that axe-core minds."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.house.checkout import ROOT

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ("/stage/", "/stage/phone/", "/stage/board/", "/stage/desk/", "/stage/sign-in/", "/letter/",
         "/letter/source/?name=src/okienko/core/contact/wish.py&rule=WISH_LIFE")  # fmt: skip
DESKTOP, PHONE = (1440, 900), (390, 844)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SERVE = "import sys; from okienko.faces.console import main; sys.exit(main(sys.argv[1:]))"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The address of a demonstration that runs as `okienko demo` runs it."""
    folder, port = tmp_path_factory.mktemp("demonstration"), free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OKIENKO_LOG_LEVEL": "WARNING"}
    with (folder / "log").open("w") as log:
        arguments = ["demo", "--port", str(port), "--var", str(folder / "var")]
        process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", SERVE, *arguments], cwd=ROOT, env=environment,
                                   stdout=log, stderr=log)
    try:
        for _ in range(300):
            try:
                get(f"{address}/stage/live/state")
                break
            except OSError:
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.fixture
def visit(browser, demonstration):
    contexts = []

    def go(path="/stage/", size=DESKTOP, **options):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce",
                                      locale="pl-PL", **options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(demonstration + path)
        return page

    yield go
    for context in contexts:
        context.close()


def state_of(address, page):
    """What the stage shows the browser of this page."""
    visitor = page.evaluate("sessionStorage.getItem('okienko.stage.visitor')")
    return json.loads(get(f"{address}/stage/live/state?visitor={visitor}"))


def test_the_front_door_leads_to_a_living_house(visit):
    page = visit("/")
    expect(page.locator("#stage-clock")).to_contain_text(":")
    expect(page.locator("#people .figure").nth(15)).to_be_attached()
    expect(page.locator("#clerks .figure").nth(8)).to_be_attached()
    assert page.locator("#officers .figure").count() > 20
    assert page.faults == []


def test_the_board_beside_the_house_speaks_the_language_of_the_house(visit, demonstration):
    page = visit()
    page.context.add_cookies([{"name": "okienko_language", "value": "en", "url": demonstration}])
    page.reload()
    expect(page.frame_locator("#frame-board").locator("html")).to_have_attribute("lang", "en")


TOLD = """async () => {
  const { tellPicture, tellState } = await import("/static/stage/happenings.js");
  const said = [], note = (text) => said.push(text);
  const fillIn = (text, row) => text.replace(/[{](\\w+)[}]/g, (_, key) => row[key] ?? "");
  const words = JSON.parse(document.getElementById("words").textContent);
  const visits = (state) => ({ visits: { 7: { ticket: "D007", state }, 8: { ticket: "D008", state } } });
  const wish = { wish: 1, visit: 7, ticket: "D007", department: "SO" };
  const state = (step) => ({ regime: null, officers: [{ ...wish, state: step }] });
  const { officers } = state("promised");
  tellPicture(visits("waiting"), visits("away"), { words, note, fillIn, mine: null, officers });
  tellState(state("promised"), state("meeting"), { words, note, fillIn, mine: null });
  return said;
}"""


def test_a_conversation_with_an_officer_is_told_once_and_another_way_out_as_what_it_is(visit):
    said = visit().evaluate(TOLD)
    assert len([line for line in said if "D007" in line]) == 1 and "rozmawia" in " ".join(said)
    assert [line for line in said if "D008" in line] == ["Bilet D008: klient wyszedł coś załatwić i wróci."]


def test_a_desk_whose_label_is_a_name_is_called_by_it_alone(visit):
    page = visit("/stage/desk/")
    expect(page.locator("#desk-select option").filter(has_text="Kasa 2")).to_have_text("Kasa 2")
    expect(page.locator("#desk-select option").filter(has_text="2").first).to_have_text("Stanowisko 2")


def test_the_list_tells_in_words_what_happens(visit):
    page = visit()
    page.click("[data-speed='60']")
    expect(page.locator("#log li").nth(3)).to_be_visible(timeout=20_000)
    expect(page.locator("[data-speed='60']")).to_have_attribute("aria-pressed", "true")
    page.click("[data-speed='1']")
    expect(page.locator("[data-speed='1']")).to_have_attribute("aria-pressed", "true")


def test_a_lost_card_is_told_what_to_bring_then_called_and_met_by_the_officer_who_comes_down(visit, demonstration):
    page = visit()
    page.click("#story-card")
    expect(page.locator("#lost-card")).to_be_visible()
    page.click("#lost-card [data-take]")
    phone = page.frame_locator("#frame-phone")
    expect(page.locator("#people .figure-visitor")).to_be_attached(timeout=20_000)
    number, ticket = state_of(demonstration, page)["tickets"].popitem()
    expect(phone.locator("body")).to_contain_text(ticket["ticket"])
    page.click("#story-officer")
    expect(phone.locator("body")).to_contain_text("Spotkania", timeout=25_000)
    wish = state_of(demonstration, page)["tickets"][number]["wish"]
    assert wish["state"] in ("promised", "meeting") and wish["mode"] == "comes-down"
    expect(phone.locator("body")).to_contain_text(wish["name"])
    expect(page.locator("#people .figure-officer").first).to_be_attached(timeout=10_000)
    gives_up(page, demonstration + state_of(demonstration, page)["tickets"][number]["address"])
    assert state_of(demonstration, page)["tickets"][number]["state"] == "left"


def test_a_visitor_is_called_within_45_seconds(visit, demonstration):
    page = visit("/stage/phone/", size=PHONE)
    page.locator("form:has([value='pojazd-rejestracja']) button").click()
    taken = time.monotonic()
    expect(page.locator(".pocket-called")).to_be_visible(timeout=45_000)
    assert time.monotonic() - taken < 45
    expect(page.locator(".pocket-called")).to_contain_text("Pokaz: ten bilet wywołano wcześniej.")
    assert state_of(demonstration, page)["pace"] == 1
    gives_up(page, page.url)


def gives_up(page, address):
    """By the ticket's own page."""
    page.goto(f"{address.rstrip('/')}/leave/")
    page.locator("main .button-danger").click()
    page.wait_for_url(address.rstrip("/") + "/")


def test_two_visitors_hold_a_ticket_each_and_are_told_when_they_are_called(visit, demonstration):
    one, two = visit(), visit()
    for page in (one, two):
        page.click("#story-card")
        expect(page.locator("#lost-card")).to_contain_text("nic nie trzeba przynosić")
        expect(page.locator("#lost-card")).to_contain_text("45 sekund")
        page.click("#lost-card [data-take]")
        expect(page.frame_locator("#frame-phone").locator(".ticket-pane").first).to_be_visible(timeout=10_000)
    tickets = [list(state_of(demonstration, page)["tickets"]) for page in (one, two)]
    assert [len(own) for own in tickets] == [1, 1] and tickets[0] != tickets[1]
    for page in (one, two):
        expect(page.frame_locator("#frame-phone").locator(".pocket-called")).to_be_visible(timeout=45_000)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=["1440", "1280"])
def test_the_four_stories_and_the_keys_of_the_desk_need_no_scrolling(visit, size):
    page = visit(size=size)
    for story in page.locator(".stage-story > *").all():
        box = story.bounding_box()
        assert box["y"] + box["height"] <= size[1]
    desk = page.frame_locator("#frame-desk")
    desk.locator("#desk-select").select_option("6")
    desk.locator("#take-desk").click()
    verbs = desk.locator(".panel-verbs button:visible")
    expect(verbs.first).to_be_visible()
    fold = page.locator("#frame-desk").evaluate("(frame) => frame.clientHeight")
    for verb in verbs.all():
        assert verb.evaluate("(button) => button.getBoundingClientRect().bottom") <= fold
    page.click("#give-back")
    expect(page.locator("#give-back")).to_be_hidden()


def test_pandemic_rules_throttle_the_door_and_shut_nobody_out(visit, demonstration):
    page = visit()
    page.click("#story-regime")
    expect(page.locator("#story-regime")).to_have_attribute("aria-pressed", "true")
    page.click("[data-speed='60']")
    # Until somebody comes; at the pace of the wall while a ticket of another test is still in a hand.
    expect(page.locator("#count-outside-item")).to_be_visible(timeout=120_000)
    page.click("#story-regime")
    expect(page.locator("#story-regime")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#count-outside-item")).to_be_hidden(timeout=10_000)
    page.click("[data-speed='1']")
    assert state_of(demonstration, page)["regime"] is None


def test_a_visitor_serves_at_a_desk_and_gives_it_back(visit, demonstration):
    page = visit("/stage/desk/")
    page.locator("#desk-select").select_option("1")
    page.click("#take-desk")
    expect(page.locator("#desk-name")).to_be_visible()
    assert state_of(demonstration, page)["desk"]["id"] == "1"
    page.locator("form:has(#whole-desk) button").click()
    page.wait_for_url("**/desk/")
    expect(page.locator("main")).to_contain_text("1")
    page.goto(f"{demonstration}/stage/desk/")
    page.click("#leave-desk")
    expect(page.locator("#take-desk")).to_be_visible()
    assert state_of(demonstration, page)["desk"] is None


def test_the_letter_opens_promise_by_promise_with_its_rule(visit):
    page = visit()
    page.get_by_role("link", name="List").first.click()
    expect(page.locator(".promise")).to_have_count(25)
    page.locator(".promise a[href*='core/contact']").first.click()
    expect(page.locator(".source")).to_contain_text("has no edge that refuses it")


def test_signing_in_takes_one_click(visit):
    page = visit("/stage/sign-in/")
    page.locator("button[name='role'][value='manager']").click()
    page.wait_for_url("**/legnica/manager/")


def test_no_other_site_acts_on_the_stage(demonstration):
    request = urllib.request.Request(f"{demonstration}/stage/live/do", data=b'{"do": "speed", "speed": 60}',
                                     headers={"Origin": "https://elsewhere.invalid"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    assert refused.value.code == 403
    refused.value.close()


@pytest.mark.parametrize("body", [
    b"", b"[]", b"{}", b'{"do": "take", "service": "none"}', b'{"do": "speed", "speed": 7}', b"x" * 9000, b"[" * 3000,
    b'{"do": "leave", "visit": 999999}', b'{"do": "take", "service": 5}',
])  # fmt: skip
def test_bad_input_gets_a_clear_refusal(demonstration, body):
    request = urllib.request.Request(f"{demonstration}/stage/live/do", data=body, headers={"Origin": demonstration})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    told = json.loads(refused.value.read())
    assert refused.value.code in (404, 409, 422) and told["message"]
    refused.value.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_fault_and_nothing_hangs_over_the_edge(visit, path, size):
    page = visit(path, size=size, bypass_csp=True)
    page.wait_for_load_state("load")
    page.wait_for_timeout(700)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]] == []
    assert page.evaluate(OVERFLOW) <= 0
    assert page.faults == []


def test_a_database_that_was_not_made_for_it_is_left_alone(tmp_path):
    precious = tmp_path / "demonstration.sqlite3"
    precious.write_bytes(b"SQLite format 3\x00" + bytes(200))
    before = precious.read_bytes()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", SERVE, "demo", "--var", str(tmp_path)], cwd=ROOT,
                          env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "okienko restore" in done.stderr
    assert precious.read_bytes() == before
