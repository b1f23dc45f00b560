"""A PostgreSQL database: whether it is there, and whether what it confirms is on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import psycopg

from okienko.actions.upkeep.doctor.finding import Finding, fault, hint

OLDEST = 15
#: Sessions that one server may need: its pages, the keeper, the followers, what looks on.
SESSIONS = 22
#: Seconds by which the clocks of two machines may differ.
APART = 2.0
_SETTINGS = (
    "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'), "
    "current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'), "
    "current_setting('default_transaction_isolation'), current_setting('server_encoding'), "
    "current_setting('max_connections')::int, pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on', "
    "coalesce(has_schema_privilege(current_schema(), 'CREATE'), false), clock_timestamp()"
)


class Server(NamedTuple):
    """How a server is set, in the order of the question."""

    major: int
    version: str
    fsync: str
    full_page_writes: str
    synchronous_commit: str
    isolation: str
    encoding: str
    sessions: int
    is_read_only: bool
    may_create: bool
    clock: datetime


def examine(url: str) -> Iterator[Finding]:
    """All that is wrong with the database."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as session:
            found = session.execute(_SETTINGS).fetchall()[0]
    except psycopg.Error as error:
        yield fault("database_unreachable", reason=str(error).strip())
        return
    yield from judge(Server(*found), now=datetime.now(UTC))


def judge(server: Server, *, now: datetime) -> Iterator[Finding]:
    """What is wrong with these settings."""
    if server.major < OLDEST:
        yield fault("postgres_old", version=server.version, oldest=OLDEST)
    for name in ("fsync", "full_page_writes"):
        if getattr(server, name) != "on":
            yield fault("postgres_unsafe", name=name, value=getattr(server, name))
    yield from _session(server)
    apart = abs((server.clock - now).total_seconds())
    if apart > APART:
        yield fault("clocks_apart", seconds=round(apart))


def _session(server: Server) -> Iterator[Finding]:
    """What a session of ours would meet."""
    if server.synchronous_commit in ("off", "local"):
        yield hint("postgres_commit", value=server.synchronous_commit)
    if server.isolation != "read committed":
        yield fault("postgres_isolation", value=server.isolation)
    if server.encoding != "UTF8":
        yield fault("postgres_encoding", value=server.encoding)
    if server.sessions < SESSIONS:
        yield hint("postgres_sessions", value=server.sessions, wanted=SESSIONS)
    if server.is_read_only:
        yield fault("postgres_read_only")
    if not server.may_create:
        yield fault("postgres_no_create")
