"""The board in a real browser: calls as they happen, said one after another, right again after a cut."""

import random
import re
import shutil

import pytest
from playwright.sync_api import expect

from okienko.actions.description import office_of
from okienko.core.hall.spoken import Desk, call_in_words
from okienko.links.files import read_directory
from tests.house.checkout import ROOT

pytestmark = pytest.mark.browser
ADDRESS = "/legnica/board/"
SIZES = {"large": (1920, 1080), "small": (1280, 720), "upright": (1080, 1920)}
PEOPLE = {"2": "so-1", "3": "so-2", "4": "so-3", "7": "km-1", "8": "km-2"}
MATTERS = ("dowod-wniosek", "dowod-wniosek", "pojazd-rejestracja", "meldunek-staly", "usc-zgon", "kasa-wplata")
#: What is the same on every board that shows the same picture: not the clock, not the turn of the notices.
SHOWN = """() => {
    const copy = document.querySelector(".full").cloneNode(true);
    for (const own of copy.querySelectorAll("[data-clock], [data-date], [data-note], [data-sound]")) own.remove();
    for (const card of copy.querySelectorAll(".is-new")) card.classList.remove("is-new");
    return copy.innerHTML.replaceAll(' class=""', "");
}"""


@pytest.fixture(scope="module")
def office():
    return office_of(read_directory(ROOT / "offices" / "legnica").files)


def call(hall, desk: str, person: str, matter: str = "dowod-wniosek") -> dict:
    """Somebody takes a ticket and is called at once."""
    taken = hall.do("take", matters=[matter])
    if desk not in hall.picture()["picture"]["desks"]:
        hall.do("open_desk", desk=desk, person=person)
    hall.do("call_visit", desk=desk, visit=taken["visit"], reason="health")
    return taken


def wait_for(page, hall):
    page.wait_for_function("(seq) => Number(document.documentElement.dataset.seq) >= seq", arg=hall.picture()["seq"])


def test_a_call_fills_the_window_with_the_change_itself(hall, open_page):
    board = open_page(ADDRESS, size=SIZES["large"])
    phone_of = hall.do("take", matters=["dowod-wniosek"])
    phone = open_page(f"/legnica/t/{phone_of['code']}/")
    wait_for(board, hall)
    wait_for(phone, hall)
    asked = []
    for page in (board, phone):
        page.on("request", lambda request: asked.append(request.url))
    hall.do("open_desk", desk="4", person="so-1")
    hall.do("call_next", desk="4")
    board.wait_for_selector(f"[data-state=called] :text('{phone_of['ticket']}')", timeout=2000)
    phone.wait_for_selector(".pocket-called", timeout=2000)
    assert "Stanowisko 4" in board.locator("[data-now]").inner_text()
    assert "Stanowisko 4" in phone.locator(".pocket-called").inner_text()
    assert [url for url in asked if "/live/" in url] == []


def test_the_board_follows_a_day_as_a_fresh_one_shows_it(hall, open_page):
    board = open_page(ADDRESS, size=SIZES["large"])
    dice = random.Random(7)
    for desk, person in PEOPLE.items():
        hall.do("open_desk", desk=desk, person=person)
    for turn in range(40):
        hall.do("take", matters=[dice.choice(MATTERS)])
        desk = dice.choice(list(PEOPLE))
        picture = hall.picture()["picture"]
        row = picture["desks"][desk]
        if row["state"] == "busy":
            state = next(each["state"] for each in picture["calls"].values() if each["ticket"] == row["ticket"])
            hall.do("start" if state == "called" else "finish", desk=desk)
        elif picture["queues"]["D" if desk in "234" else "R"]["waiting"]:
            hall.do("call_next", desk=desk)
        if turn == 20:
            hall.do("set_regime", regime="sanitarne")
    wait_for(board, hall)
    fresh = open_page(ADDRESS, size=SIZES["large"])
    wait_for(fresh, hall)
    assert "Ograniczenia sanitarne" in fresh.locator("[data-regime]").inner_text()
    assert board.evaluate(SHOWN) == fresh.evaluate(SHOWN)


def test_a_call_stays_among_those_before_when_the_client_has_gone(hall, open_page):
    board = open_page(ADDRESS, size=SIZES["large"])
    gone, undone = call(hall, "2", "so-1"), None
    hall.do("start", desk="2")
    hall.do("finish", desk="2")
    undone = call(hall, "3", "so-2")
    hall.do("undo_call", desk="3")
    call(hall, "4", "so-3")
    wait_for(board, hall)
    assert gone["ticket"] in board.locator("[data-recent]").inner_text()
    assert undone["ticket"] not in board.locator("[data-recent]").inner_text()


def test_a_queue_without_a_desk_says_so_beside_the_number_of_those_who_wait(hall, open_page):
    hall.do("take", matters=["dowod-wniosek"])
    for size in SIZES.values():
        board = open_page(ADDRESS, size=size)
        queue = board.locator(".board-queue", has_text="Dowody osobiste")
        assert "teraz nieczynne" in queue.inner_text()
        words = queue.locator(".board-queue-untold").bounding_box()
        number = queue.locator(".board-queue-count").bounding_box()
        assert words["x"] + words["width"] <= number["x"]
        assert queue.evaluate("(box) => box.scrollWidth <= box.clientWidth")


