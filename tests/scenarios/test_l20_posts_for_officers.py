"""L20: posts are kept for officers who come down to meet a client."""

from okienko.core.hall import commands as c
from okienko.core.hall.picture import PUBLIC, picture

from .conftest import office


def test_each_officer_who_comes_down_has_a_post_of_its_own(monday):
    posts = []
    for _ in range(2):
        visit = monday.ticket("dowod-wniosek")
        wish = monday.do(c.AskOfficer(visit=visit), by=f"visit:{visit}").wish
        monday.do(c.AnswerWish(wish=wish, person="so-8"))
        posts.append(monday.phone(visit)["wish"]["post"])
    assert sorted(posts) == ["Spotkania 1", "Spotkania 2"]


def test_a_third_conversation_waits_for_a_post_and_the_board_calls_when_one_is_free(monday):
    visits, wishes = [], []
    steps = monday.hall(lambda hall, rules: rules.departments["SO"].steps)
    officers = [person for _, people in steps for person in people][:3]
    for officer in officers:
        visits.append(monday.ticket("dowod-wniosek"))
        wishes.append(monday.do(c.AskOfficer(visit=visits[-1]), by=f"visit:{visits[-1]}").wish)
        monday.do(c.AnswerWish(wish=wishes[-1], person=officer))
    third = monday.phone(visits[2])["wish"]
    assert (third["state"], third["post"], third["awaits_post"]) == ("promised", None, True)
    assert f"wish-{wishes[2]}" not in board(monday)
    monday.do(c.StartMeeting(wish=wishes[0], person=officers[0]))
    monday.later(minutes=7)
    monday.do(c.EndMeeting(wish=wishes[0]))
    call = board(monday)[f"wish-{wishes[2]}"]
    assert (call["desk"], call["state"]) == ("Spotkania 1", "promised")
    assert call["at"] == monday.clock.now().isoformat()
    assert monday.phone(visits[2])["wish"]["post"] == "Spotkania 1"


def board(monday):
    """Who is called where, as every board shows it."""
    return monday.hall(lambda hall, rules: picture(hall, rules=rules, audience=PUBLIC))["calls"]


def test_every_kind_of_post_of_the_hall_is_described():
    kinds = {desk.kind for desk in office().desks.values()}
    assert {"information", "service", "filing", "cash", "meeting"} <= kinds
    assert any("loop" in desk.equipment for desk in office().desks.values())
    assert any("pjm-video" in desk.equipment for desk in office().desks.values())
