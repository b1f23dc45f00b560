"""How a thread (a Django view, a console command) asks something of a hall."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from okienko.actions.keeper import Answer, Keeper, NotNow, Unavailable
from okienko.core.hall.commands import Command
from okienko.records.gate import holds_any_gate


class NoKeeper(RuntimeError):
    """No hall keeper runs in this process; start one with `running_keeper`."""


class InsideTransaction(RuntimeError):
    """A hall command cannot be given inside a database transaction: the keeper would wait for it to end."""


_lock = threading.Lock()
_registered: tuple[Keeper, asyncio.AbstractEventLoop] | None = None


def register_keeper(keeper: Keeper | None, *, loop: asyncio.AbstractEventLoop | None = None) -> None:
    """Make this keeper, which runs in `loop` (the running one), the one of this process; None takes it away."""
    global _registered
    with _lock:
        _registered = None if keeper is None else (keeper, loop or asyncio.get_running_loop())


def the_keeper() -> tuple[Keeper, asyncio.AbstractEventLoop]:
    """The keeper of this process and its loop; raises NoKeeper."""
    if _registered is None:
        raise NoKeeper(NoKeeper.__doc__)
    return _registered


def submit(office: str, command: Command, *, by: str, any_desk: bool = False, key: str | None = None,
           timeout: float = 10.0) -> Answer:
    """Ask a hall from a thread and wait for the durable answer.

    Raises the hall's Refusal, Unavailable when no answer comes in time (it may
    still be carried out: repeat it with the same key), InsideTransaction.
    """
    if holds_any_gate():
        raise InsideTransaction(InsideTransaction.__doc__)
    keeper, loop = the_keeper()

    async def ask() -> Answer:
        return await keeper.submit(office, command, by=by, any_desk=any_desk, key=key)

    future = asyncio.run_coroutine_threadsafe(ask(), loop)
    try:
        return future.result(timeout)
    except concurrent.futures.TimeoutError as error:
        future.cancel()
        raise Unavailable() from error


@contextmanager
def running_keeper(*offices: str, **parts: Any) -> Iterator[Keeper]:
    """A keeper in a background thread with its own event loop, registered for `submit`; `parts` are Keeper's.

    For console commands and tests; the server runs its keeper in its own loop.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="okienko-keeper", daemon=True)
    thread.start()

    async def start() -> Keeper:
        keeper = Keeper(**parts)
        await keeper.start(*offices)
        return keeper

    keeper = asyncio.run_coroutine_threadsafe(start(), loop).result()
    previous = _registered
    register_keeper(keeper, loop=loop)
    try:
        yield keeper
    finally:
        if previous is None:
            register_keeper(None)
        else:
            register_keeper(previous[0], loop=previous[1])
        asyncio.run_coroutine_threadsafe(keeper.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


__all__ = ["InsideTransaction", "NoKeeper", "NotNow", "register_keeper", "running_keeper", "submit", "the_keeper"]
