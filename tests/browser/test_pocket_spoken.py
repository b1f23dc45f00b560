"""What the phone page says to whoever listens, and how its tab is called, at each step of a visit and of a wish."""

import pytest

from tests.browser.conftest import OFFICE
from tests.browser.test_pocket import PHONE, call, wait_for
from tests.browser.test_pocket_renewal import wish_of

pytestmark = pytest.mark.browser
LISTEN = """() => {
    window.heard = [];
    for (const region of document.querySelectorAll("[data-live]")) {
        const hear = () => { if (region.textContent) window.heard.push([region.dataset.live, region.textContent]); };
        new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true });
    }
}"""


class Listener:
    """Somebody who hears the page and reads the name of its tab."""

    def __init__(self, page):
        self.page = page
        page.evaluate(LISTEN)

    def hears(self, *, count=1):
        """What is said next, as (manner, words); nothing else is said with it."""
        self.page.wait_for_function("(count) => window.heard.length >= count", arg=count, timeout=10_000)
        self.page.wait_for_timeout(300)
        heard = self.page.evaluate("() => window.heard.splice(0)")
        assert len(heard) == count, heard
        return tuple(heard[-1])

    @property
    def title(self):
        return self.page.title()


@pytest.fixture
def listen(hall, open_page):
    def to(ticket, **options):
        page = open_page(f"/{OFFICE}/t/{ticket['code']}/", size=PHONE, **options)
        wait_for(page, hall)
        return Listener(page)

    return to


def test_each_step_of_a_visit_is_said_and_stands_on_the_tab(hall, desk, listen):
    ahead = [hall.do("take", matters=["dowod-wniosek"]) for _ in range(2)]
    mine = hall.do("take", matters=["dowod-wniosek"])
    number = mine["ticket"]
    listener = listen(mine)
    assert listener.title.startswith(f"{number} – ")
    hall.do("leave", visit=ahead[0]["visit"])
    assert listener.hears() == ("polite", "1 osoba przed Panią/Panem")
    hall.do("leave", visit=ahead[1]["visit"])
    assert listener.hears() == ("polite", "Następna kolej jest Pani/Pana")
    call(hall, desk, mine["visit"])
    assert listener.hears() == ("assertive", f"Pani/Pana kolej. {number}. Zapraszamy do: Stanowisko 4. Sala obsługi, "
                                "Parter. Wywołujemy trzy razy. Jeśli nikt nie podejdzie, bilet zostanie odłożony. "
                                "Informacja przywróci go do kolejki.")
    assert listener.title == f"Stanowisko 4 – {number}"
    hall.later(seconds=15)
    hall.do("recall", desk=desk)
    again = f"Pani/Pana kolej. {number}. Zapraszamy do: Stanowisko 4. Sala obsługi, Parter."
    assert listener.hears() == ("assertive", again)
    hall.do("start", desk=desk)
    assert listener.hears() == ("polite", f"Trwa obsługa. {number}. Stanowisko 4. Sala obsługi, Parter.")
    assert listener.title == f"Trwa obsługa – {number}"
    hall.do("send_away", desk=desk, place="photographer")
    manner, words = listener.hears()
    assert manner == "polite" and "Fotograf" in words and "przed kolejką" in words
    assert listener.title.endswith(f" – {number}") and "Stanowisko" not in listener.title
    hall.do("resume", visit=mine["visit"])
    assert listener.hears()[0] == "polite"
    call(hall, desk, mine["visit"])
    assert listener.hears()[0] == "assertive"
    hall.do("start", desk=desk)
    listener.hears()
    hall.do("finish", desk=desk, outcome="accepted")
    manner, words = listener.hears()
    assert manner == "polite"
    assert words.startswith(f"Dziękujemy za wizytę. {number}.") and "Wniosek został przyjęty" in words
    assert listener.title == f"Dziękujemy za wizytę – {number}"


def test_a_missed_call_is_said_with_what_to_do_and_so_is_the_way_back(hall, desk, ticket, listen):
    listener = listen(ticket)
    call(hall, desk, ticket["visit"])
    listener.hears()
    for act in ("recall", "recall", "miss"):
        hall.later(seconds=15)
        hall.do(act, desk=desk)
        manner, words = listener.hears()
    assert manner == "polite"
    assert "Nowy bilet nie jest potrzebny" in words and "informacji" in words
    assert listener.title.endswith(f" – {ticket['ticket']}") and "Stanowisko" not in listener.title
    hall.do("reinstate", visit=ticket["visit"])
    manner, words = listener.hears()
    assert manner == "polite" and "Następna kolej jest Pani/Pana" in words
    assert listener.title.startswith(f"{ticket['ticket']} – ")


def test_the_officer_s_answer_is_said_at_once_with_who_where_and_when(hall, desk, ticket, listen):
    """The main promise of the letter, to a client who does not see it."""
    listener = listen(ticket)
    hall.do("ask_officer", visit=ticket["visit"])
    manner, words = listener.hears()
    assert manner == "polite" and words.startswith("Pytamy pracowników.")
    wish = wish_of(hall, ticket)
    hall.do("answer_wish", wish=wish, person="so-7", minutes=4)
    manner, words = listener.hears()
    assert manner == "assertive"
    assert words.startswith("Pracownik już do Pani/Pana schodzi. Norbert Paprotka. Wydział Spraw Obywatelskich. "
                            "Spotkania 1.")
    assert hall.clock(minutes=4) in words
    assert "Wolę" not in words, "buttons are found, not said"
    assert listener.title == f"Pracownik już do Pani/Pana schodzi – {ticket['ticket']}"
    hall.do("start_meeting", wish=wish, person="so-7")
    manner, words = listener.hears()
    assert manner == "polite" and words.count("Trwa rozmowa") == 1 and "Norbert Paprotka" in words
    hall.do("end_meeting", wish=wish)
    assert listener.hears()[0] == "polite"


def test_that_nobody_can_come_at_once_is_said_in_english_too(hall, ticket, listen):
    hall.do("set_presence", person="so-8", presence="out")
    listener = listen(ticket, locale="en")
    try:
        hall.do("ask_officer", visit=ticket["visit"], named="so-8")
        assert listener.hears()[0] == "assertive"
        assert listener.title == f"Nobody can come at once – {ticket['ticket']}"
    finally:
        hall.do("set_presence", person="so-8", presence="here")


def test_an_answer_is_brought_into_sight_on_a_low_screen(hall, ticket, open_page):
    page = open_page(ticket["path"], size=(360, 448))
    wait_for(page, hall)
    hall.do("ask_officer", visit=ticket["visit"])
    hall.do("answer_wish", wish=wish_of(hall, ticket), person="so-7", minutes=4)
    page.wait_for_selector("text=Norbert Paprotka")
    page.wait_for_function("""() => [...document.querySelectorAll(".card-pine h2, .card-pine .plate")]
        .map((each) => each.getBoundingClientRect())
        .every(({ top, bottom }) => top >= 0 && bottom <= innerHeight)""")
