"""The load: load.c compiled at run time, or, where there is no C compiler, generator.py."""

import functools
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("load.c")
COMPILERS = ("cc", "gcc", "clang")
ROOT = Path(__file__).parent.parent.parent
GRACE_SECONDS = 90


class LoadFailed(Exception):
    """The load could not be driven: the program that drives it ended with an error."""


@dataclass(frozen=True)
class Drive:
    """What came of driving a plan: answers as expected and not, the times of each step in ms."""

    seconds: float
    good: int
    bad: int
    cut: int
    first_bad: str
    steps: list[dict[str, float]]

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return self.good / self.seconds


@dataclass(frozen=True)
class Reach:
    """What came of publishing to listeners: milliseconds until the last, and until each, had the event."""

    listeners: int
    published: int
    good: int
    bad: int
    missed: int
    first_bad: str
    last: dict[str, float]
    each: dict[str, float]


@functools.cache
def program() -> tuple[str, ...]:
    """The words that start the load: the compiled program, or Python where no compiler works."""
    found = next((path for path in map(shutil.which, COMPILERS) if path), None)
    if found:
        binary = Path(tempfile.mkdtemp(prefix="okienko-load-")) / "load"
        built = subprocess.run([found, "-O2", "-o", str(binary), str(SOURCE)], capture_output=True, text=True)
        if built.returncode == 0:
            return (str(binary),)
        shutil.rmtree(binary.parent)
    return (sys.executable, "-m", "tools.bench.generator")


def is_compiled() -> bool:
    """Whether the load is the C program; the Python one costs several times more."""
    return len(program()) == 1


def clear() -> None:
    """Take away the compiled program."""
    if is_compiled():
        shutil.rmtree(Path(program()[0]).parent, ignore_errors=True)
    program.cache_clear()


def run(*words: object, seconds: float) -> dict[str, object]:
    """Run the load with these words and read the line it says; raises LoadFailed."""
    command = [*program(), *map(str, words)]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds + GRACE_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise LoadFailed(f"{words[0]}: not over after {late.timeout:.0f} seconds") from late
    if said.returncode != 0:
        raise LoadFailed(f"{words[0]}: {said.stderr.strip()[-300:]}")
    return json.loads(said.stdout)


def drive(plan: Path, *, port: int, seconds: float) -> Drive:
    """Send the plan's requests over and over for so many seconds."""
    return Drive(**run("drive", plan, port, seconds, seconds=seconds))


def listen(plan: Path, *, port: int, times: int, quiet_ms: int = 150) -> Reach:
    """Publish so many times by the plan's first connection while all others listen."""
    return Reach(**run("listen", plan, port, times, quiet_ms, seconds=times * 2 + 60))
