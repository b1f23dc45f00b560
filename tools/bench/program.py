"""The program under measure: `okienko serve`, its offices and devices made through its own code."""

import contextlib
import http.client
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.bench import plan, server
from tools.bench.database_floor import Shape
from tools.bench.office import BenchOffice

OKIENKO = "import sys; from okienko.faces.console import main; sys.exit(main())"
TAKE, CALL, START, FINISH = range(4)


class NotPrepared(Exception):
    """The offices under load could not be made, or their halls could not be opened."""


@dataclass(frozen=True)
class Doors:
    """Who may ask: tokens of devices and persons, by office (kiosk, head) by office and desk (clerk)."""

    kiosk: dict[str, str]
    head: dict[str, str]
    clerk: dict[str, str]
    session: str = ""

    @staticmethod
    def of(office: str, desk: str) -> str:
        """The name under which a clerk's token stands."""
        return f"{office}/{desk}"


@dataclass(frozen=True)
class Program:
    """A running okienko, the offices in it and the tokens for them."""

    server: server.Server
    offices: list[BenchOffice]
    doors: Doors

    def send(self, connection: http.client.HTTPConnection, request: plan.Request) -> dict[str, object]:
        """Send one request of a plan outside the load; raises NotPrepared when it is refused."""
        head, _, body = request.wire.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        method, path, _ = first.split(" ")
        headers = dict(line.split(": ", 1) for line in lines if not line.startswith(("host", "content-length")))
        headers["idempotency-key"] = os.urandom(16).hex()
        connection.request(method, path, body=body or None, headers=headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            raise NotPrepared(f"{path}: {answer.status} {said[:300].decode(errors='replace')}")
        return json.loads(said) if said else {}


def command(office: str, token: str, *, step: int = 0, **what: object) -> plan.Request:
    """One command of the hall as a request with sign-in and idempotency key."""
    headers = {"authorization": f"Bearer {token}", "idempotency-key": plan.KEY.decode()}
    return plan.Request(plan.http("POST", f"/live/{office}/command", headers=headers, body=what), step=step)


def cycle(doors: Doors, office: BenchOffice, *, desk: int, service: int) -> list[plan.Request]:
    """A ticket is taken, a visit called, begun and finished: four commands, each with its own idempotency key."""
    slug, at = office.slug, office.desk(desk)
    clerk = doors.clerk[Doors.of(slug, at)]
    return [
        command(slug, doors.kiosk[slug], step=TAKE, do="take", matters=[office.service(service)]),
        command(slug, clerk, step=CALL, do="call_next", desk=at),
        command(slug, clerk, step=START, do="start", desk=at),
        command(slug, clerk, step=FINISH, do="finish", desk=at),
    ]


def seats(shape: Shape) -> dict[tuple[int, int], int]:
    """Which desk of an office each connection sits at: (connection, office) to the number of the desk."""
    taken: dict[int, itertools.count[int]] = {}
    found = {}
    for connection in range(shape.desks):
        for turn in range(shape.rotation):
            office = shape.office(connection, turn=turn)
            found[connection, office] = next(taken.setdefault(office, itertools.count()))
    return found


def shifts(program: Program, shape: Shape, *, first: int = 0) -> list[list[plan.Request]]:
    """What each connection sends: a cycle in each office of its rotation, offices counted from `first`."""
    connections = []
    places = seats(shape)
    for desk in range(shape.desks):
        requests: list[plan.Request] = []
        for turn in range(shape.rotation):
            number = shape.office(desk, turn=turn)
            office = program.offices[first + number]
            requests += cycle(program.doors, office, desk=places[desk, number], service=desk + turn)
        connections.append(requests)
    return connections


def open_halls(program: Program, shape: Shape, *, first: int = 0) -> None:
    """Open the day in each office of a shape, sign the clerks in, and let so many people wait."""
    connection = http.client.HTTPConnection("127.0.0.1", program.server.port, timeout=30)
    for number in range(shape.offices):
        office = program.offices[first + number]
        with contextlib.suppress(NotPrepared):  # the clock of the program may have opened the day before us
            program.send(connection, command(office.slug, program.doors.head[office.slug], do="open_day"))
    for (_, number), desk in seats(shape).items():
        office = program.offices[first + number]
        at = office.desk(desk)
        clerk = program.doors.clerk[Doors.of(office.slug, at)]
        program.send(connection, command(office.slug, clerk, do="open_desk", desk=at, person=office.clerk(desk)))
    for number, service in itertools.product(range(shape.offices), range(shape.waiting)):
        office = program.offices[first + number]
        wanted = [office.service(service)]
        program.send(connection, command(office.slug, program.doors.kiosk[office.slug], do="take", matters=wanted))
    connection.close()


def enrol(url: str, offices: list[BenchOffice], *, folder: Path, described: tuple[Path, ...] = ()) -> Doors:
    """Make the database with its offices, people and devices in a process of its own; gives their tokens.

    `described` are folders of descriptions that are no generated ones.
    """
    listed = [[office.slug, office.desks, office.services] for office in offices]
    said = subprocess.run(
        [sys.executable, "-m", "tools.bench.enrol", json.dumps(listed), *map(str, described)],
        cwd=server.ROOT,
        env=surroundings(url, folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if said.returncode != 0:
        raise NotPrepared(said.stderr.strip()[-800:])
    return Doors(**json.loads(said.stdout.splitlines()[-1]))


def surroundings(url: str, folder: Path) -> dict[str, str]:
    """The environment in which the program runs on a database; its secret key is the folder's."""
    path = f"{server.ROOT / 'src'}{os.pathsep}{server.ROOT}"
    settings = {
        "DATABASE_URL": url,
        "OKIENKO_SECRET": f"bench {folder}",
        "OKIENKO_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "okienko.config.settings",
    }
    return dict(os.environ) | settings | {"PYTHONPATH": path}


@contextlib.contextmanager
def serving(
    url: str, offices: list[BenchOffice], doors: Doors, *, folder: Path, backends: int | None = None
) -> Iterator[Program]:
    """`okienko serve` on a database until the block ends; it has started when it shows its first hall."""
    port = server.free_port()
    words = ["-c", OKIENKO, "serve", "--port", str(port)]
    first = f"/live/{next(iter(doors.head))}/public"
    with server.running(
        words, folder=folder, port=port, path=first, environment=surroundings(url, folder), backends=backends
    ) as running:
        yield Program(server=running, offices=offices, doors=doors)
