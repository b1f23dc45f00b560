"""Programs under measure: started on a port of the loopback, asked until they answer, ended at the end."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.bench import cost

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 60
END_SECONDS = 15
#: The same choices as in okienko.config.serve, so that the floor bears nothing that the program does not.
UVICORN = [
    *("-m", "uvicorn", "--host", "127.0.0.1", "--loop", "uvloop", "--http", "httptools", "--no-access-log"),
    *("--no-server-header", "--no-date-header", "--no-proxy-headers", "--backlog", "4096", "--log-level", "warning"),
]


class NotStarted(Exception):
    """A program under measure ended or gave no answer within a minute."""


@dataclass(frozen=True)
class Server:
    """A running server: its process, its port, and how many processes besides its own its work is done in."""

    process: subprocess.Popen[bytes]
    port: int
    cpu_at_first_answer: float
    backends: int | None = None

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes whose CPU its work costs: its own and its database's."""
        return (self.process.pid, *([self.backends] if self.backends else []))


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str, headers: Mapping[str, str]) -> bool:
    """Whether a GET of the path is answered with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers=dict(headers))
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_for(process: subprocess.Popen[bytes], *, port: int, path: str, headers: Mapping[str, str], log: Path) -> float:
    """Wait for the first 200; gives the CPU that the process had used by then."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if answers(port, path, headers):
            return cost.fine_cpu_seconds(process.pid)
        time.sleep(0.005)
    raise NotStarted(f"{path}: {log.read_text(errors='replace').strip()[-600:]}")


@contextlib.contextmanager
def running(
    words: Sequence[str],
    *,
    folder: Path,
    port: int,
    path: str = "/",
    headers: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    backends: int | None = None,
) -> Iterator[Server]:
    """Run `python words...` until the block ends; what it writes goes to a file in the folder."""
    log = folder / f"server-{port}.log"
    surroundings = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"} | dict(environment or {})
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )
    try:
        spent = wait_for(process, port=port, path=path, headers=headers or {}, log=log)
        yield Server(process=process, port=port, cpu_at_first_answer=spent, backends=backends)
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process: politely first, at once if it lingers."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=END_SECONDS)


@contextlib.contextmanager
def hello(folder: Path) -> Iterator[Server]:
    """The bare ASGI hello under uvicorn."""
    port = free_port()
    words = [*UVICORN, "--port", str(port), "tools.bench.hello:application"]
    with running(words, folder=folder, port=port) as server:
        yield server


@contextlib.contextmanager
def write_loop(folder: Path, event: bytes) -> Iterator[int]:
    """The bare write loop with this event; gives its port."""
    port, file = free_port(), folder / "event"
    file.write_bytes(event)
    process = subprocess.Popen([sys.executable, "-m", "tools.bench.write_loop", str(port), str(file)], cwd=ROOT)
    try:
        await_port(process, port)
        yield port
    finally:
        end(process)


def await_port(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a process takes connections; raises NotStarted."""
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise NotStarted(f"nothing listens on port {port}")
