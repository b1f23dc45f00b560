"""Which version of the program this is."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[4] / "pyproject.toml"


@cache
def version() -> str:
    """As pyproject.toml says in a checkout; as the installed package says elsewhere."""
    try:
        return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        from importlib.metadata import version as installed

        return installed("okienko")
