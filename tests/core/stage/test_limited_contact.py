"""Rules of limited contact on a played Monday: the door throttles, the hall stays full, and visitors are called."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.decide import decide
from okienko.core.hall.door.room import room_of
from okienko.core.hall.picture import picture
from okienko.core.stage.play import Played
from tests.core.stage.test_a_played_day import SEEDS, at_1045, visitor_takes

#: The day that the demonstration plays.
SEED = 47
STORY = "dwie-osoby-przy-stanowisku"
REGIMES = ("sanitarne", "jedna-osoba-przy-stanowisku", STORY)


@pytest.mark.parametrize("since", [0, 25], ids=["at once", "for a while"])
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("regime", REGIMES)
def test_a_visitor_is_called_within_45_seconds_under_rules_of_limited_contact(regime, seed, since):
    """More are inside than the rules allow: some of the play step out and keep their places."""
    played = at_1045(seed)
    decide(played.hall, c.SetRegime(regime=regime), at=played.hall.at, rules=played.rules)
    played.until(played.hall.at + timedelta(minutes=since))
    visit = visitor_takes(played, "dowod-utrata")
    played.until(visit.taken_at + timedelta(seconds=44))
    assert visit.called_at is not None, room_of(played.hall, played.rules)
    played.until(visit.taken_at + timedelta(minutes=4))
    assert visit.state == "finished"
    assert [refusal.code for _, refusal in played.refusals] == []


def inside(played: Played) -> int:
    """Clients in the hall, as the rules by open desks count them."""
    return sum(v.state in ("waiting", "away", "called", "serving") and not v.outside
               for v in played.hall.present.values())


@pytest.mark.parametrize("since", [1, 5, 25, 90])
@pytest.mark.parametrize("seed", (*SEEDS, SEED))
def test_while_a_visitor_waits_under_the_storys_rules_the_hall_stays_as_full_as_they_allow(seed, since):
    """No more step out than are too many, all who are outside are counted, and when the rules end all are inside."""
    played = at_1045(seed)
    decide(played.hall, c.SetRegime(regime=STORY), at=played.hall.at, rules=played.rules)
    played.until(played.hall.at + timedelta(minutes=since))
    before, (_, allowed) = inside(played), room_of(played.hall, played.rules).told
    too_many, outside = max(0, before - allowed), played.hall.outside
    visit = visitor_takes(played, "dowod-utrata")
    for second in range(45):
        played.until(visit.taken_at + timedelta(seconds=second))
        assert inside(played) >= before - too_many - 3
        came = sum(v.taken_at >= visit.taken_at for v in played.hall.visits.values())
        assert played.hall.outside <= outside + too_many + came
        gone = [n for n in played.cast.gave_way if played.hall.visits[n].state == "parked"]
        assert len(gone) <= 3, "whoever stepped out is counted outside within moments"
    assert visit.called_at is not None
    assert len(played.cast.gave_way) <= too_many
    decide(played.hall, c.SetRegime(regime=None), at=played.hall.at, rules=played.rules)
    played.until(played.hall.at + timedelta(seconds=5))
    assert played.hall.outside == 0
    assert all(played.hall.visits[number].state != "parked" for number in played.cast.gave_way)


def test_a_hall_that_is_too_full_says_no_free_seat():
    played = at_1045(SEED)
    assert picture(played.hall, rules=played.rules, audience="public")["hall"]["now"]["seats_free"] > 40
    decide(played.hall, c.SetRegime(regime=STORY), at=played.hall.at, rules=played.rules)
    assert picture(played.hall, rules=played.rules, audience="public")["hall"]["now"]["seats_free"] == 0


def test_under_a_regime_the_door_throttles_and_nobody_is_shut_out():
    played = at_1045(2)
    regime = c.SetRegime(regime="jedna-osoba-przy-stanowisku")
    decide(played.hall, regime, at=played.hall.at, rules=played.rules)
    before = played.hall.last_visit
    played.until(played.hall.at + timedelta(minutes=40))
    for _ in range(20):
        played.until(played.hall.at + timedelta(minutes=1))
        inside, allowed = room_of(played.hall, played.rules).told
        # A conversation with an officer is let in beside those who are called: it is never refused for want of room.
        assert inside <= allowed + sum(wish.state == "meeting" for wish in played.hall.wishes.values())
    outside = sum(entry.body.get("outside", False) for entry in played.journal if entry.kind == "taken")
    assert outside > 0
    assert played.hall.last_visit > before
    assert [refusal.code for _, refusal in played.refusals] == []
