"""`python -m tools.bench [--quick]`: measure both sides of every ratio in one run and print the table.

Bounded in time (about eight minutes, two with --quick), on the loopback only; everything it starts ends with it. The
exit code is 1 when a limit does not hold.
"""

import argparse
import http.client
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.bench import beside, database_floor, disk, fanout, halls, load, plan, rows, server, sides, starts
from tools.bench.table import Row, text, verdict

KINDS = ("postgresql", "sqlite")


@dataclass(frozen=True)
class Effort:
    """How long and how often everything is measured."""

    rounds: int = 3
    seconds: float = 3.0
    hello_seconds: float = 1.5
    visits: int = 1_000_000
    phones: int = 2_000
    publishings: int = 12
    starts: int = 5


QUICK = Effort(rounds=1, seconds=1.5, hello_seconds=0.7, visits=50_000, publishings=4, starts=2)


class Bench:
    """One run: what runs, what was measured, the rows."""

    def __init__(self, effort: Effort, folder: Path) -> None:
        self.effort, self.folder, self.samples = effort, folder, sides.Samples()
        self.began = time.monotonic()
        self.rows: list[Row] = []

    def say(self, what: str) -> None:
        """Tell the person at the terminal what is done now."""
        print(f"{time.monotonic() - self.began:5.0f} s  {what}", flush=True)

    def run(self) -> list[Row]:
        """Measure everything; gives the rows in the order of the table."""
        with ExitStack() as stack:
            cluster = stack.enter_context(halls.cluster())
            self.hello = stack.enter_context(server.hello(self.folder))
            found = stack.enter_context(halls.open_all(self.folder, cluster, visits=self.effort.visits, say=self.say))
            kinds = [kind for kind in KINDS if kind in found]
            self.rounds(found, kinds, cluster)
            self.rows += [rows.cost_row(self.samples, kind) for kind in kinds]
            self.rows += [rows.rate_row(self.samples, kind, shape) for kind in kinds for shape in rows.SHAPES]
            self.rows += [self.calls(kind, found[kind]) for kind in kinds]
            self.states(found[kinds[-1]])
            self.rows += [self.phones(kind, found[kind]) for kind in kinds]
            self.rows += [rows.past_row(self.samples, kind, self.effort.visits) for kind in kinds]
        self.start_and_memory()
        return self.rows

    def rounds(self, found: dict[str, halls.Hall], kinds: list[str], cluster: halls.Postgres | None) -> None:
        """The write path: hello, both shapes on both databases, pgbench, and the programs with a past."""
        steps: dict[str, Callable[[], object]] = {
            "hello": partial(self.drive, "hello", self.hello, found[kinds[0]].city)
        }
        for kind in kinds:
            hall, grown = found[kind], found[f"{kind} with a past"]
            steps[f"{kind} city"] = partial(self.drive, f"{kind} city", hall.program.server, hall.city)
            steps[f"{kind} past"] = partial(self.drive, f"{kind} with a past", grown.program.server, grown.city)
            steps[f"{kind} one"] = partial(self.drive, f"{kind} one", hall.program.server, hall.one)
        for name in cluster.floors if cluster is not None else ():
            steps[f"pgbench {name}"] = partial(self.pgbench, name, cluster)
        sides.in_turn(steps, rounds=self.effort.rounds, say=self.say)

    def drive(self, name: str, driven: server.Server, wanted: Path) -> None:
        """Drive one side for its time."""
        seconds = self.effort.hello_seconds if driven is self.hello else self.effort.seconds
        sides.drive(self.samples, name, server=driven, plan=wanted, seconds=seconds)

    def pgbench(self, name: str, cluster: halls.Postgres) -> None:
        """One run of pgbench over the floor of a shape."""
        shape = {"city": database_floor.CITY, "one": database_floor.ONE}[name]
        rate = database_floor.commands_per_second(
            cluster.floors[name], binaries=cluster.binaries, shape=shape, seconds=max(self.effort.seconds, 2)
        )
        self.samples.rate[f"pgbench {name}"].append(rate)

    def calls(self, kind: str, hall: halls.Hall) -> Row:
        """How long calls take while Django writes."""
        self.say(f"calls with Django writing beside, {kind}")
        with disk.FlushProbe(self.folder) as flush, beside.DjangoWriter(hall.program) as writer:
            for _ in range(self.effort.rounds):
                self.drive(f"{kind} beside Django", hall.program.server, hall.city)
        refused = writer.refused or ("" if writer.written else "no page was written")
        return rows.call_row(self.samples, kind, flush_ms=flush.typical, written=writer.written, refused=refused)

    def states(self, hall: halls.Hall) -> None:
        """The hall's state as bytes: known already (304), and whole (200)."""
        self.say("the hall's state, 304 and 200")
        port, path = hall.program.server.port, f"/live/{hall.program.offices[0].slug}/public"
        headers = {"if-none-match": etag(port, path)}
        wanted = {
            304: plan.Request(plan.http("GET", path, headers=headers), expected=304),
            200: plan.Request(plan.http("GET", path), expected=200),
        }
        floor = self.folder / "hello-get"
        plan.write(floor, [[plan.Request(plan.http("GET", path))]] * database_floor.CITY.desks)
        for _ in range(self.effort.rounds):
            sides.drive(self.samples, "hello GET", server=self.hello, plan=floor, seconds=self.effort.hello_seconds)
            for status, request in wanted.items():
                asked = plan.write(self.folder / f"state-{status}", [[request]] * database_floor.CITY.desks)
                sides.drive(
                    self.samples,
                    f"state {status}",
                    server=hall.program.server,
                    plan=asked,
                    seconds=self.effort.hello_seconds,
                )
        self.rows += [rows.state_row(self.samples, status) for status in wanted]

    def phones(self, kind: str, hall: halls.Hall) -> Row:
        """A command until the last phone has it."""
        self.say(f"{self.effort.phones} phones, {kind}")
        measured = fanout.Fanout(phones=self.effort.phones)
        for _ in range(self.effort.rounds):
            fanout.measure(measured, hall.program, folder=self.folder, times=self.effort.publishings)
        return rows.phones_row(kind, measured)

    def start_and_memory(self) -> None:
        """Start the program over Legnica's description some times; use its faces; look at its memory."""
        self.say("starting, and using each face")
        first, nothing = [], []
        with halls.legnica(self.folder) as start:
            for _ in range(self.effort.starts):
                nothing.append(starts.nothing())
                with start() as program:
                    first.append(program.server.cpu_at_first_answer)
            with start() as program:
                used = starts.memory_after(program)
        self.rows += [rows.start_row(first, nothing), rows.memory_row(*used)]


def etag(port: int, path: str) -> str:
    """The tag of what an address answers now."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().headers["etag"]


def main() -> int:
    """Measure, print the table; 1 when a limit does not hold."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes: one round, a shorter past")
    effort = QUICK if parser.parse_args().quick else Effort()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="okienko-bench-") as folder:
        Path(folder).chmod(0o755)
        bench = Bench(effort, Path(folder))
        if not load.is_compiled():
            bench.say("no C compiler: the load is driven by Python and takes CPU from what it measures")
        try:
            measured = bench.run()
        finally:
            load.clear()
    print(f"\n{text(measured)}\n\n{verdict(measured)}; {time.monotonic() - bench.began:.0f} seconds")
    return 1 if any(row.holds is False for row in measured) else 0


if __name__ == "__main__":
    sys.exit(main())
