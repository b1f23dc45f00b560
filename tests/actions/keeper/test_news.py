"""News from node to node: two processes on one PostgreSQL, and what happens when the way between them is cut."""

import asyncio
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from okienko.actions.keeper import Keeper
from okienko.core.hall import commands as c
from okienko.links.broadcast import news_of, postgres
from okienko.links.clock import DrivenClock
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import rules_for
from tests.actions.keeper.offices import OFFICES
from tests.core.hall.conftest import MORNING

ROOT = Path(__file__).parents[3]
OFFICE = OFFICES[0]
#: So seldom does a node look by itself here that only a hint can have told it.
SELDOM = 60.0
#: Another node, in a process of its own: takes a ticket at each line that it reads.
OTHER = f"""
import asyncio, sys
from okienko.actions.keeper import Keeper
from okienko.core.hall import commands as c
from okienko.links.broadcast import news_of
from okienko.links.clock import DrivenClock
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import rules_for
from tests.core.hall.conftest import MORNING

async def main(url):
    news = news_of(url)
    keeper = Keeper(store=open_store(url), rules_for=rules_for, clock=DrivenClock(MORNING), look={SELDOM},
                    announce=news.announce)
    await keeper.start({OFFICE!r})
    news.begin(lambda office, seq: None)
    await asyncio.to_thread(news._has_others.wait)
    print("ready", flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        answer = await keeper.submit({OFFICE!r}, c.Take(matters=("id-card",)), by="system")
        print(answer.seq, flush=True)
    news.end()
    await keeper.stop()

asyncio.run(main(sys.argv[1]))
"""


def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)


def test_one_process_on_a_file_has_nobody_to_tell(sqlite_url):
    assert news_of(sqlite_url) is None


@pytest.mark.postgres
def test_a_change_through_one_process_reaches_the_screens_of_another_at_once(postgres_hall):
    """The other node's screens are told by what its own keeper publishes."""
    asyncio.run(_two_processes(postgres_hall))


async def _two_processes(url):
    news, published = news_of(url), []
    keeper = Keeper(store=open_store(url), rules_for=rules_for, clock=DrivenClock(MORNING), look=SELDOM,
                    announce=news.announce, gather=0,
                    publish=lambda office, audience, seq, body: published.append((seq, time.monotonic())))
    await keeper.start(OFFICE)
    await keeper.submit(OFFICE, c.OpenDay(), by="system")
    await keeper.watch(OFFICE, "public")
    loop = asyncio.get_running_loop()
    news.begin(lambda office, seq: loop.call_soon_threadsafe(keeper.hint, office, seq))
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    other = subprocess.Popen([sys.executable, "-c", OTHER, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             text=True, cwd=ROOT, env=environment)
    try:
        assert (await asyncio.to_thread(other.stdout.readline)).strip() == "ready"
        await asyncio.to_thread(until, news._has_others.is_set)
        for _ in range(5):
            other.stdin.write("take\n")
            other.stdin.flush()
            seq = int(await asyncio.to_thread(other.stdout.readline))
            end = time.monotonic() + SELDOM / 3
            while not published or published[-1][0] < seq:
                assert time.monotonic() < end, "the screen was not told"
                await asyncio.sleep(0.002)
    finally:
        other.stdin.close()
        other.wait(20)
        other.stdout.close()
        await asyncio.to_thread(news.end)
        await keeper.stop()


@pytest.mark.postgres
def test_a_node_alone_sends_nothing_and_two_hear_each_other_but_not_themselves(postgres_url, monkeypatch):
    monkeypatch.setattr(postgres, "SEE_OTHERS", 0.2)
    heard = {"one": [], "two": []}
    one, two = news_of(postgres_url), news_of(postgres_url)
    one.begin(lambda office, seq: heard["one"].append((office, seq)))
    time.sleep(0.5)
    one.announce({"legnica": 1})
    assert one._out.empty()
    two.begin(lambda office, seq: heard["two"].append((office, seq)))
    until(lambda: one._has_others.is_set() and two._has_others.is_set())
    one.announce({"legnica": 2, "demo": 5})
    one.announce({"legnica": 3})
    two.announce({"demo": 6})
    until(lambda: {("legnica", 3), ("demo", 5)} <= set(heard["two"]) and heard["one"] == [("demo", 6)])
    two.end()
    until(lambda: not one._has_others.is_set())
    one.end()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("okienko-news")]


@pytest.mark.postgres
def test_a_session_that_is_lost_is_made_anew_and_nonsense_is_not_heard(postgres_url, monkeypatch):
    monkeypatch.setattr(postgres, "AGAIN", 0.1)
    monkeypatch.setattr(postgres, "SEE_OTHERS", 0.2)
    heard = []
    one, two = news_of(postgres_url), news_of(postgres_url)
    one.begin(lambda office, seq: heard.append((office, seq)))
    two.begin(lambda office, seq: None)
    until(lambda: one._has_others.is_set() and two._has_others.is_set())
    with psycopg.connect(postgres_url, autocommit=True) as session:
        for nonsense in ("", "{", "[]", '{"node": 1}', '{"node": "x", "news": 3}', '{"node": "x", "news": {"a": "b"}}'):
            session.execute("SELECT pg_notify(%s, %s)", (postgres.CHANNEL, nonsense))
        session.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE application_name LIKE 'okienko news%' AND datname = current_database()")

    def tells():
        two.announce({"demo": 7})
        time.sleep(0.1)
        return ("demo", 7) in heard

    until(tells)
    assert set(heard) == {("demo", 7)}
    one.end()
    two.end()
