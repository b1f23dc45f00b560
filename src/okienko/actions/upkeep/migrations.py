"""The tables of a database and the migrations that make them: what is done, what is to be done, and doing it.

Any database of the installation may be meant, or a copy of it that is just being
brought back: the address is a parameter, not the settings'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from okienko.records.address import django_database

ALIAS = "upkeep"
_DEFAULTS: dict[str, Any] = {
    "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "TEST": {},
    "USER": "", "PASSWORD": "", "HOST": "", "PORT": "",
}


@dataclass(frozen=True, slots=True)
class State:
    """`pending` are to be run; `unknown` were run by a newer program. Each as `app.name`, in order."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]


def state_of(url: str) -> State:
    """How the tables of this database stand to this program; an empty database has all migrations pending."""
    with _connected(url) as connection:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        known = executor.loader.disk_migrations or {}
        ours = executor.loader.migrated_apps
        unknown = [key for key in executor.loader.applied_migrations or {} if key[0] in ours and key not in known]
    return State(tuple(f"{step.app_label}.{step.name}" for step, _ in plan),
                 tuple(".".join(key) for key in sorted(unknown)))


def unknown_among(migrations: Sequence[tuple[str, str]]) -> list[str]:
    """Those that this program does not have: whoever ran them is newer."""
    loader = MigrationLoader(None)
    known = loader.disk_migrations or {}
    return [".".join(key) for key in migrations if key[0] in loader.migrated_apps and tuple(key) not in known]


def make_tables(url: str, *, schema: str, migrations: Sequence[tuple[str, str]]) -> None:
    """Make the tables in an empty schema as they were after these migrations."""
    with _connected(url, schema=schema) as connection:
        executor = MigrationExecutor(connection)
        last = {app: (app, name) for app, name in migrations if app in executor.loader.migrated_apps}
        executor.migrate(list(last.values()))


def migrate(url: str, *, schema: str | None = None) -> None:
    """Run all migrations that are pending."""
    with _connected(url, schema=schema):
        call_command("migrate", database=ALIAS, verbosity=0, interactive=False)


@contextmanager
def _connected(url: str, *, schema: str | None = None) -> Iterator[BaseDatabaseWrapper]:
    entry = _DEFAULTS | django_database(url)
    if schema is not None:
        entry["OPTIONS"] = entry["OPTIONS"] | {"options": f"-c search_path={schema}"}
    connections.databases[ALIAS] = entry
    try:
        yield connections[ALIAS]
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.databases[ALIAS]
