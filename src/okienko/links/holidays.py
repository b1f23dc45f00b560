"""Public holidays, taken from the `holidays` package and handed in as values: the core computes none.

The package takes as long to import as the rest of a start. So what it says is kept in a file beside the database, once
somebody has called `remember_in`, and read from there until the package changes.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from importlib.machinery import PathFinder
from pathlib import Path
from types import MappingProxyType

_folders: list[Path] = []


class UnknownCountry(ValueError):
    """No public holidays are known for this country."""


def remember_in(folder: Path) -> None:
    """From now on keep in this folder what the package says."""
    _folders[:] = [folder]


def public_holidays(country: str, *, first_year: int, last_year: int, language: str = "pl") -> Mapping[date, str]:
    """The public holidays of a country ("PL") in these years, both included: date → name, in order of date.

    Names come in `language` where the package has them, otherwise in the country's own.
    """
    asked = [country, first_year, last_year, language, _edition()]
    found = _remembered(asked)
    if found is None:
        found = _computed(country, first_year, last_year, language)
        _remember(asked, found)
    return MappingProxyType(found)


def _computed(country: str, first_year: int, last_year: int, language: str) -> dict[date, str]:
    import holidays  # slow to import, and only wanted when an office is loaded

    try:
        found = holidays.country_holidays(country, years=range(first_year, last_year + 1), language=language)
    except NotImplementedError:
        raise UnknownCountry(country) from None
    return dict(sorted(found.items()))


def _edition() -> int:
    """What tells one edition of the package from the next, without importing it."""
    spec = PathFinder.find_spec("holidays")
    return Path(spec.origin).with_name("version.py").stat().st_mtime_ns if spec and spec.origin else 0


def _files(asked: list[object]) -> list[Path]:
    """Where this is kept: nowhere, unless somebody has said where."""
    return [folder / f"holidays-{asked[0]}.json" for folder in _folders if str(asked[0]).isalnum()]


def _remembered(asked: list[object]) -> dict[date, str] | None:
    """What is kept for this question; None when nothing is, or it cannot be read."""
    for path in _files(asked):
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(path.read_text("utf-8"))
            if kept["asked"] == asked:
                return {date.fromisoformat(day): name for day, name in kept["holidays"].items()}
    return None


def _remember(asked: list[object], found: Mapping[date, str]) -> None:
    for path in _files(asked):
        kept = {"asked": asked, "holidays": {day.isoformat(): name for day, name in found.items()}}
        with suppress(OSError):
            fresh = path.with_suffix(".new")
            fresh.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
            fresh.replace(path)
