"""Descriptions to break: the smallest office, and Legnica, as plain tables."""

import tomllib
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

OFFICES = Path(__file__).parents[3] / "offices"
MONDAY = date(2026, 11, 23)


def tables_of(name: str) -> dict:
    """All files of an office laid together, section by section."""
    tables: dict = {}
    for path in sorted((OFFICES / name).rglob("*.toml")):
        for section, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            tables.setdefault(section, {}).update(table)
    return tables


DEMO, LEGNICA = tables_of("demo"), tables_of("legnica")


@pytest.fixture
def demo() -> dict:
    """The smallest office."""
    return deepcopy(DEMO)


@pytest.fixture
def legnica() -> dict:
    """The office of the demonstration."""
    return deepcopy(LEGNICA)
