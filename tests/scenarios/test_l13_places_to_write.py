"""L13: there are tables and counters to write at."""

from .conftest import office


def test_the_office_describes_its_writing_places_and_they_have_a_way_without_steps():
    places = [area for area in office().areas.values() if area.writing_places]
    assert sum(area.writing_places for area in places) >= 12
    assert all(area.step_free for area in places)
    assert any(area.kind == "writing" for area in places)
