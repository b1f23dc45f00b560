"""L19: fees are paid at cash desks of their own, in the same hall."""

from okienko.core.hall import commands as c

from .conftest import office


def test_the_client_goes_to_pay_and_comes_back_ahead_of_the_queue(monday):
    monday.signs_in("so-1", "2")
    monday.signs_in("kasa-1", "K1")
    visit = monday.ticket("zaswiadczenie-zameldowanie")
    monday.serves("2")
    monday.do(c.Send(desk="2", service="kasa-wplata"))
    later = monday.ticket("dowod-wniosek")
    assert monday.serves("K1") == visit
    monday.finishes("K1", "paid")
    assert monday.calls("2") == visit
    assert monday.phone(later)["overtaken"][0][0] == "returning"


def test_whoever_only_pays_has_a_ticket_of_the_cash_desks(monday):
    visit = monday.ticket("kasa-wplata")
    assert monday.phone(visit)["ticket"].startswith("K")


def test_cash_desks_are_posts_of_their_own():
    kinds = {desk.id: desk.kind for desk in office().desks.values()}
    assert sum(kind == "cash" for kind in kinds.values()) >= 2
