"""Streams of changes: whatever is cut and comes back, every screen ends with the right picture."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.faces.live.stream.channel import RING
from okienko.faces.live.stream.hub import Hub
from okienko.faces.live.stream.listener import BACKLOG_BYTES
from tests.faces.live.source import Screen, Source, run

steps = st.lists(st.one_of(
    st.tuples(st.just("change"), st.sampled_from("12345"), st.sampled_from(["waiting", "called", "serving", None])),
    st.tuples(st.just("publish")),
    st.tuples(st.just("connect"), st.integers(0, 3)),
    st.tuples(st.just("cut"), st.integers(0, 3)),
    st.tuples(st.just("forget"), st.integers(0, 3)),
    st.tuples(st.just("slow"), st.integers(0, 3)),
    st.tuples(st.just("fast"), st.integers(0, 3)),
    st.tuples(st.just("wait"), st.sampled_from([0, 0.001, 0.004])),
), max_size=60)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_any_order_of_connects_cuts_and_changes_ends_with_the_fresh_picture(story) -> None:
    async def play() -> None:
        source = Source()
        hub = source.hub
        screens = [Screen(hub) for _ in range(4)]
        for step in story:
            await _play(step, source=source, hub=hub, screens=screens)
        for screen in screens:
            screen.takes.set()
            await screen.connect()
        source.publish()
        await asyncio.sleep(0.01)
        for screen in screens:
            assert screen.picture == source.picture
            assert screen.last == source.seq
            await screen.cut()

    run(play)


async def _play(step, *, source: Source, hub: Hub, screens: list[Screen]) -> None:
    if step[0] == "change":
        source.change(step[1], step[2])
    elif step[0] == "publish":
        source.publish()
    elif step[0] == "wait":
        await asyncio.sleep(step[1])
    elif step[0] == "connect":
        await screens[step[1]].connect()
    elif step[0] == "cut":
        await screens[step[1]].cut()
    elif step[0] == "forget":
        await screens[step[1]].cut()
        screens[step[1]].last = None
    elif step[0] == "slow":
        screens[step[1]].takes.clear()
    elif step[0] == "fast":
        screens[step[1]].takes.set()


def test_new_rules_without_a_new_entry_bring_the_whole_picture() -> None:
    async def play() -> None:
        source = Source()
        screen, late = Screen(source.hub), Screen(source.hub)
        await screen.connect()
        source.change("2", "called")
        source.publish()
        await asyncio.sleep(0.001)
        source.picture = {"visits": {}}
        source.publish()
        await asyncio.sleep(0.001)
        assert screen.events == ["picture", "change", "picture"]
        late.last = 1
        await late.connect()
        assert late.events == ["picture"]
        assert late.picture == screen.picture == source.picture
        await screen.cut()
        await late.cut()

    run(play)


def test_whoever_comes_back_gets_exactly_what_was_missed() -> None:
    async def play() -> None:
        source = Source()
        hub = source.hub
        stays, goes = Screen(hub), Screen(hub)
        await stays.connect()
        await goes.connect()
        await goes.cut()
        for number in range(5):
            source.change(str(number), "called")
            source.publish()
            await asyncio.sleep(0.002)
        await goes.connect()
        assert goes.events == ["picture", *["change"] * 5]
        assert goes.picture == source.picture
        await goes.cut()
        await stays.cut()

    run(play)


def test_a_listener_out_of_step_is_brought_back_by_the_whole_picture() -> None:
    async def play() -> None:
        source = Source()
        screen = Screen(source.hub)
        await screen.connect()
        listener = source.hub._channel("demo", "public").listeners()[0]
        listener.seq -= 1
        for state in ("called", "serving"):
            source.change("1", state)
            source.publish()
            await asyncio.sleep(0.002)
        assert screen.events == ["picture", "picture", "change"]
        assert screen.picture == source.picture
        await screen.cut()

    run(play)


@pytest.mark.parametrize("last", [0, 10**9, 2])
def test_an_unknown_or_too_old_last_id_gets_the_whole_picture(last: int) -> None:
    async def play() -> None:
        source = Source()
        hub = source.hub
        first, late = Screen(hub), Screen(hub)
        await first.connect()
        for number in range(RING + 10):
            source.change("1", f"state-{number}")
            source.publish()
            await asyncio.sleep(0.0005)
        late.last = last
        await late.connect()
        assert late.events == ["picture"]
        assert late.picture == source.picture
        await late.cut()
        await first.cut()

    run(play)


def test_boards_and_desks_are_told_before_phones() -> None:
    async def play() -> None:
        source, order = Source(), []
        hub = source.hub
        screens = [Screen(hub) for _ in range(6)]
        for number, screen in enumerate(screens):
            await screen.connect(ahead=number >= 4)
            told = screen._event
            screen._event = lambda block, number=number, told=told: (order.append(number), told(block))
        source.change("2", "called")
        source.publish()
        await asyncio.sleep(0.002)
        assert list(dict.fromkeys(order))[:2] == [4, 5]
        for screen in screens:
            await screen.cut()

    run(play)


def test_a_listener_who_never_reads_is_cut_at_the_bound_and_holds_nobody_up() -> None:
    async def play() -> None:
        source = Source()
        hub = source.hub
        slow, fast = Screen(hub), Screen(hub)
        await slow.connect()
        await fast.connect()
        slow.takes.clear()
        listener = next(one for one in source.hub._channel("demo", "public").listeners() if one._send == slow.send)
        text = "x" * 20_000
        for number in range(BACKLOG_BYTES // len(text) + 3):
            source.change("1", text + str(number))
            source.publish()
            await asyncio.sleep(0.002)
        assert not listener.is_open
        assert listener._backlog is None
        assert fast.picture == source.picture
        await slow.cut()
        await fast.cut()

    run(play)


def test_whoever_may_not_listen_any_more_is_cut() -> None:
    async def play() -> None:
        allowed = True
        hub = Hub(may_stay=lambda _: allowed)
        hub.halls = Source()
        screen = Screen(hub)
        await screen.connect()
        listener = hub._channel("demo", "public").listeners()[0]
        hub.recheck()
        assert listener.is_open
        allowed = False
        hub.recheck()
        assert not listener.is_open
        await screen.cut()

    run(play)


def test_the_number_of_listeners_is_bounded_and_an_end_closes_all() -> None:
    async def play() -> None:
        hub = Hub(may_stay=lambda _: True, limit=1)
        hub.halls = Source()
        assert not hub.is_full
        screen = Screen(hub)
        await screen.connect()
        assert hub.is_full
        listener = hub._channel("demo", "public").listeners()[0]
        hub.close()
        assert not listener.is_open
        await screen.cut()

    run(play)
