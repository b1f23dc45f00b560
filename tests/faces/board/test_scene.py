"""What a board knows before the hall tells it anything."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from okienko.actions.description import office_of
from okienko.faces.board.scene import board_scene, queue_name
from okienko.links.files import read_directory

OFFICES = Path(__file__).parents[3] / "offices"
MONDAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def office():
    return office_of(read_directory(OFFICES / "legnica").files)


def scene(office, **more):
    with translation.override("pl"):
        return board_scene(office, **{"area": None, "language": "pl", "on": MONDAY, **more})


def test_a_queue_whose_name_is_secret_is_shown_by_its_neutral_one(office):
    shown = scene(office)["queues"]
    for queue in office.queues.values():
        (name,) = [each["name"] for each in shown if each["id"] == queue.id]
        assert (name == queue.name.pl) is (queue.label == "full")
    assert all(queue_name(queue, "pl") for queue in office.queues.values())


def test_each_desk_is_found_by_its_label_with_the_word_before_it(office):
    desks = scene(office)["desks"]
    assert desks["4"] == {"id": "4", "word": "Stanowisko"}
    assert desks["Kasa 1"]["word"] == ""
    assert len(desks) == len(office.desks)


@pytest.mark.parametrize(("language", "names"), [
    ("pl", [None, None]), ("en", ["Cash desk 1", "Meeting post 2"]), ("uk", ["Каса 1", "Місце зустрічі 2"]),
])
def test_a_desk_with_a_name_has_it_in_the_language_of_the_board(office, language, names):
    with translation.override(language):
        desks = board_scene(office, area=None, language=language, on=MONDAY)["desks"]
    assert [desks[label].get("name") for label in ("Kasa 1", "Spotkania 2")] == names


def test_an_area_has_its_own_desks_and_their_queues(office):
    only = scene(office, area=office.areas["kasy"])
    assert set(only["desks"]) == {desk.label for desk in office.desks.values() if desk.area == "kasy"}
    assert [queue["id"] for queue in only["queues"]] == ["K"]


def test_notices_for_staff_or_of_another_time_are_not_shown(office):
    before, during = (scene(office, on=on)["notices"] for on in (MONDAY, date(2027, 3, 10)))
    titles = [{notice["title"] for notice in notices} for notices in (before, during)]
    assert titles[1] - titles[0] == {"Rata podatku do 15 marca"}
