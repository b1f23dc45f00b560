"""The phone page in a real browser: the own place, the call, the officer, with and without JavaScript."""

import gzip

import httpx
import pytest

from tests.browser.conftest import OFFICE

pytestmark = pytest.mark.browser
#: 50 KB are promised; what stays below is room for the pages of offices with more to say.
LIMIT = 44 * 1024
PHONE = (360, 740)
#: What differs from one answer to the next without being seen.
SHOWN = """() => document.getElementById("now").innerHTML
    .replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "").replace(/\\s+/g, " ").trim()"""
PAGES = ("", "officer/", "leave/", "date/")


def wait_for(page, hall):
    page.wait_for_function("(seq) => Number(document.documentElement.dataset.seq) >= seq", arg=hall.picture()["seq"])


def wait_for_state(page, state):
    page.wait_for_selector(f".pocket-sheet[data-state={state}]", timeout=5000)


def call(hall, desk, visit):
    hall.do("call_visit", desk=desk, visit=visit, reason="health")


def test_all_that_the_first_view_loads_is_well_below_50_kb_with_nothing_packed(hall, desk, ticket, open_page):
    """HTML, styles, scripts and the hall's picture, in a hall with sixty people; also said: packed."""
    others = [hall.do("take", matters=["dowod-wniosek"])["visit"] for _ in range(60)]
    page = open_page("/legnica/hall/", size=PHONE)
    bodies = {}
    page.context.on("response", lambda answer: bodies.setdefault(answer.url, answer))
    page.goto(f"{hall.address}{ticket['path']}")
    wait_for(page, hall)
    contents = {url: answer.body() for url, answer in bodies.items() if not url.endswith("/stream")}
    for name in ("ui/stream-worker.js", "ui/source.js", "ui/picture.js"):
        contents.setdefault(f"{hall.address}/static/{name}", httpx.get(f"{hall.address}/static/{name}").content)
    page_bytes = sum(map(len, contents.values()))
    picture = len(httpx.get(f"{hall.address}/live/{OFFICE}/public").content)
    packed = sum(len(gzip.compress(body)) for body in contents.values())
    print(f"page {page_bytes} B, packed {packed} B, picture of {len(others) + 1} visits {picture} B")
    for url, body in sorted(contents.items(), key=lambda each: -len(each[1])):
        print(len(body), url)
    assert any("pocket.js" in url for url in contents)
    assert page_bytes + picture <= LIMIT


def test_the_place_follows_the_hall_without_asking_again(hall, desk, open_page):
    ahead = [hall.do("take", matters=["dowod-wniosek"])["visit"] for _ in range(3)]
    mine = hall.do("take", matters=["dowod-wniosek"])
    page = open_page(f"/{OFFICE}/t/{mine['code']}/", size=PHONE)
    wait_for(page, hall)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator("[data-ahead]").inner_text() == "3 osoby przed Panią/Panem"
    hall.do("leave", visit=ahead[0])
    hall.do("leave", visit=ahead[1])
    page.wait_for_selector("text=1 osoba przed Panią/Panem")
    hall.do("leave", visit=ahead[2])
    page.wait_for_selector("text=Następna kolej jest Pani/Pana")
    assert [url for url in asked if "/now/" in url] == []


