"""A played Monday of Legnica: everybody is served, desks are busy as they should be, a day can be repeated."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.compile import rules_of
from okienko.core.hall.decide import decide
from okienko.core.hall.hall import CLOSED, Hall
from okienko.core.office.reading import load
from okienko.core.stage.acts import next_act, next_acts
from okienko.core.stage.cast import Cast
from okienko.core.stage.load import groups_of
from okienko.core.stage.plan import OfficeDoesNotOpen, Plan, plan_day
from okienko.core.stage.play import Played
from okienko.links.files import parse, read_directory
from tests.house.checkout import ROOT

MONDAY = date(2026, 3, 2)
SEEDS = (1, 2, 3)


@cache
def legnica():
    return load(parse(read_directory(ROOT / "offices" / "legnica").files).tables)


@cache
def monday_rules():
    return rules_of(legnica(), MONDAY)


def monday(seed: int) -> Plan:
    return plan_day(legnica(), rules=monday_rules(), draw=Random(seed).random)


def begin(seed: int) -> Played:
    return Played(hall=Hall(office="legnica"), cast=Cast(monday(seed)), rules=monday_rules())


@cache
def whole(seed: int) -> Played:
    played = begin(seed)
    played.until(played.cast.plan.opening.closes_at + timedelta(hours=5))
    return played


def at_1045(seed: int) -> Played:
    played = begin(seed)
    played.until(played.cast.plan.opening.opens_at + timedelta(hours=2, minutes=45))
    return played


def busy_share(played: Played) -> float:
    """For which share of the opening hours in which somebody sat at a desk that desk had a client."""
    opening = played.cast.plan.opening
    staffed, busy, opened, called = 0.0, 0.0, {}, {}

    def seconds(begins: datetime, ends: datetime) -> float:
        return max(0.0, (min(ends, opening.closes_at) - max(begins, opening.opens_at)).total_seconds())

    for entry in played.journal:
        if entry.kind == "desk_opened":
            opened[entry.desk] = entry.at
        elif entry.kind == "desk_closed":
            staffed += seconds(opened.pop(entry.desk), entry.at)
        elif entry.kind == "called":
            called[entry.visit] = entry.at
        elif (
            entry.visit in called
            and entry.kind not in ("recalled", "started", "matter_added")
            and not entry.kind.startswith("wish")
            and not entry.body.get("stays")
        ):
            busy += seconds(called.pop(entry.visit), entry.at)
    return busy / staffed


def test_the_roster_keeps_the_desks_busy_for_85_to_90_per_cent():
    shares = [busy_share(whole(seed)) for seed in SEEDS]
    assert 0.85 <= sum(shares) / len(shares) <= 0.90
    assert all(0.82 <= share <= 0.93 for share in shares)


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_who_stays_is_served_and_the_day_closes(seed):
    played = whole(seed)
    states = Counter(visit.state for visit in played.hall.visits.values())
    assert played.is_over and played.hall.phase == CLOSED
    assert set(states) <= {"finished", "left", "missed"}
    assert states["finished"] > 0.9 * len(played.hall.visits)
    assert len(played.hall.visits) == len(played.cast.plan.clients)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_refused_in_a_day_without_visitors(seed):
    assert [(type(doing.command).__name__, refusal.code) for doing, refusal in whole(seed).refusals] == []


def test_the_same_draws_give_the_same_day():
    one, two = begin(7), begin(7)
    for played in (one, two):
        played.until(played.cast.plan.opening.opens_at + timedelta(hours=2))
    assert one.cast.plan == two.cast.plan
    assert one.journal == two.journal
    assert one.journal != at_1045(8).journal[: len(one.journal)]


def test_at_a_quarter_to_eleven_the_hall_is_alive():
    played = at_1045(1)
    states = Counter(visit.state for visit in played.hall.visits.values())
    assert states["serving"] >= 7
    assert states["waiting"] >= 8
    assert states["finished"] >= 80


def test_wishes_are_met_by_officers_who_come_down_and_some_clients_go_up():
    wishes = [wish for seed in SEEDS for wish in whole(seed).hall.wishes.values()]
    modes = Counter(wish.mode for wish in wishes if wish.state == "met")
    assert modes["comes-down"] > modes["goes-up"] > 0
    assert {wish.state for wish in wishes} <= {"met", "dated", "withdrawn"}
    assert sum(wish.state == "met" for wish in wishes) > 0.8 * len(wishes)


def test_clients_are_sent_to_the_cash_desk_and_come_back():
    kinds = Counter(entry.kind for entry in whole(1).journal)
    assert kinds["sent"] > 30
    assert kinds["missed"] > 0 and kinds["recalled"] > 0 and kinds["left"] > 0


def test_playing_in_one_go_or_step_by_step_is_the_same():
    one, two = begin(4), begin(4)
    end = one.cast.plan.opening.opens_at + timedelta(hours=1)
    one.until(end)
    for minute in range(-40, 61):
        two.until(one.cast.plan.opening.opens_at + timedelta(minutes=minute))
    assert one.journal == two.journal


def test_what_is_due_is_the_earliest_first_and_nothing_later():
    played = at_1045(2)
    moment = played.hall.at + timedelta(minutes=5)
    due = next_acts(played.hall, played.cast, rules=played.rules, at=moment)
    assert due and [doing.at for doing in due] == sorted(doing.at for doing in due)
    assert due[-1].at <= moment
    assert due[0] == next_act(played.hall, played.cast, rules=played.rules)


@pytest.mark.parametrize("service", ["dowod-utrata", "pojazd-rejestracja", "kasa-wplata", "informacja"])
def test_a_visitor_is_called_within_45_seconds_and_served(service):
    played = at_1045(3)
    visit = visitor_takes(played, service)
    taken_at = visit.taken_at
    played.until(taken_at + timedelta(seconds=44))
    assert visit.called_at is not None and visit.called_at - taken_at <= timedelta(seconds=44)
    played.until(taken_at + timedelta(minutes=4))
    assert visit.state == "finished"


def visitor_takes(played: Played, service: str):
    at = played.hall.at + timedelta(seconds=1)
    decide(played.hall, c.Take(matters=(service,), channel="pocket"), at=at, rules=played.rules, by="visitor")
    return played.hall.visits[played.hall.last_visit]


def test_a_visitors_wish_brings_the_officer_down_within_a_minute_and_the_ticket_waits():
    played = at_1045(5)
    visit = visitor_takes(played, "dowod-utrata")
    asked_at = visit.taken_at + timedelta(seconds=2)
    decide(played.hall, c.AskOfficer(visit=visit.number), at=asked_at, rules=played.rules, by="visitor")
    played.until(asked_at + timedelta(seconds=15))
    wish = next(wish for wish in played.hall.wishes.values() if wish.visit == visit.number)
    assert wish.state == "promised" and wish.mode == "comes-down" and wish.post in ("S1", "S2")
    played.until(asked_at + timedelta(minutes=8))
    assert played.hall.wishes[wish.number].state == "met"
    assert visit.state == "finished"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_visitor_meets_the_officer_within_45_seconds_though_every_post_is_taken(seed):
    """By conversations of the play, and by those of visitors before."""
    played = at_1045(seed)
    for _ in range(4):
        at = played.hall.at + timedelta(seconds=20)
        take = c.Take(matters=("spotkanie-pracownik",), channel="pocket", department="SO")
        played.until(at)
        decide(played.hall, take, at=at, rules=played.rules, by="visitor")
        wish = played.hall.last_wish
        played.until(at + timedelta(seconds=45))
        assert played.hall.wishes[wish].state in ("meeting", "met"), played.hall.wishes[wish]
        assert played.hall.wishes[wish].mode == "comes-down"


def test_a_desk_at_which_a_visitor_works_is_left_alone():
    played = at_1045(6)
    desk = next(desk for desk in played.hall.desks.values() if desk.visit is not None)
    played.cast.visitors_desks.add(desk.id)
    seen = len(played.journal)
    played.until(played.hall.at + timedelta(minutes=40))
    assert [entry.kind for entry in played.journal[seen:] if entry.desk == desk.id] == []
    assert played.hall.desks[desk.id].visit == desk.visit


def test_a_closed_day_cannot_be_played():
    sunday = date(2026, 3, 1)
    with pytest.raises(OfficeDoesNotOpen):
        plan_day(legnica(), rules=rules_of(legnica(), sunday), draw=Random(1).random)


def test_desks_are_grouped_by_the_departments_they_share():
    groups = {frozenset(group.departments) for group in groups_of(legnica(), 0)}
    assert frozenset({"SO", "USC"}) in groups
    assert frozenset({"KASA"}) in groups
    departments = [department for group in groups for department in group]
    assert len(departments) == len(set(departments))
    assert defaultdict(int, Counter(departments))["FN"] == 1


def test_where_no_till_is_open_nobody_is_sent_to_pay_and_everybody_is_concluded():
    plan, rules = monday(1), monday_rules()
    serves = {at: may - {plan.cash} for at, may in rules.serves.items() if may - {plan.cash}}
    played = Played(hall=Hall(office="legnica"), cast=Cast(plan), rules=replace(rules, serves=serves))
    played.until(plan.opening.opens_at + timedelta(hours=2))
    assert not [doing for doing, _ in played.refusals if isinstance(doing.command, c.Send)]
    assert any(visit.state == "finished" for visit in played.hall.visits.values())
    long_ago = played.hall.at - timedelta(hours=1)
    assert not [v for v in played.hall.visits.values() if v.state == "serving" and v.started_at < long_ago]
