"""L10: the hall is on the ground floor; nobody who cannot climb is sent upstairs."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.refusals import ModeNotOpen

from .conftest import office


def test_the_hall_is_on_the_ground_floor_and_has_a_way_without_steps():
    legnica = office()
    hall = legnica.areas["sala"]
    assert legnica.floors[hall.floor].level == 0
    assert hall.step_free
    assert any(entrance.step_free for entrance in legnica.entrances.values())


def test_who_cannot_climb_is_never_invited_up_the_stairs(monday):
    department = next(d.id for d in office().departments.values() if not office().floors[d.floor].is_step_free)
    service = next(s.id for s in office().services.values() if s.department == department)
    visit = monday.ticket(service, needs=("step_free",))
    wish = monday.do(c.AskOfficer(visit=visit, prefers="goes-up"), by=f"visit:{visit}").wish
    officer = monday.phone(visit)["wish"]["asked"][0]
    with pytest.raises(ModeNotOpen):
        monday.do(c.AnswerWish(wish=wish, person=officer, mode="goes-up"))
    monday.do(c.AnswerWish(wish=wish, person=officer))
    assert monday.phone(visit)["wish"]["mode"] == "comes-down"
