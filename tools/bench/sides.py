"""The two sides of a ratio: each is driven for some seconds in turn, and its cost is taken."""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.bench import cost, load
from tools.bench.server import Server

QUIET_SHARE = 0.1
LOOK_SECONDS = 0.25
CALL_STEP = 1


class Refused(Exception):
    """A side did not answer as it should, so that what it cost says nothing."""


@dataclass
class Samples:
    """What each side did, round by round: operations a second, CPU of one in us, p99 of a call in ms."""

    rate: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    call_p99: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def settle(pids: tuple[int, ...], *, patience: float = 10.0) -> None:
    """Wait until these processes have nothing left to do (followers, checkpoints), or until patience ends."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        meter = cost.Meter(*pids)
        time.sleep(LOOK_SECONDS)
        if meter.cpu() < LOOK_SECONDS * QUIET_SHARE:
            return


def drive(samples: Samples, name: str, *, server: Server, plan: Path, seconds: float) -> load.Drive:
    """Drive one side and note its rate, its CPU and how long its calls took; raises Refused."""
    meter = cost.Meter(*server.pids)
    driven = load.drive(plan, port=server.port, seconds=seconds)
    spent = meter.cpu()
    if driven.bad or driven.cut or not driven.good:
        counts = f"{driven.good} good, {driven.bad} bad, {driven.cut} cut"
        raise Refused(f"{name}: {counts}; the first: {driven.first_bad}")
    samples.rate[name].append(driven.rate)
    samples.cpu[name].append(spent / driven.good * 1e6)
    samples.call_p99[name].append(driven.steps[CALL_STEP]["p99_ms"])
    settle(server.pids)
    return driven


def in_turn(steps: Mapping[str, Callable[[], object]], *, rounds: int, say: Callable[[str], None]) -> None:
    """Take each step once in each round, so that whatever disturbs the machine disturbs all of them."""
    for number in range(rounds):
        say(f"round {number + 1} of {rounds}: {', '.join(steps)}")
        for step in steps.values():
            step()
