"""The phone page is renewed in a hand: what is typed, what is open and where the focus stands stay as they are."""

import pytest

from tests.browser.test_pocket import PHONE, call, wait_for, wait_for_state

pytestmark = pytest.mark.browser
FOCUS = "() => document.activeElement.id || document.activeElement.textContent.trim()"
COUNT_BLURS = """() => {
    window.left = 0;
    document.activeElement.addEventListener("blur", () => { window.left += 1; });
}"""


def wish_of(hall, ticket):
    wishes = hall.picture("staff")["picture"]["wishes"]
    return next(int(number) for number, row in wishes.items() if row["visit"] == ticket["visit"])


def wait_for_row(page, hall, ticket):
    """Until the page shows the newest that the hall knows of this visit."""
    row = hall.picture()["picture"]["visits"][str(ticket["visit"])]
    shown = "(seq) => Number(document.querySelector('.pocket-sheet').dataset.seq) === seq"
    page.wait_for_function(shown, arg=row["seq"])


def test_a_number_being_typed_stays_with_its_keyboard_through_an_answer_and_a_call(hall, desk, ticket, open_page):
    hall.do("ask_officer", visit=ticket["visit"])
    page = open_page(ticket["path"], size=PHONE)
    wait_for(page, hall)
    page.click("text=Wolę rozmowę telefoniczną")
    field = page.locator("input[name=phone]")
    field.press_sequentially("600 1")
    name = field.get_attribute("id")
    page.evaluate(COUNT_BLURS)
    hall.do("answer_wish", wish=wish_of(hall, ticket), person="so-7", minutes=4)
    page.wait_for_selector("text=Norbert Paprotka")
    assert (field.input_value(), page.evaluate(FOCUS)) == ("600 1", name)
    page.keyboard.type("00")
    call(hall, desk, ticket["visit"])
    page.wait_for_selector(".pocket-called")
    assert page.evaluate("() => scrollY") == 0, "the call is seen at once"
    page.wait_for_selector("text=Wywołujemy trzy razy")
    wait_for_row(page, hall, ticket)
    page.keyboard.type(" 200")
    assert (field.input_value(), page.evaluate(FOCUS)) == ("600 100 200", name)
    assert page.evaluate("() => window.left") == 0, "a keyboard on the screen would have shut"


def test_the_focus_stays_on_what_it_stood_on_and_else_goes_to_the_page(hall, desk, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    wait_for(page, hall)
    page.get_by_role("link", name="Rezygnuję", exact=True).focus()
    hall.do("ask_officer", visit=ticket["visit"])
    page.wait_for_selector("text=Pytamy pracowników")
    assert page.evaluate(FOCUS) == "Rezygnuję"
    call(hall, desk, ticket["visit"])
    page.wait_for_selector("text=Wywołujemy trzy razy")
    assert page.evaluate(FOCUS) == "Rezygnuję"
    hall.do("start", desk=desk)
    wait_for_state(page, "serving")
    page.get_by_role("link", name="Rezygnuję", exact=True).wait_for(state="detached")
    assert page.evaluate(FOCUS) == "content"


MORPH = """async () => {
    const { morph } = await import("/static/ui/morph.js");
    const part = (name) => `<p data-row-key="${name}"><input></p>`;
    const sheet = (...names) => Object.assign(document.createElement("div"), { innerHTML: names.map(part).join("") });
    const [old, fresh] = [sheet("first", "second", "mine", "last"), sheet("mine", "new", "last")];
    document.body.append(old);
    const mine = old.querySelector("[data-row-key=mine] input");
    mine.focus();
    morph(old, fresh);
    return [document.activeElement === mine, [...old.children].map((each) => each.dataset.rowKey)];
}"""


def test_a_part_that_holds_the_focus_is_not_moved_when_what_stood_before_it_goes(hall, ticket, open_page):
    page = open_page(ticket["path"], size=PHONE)
    assert page.evaluate(MORPH) == [True, ["mine", "new", "last"]]