def test_a_call_fills_the_screen_and_rings_once(hall, desk, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    page.evaluate("() => { window.shaken = 0; navigator.vibrate = () => { window.shaken += 1; return true; }; }")
    wait_for(page, hall)
    call(hall, desk, ticket["visit"])
    page.wait_for_selector(".pocket-called >> text=Stanowisko 4", timeout=2000)
    assert page.locator(".pocket-called").bounding_box()["height"] > 0.7 * PHONE[1]
    page.wait_for_function("() => window.shaken === 1")
    hall.later(seconds=15)
    hall.do("recall", desk=desk)
    page.wait_for_function("() => window.shaken === 2")
    hall.do("start", desk=desk)
    wait_for_state(page, "serving")
    hall.do("finish", desk=desk, outcome="accepted")
    wait_for_state(page, "finished")
    assert "Wniosek został przyjęty" in page.content()
    assert page.evaluate("() => window.shaken") == 2


def test_the_page_after_changes_is_the_page_of_a_fresh_load(hall, desk, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    before = hall.do("take", matters=["dowod-wniosek"])

    def agree(state):
        wait_for_state(page, state)
        wait_for(page, hall)
        page.wait_for_function("(seq) => Number(document.querySelector('.pocket-sheet').dataset.seq) === seq",
                               arg=hall.picture()["picture"]["visits"][str(ticket["visit"])]["seq"])
        fresh = open_page(ticket["path"], size=PHONE)
        wait_for(fresh, hall)
        page.wait_for_function("(times) => document.querySelector('.pocket-sheet').dataset.overtaken === times",
                               arg=fresh.locator(".pocket-sheet").get_attribute("data-overtaken"))
        assert page.evaluate(SHOWN) == fresh.evaluate(SHOWN)

    call(hall, desk, before["visit"])
    agree("waiting")
    hall.do("ask_officer", visit=ticket["visit"])
    agree("waiting")
    hall.do("start", desk=desk)
    hall.do("finish", desk=desk)
    call(hall, desk, ticket["visit"])
    agree("called")
    hall.do("start", desk=desk)
    agree("serving")
    hall.do("send_away", desk=desk, place="photographer")
    agree("away")


def test_everything_works_without_javascript(hall, desk, open_page):
    page = open_page(f"/{OFFICE}/ticket/", size=PHONE, java_script_enabled=False)
    page.fill("#q", "zameldowanie")
    page.click("form[role=search] button")
    page.locator("form.card button").first.click()
    page.wait_for_url("**/t/**")
    own = page.url
    assert page.locator("noscript meta[http-equiv=refresh]").count() or "http-equiv=\"refresh\"" in page.content()
    page.click("text=Jeszcze 10 minut")
    page.wait_for_selector(f"text=/do ({hall.clock(minutes=10)}|{hall.clock(minutes=11)})/")
    page.click("text=Już jestem")
    page.wait_for_selector("[data-ahead]")
    page.click("text=Rezygnuję")
    page.click("text=Tak, rezygnuję")
    assert page.url == own
    page.wait_for_selector("text=Bilet został oddany")


def test_giving_up_is_asked_twice(hall, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    page.click("text=Rezygnuję")
    page.click("text=Nie, zostaję")
    assert hall.picture()["picture"]["visits"][str(ticket["visit"])]["state"] == "waiting"


def test_a_missed_ticket_says_what_to_do(hall, desk, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    wait_for(page, hall)
    call(hall, desk, ticket["visit"])
    for act in ("recall", "recall", "miss"):
        hall.later(seconds=15)
        hall.do(act, desk=desk)
    wait_for_state(page, "missed")
    assert "Nowy bilet nie jest potrzebny" in page.content()
    hall.do("reinstate", visit=ticket["visit"])
    wait_for_state(page, "waiting")


def test_who_went_first_is_told_by_kind_only(hall, desk, open_page):
    mine = hall.do("take", matters=["dowod-wniosek"])
    hall.later(minutes=1)
    urgent = hall.do("take", matters=["dowod-wniosek"])
    page = open_page(f"/{OFFICE}/t/{mine['code']}/", size=PHONE)
    call(hall, desk, urgent["visit"])
    page.wait_for_selector("text=wywołanie przez pracownika z podaniem powodu", timeout=8000)
    assert urgent["ticket"] not in page.content()


def test_the_page_comes_back_after_a_cut_without_a_reload(hall, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    wait_for(page, hall)
    page.evaluate("() => { window.same = true; }")
    hall.stop()
    page.wait_for_selector("[data-line-lost]:visible", timeout=20_000)
    hall.start()
    hall.do("open_desk", desk="4", person="so-1")
    call(hall, "4", ticket["visit"])
    page.wait_for_selector(".pocket-called", timeout=45_000)
    page.wait_for_selector("[data-line-lost]", state="hidden")
    assert page.evaluate("() => window.same") is True


def test_eight_tabs_of_one_phone_stay_alive(hall, desk, ticket, open_page):
    first = open_page(ticket["path"], size=PHONE)
    tabs = [first, *(open_page(ticket["path"], context=first.context) for _ in range(7))]
    call(hall, desk, ticket["visit"])
    for tab in tabs:
        tab.wait_for_selector(".pocket-called", timeout=5000)


def test_a_wrong_code_gets_a_friendly_page_and_then_a_slow_one(hall, ticket):
    wrong = f"{hall.address}/{OFFICE}/t/{ticket['code'][:-1]}{'0' if ticket['code'][-1] != '0' else '1'}/"
    with httpx.Client(headers={"accept-language": "pl"}) as client:
        first = client.get(wrong)
        assert first.status_code == 404
        assert "Nie znamy tego biletu" in first.text
        answers = [client.get(wrong) for _ in range(30)]
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert client.get(f"{hall.address}{ticket['path']}").status_code == 200


@pytest.mark.parametrize("body", [{"do": "no-such"}, {"do": "step_out", "minutes": "100000"}, {"do": "withdraw"}, {}])
def test_what_makes_no_sense_is_said_in_words(hall, ticket, open_page, body):
    page = open_page(ticket["path"], size=PHONE)
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    answer = page.request.post(f"{hall.address}{ticket['path']}", form={**body, "csrfmiddlewaretoken": token})
    assert answer.status == 422
    assert "Tego nie udało się zrobić" in answer.text()


def test_the_hall_page_follows_the_hall_as_a_fresh_one_shows_it(hall, desk, open_page):
    page = open_page(f"/{OFFICE}/hall/", size=PHONE)
    wait_for(page, hall)
    hall.do("take", matters=["dowod-wniosek"])
    hall.do("take", matters=["pojazd-rejestracja"])
    wait_for(page, hall)
    fresh = open_page(f"/{OFFICE}/hall/", size=PHONE, java_script_enabled=False)
    assert page.locator("main").inner_text() == fresh.locator("main").inner_text()
    assert "czeka 1 osoba" in page.locator("[data-queue=D]").inner_text()


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_the_page_speaks_the_client_s_language(hall, ticket, open_page, language):
    page = open_page(ticket["path"], size=PHONE, locale=language)
    wait_for(page, hall)
    words = {"pl": "Chcę porozmawiać z pracownikiem", "en": "I want to talk to the officer",
             "uk": "Хочу поговорити з працівником"}
    assert page.locator(f"text={words[language]}").count() == 1
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("width", [320, 360])
def test_axe_finds_no_fault_and_nothing_is_wider_than_the_phone(hall, desk, ticket, open_page, axe, width):
    paths = [*(ticket["path"] + page for page in PAGES), f"/{OFFICE}/hall/", f"/{OFFICE}/ticket/", f"/{OFFICE}/t/ABC/"]
    hall.do("ask_officer", visit=ticket["visit"])
    pages = [open_page(path, size=(width, 700)) for path in paths]
    call(hall, desk, ticket["visit"])
    pages.append(open_page(ticket["path"], size=(width, 700)))
    for page in pages:
        assert axe(page) == [], page.url
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url
