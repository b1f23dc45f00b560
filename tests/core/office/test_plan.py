"""What a change touches."""

from copy import deepcopy

from okienko.core.office import load
from okienko.core.office.consequences import CONSEQUENCES
from okienko.core.office.plan import plan
from tests.core.office.breaking import GONE, edited
from tests.core.office.conftest import DEMO, LEGNICA


def changes(before, edits):
    after = edited(deepcopy(before), edits)
    return {(change.action, change.kind, change.id): change for change in plan(load(before), load(after)).changes}


def told(change):
    return {each.code: each.text for each in change.consequences}


def test_the_same_office_has_an_empty_plan():
    assert not plan(load(LEGNICA), load(deepcopy(LEGNICA)))


def test_a_first_revision_adds_everything():
    found = plan(None, load(DEMO))
    assert found.count("removed") == found.count("changed") == 0
    assert ("desks", "1") in {(change.kind, change.id) for change in found.changes}


def test_what_no_file_has_is_not_told_as_added():
    kinds = {change.kind for change in plan(None, load(DEMO)).changes}
    assert not {"hall_rules", "network"} & kinds
    (rules,) = (change for change in plan(None, load(deepcopy(DEMO) | {"hall_rules": {"patience": 4.0}})).changes
                if change.kind == "hall_rules")
    assert rules.action == "added"


def test_a_changed_value_is_told_before_and_after():
    (change,) = changes(DEMO, [("queues/A/target_minutes", 20)])[("changed", "queues", "A")].fields
    assert (change.name, change.before, change.after) == ("target_minutes", "15", "20")


def test_a_new_target_of_a_queue_reaches_its_services():
    assert ("changed", "services", "pismo") in changes(DEMO, [("queues/A/target_minutes", 20)])


def test_a_removed_desk_names_its_people_and_the_services_left_without_a_desk():
    found = changes(LEGNICA, [("desks/14", GONE), ("roster/14", GONE)])
    sentences = told(found[("removed", "desks", "14")])
    assert "dg-1, zs-1" in sentences["desk-duties-end"]
    assert "alkohol" in sentences["service-loses-desk"]
    assert ("removed", "roster", "14") in found


def test_a_removed_desk_among_others_leaves_fewer():
    regimes = ("regimes/jedna-osoba-przy-stanowisku/closed_desks", [])
    sentences = told(changes(LEGNICA, [("desks/9", GONE), ("roster/9", GONE), regimes])[("removed", "desks", "9")])
    assert "service-loses-desk" not in sentences
    assert "pojazd-rejestracja" in sentences["fewer-desks"]


def test_a_skill_taken_away_tells_which_services_nobody_knows():
    sentences = told(changes(DEMO, [("people/ug-1/skills", ["oplata"])])[("changed", "people", "ug-1")])
    assert sentences == {"skills-lost": "Nobody on the roster is left who knows: pismo."}


def test_changed_hours_are_told_by_period_and_day():
    edits = [
        ("calendar/periods/zwykle/hours/fri", "08:00-14:00"),
        ("calendar/periods/zwykle/hours/tue-fri", GONE),
        ("calendar/periods/zwykle/hours/tue-thu", "08:00-16:00"),
        ("calendar/exceptions/2026-12-30", {"reason": "Próba", "closed": True}),
    ]
    sentences = told(changes(LEGNICA, edits)[("changed", "calendar", "")])
    assert "zwykle, 2026-12-30" in sentences["hours-change"]


def test_every_consequence_is_a_whole_sentence():
    assert all(sentence.endswith(".") for sentence in CONSEQUENCES.values())
