"""Old picture and what has happened since is a fresh picture: for every live screen, whatever people do.

Plausible commands go through the running server while the screens are open; then each screen shows what one
shows that has just been opened. In the middle the server is stopped and started again.
"""

import dataclasses
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic

import httpx
import pytest
from playwright.sync_api import Error, expect

from okienko.actions.description import office_of
from okienko.actions.keeper.memory import load
from okienko.core.hall import commands as c
from okienko.core.hall.compile import rules_of
from okienko.links.files import read_directory
from okienko.records.journal.stores import open_store
from tests.browser.conftest import OFFICE
from tests.browser.rooms import BOARD, DESKTOP, KIOSK, PATIENCE, PHONE
from tests.core.hall.plausible import plausible
from tests.house.checkout import ROOT

pytestmark = pytest.mark.browser
COMMANDS = 60
#: Whoever looks at a live screen sits there all the time: these desks stay open.
KEPT = {"2": "so-1", "K1": "kasa-1"}
#: A kiosk in its first screen begins anew when the hall opens, closes or takes other rules.
MAY_RELOAD = {"kiosk", "phone without a ticket", "desk", "till"}
#: screen → path, size, who looks, the part that is live
SCREENS = {
    "board": ("board/", BOARD, None, ".full"),
    "kiosk": ("kiosk/", KIOSK, "kiosk", "main"),
    "phone without a ticket": ("hall/", PHONE, None, "main"),
    "phone": ("t/{code}/", PHONE, None, "#now"),
    "desk": ("desk/", DESKTOP, "clerk", "[data-work]"),
    "till": ("till/", DESKTOP, "cashier", "[data-work]"),
    "department": ("department/", DESKTOP, "officer", "[data-work]"),
    "manager": ("manager/", DESKTOP, "manager", "[data-floor]"),
    "reception": ("reception/", DESKTOP, "reception", "main"),
}
#: A part of a page without what differs between two looks at the same hall: clocks, the minute in which an act may be
#: undone and the seconds in which a client has time to come (the test moves the server's clock, that of an open page
#: runs on); keys of forms, turns of notices.
SHOWN = """(part) => {
    const copy = document.querySelector(part).cloneNode(true);
    const own = "[data-clock], [data-date], [data-note], [data-sound], [data-fresh=clock], .undo, #acts-undo, "
        + "template, script, "
        + "input[name=key], input[name=csrfmiddlewaretoken]";
    for (const one of copy.querySelectorAll(own)) one.remove();
    for (const one of [copy, ...copy.querySelectorAll("*")]) {
        if (one.matches("[data-since], [data-minutes], [data-ends]")) one.textContent = "";
        one.classList.remove("is-new");
        if (!one.classList.length) one.removeAttribute("class");
        if (one.matches("[data-ready-at]")) one.disabled = false;
        for (const name of ["data-seq", "data-now", "data-say", "aria-busy", "tabindex"] ) {
            one.removeAttribute(name);
        }
        // In which order an element's attributes were set says nothing of what it shows.
        const facts = [...one.attributes].map(({ name, value }) => [name, value]).sort();
        for (const [name] of facts) one.removeAttribute(name);
        for (const [name, value] of facts) one.setAttribute(name, value);
    }
    return copy.innerHTML.replace(/[0-9a-f]{32}/g, "").replace(/>\\s+</g, "><").replace(/\\s+/g, " ").trim();
}"""


class Day:
    """What people do in the hall of the server, as they might: reads the hall from the journal, then asks."""

    def __init__(self, server, seed):
        self.server, self.dice = server, Random(seed)
        self.is_moved = False
        self.office = office_of(read_directory(ROOT / "offices" / OFFICE).files)
        self.now = datetime.fromisoformat(server.moment)
        self.store = open_store(f"sqlite:///{Path(server.folder) / 'okienko.sqlite3'}")

    def one(self):
        """A plausible command; whether the hall took it."""
        memory = load(self.store, self.store.offices()[OFFICE], slug=OFFICE, at=self.now, zone=self.office.zone,
                      rules_for=lambda slug, on: rules_of(self.office, on))
        command = plausible(self.dice, memory.hall, rules=memory.rules, at=self.now)
        if isinstance(command, c.Tick):
            self.now += timedelta(seconds=self.dice.choice([5, 30, 120]))
            self.server.at(self.now.isoformat())
            self.is_moved = True
            return True
        if getattr(command, "desk", None) in KEPT and isinstance(command, (c.LeaveDesk, c.ReleaseDesk, c.OpenDesk)):
            return False
        is_taken = self.ask(command)
        self.is_moved = self.is_moved and not is_taken
        return is_taken

    def ask(self, command):
        facts = {field.name: getattr(command, field.name) for field in dataclasses.fields(command)}
        body = {"do": c.command_name(type(command))} | {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in facts.items() if value is not None}
        headers = {"authorization": f"Bearer {self.server._token('player', 0)}"}
        answer = httpx.post(f"{self.server.address}/live/{OFFICE}/command", json=body, headers=headers, timeout=10)
        assert answer.status_code < 500, (body, answer.text)
        return answer.status_code == 200

    def go_on(self, count):
        """So many commands that the hall takes."""
        while count:
            count -= self.one()
        # An open page learns of a clock that was moved with the next news only, which two commands bring for sure.
        for _ in range(2):
            self.is_moved = True
            while self.is_moved:
                self.one()


