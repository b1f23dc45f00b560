"""Every kind of fault is found where it is, and nothing that is whole is called broken."""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.core.description.wording import _FILES, _UPLOAD, WORDING
from okienko.core.office import FaultyDescription, check, load
from okienko.core.office.service import Series
from tests.core.office.breaking import BRANCH, GONE, REGIME, edited
from tests.core.office.broken import BROKEN
from tests.core.office.broken_odd import LAWFUL
from tests.core.office.conftest import DEMO, LEGNICA, MONDAY

# Told by whoever reads the files or knows the holidays; tests/links and tests/actions break those.
TOLD_ELSEWHERE = {*_FILES, *_UPLOAD, "country-unknown"}


@pytest.mark.parametrize("tables", [DEMO, LEGNICA], ids=["demo", "legnica"])
def test_the_offices_that_come_with_the_program_have_no_fault(tables):
    assert [fault.path + ": " + fault.what for fault in check(tables, on=MONDAY)] == []


@pytest.mark.parametrize(("code", "place", "edits"), BROKEN, ids=[f"{code} at {place}" for code, place, _ in BROKEN])
def test_a_fault_is_told_with_its_place_and_mend(demo, code, place, edits):
    faults = check(edited(demo, edits), on=MONDAY)
    assert (code, place) in {(fault.code, fault.path) for fault in faults}
    assert all(fault.what and fault.mend for fault in faults)


@pytest.mark.parametrize("edits", LAWFUL.values(), ids=list(LAWFUL))
def test_what_is_unusual_and_lawful_is_no_fault(demo, edits):
    assert check(edited(demo, edits), on=MONDAY) == ()


def test_an_office_by_a_clock_without_a_place_stays_loadable(demo):
    edited(demo, [("office/timezone", "UTC")])
    assert [fault.code for fault in check(demo, on=MONDAY)] == ["timezone-stale"]
    assert load(demo).timezone == "UTC"


def test_rules_that_close_the_posts_are_told_once_with_all_departments(demo):
    edited(demo, [("departments/UG/contact_modes", ["comes-down", "phone"]),
                  ("departments/B", {"name": {"pl": "Drugi", "en": "Other"}, "contact_modes": ["comes-down", "phone"],
                                     "head": "ug-3"}),
                  ("desks/1/departments", ["UG", "B"]),
                  ("regimes", {"r": REGIME | {"contact_modes": ["comes-down", "phone"], "closed_desks": ["S"]}})])
    (fault,) = check(demo, on=MONDAY)
    assert (fault.code, fault.params["department"]) == ("regime-closes-posts", "UG, B")


def test_each_kind_of_fault_is_broken_once_in_the_table():
    assert {code for code, _, _ in BROKEN} == set(WORDING) - TOLD_ELSEWHERE


def test_every_fault_is_told_not_only_the_first(demo):
    edited(demo, [("office/slug", "Zły"), ("desks/1/knd", 1), ("desks/S", GONE), ("queues/K/series", "A")])
    codes = {fault.code for fault in check(demo, on=MONDAY)}
    assert codes == {"bad-slug", "unknown-key-hint", "meeting-post-missing", "series-shared"}


@pytest.mark.parametrize(("day", "hours", "roster"), [
    ("2026-12-22", "08:00-20:00", {"1": ["ug-1 08:00-20:00"]}),  # a long Tuesday
    ("2026-12-19", "09:00-13:00", {"1": ["ug-1 09:00-13:00"], "K": []}),  # a Saturday
], ids=["longer", "usually closed"])
def test_a_single_day_may_be_longer_or_on_a_closed_weekday_with_its_own_roster(demo, day, hours, roster):
    edited(demo, [("calendar/exceptions", {day: {"reason": "Ostatni dzień", "hours": hours, "roster": roster}})])
    assert check(demo, on=MONDAY) == ()
    office, on = load(demo), date.fromisoformat(day)
    duties = {(desk, duty.person, str(duty.hours)) for desk, duty in office.duties_on(on)}
    cash = {("K", "ug-2", "09:00-15:00")} if "K" not in roster else set()
    assert duties == {("1", "ug-1", hours)} | cash
    assert office.opening(on).closes_at.astimezone(office.zone).hour == int(hours[6:8])


def test_a_desk_that_a_worked_day_does_not_name_has_the_duties_of_the_day_off(demo):
    swap = {"instead_of": date(2026, 12, 28), "hours": "09:00-13:00", "reason": "x",
            "roster": {"1": ["ug-1 09:00-13:00"]}}
    edited(demo, [("calendar/swaps", {"2026-12-12": swap})])
    assert check(demo, on=MONDAY) == ()
    assert [desk for desk, _ in load(demo).duties_on(date(2026, 12, 12))] == ["K", "1"]


@pytest.mark.parametrize("queue", ["1", "Ś", "ABC", "A12"])
def test_a_queue_may_be_numbered_and_have_letters_of_the_language(demo, queue):
    edited(demo, [(f"queues/{queue}", demo["queues"].pop("A")), ("services/pismo/queue", queue)])
    assert check(demo, on=MONDAY) == ()


def test_a_department_at_another_site_is_no_second_hall(demo):
    edited(demo, [*BRANCH, ("departments/UG/floor", "filia")])
    assert check(demo, on=MONDAY) == ()


def test_a_second_site_is_told_once_with_the_site_of_the_hall(demo):
    edited(demo, [*BRANCH, ("desks/K/area", "filia"), ("desks/S/area", "filia")])
    (fault,) = check(demo, on=MONDAY)
    assert (fault.code, fault.params) == ("two-sites", {"site": "filia", "first": "urzad"})


