"""The drawing of the building: everything has a place in it, and nothing lies upon another thing."""

from dataclasses import replace
from itertools import combinations

import pytest

from okienko.faces.stage.frame import frame_of
from okienko.faces.stage.promises import promises, shown_files
from okienko.faces.stage.scene import HEIGHT, LEFT, RIGHT, WIDTH, scene_of
from tests.actions.stage.conftest import legnica


@pytest.fixture(scope="module")
def scene():
    return scene_of(legnica())


def test_every_desk_and_every_seat_of_the_hall_has_its_place(scene):
    assert {post.id for post in scene.posts} == set(legnica().desks)
    assert len(scene.seats) == sum(area.seats for area in legnica().areas.values() if area.kind == "hall")
    places = [(post.x, post.y) for post in scene.posts] + list(scene.seats)
    assert len(set(places)) == len(places)
    assert all(LEFT < x < RIGHT and 0 < y < HEIGHT for x, y in places)


def test_no_two_desks_overlap(scene):
    for one, other in combinations(scene.posts, 2):
        assert abs(one.x - other.x) >= 60 or abs(one.y - other.y) >= 60, (one, other)


def test_every_department_upstairs_has_a_room_with_its_officers(scene):
    office = legnica()
    upstairs = {d.id for d in office.departments.values() if office.floors[d.floor].level > 0}
    assert {room.department for storey in scene.storeys for room in storey.rooms} == upstairs
    assert {officer.department for officer in scene.officers} == upstairs
    assert all(officer.name == office.people[officer.id].name for officer in scene.officers)


def test_rooms_of_a_floor_stand_beside_each_other(scene):
    for storey in scene.storeys:
        for one, other in combinations(storey.rooms, 2):
            assert one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01


def test_the_stairs_lead_from_each_floor_down_to_the_hall_without_going_up(scene):
    for storey in scene.storeys:
        heights = [y for _, y in scene.turns(storey.level)]
        assert heights == sorted(heights)
        assert heights[0] == storey.floor and heights[-1] == scene.facts()["stairs"]["foot"][1]
    assert len(frame_of(scene)["flights"]) == len(scene.turns(max(s.level for s in scene.storeys))) - 1


def test_an_office_without_upper_floors_can_be_drawn(scene):
    office = legnica()
    flat = replace(office, floors={k: f for k, f in office.floors.items() if f.level == 0})
    assert scene_of(flat).storeys == ()
    assert frame_of(scene_of(flat))["flights"] == []
    assert WIDTH > RIGHT


def test_all_25_promises_are_told_in_both_languages():
    told = promises()
    assert [promise.number for promise in told] == [f"L{number:02}" for number in range(1, 26)]
    assert all(promise.said("pl") != promise.said("en") == promise.said("uk") for promise in told)


def test_only_rules_and_proofs_of_the_letter_are_shown_as_files():
    shown = shown_files()
    assert "src/okienko/core/contact/wish.py" in shown
    assert all(name.startswith(("src/okienko/", "tests/scenarios/")) for name in shown)
    assert all(path.suffix == ".py" and path.stat().st_size < 40_000 for path in shown.values())
