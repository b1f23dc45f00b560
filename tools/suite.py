"""The whole test suite: `python -m tools.suite [arguments for pytest]`.

Gets a PostgreSQL and a browser, then runs pytest. Where one of them is not to be had the tests concerned are
skipped, and the last lines of the output say which and why (tests/conftest.py prints them).

Django knows one database for a whole run, so that what people do (tests/actions) is run twice: first on
PostgreSQL, then with everything else on SQLite.

A run that decides whether a change lands (CI=true) repeats itself: one order, one choice of examples. A person's
run takes another order and other examples each time, to find what nobody thought of.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools import browser, postgres

ROOT = Path(__file__).parent.parent
#: A file's tests stay together, and those of one face (tests/conftest.py), because they share a server.
WORKERS = ["-n", "2", "--dist", "loadfile"]
TWICE = "tests/actions"
#: A browser's driver keeps an event loop running in its process, so its tests have processes of their own.
APART = "tests/browser"
#: A picture may come late on a laden machine: so few browser tests that failed are run once more, alone, and named.
SECOND_CHANCES = 5
AGAIN = ["-n", "0", "--last-failed", "--last-failed-no-failures", "none"]
TESTS_FAILED = 1  # pytest's word for tests that failed
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


def run_pytest(*arguments: str, settings: dict[str, str], workers: list[str] = WORKERS) -> int:
    """Run pytest with what it is told about this machine; gives its exit code."""
    steady = ["-p", "no:randomly"] if os.environ.get("CI") else []
    command = [sys.executable, "-m", "pytest", *steady, *workers, *arguments]
    environment = os.environ | settings
    return subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode


def main(arguments: list[str]) -> int:
    """Run pytest over everything, or over what the arguments name; gives its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as open_things:
        settings = browser_settings() | postgres_settings(open_things)
        if arguments:
            return run_pytest(*arguments, settings=settings)
        code = worst_of(runs(settings))
    for name in sorted(settings):
        if name.endswith("_MISSING"):
            print(f"tests were skipped for want of: {settings[name]}", flush=True)
    return code


def runs(settings: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Each part of the suite in turn, with its exit code."""
    server = settings.get("OKIENKO_TEST_POSTGRES")
    if server:
        print(f"{TWICE} on PostgreSQL", flush=True)
        yield f"{TWICE} on PostgreSQL", run_pytest(TWICE, settings=settings | {"DATABASE_URL": server})
    print("Everything but the browser, on SQLite", flush=True)
    yield "the tests", run_pytest("tests", f"--ignore={APART}", settings=settings)
    print("In the browser", flush=True)
    yield APART, in_the_browser(settings)


def in_the_browser(settings: dict[str, str]) -> int:
    """The browser's tests; the few that failed are run once more by themselves, before a fresh server."""
    code = run_pytest(APART, settings=settings)
    failed = last_failed()
    if code != TESTS_FAILED or not 0 < len(failed) <= SECOND_CHANCES:
        return code
    print("Once more, alone: " + ", ".join(failed), flush=True)
    again = run_pytest(APART, settings=settings, workers=AGAIN)
    if again == 0:
        print("passed only at the second try, which is a fault to look at: " + ", ".join(failed), flush=True)
    return again


def last_failed() -> list[str]:
    """The tests that failed in the last run, as pytest's cache remembers them."""
    try:
        return sorted(json.loads((ROOT / ".pytest_cache/v/cache/lastfailed").read_text()))
    except FileNotFoundError:
        return []


def worst_of(parts: Iterable[tuple[str, int]]) -> int:
    """The first exit code that tells of a fault; says which parts failed."""
    failed = [(name, code) for name, code in parts if code not in (0, NO_TESTS)]
    for name, _ in failed:
        print(f"{name} failed: the faults stand above", flush=True)
    return failed[0][1] if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
