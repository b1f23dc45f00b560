"""What must catch the manager's eye, and what must not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from okienko.actions.description import office_of
from okienko.core.standards.alarms import alarms
from okienko.links.files import read_directory

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # a Monday, eleven in Warsaw
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def office():
    return office_of(dict(read_directory(ROOT / "offices" / "legnica").files))


def ago(minutes):
    return (AT - timedelta(minutes=minutes)).isoformat()


def hall(office, *, waiting=(), wishes=(), phase="open", regime=None, desks=None, served=True):
    """A staff picture in which everything is in order but what is named; waiting = (queue, minutes)."""
    visits = {str(number): {"state": "waiting", "queue": queue, "ready_at": ago(minutes)}
              for number, (queue, minutes) in enumerate(waiting, 1)}
    return {
        "hall": {"now": {"phase": phase, "regime": regime}},
        "visits": visits,
        "places": {number: [0, 1 if served else None, 5 if served else None] for number in visits},
        "wishes": {str(number): {"state": state, "asked_at": ago(minutes), "ticket": f"D{number:03d}"}
                   for number, (state, minutes) in enumerate(wishes, 1)},
        "desks": {desk: {} for desk in (office.desks if desks is None else desks)},
    }


def kinds(found):
    return [(alarm.kind, alarm.about) for alarm in found]


def test_a_hall_in_order_raises_no_alarm(office):
    target = office.queues["D"].target_minutes
    assert alarms(office, hall(office, waiting=[("D", target)], wishes=[("seeking", 1)]), AT) == []


def test_somebody_waits_and_no_desk_serves_it(office):
    (alarm,) = alarms(office, hall(office, waiting=[("D", 1), ("D", 3)], served=False), AT)
    assert (alarm.kind, alarm.about, alarm.count, alarm.minutes) == ("nobody-serves", "D", 2, 3)
    assert alarm.is_grave


def test_a_wait_beyond_the_target_and_beyond_patience(office):
    queue = office.queues["D"]
    late = alarms(office, hall(office, waiting=[("D", queue.target_minutes + 1), ("D", 0)]), AT)
    assert [(a.kind, a.count, a.bound) for a in late] == [("beyond-target", 1, queue.target_minutes)]
    patience = int(queue.target_minutes * office.hall_rules.patience)
    assert kinds(alarms(office, hall(office, waiting=[("D", patience + 1)]), AT)) == [("beyond-patience", "D")]


@pytest.mark.parametrize("state", ["asked", "seeking", "offering"])
def test_a_wish_without_an_answer(office, state):
    step, target = office.hall_rules.wish_step_minutes, office.hall_rules.wish_target_minutes
    assert alarms(office, hall(office, wishes=[(state, step - 1)]), AT) == []
    assert kinds(alarms(office, hall(office, wishes=[(state, step)]), AT)) == [("wish-unanswered", "D001")]
    assert kinds(alarms(office, hall(office, wishes=[(state, target)]), AT)) == [("wish-late", "D001")]


@pytest.mark.parametrize("state", ["promised", "dated", "meeting"])
def test_an_answered_wish_is_no_alarm(office, state):
    assert alarms(office, hall(office, wishes=[(state, 500)]), AT) == []


def test_a_desk_that_the_roster_staffs_and_nobody_sits_at(office):
    rostered = [desk for desk, _ in office.duties(AT.weekday())]
    found = alarms(office, hall(office, desks=[desk for desk in office.desks if desk != rostered[0]]), AT)
    assert kinds(found) == [("desk-empty", rostered[0])]
    assert found[0].minutes >= 10


def test_a_desk_closed_by_the_regime_is_missed_by_nobody(office):
    regime = office.regimes["jedna-osoba-przy-stanowisku"]
    open_desks = [desk for desk in office.desks if desk not in regime.closed_desks]
    assert alarms(office, hall(office, desks=open_desks, regime=regime.id), AT) == []


def test_who_is_a_little_late_is_not_reported(office):
    opens = office.opening(AT.date()).opens_at
    staff = hall(office, desks=[])
    assert alarms(office, staff, opens + timedelta(minutes=9)) == []
    assert alarms(office, staff, opens + timedelta(minutes=10)) != []


def test_a_day_that_was_not_opened(office):
    assert kinds(alarms(office, hall(office, phase="closed", desks=[]), AT)) == [("day-not-open", "legnica")]
    night = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    assert alarms(office, hall(office, phase="closed", desks=[]), night) == []


def test_a_printer_in_trouble_and_the_gravest_first(office):
    staff = hall(office, waiting=[("D", office.queues["D"].target_minutes + 1)])
    assert kinds(alarms(office, staff, AT, printers=["kiosk-1"])) == [("printer", "kiosk-1"), ("beyond-target", "D")]