def test_a_missing_section_is_told_once_and_not_by_everything_that_needs_it(demo):
    edited(demo, [("departments", GONE)])
    assert [(fault.code, fault.params) for fault in check(demo, on=MONDAY)] == [("missing-key", {"key": "departments"})]


def test_a_section_that_could_not_be_read_is_not_held_against_the_rest(demo):
    edited(demo, [("people", GONE), ("departments", GONE)])
    assert check(demo, on=MONDAY, unread=frozenset({"people", "departments"})) == ()


def test_a_misspelt_key_gets_the_right_word(demo):
    edited(demo, [("areas/sala/writting_places", 3)])
    (fault,) = check(demo, on=MONDAY)
    assert fault.params["hint"] == "writing_places"


def test_an_office_with_faults_is_not_loaded(demo):
    with pytest.raises(FaultyDescription, match="label"):
        load(edited(demo, [("desks/1/label", GONE)]))


def test_a_skill_that_has_run_out_is_a_fault_for_the_check_and_none_for_loading(demo):
    edited(demo, [("people/ug-1/skills", [{"what": "pismo", "to": date(2026, 11, 30)}])])
    assert check(demo, on=date(2026, 11, 16)) == ()
    assert [fault.code for fault in check(demo, on=date(2026, 11, 30))] == ["service-skill-ends"]
    assert {fault.code for fault in check(demo, on=date(2026, 12, 1))} == {"service-no-person", "duty-serves-nothing"}
    assert load(demo).serves("1", "ug-1", date(2026, 12, 1)) == frozenset()


def test_a_skill_that_somebody_else_has_may_end(demo):
    other = {"name": "Beata Segregator", "department": "UG", "role": "clerk", "skills": ["pismo"], "fictional": True}
    edited(demo, [("people/ug-1/skills", [{"what": "pismo", "to": date(2026, 11, 30)}]), ("people/ug-4", other),
                  ("desks/2", {"label": "2", "kind": "service", "area": "sala", "departments": ["UG"]}),
                  ("roster/2", {"mon-fri": ["ug-4 08:00-16:00"]})])
    assert check(demo, on=date(2026, 11, 30)) == ()


def test_an_office_may_be_described_weeks_before_it_opens_and_hours_of_next_year_may_come_later(demo):
    edited(demo, [("calendar/periods/zwykle/from", date(2027, 1, 4)),
                  ("calendar/periods/zwykle/to", date(2027, 12, 31))])
    assert check(demo, on=MONDAY) == ()
    assert check(demo, on=date(2027, 12, 17)) == ()
    assert [fault.code for fault in check(demo, on=date(2027, 12, 18))] == ["hours-end"]


def test_a_key_that_has_lost_its_meaning_is_a_fault_for_the_check_and_none_for_loading(demo):
    edited(demo, [("series/K/reset", "day"), ("series/K/channel", "hall")])
    assert [fault.code for fault in check(demo, on=MONDAY)] == ["key-gone", "key-gone"]
    assert load(demo).series["K"].last == 999


@given(first=st.integers(0, 3000), last=st.integers(1, 12000), other_first=st.integers(0, 1200),
       other_last=st.integers(1, 1500), prefix=st.sampled_from(["A1", "A12", "A0", "a2", "B", "AB"]))
@settings(max_examples=60, deadline=None)
def test_two_series_look_alike_when_some_ticket_is_in_both(first, last, other_first, other_last, prefix):
    one = Series(id="A", prefix="A", first=first, last=last)
    other = Series(id="B", prefix=prefix, first=other_first, last=other_last)
    tickets, others = ({f"{s.prefix}{n:0{s.digits}d}".casefold() for n in range(s.first, s.last + 1)}
                       for s in (one, other))
    assert one.looks_like(other) == bool(tickets & others)


def places(value, here=()):
    """Every place of a plain value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*here, key)
        yield from places(each, (*here, key))


PLACES = list(places(LEGNICA))
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.dates(),
    st.datetimes(),
    st.lists(st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=3), max_size=3),
)


def at(tables, place):
    """The container of a place, or None when an earlier edit took it away."""
    for step in place[:-1]:
        try:
            tables = tables[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tables if isinstance(tables, dict | list) else None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.just(GONE) | JUNK), min_size=1, max_size=6))
def test_whatever_is_taken_away_or_replaced_there_are_faults_and_no_traceback(edits):
    tables = deepcopy(LEGNICA)
    for place, value in edits:
        container = at(tables, place)
        if container is None or (isinstance(container, list) and place[-1] >= len(container)):
            continue
        if value is GONE:
            container.pop(place[-1], *([None] if isinstance(container, dict) else []))
        else:
            container[place[-1]] = value
    faults = check(tables, on=MONDAY)
    assert all(fault.what and fault.mend for fault in faults)
    readable = not any(fault.code in ("missing-key", "not-table", "unknown-reference") for fault in faults)
    try:
        load(tables)
    except FaultyDescription as refused:
        assert set(refused.faults) <= set(faults)
    else:
        assert readable


def test_hours_that_cannot_be_read_are_one_fault(demo):
    faults = check(edited(demo, [("calendar/periods/zwykle/hours/mon-fri", "08:00-11:00, 12:00-16:00")]), on=MONDAY)
    assert [(fault.code, fault.path) for fault in faults] == [
        ("unreadable-text", "calendar.periods.zwykle.hours.mon-fri")]


def test_a_queue_is_called_by_what_its_tickets_begin_with(demo):
    edited(demo, [("queues/12", {**demo["queues"].pop("A")}), ("services", {
        name: {**service, "queue": "12" if service["queue"] == "A" else service["queue"]}
        for name, service in demo["services"].items()})])
    office = load(demo)
    assert office.letter("12") == office.series[office.queues["12"].series].prefix != "12"
