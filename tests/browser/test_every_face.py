"""Every face in its real size, in the middle of a day: fit for everybody, by keyboard, large, in high contrast.

Half the width stands for 200 %; whatever people look at themselves is tried at 320 pixels too, as WCAG 1.4.10 says.
"""

from dataclasses import dataclass

import pytest

from tests.browser.rooms import BOARD, DESKTOP, KIOSK, PHONE

pytestmark = pytest.mark.browser
SMALL_PHONE = (320, 640)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one.closest(".switch") ?? one);
    const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return { what: one.outerHTML.slice(0, 160), isSeen };
}"""


@dataclass(frozen=True)
class Face:
    """Where a face is, how large its screen is, who looks at it; `{name}` in the path is a ticket's code.

    A further state of a page has the page's own title.
    """

    path: str
    size: tuple
    who: str | None = None
    has_keys: bool = True
    is_further_state: bool = False


FACES = {
    "kiosk": Face("kiosk/", KIOSK, "kiosk"),
    "kiosk group": Face("kiosk/group/dowody-i-meldunek", KIOSK, "kiosk"),
    "kiosk card": Face("kiosk/service/dowod-utrata", KIOSK, "kiosk"),
    "kiosk search": Face("kiosk/search?q=dow", KIOSK, "kiosk"),
    "kiosk needs": Face("kiosk/options", KIOSK, "kiosk"),
    "kiosk officer": Face("kiosk/officer", KIOSK, "kiosk"),
    "kiosk department": Face("kiosk/officer/SO", KIOSK, "kiosk"),
    "kiosk ticket": Face("kiosk/ticket/{waiting}", KIOSK, "kiosk"),
    "board": Face("board/", BOARD, has_keys=False),
    "board of an area": Face("board/kasy/", BOARD, has_keys=False),
    "phone hall": Face("hall/", PHONE),
    "phone taking": Face("ticket/", PHONE),
    "phone waiting": Face("t/{waiting}/", PHONE),
    "phone called": Face("t/{called}/", PHONE),
    "phone served": Face("t/{served}/", PHONE),
    "phone wish": Face("t/{wishing}/", PHONE),
    "phone missed": Face("t/{missed}/", PHONE),
    "phone finished": Face("t/{finished}/", PHONE),
    "phone asking": Face("t/{waiting}/officer/", PHONE),
    "phone leaving": Face("t/{waiting}/leave/", PHONE),
    "phone unknown": Face("t/0000000000000A/", PHONE),
    "desk": Face("desk/", DESKTOP, "clerk"),
    "desk search": Face("desk/search/?q=dowod", DESKTOP, "clerk"),
    "till to choose": Face("till/", DESKTOP, "cashier"),
    "department": Face("department/", DESKTOP, "officer"),
    "reception": Face("reception/", DESKTOP, "reception"),
    "manager": Face("manager/", DESKTOP, "manager"),
    "manager standards": Face("manager/standards/", DESKTOP, "manager"),
    "manager description": Face("manager/description/", DESKTOP, "manager"),
    "is it open": Face("/legnica/", DESKTOP),
    "is it open, on a phone": Face("/legnica/", PHONE),
    "services": Face("services/?q=dowod", DESKTOP),
    "service": Face("services/dowod-utrata/", DESKTOP),
    "departments": Face("departments/", DESKTOP),
    "hours": Face("hours/", DESKTOP),
    "standards": Face("standards/", DESKTOP),
    "rule": Face("rule/", DESKTOP),
    "accessibility": Face("accessibility/", DESKTOP),
    "people": Face("setup/people/", DESKTOP, "administrator"),
    "devices": Face("setup/devices/", DESKTOP, "administrator"),
    "account": Face("/account/", DESKTOP, "clerk"),
    "sign in": Face("/account/login/", DESKTOP),
    "enrol": Face("/enrol/", DESKTOP),
    "phone date": Face("t/{wishing}/date/", PHONE),
    "phone several wishes": Face("t/{several}/", PHONE, is_further_state=True),
    "phone taking, nothing found": Face("ticket/?q=qqqqqq", PHONE, is_further_state=True),
    "kiosk search, nothing found": Face("kiosk/search?q=qqqqqq", KIOSK, "kiosk", is_further_state=True),
    "services, nothing found": Face("services/?q=qqqqqq", DESKTOP, is_further_state=True),
    "desk search, nothing found": Face("desk/search/?q=qqqqqq", DESKTOP, "clerk", is_further_state=True),
    "reception, a ticket": Face("reception/?ticket=D006", DESKTOP, "reception", is_further_state=True),
    "reception, no such ticket": Face("reception/?ticket=QQ1", DESKTOP, "reception", is_further_state=True),
    "manager opens a desk": Face("manager/desk/?desk=5", DESKTOP, "manager"),
    "manager frees a desk": Face("manager/release/?desk=2", DESKTOP, "manager"),
    "manager stops tickets": Face("manager/stop/", DESKTOP, "manager"),
    "manager closes the day": Face("manager/close/", DESKTOP, "manager"),
    "manager limits contact": Face("manager/regime/?regime=sanitarne", DESKTOP, "manager"),
    "manager asks what is no date": Face("manager/standards/?from=x&to=y", DESKTOP, "manager", is_further_state=True),
    "was it open": Face("was-open/", DESKTOP),
    "was it open, on a phone": Face("was-open/?day=2026-03-02&time=10:00", PHONE),
    "was it open, at no time": Face("was-open/?day=x&time=y", DESKTOP, is_further_state=True),
    "journal": Face("setup/journal/", DESKTOP, "auditor"),
    "journal, nothing found": Face("setup/journal/?visit=999999", DESKTOP, "auditor", is_further_state=True),
    "journal check": Face("setup/journal/check/", DESKTOP, "auditor"),
    "description": Face("setup/description/", DESKTOP, "administrator", is_further_state=True),
    "sign out": Face("/account/logout/", DESKTOP, "clerk"),
    "no sign-up": Face("/account/signup/", DESKTOP),
    "closed account": Face("/account/inactive/", DESKTOP),
    "forgotten password": Face("/account/password/reset/", DESKTOP),
    "spent link": Face("/account/password/reset/key/1-abc/", DESKTOP),
    "password set": Face("/account/password/reset/key/done/", DESKTOP),
    "change of password": Face("/account/password/change/", DESKTOP, "clerk"),
    "second step": Face("/account/2fa/", DESKTOP, "clerk"),
}


@pytest.fixture(scope="module")
def day(office_server):
    """A hall in which something happens everywhere; gives the codes of some tickets."""
    do, codes = office_server.do, {}

    def take(name, **facts):
        taken = do("take", matters=[facts.pop("service", "dowod-wniosek")], **facts)
        codes[name] = taken["code"]
        return taken["visit"]

    for desk, person in {"2": "so-1", "3": "so-2", "4": "so-3", "K1": "kasa-2"}.items():
        do("open_desk", desk=desk, person=person)
    take("finished")
    do("call_next", desk="3")
    do("start", desk="3")
    do("finish", desk="3", outcome="performed")
    take("missed")
    for act in ("call_next", "recall", "recall", "miss"):
        do(act, desk="3")
        office_server.later(seconds=15)
    visit = take("wishing", needs=["step_free"])
    do("ask_officer", visit=visit)
    wish = max(map(int, office_server.picture("staff")["picture"]["wishes"]))
    do("answer_wish", wish=wish, person="so-7")
    take("served", service="zaswiadczenie-zameldowanie")
    do("call_next", desk="2")
    do("start", desk="2")
    take("called")
    do("call_next", desk="4")
    do("ask_officer", visit=take("asking"), named="so-7")
    several = take("several")
    for department in ("KM", "UA"):
        do("ask_officer", visit=several, department=department)
    take("waiting", persons=2)
    for service in ("pojazd-rejestracja", "usc-zgon", "kasa-wplata", "dowod-odbior"):
        take(service, service=service)
    return codes


@pytest.fixture
def look(house, day):
    """Open a face by its name; afterwards it is closed and no console has complained."""

    def open_face(name, **options):
        face = FACES[name]
        return house.open(address(face, day), size=face.size, who=face.who, **options)

    yield open_face
    house.close()


def address(face, day):
    path = face.path.format(**day)
    return path if path.startswith("/") else f"/legnica/{path}"


def stops_without_focus(page):
    """Walk with the tabulator: how many stops there are, and those whose focus nobody would see.

    A field with stops inside (the days of a date) shows its own focus first and then theirs, drawn by the browser.
    """
    hidden, seen, count = [], set(), 0
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        count += 1
        if stop["isSeen"]:
            seen.add(stop["what"])
        elif stop["what"] not in seen:
            hidden.append(stop["what"])
    return count, hidden


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_fit_for_everybody(house, look, axe, name):
    face, page = FACES[name], look(name)
    page.locator("body").wait_for()
    assert page.locator("html").get_attribute("lang") == "pl"
    assert axe(page) == []
    page.evaluate("document.documentElement.dataset.contrast = 'high'")
    assert axe(page) == [], "in high contrast"
    stops, hidden = stops_without_focus(page)
    assert hidden == []
    assert stops or not face.has_keys
    width, height = face.size
    for size in (face.size, *([] if face.size == PHONE else [(width // 2, height // 2)]),
                 *([SMALL_PHONE] if face.size in (PHONE, DESKTOP) else [])):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert page.evaluate(OVERFLOW) <= 0, size
    complaints = [fault for fault in house.forget_faults() if "404" not in fault or name != "phone unknown"]
    assert complaints == []


def test_each_face_has_a_title_of_its_own(house, look):
    titles = {name: look(name).title() for name, face in FACES.items()
              if "on a phone" not in name and not face.is_further_state}
    house.forget_faults()
    twins = {title: [name for name in titles if titles[name] == title] for title in titles.values()}
    assert {title: names for title, names in twins.items() if len(names) > 1} == {}
    assert [title for title in titles.values() if not title.strip()] == []
