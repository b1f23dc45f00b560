"""L21: meetings face to face are counted: asked for, held, how soon."""

from okienko.core.hall import commands as c
from okienko.core.standards.measures import WishFact, read
from okienko.records.finished import FinishedWish

from .conftest import office


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
    wishes = [WishFact(department=row.department, minutes=6.0, direct=row.direct) for row in rows]
    reading = read(office().standards["rozmowa-osobista"], steps=[], wishes=wishes)
    assert (reading.cases, reading.value) == (2, 0.5)
