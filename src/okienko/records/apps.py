"""The one application that has tables, and how PostgreSQL keeps their checks.

Django writes `kind IN ('a', 'b')`. PostgreSQL keeps that as an array to be put together of its members, and reads it
anew for each statement that writes to the table: 9 kB for the kinds of entries. With the list as one constant the same
check is a third as long; a batch of the hall costs about a tenth less of PostgreSQL's CPU (ADR 0005).
"""

from __future__ import annotations

import re
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

_MEMBER = re.compile(r"'([a-z0-9_-]+)'::character varying")
_LISTED = re.compile(rf"\(ARRAY\[{_MEMBER.pattern}(?:, {_MEMBER.pattern})*\]\)::text\[\]")
_OURS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'c' AND conrelid::regclass::text LIKE 'records\\_%' ORDER BY 1, 2
"""


def with_constants(definition: str) -> str:
    """The definition of a check, its lists of texts as constants."""
    return _LISTED.sub(lambda found: f"'{{{','.join(_MEMBER.findall(found[0]))}}}'::text[]", definition)


def keep_lists_as_constants(using: str, **_: Any) -> None:
    """After the migrations: each check of ours on PostgreSQL that has a list is made again, the same but shorter."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_OURS)
        for table, name, definition in cursor.fetchall():
            shorter = with_constants(definition)
            if shorter != definition:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {quote(name)}, "
                               f"ADD CONSTRAINT {quote(name)} {shorter}")


class RecordsConfig(AppConfig):
    name = "okienko.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(keep_lists_as_constants, sender=self)
