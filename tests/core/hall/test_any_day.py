"""Any day, whatever people do: the rules that must hold after every command."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.core.contact import wish as contact
from okienko.core.contact.search import waits_for_nobody
from okienko.core.hall import commands as c
from okienko.core.hall.decide.day import next_due
from okienko.core.hall.entries import KINDS
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall
from okienko.core.hall.order import next_for, next_plain
from okienko.core.hall.picture import AUDIENCES, apply_changes, changes, picture
from okienko.core.hall.refusals import Refusal
from okienko.core.hall.visit import AT_DESK, AWAY, MISSED, OPEN, PARKED, WAITING

from .conftest import DATES, DAY, MORNING, Day, make_rules
from .plausible import plausible

DESKS = ("1", "2", "3", "4", "K1")
seeds = st.integers(0, 2**32)
LENGTH = 150
#: Dates of the same day, so that some of them pass while it is tried.
TODAY = tuple(MORNING + timedelta(minutes=20 * each) for each in range(1, 24))


def revise(day: Day, rng: Random) -> None:
    """Another revision in the middle of the day: some services, desks, skills and regimes are no more, or are again."""
    whole = make_rules()
    services = {name: rule for name, rule in whole.services.items() if name == "id-card" or rng.random() < 0.8}
    desks = {name: rule for name, rule in whole.desks.items() if name == "1" or rng.random() < 0.8}
    serves = {at: may & frozenset(services) for at, may in whole.serves.items() if at[0] in desks}
    regimes = whole.regimes if rng.random() < 0.5 else {}
    day.rules = replace(day.rules, services=services, desks=desks, serves=serves, regimes=regimes,
                        revision=f"r{rng.random()}")
    day.do(c.RenewRules())


def a_day_of(seed: int, *, check=lambda _: None) -> Day:
    """A day of plausible commands and of descriptions that change; a refused one must have changed nothing."""
    rng = Random(seed)
    day = Day(make_rules(dates=TODAY + DATES))
    day.do(c.OpenDay())
    day.open(*DESKS)
    for _ in range(LENGTH):
        if rng.random() < 0.02:
            revise(day, rng)
        before = day.hall.seq
        command = plausible(rng, day.hall, rules=day.rules, at=day.now)
        try:
            day.do(command, after=rng.choice([0, 1, 5, 30, 120, 400]))
        except Refusal:
            assert day.hall.seq == before, f"{command} was refused half way"
        check(day)
    return day


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_the_hall_is_the_fold_of_its_journal_without_gaps(seed):
    day = a_day_of(seed)
    folded = Hall(office="demo")
    for entry in day.journal:
        evolve(folded, entry)
    for visit in day.hall.visits.values():
        beside = folded.visits[visit.number]
        beside.needs, beside.ground = visit.needs, visit.ground
    assert folded == day.hall
    assert [entry.seq for entry in day.journal] == list(range(1, len(day.journal) + 1))
    assert all(a.at <= b.at for a, b in zip(day.journal, day.journal[1:], strict=False))


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_numbers_desks_and_counts_agree(seed):
    def check(day: Day) -> None:
        hall = day.hall
        assert list(hall.visits) == list(range(1, hall.last_visit + 1))
        labels = Counter(visit.ticket for visit in hall.visits.values())
        assert not labels or max(labels.values()) == 1
        given = {(s, n) for s, top in hall.series.items() for n in range(1, top + 1)}
        assert {(ticket[0], int(ticket[1:])) for ticket in labels} == given
        at_desks = {desk.id: desk.visit for desk in hall.desks.values() if desk.visit}
        assert at_desks == {v.desk: v.number for v in hall.visits.values() if v.state in AT_DESK}
        inside = [v for v in hall.visits.values()
                  if (v.state in AT_DESK or v.state in (WAITING, AWAY)) and not v.outside]
        assert hall.inside == sum(v.persons for v in inside)
        assert hall.open_visits == sum(v.state in OPEN for v in hall.visits.values())
        assert list(hall.present.values()) == [v for v in hall.visits.values() if v.is_open or v.state == MISSED]
        in_lanes = sorted(n for classes in hall.lanes.lanes.values() for spots in classes.values() for _, n in spots)
        assert in_lanes == [visit.number for visit in hall.waiting()]

    a_day_of(seed, check=check)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_the_order_kept_in_lanes_is_the_order_by_definition(seed):
    def check(day: Day) -> None:
        for desk in day.hall.desks.values():
            later = day.now + timedelta(minutes=7)
            assert next_for(day.hall, desk, at=later, rules=day.rules) == next_plain(
                day.hall, desk, at=later, rules=day.rules)

    a_day_of(seed, check=check)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_every_screen_that_follows_the_changes_shows_the_fresh_picture(seed):
    shown: dict = {}

    def check(day: Day) -> None:
        for audience in AUDIENCES:
            fresh = picture(day.hall, rules=day.rules, audience=audience)
            old = shown.get(audience, {})
            shown[audience] = apply_changes(old, changes(old, fresh))
            assert shown[audience] == fresh

    a_day_of(seed, check=check)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_a_wish_ends_only_by_meeting_or_by_the_client(seed):
    day = a_day_of(seed)
    withdrawn = {entry.body["wish"] for entry in day.journal if entry.kind == "wish_withdrawn"}
    missed = {wish.number for wish in day.hall.wishes.values() if wish.state == contact.LAPSED}
    met = {entry.body["wish"] for entry in day.journal if entry.kind == "wish_met"}
    for wish in day.hall.wishes.values():
        assert wish.is_open == (wish.number not in withdrawn | met | missed)
        if wish.named and not wish.consent:
            assert wish.person in (None, wish.named)
        assert wish.person is None or wish.state in (contact.PROMISED, contact.MEETING, contact.DATED, contact.MET,
                                                     contact.LAPSED, contact.WITHDRAWN)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_up_by_telephone_or_by_video_only_whoever_chose_it(seed):
    day = a_day_of(seed)
    chose: dict[int, set[str]] = {}
    numbers: set[int] = set()
    for entry in day.journal:
        if entry.body.get("reachable"):
            numbers.add(entry.body["wish"])
        assert entry.body.get("prefers") != "phone" or entry.body["wish"] in numbers
        if entry.kind in ("wish_asked", "wish_consented") and "prefers" in entry.body:
            chose.setdefault(entry.body["wish"], set()).add(entry.body["prefers"])
        if entry.kind in ("wish_answered", "wish_started", "wish_dated") and entry.body["mode"] in contact.CHOSEN:
            assert entry.body["mode"] in chose[entry.body["wish"]], entry


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_no_wish_ever_waits_for_nobody(seed):
    def check(day: Day) -> None:
        assert not [w for w in day.hall.wishes.values() if waits_for_nobody(w, presence=day.hall.presence)]

    a_day_of(seed, check=check)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_the_day_closes_and_every_visit_has_ended(seed):
    day = a_day_of(seed)
    day.do(c.CloseDay(even_serving=True))
    assert not [visit for visit in day.hall.visits.values() if visit.state in OPEN]
    assert not any(visit.needs for visit in day.hall.visits.values())
    assert (day.hall.inside, day.hall.outside, day.hall.open_visits) == (0, 0, 0)
    day.rules = replace(day.rules, regimes=make_rules().regimes)
    open_before = [wish.number for wish in day.hall.wishes.values() if wish.is_open]
    numbers = dict(day.hall.series)
    lost = {visit.number: visit.before for visit in day.hall.visits.values() if visit.number in day.hall.cut_short}
    day.do(c.OpenDay())
    assert [wish.number for wish in day.hall.wishes.values() if wish.is_open] == open_before
    assert day.hall.series == numbers
    for number, past in lost.items():
        assert day.hall.visits[number].state == (past.state if past.state in (PARKED, AWAY) else WAITING)
    assert [visit.number for visit in day.hall.visits.values() if visit.is_open] == sorted(lost)
    day.do(c.CloseDay(even_waiting=True))
    day.rules = make_rules(day=day.rules.day + timedelta(days=1))
    day.do(c.OpenDay())
    assert list(day.hall.wishes) == open_before
    assert not day.hall.series


def test_the_days_tried_reach_every_kind_of_entry():
    seen = {entry.kind for seed in range(100) for entry in a_day_of(seed).journal}
    assert KINDS - seen == {"day_closed", "expired"}


def test_a_tick_changes_something_only_when_it_is_due():
    """What the clock does by itself is announced by `next_due`, whatever the day was like."""
    rules = make_rules()
    for seed in range(6):
        rng, day = Random(seed), Day(rules)
        day.do(c.OpenDay())
        for _ in range(250):
            try:
                day.do(plausible(rng, day.hall, rules=rules, at=day.now), after=rng.choice([0, 5, 200]))
            except Refusal:
                continue
            due = next_due(day.hall, rules=rules)
            changed = bool(day.do(c.Tick()))
            assert changed <= (due is not None and due <= day.now), (seed, day.now, due)


def test_a_day_that_follows_another_at_once_keeps_what_is_not_stored_yet():
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.take()
    day.hall.touched = type(day.hall.touched)()
    day.do(c.CloseDay(even_waiting=True))
    day.rules = make_rules(day=day.rules.day + timedelta(days=1))
    day.do(c.OpenDay())
    assert [(on, visit.state) for on, visit in day.hall.touched.gone] == [(DAY, "expired")]


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_from_wherever_a_day_has_come_every_visit_and_every_wish_can_still_end(seed):
    """By what people may do, whatever the description has become: nobody is trapped, and every wish can be met."""
    day = a_day_of(seed)
    for visit in [visit for visit in day.hall.visits.values() if visit.is_open]:
        other = copy(day)
        other.do(c.Leave(visit=visit.number))
        assert not other.hall.visits[visit.number].is_open
    for desk in [desk for desk in day.hall.desks.values() if desk.visit]:
        other, number = copy(day), desk.visit
        for _ in range(3 * 12):
            if number != other.hall.desks[desk.id].visit:
                break
            called = other.hall.visits[number].state == "called"
            other.do(c.Start(desk=desk.id) if called else c.Finish(desk=desk.id), by=f"person:{desk.person}",
                     any_desk=False)
        assert other.hall.desks[desk.id].visit is None
    for wish in [wish for wish in day.hall.wishes.values() if wish.is_open]:
        other = copy(day)
        if wish.state == contact.MEETING:
            other.do(c.EndMeeting(wish=wish.number))
        else:
            other.do(c.WithdrawWish(wish=wish.number, place="reception"), by="person:anna", any_desk=False)
        assert not other.hall.wishes[wish.number].is_open
        assert meets(copy(day), wish.number)


def copy(day: Day) -> Day:
    """The same day, to be gone on with in another way."""
    other = Day(day.rules)
    other.hall, other.now = deepcopy(day.hall), day.now
    return other


def meets(day: Day, number: int) -> bool:
    """Whoever is asked answers, they meet: in the hall, after the client has said so where no way is open else."""
    def wish():
        return day.hall.wishes[number]

    if wish().state == contact.MEETING:
        day.do(c.EndMeeting(wish=number))
        return wish().state == contact.MET
    ahead = [each for each in day.hall.wishes_of(wish().visit or 0) if each.state in contact.UNDER_WAY]
    if wish().state == contact.ASKED:
        return meets(day, ahead[0].number) and meets(day, number)
    if wish().state == contact.OFFERING and not wish().replaceable:
        day.do(c.ChooseContact(wish=number, substitute=True))
    person = wish().person or wish().named or (wish().asked or ("so-h",))[0]
    busy = [each for each in day.hall.wishes.values()
            if each.state == contact.MEETING and (each.person == person or each in ahead)]
    for each in busy:
        day.do(c.EndMeeting(wish=each.number))
    day.do(c.AnswerWish(wish=number, person=person, mode="comes-down"))
    day.do(c.StartMeeting(wish=number, person=person))
    day.do(c.EndMeeting(wish=number))
    return wish().state == contact.MET