def test_no_queue_in_which_somebody_waits_is_left_out(hall, open_page, office):
    """More queues than windows: they take turns."""
    of_a_queue = {service.queue: service.id for service in office.services.values() if not service.guarantee}
    letters = sorted(of_a_queue)[:15]
    for queue in letters:
        hall.do("take", matters=[of_a_queue[queue]])
    board = open_page(ADDRESS, size=SIZES["large"])
    wait_for(board, hall)
    first = set(board.locator(".board-queue .letter").all_inner_texts())
    assert len(first) == 12
    board.wait_for_function("""([first, wanted]) => {
        const now = [...document.querySelectorAll(".board-queue .letter")].map((each) => each.textContent);
        return new Set([...first, ...now]).size === wanted;
    }""", arg=[sorted(first), len(letters)], timeout=22_000)


def test_several_calls_at_once_are_all_in_the_windows(hall, open_page):
    board = open_page(ADDRESS, size=SIZES["large"])
    tickets = [call(hall, desk, person)["ticket"] for desk, person in list(PEOPLE.items())[:3]]
    wait_for(board, hall)
    assert sorted(board.locator(".board-now-ticket").all_inner_texts()) == sorted(tickets)
    assert board.locator("[data-now]").get_attribute("data-count") == "3"


def test_calls_are_said_one_after_another(hall, open_page):
    if shutil.which("espeak-ng") is None:
        pytest.skip("no espeak-ng: the voice of the boards is not heard")
    board = open_page(f"{ADDRESS}?sound", size=SIZES["large"])
    wait_for(board, hall)
    board.wait_for_function("() => document.querySelector('[data-sound]').hidden")
    board.evaluate("""() => {
        window.heard = [];
        const play = HTMLMediaElement.prototype.play;
        HTMLMediaElement.prototype.play = function () {
            window.heard.push(["begins", this.src]);
            this.addEventListener("ended", () => window.heard.push(["ends", this.src]));
            return play.call(this);
        };
    }""")
    tickets = [call(hall, desk, person)["ticket"] for desk, person in list(PEOPLE.items())[:3]]
    board.wait_for_function("() => window.heard.length === 6", timeout=60_000)
    heard = board.evaluate("window.heard")
    assert [what for what, _ in heard] == ["begins", "ends"] * 3
    assert [next(ticket for ticket in tickets if ticket in where) for _, where in heard[::2]] == tickets


def test_a_call_is_said_in_polish_words(hall, open_page):
    board = open_page(ADDRESS, size=SIZES["large"])
    wait_for(board, hall)
    ticket = call(hall, "4", "so-1")["ticket"]
    board.wait_for_function("() => document.querySelector('[data-live=assertive]').textContent !== ''")
    said = board.locator("[data-live=assertive]").text_content()
    assert said == call_in_words(ticket, Desk("4", "service"), language="pl")
    assert said.startswith(f"Bilet {ticket[0]} ")
    assert said.endswith(", stanowisko cztery.")


def test_nobody_makes_the_office_say_what_it_does_not_call(hall, open_page):
    page = open_page(ADDRESS)
    for key, status in (("pl-D777-4", 404), ("pl-Q001-4", 404), ("pl-D001-99", 404), ("xx-D001-4", 404), ("a", 404)):
        assert page.request.get(f"{hall.address}/legnica/voice/{key}.wav").status == status, key
    assert page.request.get(f"{hall.address}/legnica/voice/pl-D777-4.txt").text().startswith("Bilet D siedemset")


def test_the_board_is_right_again_after_a_cut_without_a_reload(hall, open_page):
    board = open_page(ADDRESS, size=SIZES["large"])
    wait_for(board, hall)
    board.evaluate("window.same = true")
    hall.stop()
    board.wait_for_selector("[data-line-lost]:visible", timeout=20_000)
    hall.start()
    ticket = call(hall, "4", "so-1")["ticket"]
    board.wait_for_selector(f".board-now :text('{ticket}')", timeout=45_000)
    board.wait_for_selector("[data-line-lost]", state="hidden")
    assert board.evaluate("window.same") is True


def test_the_cut_line_covers_nothing_of_the_board(hall, open_page):
    board = open_page(ADDRESS, size=(1600, 900))
    wait_for(board, hall)
    board.evaluate("() => import('/static/ui/announce.js').then((it) => it.showLine(false))")
    sign, head = (board.locator(which).bounding_box() for which in ("[data-line-lost]", ".board-head"))
    assert sign["y"] + sign["height"] <= head["y"]
    assert board.evaluate("document.documentElement.scrollHeight") <= 900


def test_a_board_in_english_keeps_the_hours_of_the_wall(hall, open_page):
    board = open_page(f"{ADDRESS}?lang=en", size=SIZES["small"])
    expect(board.locator("[data-clock]")).to_have_text(re.compile(r"^\d\d:\d\d$"))


