"""Tables and offices for the tests of the keeper, made the way an installation makes them: by the migrations."""

import sqlite3

import psycopg

from okienko.records.address import django_database, kind_of, sqlite_path

OFFICES = tuple(f"office-{number}" for number in range(1, 7))


def make_tables(url: str) -> None:
    """Run the migrations of the records on an empty database."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    alias = "keeper-tables"
    defaults = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None,
                "TEST": {}}
    empty = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": ""}
    connections.databases[alias] = defaults | empty | django_database(url)
    try:
        call_command("migrate", database=alias, verbosity=0)
        connections[alias].close()
    finally:
        del connections[alias], connections.databases[alias]


def add_offices(url: str, *, count: int = len(OFFICES)) -> None:
    """Offices with the ids from 1 on."""
    rows = [(number, f"office-{number}", f"Office {number}") for number in range(1, count + 1)]
    if kind_of(url) == "sqlite":
        with sqlite3.connect(sqlite_path(url)) as connection:
            connection.executemany("INSERT INTO records_office (id, slug, name) VALUES (?, ?, ?)", rows)
        connection.close()
        return
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.executemany("INSERT INTO records_office (id, slug, name) VALUES (%s, %s, %s)", rows)
