"""News by NOTIFY of PostgreSQL, from sessions of their own.

NOTIFY inside the transaction that appends the journal would switch group commit off (all such commits queue behind one
lock); so it is sent afterwards by another session. What is to be told is gathered for a moment, and nothing is sent
while no other node listens: a node alone pays nothing for it.
"""

from __future__ import annotations

import json
import logging
import queue
import secrets
import threading
from collections.abc import Iterator, Mapping

import psycopg

from okienko.links.broadcast.news import Hear

logger = logging.getLogger("okienko.news")
CHANNEL = "okienko_news"
#: How the listening sessions are called, so that nodes can see one another.
LISTENER = "okienko news"
#: Seconds: between two messages of a node; between two looks whether others listen; before a lost session is made anew.
GATHER, SEE_OTHERS, AGAIN = 0.02, 5.0, 1.0
#: A message may hold 8000 bytes at most.
OFFICES = 100
_OTHERS = "SELECT count(*) > 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s"


class PostgresNews:
    """Two threads: one tells, one listens. Each makes its session anew when it is lost."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._node = secrets.token_hex(6)
        self._out: queue.SimpleQueue[Mapping[str, int]] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._has_others = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(self, hear: Hear) -> None:
        self._threads = [threading.Thread(target=self._tell_all, name="okienko-news-out", daemon=True),
                         threading.Thread(target=self._hear_all, args=(hear,), name="okienko-news-in", daemon=True)]
        for thread in self._threads:
            thread.start()

    def announce(self, told: Mapping[str, int]) -> None:
        if self._has_others.is_set():
            self._out.put(told)

    def end(self) -> None:
        self._ended.set()
        self._out.put({})
        for thread in self._threads:
            thread.join(AGAIN + SEE_OTHERS)

    def _tell_all(self) -> None:
        while not self._ended.is_set():
            try:
                with self._session("okienko news out") as session:
                    self._tell(session)
            except psycopg.Error as error:
                self._lost(error)

    def _tell(self, session: psycopg.Connection) -> None:
        # Whoever is there already learns that this node is there too, and begins to tell.
        self._send(session, {})
        while not self._ended.is_set():
            row = session.execute(_OTHERS, (LISTENER,)).fetchone()
            (self._has_others.set if row and row[0] else self._has_others.clear)()
            for told in self._gathered():
                self._send(session, told)

    def _gathered(self) -> Iterator[dict[str, int]]:
        """What is to be told, gathered, until it is time to see whether others are there."""
        for _ in range(int(SEE_OTHERS / GATHER)):
            try:
                news = dict(self._out.get(timeout=SEE_OTHERS))
            except queue.Empty:
                return
            self._ended.wait(GATHER / 2)
            while not self._out.empty():
                for office, seq in self._out.get().items():
                    news[office] = max(seq, news.get(office, 0))
            if self._ended.is_set():
                return
            offices = sorted(news)
            for start in range(0, len(offices), OFFICES):
                yield {office: news[office] for office in offices[start:start + OFFICES]}

    def _send(self, session: psycopg.Connection, told: Mapping[str, int]) -> None:
        session.execute("SELECT pg_notify(%s, %s)", (CHANNEL, json.dumps({"node": self._node, "news": dict(told)})))

    def _hear_all(self, hear: Hear) -> None:
        while not self._ended.is_set():
            try:
                with self._session(LISTENER) as session:
                    self._listen(session, hear)
            except psycopg.Error as error:
                self._lost(error)

    def _listen(self, session: psycopg.Connection, hear: Hear) -> None:
        session.execute(f"LISTEN {CHANNEL}")
        while not self._ended.is_set():
            for note in session.notifies(timeout=AGAIN):
                self._heard(note.payload, hear)

    def _heard(self, payload: str, hear: Hear) -> None:
        try:
            told = json.loads(payload)
            if told["node"] == self._node:
                return
            news = [(str(office), int(seq)) for office, seq in told["news"].items()]
        except (ValueError, KeyError, TypeError, AttributeError):
            return  # somebody else uses the channel; the look once a second goes on
        self._has_others.set()
        for office, seq in news:
            hear(office, seq)

    def _session(self, name: str) -> psycopg.Connection:
        return psycopg.connect(self._url, autocommit=True, connect_timeout=3, application_name=name,
                               keepalives_idle=5, keepalives_interval=2, keepalives_count=3)

    def _lost(self, error: Exception) -> None:
        if not self._ended.is_set():
            logger.warning("news from node to node are interrupted; each looks once a second: %s", error)
            self._ended.wait(AGAIN)