def test_eight_boards_in_one_browser_stay_alive(hall, open_page):
    first = open_page(ADDRESS)
    boards = [first, *(open_page(ADDRESS, context=first.context) for _ in range(7))]
    ticket = call(hall, "4", "so-1")["ticket"]
    for board in boards:
        board.wait_for_selector(f".board-now :text('{ticket}')", timeout=5000)


def test_a_queue_whose_name_would_tell_too_much_has_a_neutral_one(hall, open_page):
    hall.do("take", matters=["usc-zgon"])
    board = open_page(ADDRESS, size=SIZES["large"])
    wait_for(board, hall)
    queues = board.locator("[data-queues]").inner_text()
    assert "Stan cywilny" in queues
    assert "zgon" not in board.content().lower()


def test_an_area_shows_its_own_desks_only(hall, open_page):
    board = open_page(f"{ADDRESS}kasy/", size=SIZES["large"])
    call(hall, "4", "so-1")
    wait_for(board, hall)
    assert board.locator(".board-now-ticket").count() == 0
    assert open_page(f"{ADDRESS}no-such-area/").title() != board.title()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("calls", [0, 1, 2, 4])
def test_nothing_overflows_and_axe_finds_no_fault(hall, open_page, axe, size, calls):
    for desk, person in list(PEOPLE.items())[:calls]:
        call(hall, desk, person, "pojazd-rejestracja" if desk in "78" else "dowod-wniosek")
    hall.do("set_regime", regime="sanitarne")
    board = open_page(ADDRESS, size=SIZES[size])
    wait_for(board, hall)
    assert axe(board) == []
    outside = board.evaluate("""() => [...document.querySelectorAll(
            ".full > *, .board > *, .board-now > *, .board-queue > *")]
        .filter((one) => one.getClientRects().length && !one.classList.contains("sr-only"))
        .filter((one) => { const at = one.getBoundingClientRect();
            return at.bottom > innerHeight + 1 || at.right > innerWidth + 1 || at.left < -1 || at.top < -1; })
        .map((one) => one.className)""")
    assert outside == []


def test_more_inside_than_the_rules_allow_is_said_as_what_it_is(hall, open_page):
    """No "3 of 1" on the wall of an office that keeps the rules: nobody is sent out, and who comes in next is said."""
    for _ in range(3):
        hall.do("take", matters=["dowod-wniosek"])
    call(hall, "2", PEOPLE["2"])
    hall.do("set_regime", regime="jedna-osoba-przy-stanowisku")
    board = open_page(ADDRESS, size=SIZES["small"])
    wait_for(board, hall)
    now = hall.picture()["picture"]["hall"]["now"]
    assert now["inside"] > now["capacity"]
    said = board.locator("[data-regime]").inner_text()
    assert "mniej niż 1" in said and not re.search(r"\d+ z \d+", said)


COVERED = """() => [...document.querySelectorAll(".board-queue")].filter((queue) => {
    const words = document.createRange();
    words.selectNodeContents(queue.querySelector(".wait"));
    const wait = words.getBoundingClientRect();
    const count = queue.querySelector(".board-queue-count").getBoundingClientRect();
    return count.width && wait.width && wait.right > count.left && wait.bottom > count.top && wait.top < count.bottom;
}).map((queue) => queue.innerText)"""


@pytest.mark.parametrize("size", SIZES)
def test_no_wait_covers_the_number_of_people_and_no_notice_is_cut(hall, open_page, size):
    board = open_page(ADDRESS, size=SIZES[size])
    call(hall, "2", PEOPLE["2"])
    for _ in range(4):
        hall.do("take", matters=["dowod-wniosek"])
    wait_for(board, hall)
    queues = hall.picture()["picture"]["queues"].values()
    is_told = "jeszcze za mało obsłużonych" in board.locator("[data-queues]").inner_text()
    assert is_told is any(queue["waiting"] and queue["desks"] and not queue["enough"] for queue in queues)
    assert board.evaluate(COVERED) == []
    board.evaluate("""() => { for (const wait of document.querySelectorAll(".board-queue .wait")) {
        wait.children[0].textContent = "4\u00a0h\u00a012\u00a0min –\u2060\u00a012\u00a0h\u00a041\u00a0min";
        wait.children[1].textContent = "";
        wait.closest(".board-queue").toggleAttribute("data-long", true);
    } }""")
    assert board.evaluate(COVERED) == []
    for notice in board.evaluate("JSON.parse(document.getElementById('scene').textContent).notices"):
        board.evaluate("([note]) => { document.querySelector('[data-note]').textContent = note; }",
                       [f"{notice['title']} {notice['text']}"])
        assert board.evaluate("""() => {
            const note = document.querySelector("[data-note]");
            const foot = note.parentElement.getBoundingClientRect();
            return note.scrollHeight <= note.clientHeight + 1 && foot.bottom <= innerHeight + 1;
        }""")
