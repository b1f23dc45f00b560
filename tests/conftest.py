"""What every test may ask for: a database of each kind, a browser, the folder of vectors and samples.

Where something is not to be had, the tests that ask for it are skipped, and the last lines of the output say
which and for want of what. Nothing else is skipped quietly: warnings are errors, and the order is random (fixed
where CI is set).
"""

import importlib.util
import itertools
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import hypothesis
import psycopg
import pytest
import pytest_django
from psycopg import sql

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("OKIENKO_SHARED", ROOT.parent / "shared"))
SETTINGS = "okienko.config.settings"

# A slow machine is no fault of a property. Where only red or green counts, no smallest example is looked for; where
# a run decides whether a change lands, the examples are the same each time (tools/suite.py).
WITHOUT_SHRINKING = [phase for phase in hypothesis.Phase if phase is not hypothesis.Phase.shrink]
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("brief", deadline=None, derandomize=True, phases=WITHOUT_SHRINKING)
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady" if os.environ.get("CI") else "house"))

if importlib.util.find_spec(SETTINGS):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of vectors and samples (OKIENKO_SHARED); it is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("no folder of vectors and samples: name it in OKIENKO_SHARED")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium, for Playwright's `executable_path`."""
    path = os.environ.get("OKIENKO_TEST_CHROMIUM")
    if not path:
        why = os.environ.get("OKIENKO_TEST_CHROMIUM_MISSING", "no Chromium: none was named")
        pytest.skip(f"{why} (`make test` looks for one)")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a running PostgreSQL whose user may create databases."""
    url = os.environ.get("OKIENKO_TEST_POSTGRES")
    if not url:
        why = os.environ.get("OKIENKO_TEST_POSTGRES_MISSING", "no PostgreSQL: none was named")
        pytest.skip(f"{why} (`make test` starts one)")
    return url


@pytest.fixture(scope="session")
def new_postgres(postgres_server: str, worker_id: str) -> Iterator[Callable[[], str]]:
    """Makes an empty PostgreSQL database at each call and gives its URL; all are dropped at the end."""
    numbers, made = itertools.count(1), []

    def create() -> str:
        name = f"okienko_{worker_id}_{os.getpid()}_{next(numbers)}"
        with psycopg.connect(postgres_server, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        made.append(name)
        return urlunsplit(urlsplit(postgres_server)._replace(path=f"/{name}"))

    yield create
    with psycopg.connect(postgres_server, autocommit=True) as server:
        for name in made:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Django's own; at the end no session that a test's last thread has open, or opens, keeps the database."""
    from django.db import connection

    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            connection.close()
            name = connection.settings_dict["NAME"]
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"ALTER DATABASE {connection.ops.quote_name(name)} ALLOW_CONNECTIONS false")
                cursor.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                               "WHERE datname = %s", [name])


@pytest.fixture(scope="session")
def postgres_url(new_postgres: Callable[[], str]) -> str:
    """The URL of a PostgreSQL database of this test session."""
    return new_postgres()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'okienko.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind in turn: a test that asks for it runs on both."""
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_url")
    return request.getfixturevalue("new_postgres")()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object | None:
    """Where a file's tests stay together (`--dist loadfile`), so do those of one face: its folder starts one server."""
    from xdist.scheduler import LoadFileScheduling

    class ByServer(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            folders = nodeid.split("::")[0].split("/")
            return "/".join(folders[:3] if folders[:2] == ["tests", "faces"] else folders)

    return ByServer(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say in the last lines which tests were skipped and for want of what."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return
    files_by_reason: dict[str, list[str]] = defaultdict(list)
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        files_by_reason[reason.removeprefix("Skipped: ")].append(report.nodeid.split("::")[0])
    for reason, files in sorted(files_by_reason.items()):
        reporter.write_line(f"skipped {len(files)} for want of: {reason}")
        for file in sorted(set(files)):
            reporter.write_line(f"    {file} ({files.count(file)})")
