"""The rows of the table, made from what the rounds have measured. The limits are those that the project sets itself."""

from statistics import median

from tools.bench.fanout import Fanout
from tools.bench.sides import Samples
from tools.bench.table import Row, ratio

NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite FULL"}
CPU_LIMIT = {"postgresql": 5.0, "sqlite": 6.0}
RATE_LIMIT = {("postgresql", "city"): 2.0, ("postgresql", "one"): 5.0, ("sqlite", "city"): 1.3, ("sqlite", "one"): 4.0}
SHAPES = {"city": "100 offices, 64 desks", "one": "one office, 16 desks"}
CALL_MS, CALL_FLUSHES = 30.0, 4
STATE_LIMIT = {304: 1.2, 200: 1.5}
PHONES_LIMIT, PAST_LIMIT, START_LIMIT, MEMORY_LIMIT = 2.5, 1.25, 30.0, 160.0


def cost_row(samples: Samples, kind: str) -> Row:
    """CPU of one durable command, the database's included, against the hello."""
    above, below = samples.cpu[f"{kind} city"], samples.cpu["hello"]
    sides = f"{median(above):.0f} us / {median(below):.1f} us"
    return Row(f"CPU per command, {NAMES[kind]}, {SHAPES['city']}", CPU_LIMIT[kind], ratio(above, below), sides)


def rate_row(samples: Samples, kind: str, shape: str) -> Row:
    """Commands a second against pgbench."""
    above, below = samples.rate[f"{kind} {shape}"], samples.rate[f"pgbench {shape}"]
    what, limit = f"commands/s over pgbench, {NAMES[kind]}, {SHAPES[shape]}", RATE_LIMIT[kind, shape]
    if not below:
        return Row(what, limit, None, "no PostgreSQL, or no pgbench beside it", at_least=True)
    return Row(what, limit, ratio(above, below), f"{median(above):,.0f} / {median(below):,.0f}", at_least=True)


def call_row(samples: Samples, kind: str, *, flush_ms: float, written: int, refused: str) -> Row:
    """How long the slowest of a hundred calls took while Django wrote."""
    limit = max(CALL_MS, CALL_FLUSHES * flush_ms)
    what = f"p99 of a call, Django writing beside, {NAMES[kind]}"
    if refused:
        return Row(what, limit, None, f"Django did not write: {refused[:60]}", unit="ms")
    sides = f"{written} pages written; a flush took {flush_ms:.2f} ms"
    return Row(what, limit, median(samples.call_p99[f"{kind} beside Django"]), sides, unit="ms")


def state_row(samples: Samples, status: int) -> Row:
    """CPU of one answer with the hall's state against the hello's."""
    above, below = samples.cpu[f"state {status}"], samples.cpu["hello GET"]
    sides = f"{median(above):.1f} us / {median(below):.1f} us"
    return Row(f"CPU of the hall's state, {status}", STATE_LIMIT[status], ratio(above, below), sides)


def phones_row(kind: str, fanout: Fanout) -> Row:
    """From a command to the last phone against the bare write loop."""
    sides = f"{median(fanout.program):.0f} ms / {median(fanout.floor):.0f} ms, {fanout.bytes} bytes each"
    what = f"a command to the last of {fanout.phones:,} phones, {NAMES[kind]}"
    return Row(what, PHONES_LIMIT, ratio(fanout.program, fanout.floor), sides)


def past_row(samples: Samples, kind: str, visits: int) -> Row:
    """CPU of one command over a long past against an empty database."""
    above, below = samples.cpu[f"{kind} with a past"], samples.cpu[f"{kind} city"]
    sides = f"{median(above):.0f} us / {median(below):.0f} us"
    return Row(f"{visits:,} past visits, CPU per command, {NAMES[kind]}", PAST_LIMIT, ratio(above, below), sides)


def start_row(first: list[float], nothing: list[float]) -> Row:
    """CPU until the first answer of a hall against an empty Python."""
    sides = f"{median(first) * 1000:.0f} ms / {median(nothing) * 1000:.1f} ms"
    return Row("CPU from start to the first hall", START_LIMIT, ratio(first, nothing), sides)


def memory_row(megabytes: float | None, sides: str) -> Row:
    """Memory after each face was used."""
    return Row("memory after each face was used", MEMORY_LIMIT, megabytes, sides, unit="MB")
