"""L21: meetings face to face are counted: asked for, held, how soon."""

from okienko.actions.standards import facts_of, kept_standards
from okienko.core.hall import commands as c
from okienko.core.standards.measures import read
from okienko.core.standards.openness import contact
from okienko.records.finished import FinishedWish

from .conftest import MONDAY, office


def meets(monday, *, mode):
    visit = monday.ticket("dowod-wniosek")
    wish = monday.do(c.AskOfficer(visit=visit), by=f"visit:{visit}").wish
    if mode == "phone":
        monday.do(c.LeaveNumber(wish=wish), by=f"visit:{visit}")
    monday.do(c.AnswerWish(wish=wish, person="so-8", mode=mode))
    monday.later(minutes=6)
    monday.do(c.StartMeeting(wish=wish, person="so-8"))
    monday.later(minutes=10)
    monday.do(c.EndMeeting(wish=wish))


def test_direct_and_mediated_meetings_are_counted_apart(monday):
    meets(monday, mode="comes-down")
    meets(monday, mode="phone")
    monday.followers()
    rows = list(FinishedWish.objects.order_by("pk"))
    assert sorted((row.direct, row.mode) for row in rows) == [(False, "phone"), (True, "comes-down")]
    wishes = facts_of(office(), MONDAY, MONDAY).wishes
    reading = read(office().standards["rozmowa-osobista"], steps=[], wishes=wishes)
    assert (reading.cases, reading.value) == (2, 0.5)


def test_how_soon_is_counted_to_the_beginning_of_the_talk_and_not_to_its_end(monday):
    meets(monday, mode="comes-down")
    monday.followers()
    assert contact(facts_of(office(), MONDAY, MONDAY).wishes).median == 6


def test_a_wish_that_is_on_its_way_does_not_break_the_promise(monday):
    meets(monday, mode="comes-down")
    visit = monday.ticket("dowod-wniosek")
    monday.do(c.AskOfficer(visit=visit), by=f"visit:{visit}")
    monday.followers()

    def reading():
        kept = kept_standards(office(), MONDAY, MONDAY, at=monday.clock.now())
        return next(found for standard, found in kept.readings if standard.id == "rozmowa-osobista")

    assert (reading().cases, reading().kept) == (1, True)
    monday.later(minutes=office().hall_rules.wish_target_minutes)
    assert (reading().cases, reading().kept) == (2, False)