@pytest.fixture
def screens(house, hall):
    """Open screens by name; the two desks have somebody, and one ticket is in a hand."""
    for desk, person in KEPT.items():
        hall.do("open_desk", desk=desk, person=person)
    code = hall.do("take", matters=["dowod-wniosek"])["code"]

    def open_screen(name):
        path, size, who, _ = SCREENS[name]
        return house.open(f"/{OFFICE}/{path.format(code=code)}", size=size, who=who)

    yield open_screen
    house.close()


def shown(page, part):
    """What is on a screen; it may begin anew at that very moment."""
    for _ in range(20):
        try:
            return page.evaluate(SHOWN, part)
        except Error:
            page.wait_for_load_state()
    return page.evaluate(SHOWN, part)


def differences(old, screens):
    """The screens that do not come to show what a fresh one shows: name to (old, fresh)."""
    found = {}
    for name, page in old.items():
        part, fresh, until = SCREENS[name][3], screens(name), monotonic() + PATIENCE / 1000
        while (both := (shown(page, part), shown(fresh, part)))[0] != both[1]:
            if monotonic() > until:
                found[name] = both
                break
            fresh.wait_for_timeout(100)
        fresh.context.close()
    return found


def first_difference(found):
    """For the reader of a failure: where old and fresh part ways."""
    told = {}
    for name, (old, fresh) in found.items():
        at = next((i for i, (a, b) in enumerate(zip(old, fresh, strict=False)) if a != b), min(len(old), len(fresh)))
        told[name] = (old[max(0, at - 60):at + 160], fresh[max(0, at - 60):at + 160])
    return told


@pytest.mark.parametrize("seed", [1, 2])
def test_every_live_screen_shows_what_a_fresh_one_shows(hall, screens, seed):
    old = {name: screens(name) for name in SCREENS}
    for page in old.values():
        page.evaluate("window.same = true")
    day = Day(hall, seed)
    day.go_on(COMMANDS // 2)
    hall.stop()
    hall.start()
    day.go_on(COMMANDS // 2)
    assert first_difference(differences(old, screens)) == {}
    reloaded = [name for name, page in old.items() if not page.evaluate("window.same === true")]
    assert set(reloaded) <= MAY_RELOAD


def test_eight_tabs_of_one_browser_stay_alive(hall, screens):
    first = screens("desk")
    pages = [first, *(first.context.new_page() for _ in range(7))]
    for page, place in zip(pages[1:], ("board/", "desk/", "board/", "desk/", "board/", "desk/", "board/"), strict=True):
        page.goto(f"{hall.address}/{OFFICE}/{place}")
    visit = hall.do("call_next", desk="2")["visit"]
    ticket = hall.picture()["picture"]["calls"][str(visit)]["ticket"]
    for page in pages:
        expect(page.locator(".board-now-ticket, .work-client .ticket-pane").filter(has_text=ticket)).to_be_visible()


#: Counts how often the stream is opened, and says where the picture stands.
COUNTED = """async (office) => {
    const { openSource } = await import("/static/ui/source.js");
    window.opened = 0;
    class Counted extends EventSource {
        constructor(address) { super(address); window.opened += 1; }
    }
    openSource(`/live/${office}/public`, (picture, news) => { window.at = news.seq; window.shown = picture; },
        { EventSource: Counted });
}"""


def test_a_change_is_applied_to_the_picture_without_asking_for_a_whole_one(hall, screens):
    page = screens("board")
    page.evaluate(COUNTED, OFFICE)
    for _ in range(4):
        told, until = hall.picture(), monotonic() + PATIENCE / 1000
        while page.evaluate("window.at") != told["seq"]:
            assert monotonic() < until
            page.wait_for_timeout(20)
        assert page.evaluate("window.shown") == told["picture"]
        hall.do("take", matters=["dowod-wniosek"])
    assert page.evaluate("window.opened") == 1
