"""What a start costs, and what the program holds in memory once each of its faces was used."""

import http.client
import os
import re
import subprocess
import sys

from tools.bench import cost
from tools.bench.program import Program


def nothing() -> float:
    """CPU seconds of `python -c pass`."""
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


def pages(office: str) -> list[str]:
    """An address of every page that the table of routes names and that needs no number or code."""
    from okienko.config.routes import ROUTES

    found = []
    for route in ROUTES:
        path = "/" + route.path.lstrip("/").replace("{office}", office)
        if "GET" in route.methods and not re.search(r"[{}]|stream|logout", path):
            found.append(path)
    return found


def use_each_face(program: Program) -> tuple[int, list[str]]:
    """Ask for each page as the administrator; gives how many answered and which failed."""
    slug = next(iter(program.doors.head))
    cookie = f"okienko_session={program.doors.session}; okienko_live={program.doors.head[slug]}"
    answered, failed = 0, []
    for path in pages(slug):
        connection = http.client.HTTPConnection("127.0.0.1", program.server.port, timeout=30)
        connection.request("GET", path, headers={"cookie": cookie})
        status = connection.getresponse().status
        connection.close()
        answered += status < http.HTTPStatus.BAD_REQUEST
        if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            failed.append(f"{path}: {status}")
    return answered, failed


def memory_after(program: Program) -> tuple[float, str]:
    """Megabytes after each page was asked for, and what was asked."""
    answered, failed = use_each_face(program)
    sides = f"{answered} pages answered" + (f"; failed: {', '.join(failed)[:80]}" if failed else "")
    return cost.resident_megabytes(program.server.process.pid), sides
