"""Copies of a whole database, made while it is written to, and their way back.

A backup is one zip file: the database in one or several members, and at the end a
manifest that says what is inside. SQLite is copied by its own online backup,
PostgreSQL table by table in one snapshot.
"""

from __future__ import annotations

from okienko.records.copying.archive import Archive, BrokenBackup, Writing, new_archive, open_archive
from okienko.records.copying.facts import Facts, NoTables, facts_of
from okienko.records.copying.manifest import FORMAT, Manifest, Member

__all__ = [
    "FORMAT",
    "Archive",
    "BrokenBackup",
    "Facts",
    "Manifest",
    "Member",
    "NoTables",
    "Writing",
    "facts_of",
    "new_archive",
    "open_archive",
]
