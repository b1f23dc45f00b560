"""L20: posts are kept for officers who come down to meet a client."""

from okienko.core.hall import commands as c

from .conftest import office


def test_each_officer_who_comes_down_has_a_post_of_its_own(monday):
    posts = []
    for _ in range(2):
        visit = monday.ticket("dowod-wniosek")
        wish = monday.do(c.AskOfficer(visit=visit), by=f"visit:{visit}").wish
        monday.do(c.AnswerWish(wish=wish, person="so-8"))
        posts.append(monday.phone(visit)["wish"]["post"])
    assert sorted(posts) == ["Spotkania 1", "Spotkania 2"]


def test_every_kind_of_post_of_the_hall_is_described():
    kinds = {desk.kind for desk in office().desks.values()}
    assert {"information", "service", "filing", "cash", "meeting"} <= kinds
    assert any("loop" in desk.equipment for desk in office().desks.values())
    assert any("pjm-video" in desk.equipment for desk in office().desks.values())
