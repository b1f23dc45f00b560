"""The whole test suite: `python -m tools.suite [arguments for pytest]`.

Gets a PostgreSQL and a browser, then runs pytest. Where one of them is not to be had the tests concerned are
skipped, and the last lines of the output say which and why (tests/conftest.py prints them).

Django knows one database for a whole run, so that what people do (tests/actions) is run twice: first on
PostgreSQL, then with everything else on SQLite.
"""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from tools import browser, postgres

ROOT = Path(__file__).parent.parent
WORKERS = ["-n", "2", "--dist", "loadgroup"]
TWICE = "tests/actions"
NO_TESTS = 5  # pytest's word for a folder without tests


def browser_settings() -> dict[str, str]:
    """What the browser tests are told: the path of a Chromium, or why there is none."""
    try:
        return {"OKIENKO_TEST_CHROMIUM": browser.obtain()}
    except browser.NoBrowser as reason:
        return {"OKIENKO_TEST_CHROMIUM_MISSING": str(reason)}


def postgres_settings(open_things: contextlib.ExitStack) -> dict[str, str]:
    """What the database tests are told: the URL of a running server, or why there is none."""
    given = os.environ.get("OKIENKO_TEST_POSTGRES")
    if given:
        return {"OKIENKO_TEST_POSTGRES": given}
    try:
        return {"OKIENKO_TEST_POSTGRES": open_things.enter_context(postgres.cluster(postgres.obtain()))}
    except postgres.NoPostgres as reason:
        return {"OKIENKO_TEST_POSTGRES_MISSING": str(reason)}


def run_pytest(*arguments: str, settings: dict[str, str]) -> int:
    """Run pytest with what it is told about this machine; gives its exit code."""
    command = [sys.executable, "-m", "pytest", *WORKERS, *arguments]
    environment = os.environ | settings
    return subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode


def main(arguments: list[str]) -> int:
    """Run pytest over everything, or over what the arguments name; gives its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as open_things:
        settings = browser_settings() | postgres_settings(open_things)
        server = settings.get("OKIENKO_TEST_POSTGRES")
        first = 0
        if server and not arguments:
            print(f"{TWICE} on PostgreSQL", flush=True)
            first = run_pytest(TWICE, settings=settings | {"DATABASE_URL": server})
            print("Everything, on SQLite", flush=True)
        second = run_pytest(*(arguments or ["tests"]), settings=settings)
        if first not in (0, NO_TESTS):
            print(f"{TWICE} failed on PostgreSQL: the faults stand above the second run", flush=True)
        return second or (0 if first == NO_TESTS else first)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
